"""What speaks for a column of theirs being one of ours: how it is called, and what stands in it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import pandas as pd

from data_loaders.deliveries import Column
from data_loaders.sources.days import plain_moments
from data_loaders.sources.kinds import BLANKS, PLAIN
from data_loaders.sources.names import recoded
from data_loaders.sources.plain import plain

LOOKED_AT = 2_000  # rows: enough for a share in per cent, and a second for a file of a million
ENOUGH = 0.5  # of the filled cells that must be of a column's kind before its name counts
# Words that field systems put into names of columns, beside our own names and synonyms.
WORDS = {
    "start_dt": "month start started missing from since reported report last seen date time when went",
    "end_dt": "end ended return returned found located back date time until",
    "occurred_date": "month occurred incident date offence when",
    "child_pseudo_id": "child person subject young nominal client pupil ref id identifier pseudonym",
    "episode_id": "episode event report reference ref id number misper",
    "incident_id": "incident event reference ref id",
    "area_from": "area ward where from beat location missing",
    "area_found": "area ward found traced",
    "area_code": "area ward code council locality lsoa datazone",
    "area_name": "area ward name",
    "age_band": "age band group range years",
    "sex": "sex gender",
    "risk_level": "risk level grading assessment",
    "missing_from": "missing from placement type home establishment",
    "care_status": "care status looked after legal",
    "harm_type": "harm type category crime offence object",
    "context_type": "context place location type premises",
    "indicator_id": "indicator measure name id",
    "indicator": "indicator measure name",
    "period": "period year quarter",
    "value": "value measure rate percent figure",
    "offered_dt": "offered offer date", "completed_dt": "completed held interview discussion date", "offered": "offered",
    "response_code": "answer response", "stage": "stage year group class", "cluster": "school",
}  # fmt: skip


def name_score(theirs: str, column: Column) -> float:
    """1 for our own name or a synonym; less for what is written nearly so, or shares its words."""
    known = [column.name, *column.synonyms]
    if plain(theirs) in {plain(name) for name in known}:
        return 1.0
    alike = max(SequenceMatcher(None, plain(theirs), plain(name)).ratio() for name in known)
    words = {word for word in re.split(r"[^a-z0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", theirs).lower()) if word}
    own = set(column.name.split("_"))
    known_words = set(WORDS.get(column.name, "").split()) | (own if own <= words else set())
    shared = len(words & known_words) / len(words) if words else 0.0
    return max(0.85 * alike if alike >= 0.82 else 0.0, 0.75 * shared)


def understood(values: pd.Series, column: Column) -> float:
    """The share of the filled cells that the column's kind understands as they are."""
    filled = values.str.strip()
    filled = filled[~filled.isin(BLANKS)]
    if filled.empty:
        return 0.0
    if column.codes:
        made, _ = recoded(filled, column, {})
        return float(made.isin([*column.codes, "NK", "NR", "NA"]).mean())
    if column.kind in ("date", "datetime"):
        days = plain_moments(filled, "day shown").notna() | filled.str.match(
            r"^\d{4}-\d{2}-\d{2}[T ].*(Z|[+-]\d\d:?\d\d)$"
        )
        return float((days & (pd.to_numeric(filled, errors="coerce").isna() | filled.str.match(r"^[34]\d{4}"))).mean())
    if column.kind in ("number", "integer"):
        return float(filled.str.replace(",", "", regex=False).str.match(PLAIN).mean())
    return 1.0


def score(values: pd.Series, theirs: str, column: Column, *, key: tuple[str, ...]) -> tuple[float, float]:
    """How much speaks for it, and the share understood. What stands in several rows identifies none: it is no `key` alone."""
    share, named = understood(values, column), name_score(theirs, column)
    if column.kind == "text":
        is_id = column.name in key and column.name.endswith("_id") and len([k for k in key if k.endswith("_id")]) == 1
        return named * (0.4 if is_id and values.duplicated().any() else 1.0), share
    if column.codes:
        by_content = 0.5 * share if share >= 0.9 and 1 < values.nunique() <= 2 * len(column.codes) else 0.0
        return max(named * (0.6 + 0.4 * share), by_content), share
    return (named if share >= ENOUGH else 0.0), share
