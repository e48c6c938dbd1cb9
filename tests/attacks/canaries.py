"""Canaries: a mark of its own in every text column of every delivered table, to be looked for in everything downstream.

A value is exchanged for its mark wherever it stands, in whichever table, so that keys still find each other. Nothing here
knows what a column means: tables that are added later are planted too, and what may be shown of them is to be said here.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from worlds import read

from data_loaders.deliveries import TABLES
from data_loaders.publish import RiverStoppedError, publish

# Columns that are made to be read by everybody who opens the release; each with what it is.
OPEN = {
    "ref_area.area_code": "public code of an area", "ref_area.area_name": "public name of an area",
    "ground.label": "public name of a road, a station or water", "ground.credit": "whom the licence of the ground asks to name",
    "ref_area.parent_code": "public code of an area", "ref_population.source": "who published the estimate",
    "events.label": "a dated event in the partnership's own words", "events.scope": "the area of an event",
    "events.datasets": "the kinds of records that an event concerns",
    "cpc_indicators.indicator_id": "published indicator", "cpc_indicators.indicator": "published indicator",
    "cpc_indicators.source": "who published it", "cpc_indicators.period": "published period", "cpc_indicators.area_code": "the area or comparator of it",
    "cpc_indicators.definition_version": "version of a published definition",
    "cpc_indicators.year_type": "kind of year of a published indicator", "cpc_indicators.unit": "what it is counted in",
    "manifest.supplier_agency": "who supplied a table", "manifest.definition_version": "version of a definition",
    "manifest.sharing_agreement": "name of an agreement", "manifest.audience": "who may see it",
    "assets.label": "public name of a service", "assets.lat": "where a service is", "assets.lon": "where a service is",
    "assets.opening": "when a service is open", "audit_items.wording": "the wording of a standard",
    "audit_rounds.round": "name of a round of audits", "audit_ratings.team_band": "name of a group of teams",
    "forum_contributions.text": "a quotation, where its speaker agreed", "language_terms.term": "a word of the list",
    "language_terms.pattern": "how the word is found", "language_terms.why": "why it blames",
    "language_terms.alternatives": "what to write instead", "language_terms.exceptions": "where it does not blame",
    "survey_questions.survey_id": "name of a survey", "survey_questions.short": "a question in few words",
    "survey_questions.wording": "a question as it was asked", "system_review.agency": "an agency",
    "system_review.component": "a part of the system", "system_review.evidence": "what a rating of the system rests on",
    "system_review.evidence_values": "values of the approach", "system_review.next_step": "what a partnership does next about its own work",
    "theme_codebook.label": "name of a theme", "theme_codebook.definition": "what a theme means", "training.course": "name of a course",
    "actions.action_id": "number of an action of the partnership", "actions.description": "what the partnership agreed to do",
    "actions.evidence": "what shows that it was done", "actions.owner_role": "the role that answers for it",
    "theme_codebook.theme_code": "code of a theme of the codebook", "audit_items.item_id": "short name of a standard",
    "language_terms.category": "kind of blaming word", "survey_questions.theme": "what a question is about",
    "survey_questions.instrument": "the questionnaire a question is from",
    "interventions.intervention_id": "number of a service's measure",
    "interventions.lead_agency": "an agency",
    "risk_register.risk_id": "number of a risk to the partnership's work", "risk_register.risk": "that risk in a sentence",
    "risk_register.what_is_done": "what is done about it", "risk_register.owner_role": "the role that watches it",
    "decisions.decision_id": "number of a decision", "decisions.decision": "what was decided",
    "decisions.owner_role": "the role that sees to it", "decisions.what_came": "what came of it",
    "learning_log.entry_id": "number of an entry", "learning_log.what": "what was learnt", "learning_log.what_changed": "what changed",
    "heard_and_answered.heard_id": "number of a row", "heard_and_answered.you_said": "what young people said together",
    "heard_and_answered.we_did": "what was done",
    "audit_observations.observation_id": "number of a row", "audit_observations.what": "what a part of the audit found",
    "audit_observations.recommendation": "what is recommended", "audit_observations.action_id": "number of an action of the partnership",
}  # fmt: skip
BOUND = {"manifest.table", "manifest.file", "manifest.sha256"}  # they name the files of the delivery itself
BETWEEN = ";"
LONG = 8  # shorter values are codes: the same word in another table means something else


@dataclass(frozen=True)
class Planted:
    """mark → the columns ("table.column") in which it stands; `refused`: columns in which a mark stops the river.

    `told`: what the publications said while they ran, on the screen and in any log.
    """

    marks: dict[str, frozenset[str]]
    refused: tuple[str, ...]
    told: str

    def hidden(self) -> list[str]:
        """Marks that may be nowhere downstream: those that stand in no open column."""
        return [mark for mark, columns in self.marks.items() if not columns & set(OPEN)]


def plant(deliveries: Path, out: Path, policy: Path) -> Planted:
    """Plant, publish, and take back what a check of the delivery refuses, until the river runs."""
    clean = {file.stem: read(file) for file in sorted(deliveries.glob("*.csv")) if file.stem in TABLES}
    refused: set[str] = set()
    with _listening() as heard:
        while True:
            frames, marks = _marked(clean, refused)
            for name, frame in frames.items():
                frame.to_csv(deliveries / f"{name}.csv", index=False)
            try:
                publish(deliveries, out=out, policy_file=policy, audience="partnership", say=lambda s: print(s))
            except RiverStoppedError as stopped:
                told = f"{stopped} {stopped.problems!r}"
                assert not [mark for mark in marks if mark in told], "a refusal repeats what it refuses"
                more = _to_take_back(marks, refused, stopped)
                assert more - refused, told
                refused |= more
            else:
                return Planted(marks, tuple(sorted(refused)), heard.getvalue())


def _to_take_back(marks: dict[str, frozenset[str]], refused: set[str], stopped: RiverStoppedError) -> set[str]:
    """Columns whose marks stopped the river: those that are told; else those that share a mark or a name with them, or a table."""
    planted = {column for own in marks.values() for column in own}
    told = {f"{p.table}.{p.column}" for p in stopped.problems}
    names, tables = {p.column for p in stopped.problems}, {p.table for p in stopped.problems}
    for more in (
        told & planted,
        {column for own in marks.values() if own & told for column in own},
        {column for column in planted if column.split(".")[1] in names},
        {column for column in planted if column.split(".")[0] in tables},
    ):
        if more - refused:
            return more
    return set()


@contextmanager
def _listening() -> Iterator[io.StringIO]:
    heard = io.StringIO()
    handler, root = logging.StreamHandler(heard), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with redirect_stdout(heard), redirect_stderr(heard):
            yield heard
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def _marked(
    clean: dict[str, pd.DataFrame], refused: set[str]
) -> tuple[dict[str, pd.DataFrame], dict[str, frozenset[str]]]:
    frames = {name: frame.copy() for name, frame in clean.items()}
    if "manifest" in frames:
        frames["manifest"] = frames["manifest"].assign(sha256="", rows="")
    marks: dict[str, set[str]] = {}
    chosen: dict[str, str] = {}
    for number, (name, column) in enumerate(_columns(clean, "text"), start=1):
        if f"{name}.{column}" in BOUND | refused:
            continue
        mark, values = f"Qx{number:03d}canary", clean[name][column].iloc[len(clean[name]) // 2 :]
        parts = [part for text in values for part in text.split(BETWEEN) if part and part not in chosen]
        if parts and len(parts[0]) >= LONG:
            chosen[parts[0]] = mark
            continue
        if parts:
            frames[name][column] = [_exchanged(text, {parts[0]: mark}) for text in frames[name][column]]
        else:
            frames[name].loc[len(frames[name]) // 2, column] = mark
        marks[mark] = {f"{name}.{column}"}
    for name, column in _columns(clean, "text"):
        frames[name][column] = [_exchanged(text, chosen) for text in frames[name][column]]
        present = {part for text in frames[name][column].unique() for part in text.split(BETWEEN)}
        for mark in present & set(chosen.values()):
            marks.setdefault(mark, set()).add(f"{name}.{column}")
    for name, column in _columns(clean, "number"):
        filled = frames[name].index[frames[name][column] != ""]
        if column in ("lat", "lon") and not name.startswith("ref_") and len(filled):
            mark = f"{float(frames[name].loc[filled[0], column]):.2f}712"  # to the metre: no map needs that
            frames[name].loc[filled[0], column] = mark
            marks[mark] = {f"{name}.{column}"}
    return frames, {mark: frozenset(columns) for mark, columns in marks.items()}


def _columns(clean: dict[str, pd.DataFrame], kind: str) -> list[tuple[str, str]]:
    skipped = ("geometry", "sha256")
    return [
        (n, c.name)
        for n, f in clean.items()
        for c in TABLES[n].columns
        if c.kind == kind and c.name in f and c.name not in skipped
    ]


def _exchanged(text: str, chosen: dict[str, str]) -> str:
    if BETWEEN not in text:
        return chosen.get(text, text)
    return BETWEEN.join(chosen.get(part, part) for part in text.split(BETWEEN))
