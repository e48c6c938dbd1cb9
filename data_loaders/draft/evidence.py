"""What speaks for a column of theirs being one of ours: how it is called, and what stands in it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import numpy as np
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


class Shares:
    """The share of each of their columns that a kind of ours understands: worked out once, since many of ours are of one kind."""

    def __init__(self, looked: pd.DataFrame) -> None:
        self._looked, self._known = looked, dict[tuple[object, ...], float]()
        self._filled: dict[str, pd.Series] = {}

    def of(self, theirs: str, column: Column) -> float:
        key = (theirs, column.kind, *column.codes, None, *column.code_synonyms)
        if key not in self._known:
            self._known[key] = understood(self.filled(theirs), column)
        return self._known[key]

    def filled(self, theirs: str) -> pd.Series:
        """Each different filled cell, and how many rows have it."""
        if theirs not in self._filled:
            values = self._looked[theirs].str.strip()
            self._filled[theirs] = values[~values.isin(BLANKS)].value_counts()
        return self._filled[theirs]


def understood(counts: pd.Series, column: Column) -> float:
    """The share of the filled cells that the column's kind understands as they are."""
    if counts.empty:
        return 0.0
    cells = pd.Series(counts.index, dtype="str")
    return float(counts.to_numpy()[_fits(cells, column)].sum() / counts.sum())


def _fits(cells: pd.Series, column: Column) -> np.ndarray:
    if column.codes:
        made, _ = recoded(cells, column, {})
        fits = made.isin([*column.codes, "NK", "NR", "NA"])
    elif column.kind in ("date", "datetime"):
        moments = cells.str.match(r"^\d{4}-\d{2}-\d{2}[T ].*(Z|[+-]\d\d:?\d\d)$")
        is_no_number = pd.to_numeric(cells, errors="coerce").isna() | cells.str.match(r"^[34]\d{4}")
        fits = (plain_moments(cells, "day shown").notna() | moments) & is_no_number
    elif column.kind in ("number", "integer"):
        fits = cells.str.replace(",", "", regex=False).str.match(PLAIN)
    else:
        fits = pd.Series(True, index=cells.index)
    return np.asarray(fits, dtype=bool)


def score(shares: Shares, theirs: str, column: Column, *, key: tuple[str, ...]) -> tuple[float, float]:
    """How much speaks for it, and the share understood. What stands in several rows identifies none: it is no `key` alone."""
    share, named, counts = shares.of(theirs, column), name_score(theirs, column), shares.filled(theirs)
    if column.kind == "text":
        is_id = column.name in key and column.name.endswith("_id") and len([k for k in key if k.endswith("_id")]) == 1
        return named * (0.4 if is_id and (counts > 1).any() else 1.0), share
    if column.codes:
        by_content = 0.5 * share if share >= 0.9 and 1 < len(counts) <= 2 * len(column.codes) else 0.0
        return max(named * (0.6 + 0.4 * share), by_content), share
    return (named if share >= ENOUGH else 0.0), share
