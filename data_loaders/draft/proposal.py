"""Which table a file is, and which of its columns are which of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from data_loaders.deliveries import TABLES, Table
from data_loaders.draft.areas import Areas
from data_loaders.draft.evidence import LOOKED_AT, Shares, score, words_in
from data_loaders.draft.files import Looked, joined, looked_at, said_decimal, said_order
from data_loaders.problem import Problem
from data_loaders.sources.days import SLASHED, plainly
from data_loaders.sources.mapping import Section
from data_loaders.sources.names import chosen_columns, level_of

LEAST = 0.44  # of evidence for one column: all words of its name, and no code of it understood; below, a guess
DAYS = {"date", "month", "day", "time", "datetime"}
OTHER_TABLE = (
    0.5  # a file with days as a table that has none, or without the days or figures that a table cannot do without
)
SURE = 0.95  # of evidence: our own name for a column, or a synonym
QUESTIONS = 3  # columns with the same few answers that make a wide survey
ANSWERS = 8
LONGEST_ANSWER = 40  # letters: "neither agree nor disagree" is one, and a text that somebody wrote is none
WHOLE = 0.6  # of evidence for a table: a file that reaches it is a table by itself, and not the other half of one


@dataclass(frozen=True)
class Column:
    ours: str
    theirs: str
    evidence: float
    understood: float


@dataclass
class Draft:
    looked: Looked
    table: Table
    share: float  # how well the file fits the table
    columns: list[Column]
    areas: Areas
    other: str = ""  # the next likely table
    questions: list[str] = field(default_factory=list)  # columns that become rows
    left: list[str] = field(default_factory=list)
    more: list[Path] = field(default_factory=list)  # other files of the same columns

    @property
    def file(self) -> Path:
        return self.looked.file

    @property
    def text(self) -> pd.DataFrame:
        return self.looked.text

    @property
    def in_words(self) -> tuple[str, ...]:
        """File, table, columns found, how much of them is understood, columns not used."""
        needed = sum(column.is_required for column in self.table.columns)
        found = sum(self.table.column(column.ours).is_required for column in self.columns)
        share = sum(column.understood for column in self.columns) / max(len(self.columns), 1)
        columns = f"{len(self.columns)}; {found} of {needed} required"
        return self.file.name, self.table.name, columns, f"{share:.0%}", ", ".join(self.left)


def drafts(folder: Path) -> tuple[list[Draft], list[Problem]]:
    """A draft for every file that can be a table, files of persons together with their events; what cannot be read is told."""
    files, problems = looked_at(folder)
    areas = Areas.of(pair for one in files for pair in _named_areas(one))
    own = {one.file: _draft(one, areas) for one in files}
    halves = [one for one in files if own[one.file].share < WHOLE]
    made, taken = list[Draft](), set[str]()
    for one in halves:
        both = [_draft(with_persons, areas) for with_persons in joined(one, halves)]
        best = max([own[one.file], *both], key=lambda draft: draft.share)
        taken |= {best.looked.join.file} if best.looked.join else set()
        own[one.file] = best
    made = [draft for draft in own.values() if draft.file.name not in taken]
    return _alike(made), problems


def _named_areas(one: Looked) -> Iterator[tuple[str, str]]:
    """Codes and names of the areas that a file describes; one that only refers to areas describes none."""
    looked, table = one.text[one.theirs].head(LOOKED_AT), TABLES["ref_area"]
    theirs = {c.ours: c.theirs for c in _columns(looked, table, Shares(looked)) if c.evidence >= SURE}
    if {"area_code", "area_name"} <= set(theirs) and _draft(one, Areas()).table.name == table.name:
        yield from zip(one.text[theirs["area_code"]], one.text[theirs["area_name"]], strict=True)


def _alike(drafts: list[Draft]) -> list[Draft]:
    """Files with the same columns are one section: January, February and March of one supplier."""
    made: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        key = (draft.file.suffix, draft.table.name, *(str(name) for name in draft.text.columns))
        if key in made:
            first = made[key]
            first.more.append(draft.file)
            first.looked = replace(first.looked, text=pd.concat([first.text, draft.text], ignore_index=True))
        else:
            made[key] = draft
    return list(made.values())


def _draft(one: Looked, areas: Areas) -> Draft:
    looked = one.text[one.theirs].head(LOOKED_AT)
    questions = _questions(looked)
    shares = Shares(looked, said_order(_slashed(looked))[1], areas, said_decimal(looked))
    ranked = sorted(
        (_fit(looked, table, questions, shares) for name, table in TABLES.items() if name != "manifest"),
        key=lambda fit: -fit[0],
    )
    (share, table, columns), (_, second, _) = ranked[0], ranked[1]
    asked = questions if table.name == "survey_responses" else []
    used = {column.theirs for column in columns} | set(asked)
    return Draft(
        one, table, share, columns, areas, second.name, asked, [name for name in one.theirs if name not in used]
    )


def _slashed(looked: pd.DataFrame) -> list[pd.Series]:
    """Columns of days with signs between, whose order has to be proved."""
    columns = [plainly(pd.Series(looked[name].str.strip().unique(), dtype="str")) for name in looked.columns]
    filled = [column[column != ""] for column in columns]
    return [column for column in filled if len(column) and column.str.match(SLASHED).mean() >= 0.5]


def _fit(
    looked: pd.DataFrame, table: Table, questions: Sequence[str], shares: Shares
) -> tuple[float, Table, list[Column]]:
    """How well a file fits a table: found columns count, required ones twice; a file of another table lacks those."""
    columns = _columns(looked, table, shares)
    found = {column.ours: column.evidence for column in columns}
    if table.name == "survey_responses" and questions:
        columns = [column for column in columns if column.theirs not in questions]
        found = {column.ours: column.evidence for column in columns}
        found |= {"question_id": 1.0, "response_code": 1.0, "survey_id": 0.6, "wave": 0.6}
    if table.name == "ref_area" and "geometry" in looked:
        found |= {"area_level": 1.0, "geometry": 2.0}
    needed = [column.name for column in table.columns if column.is_required]
    has = sum(found.get(name, 0.0) for name in needed) / max(len(needed), 1)
    used = sum(found.values()) / max(looked.shape[1], 1)
    dated = any(table.column(column.ours).kind in ("date", "datetime") for column in columns)
    has_days = any(DAYS & words_in(str(name)) for name in looked.columns)
    lost = any(c.is_required and c.kind not in ("text", "code") and c.name not in found for c in table.columns)
    fits = 0.6 * has + 0.4 * min(used, 1.0)
    return fits * (OTHER_TABLE if (has_days and not dated) or lost else 1.0), table, columns


def _columns(looked: pd.DataFrame, table: Table, shares: Shares) -> list[Column]:
    exact = chosen_columns([str(name) for name in looked.columns], table, Section())
    pairs = []
    for column in table.columns:
        for theirs in (
            name for name in looked.columns if len(shares.filled(str(name))) or name in exact.get(column.name, ())
        ):
            evidence, share = score(shares, str(theirs), column, key=table.key)
            if exact.get(column.name) == (theirs,):
                evidence = max(evidence, 1.0)
            if evidence >= LEAST:
                pairs.append(Column(column.name, str(theirs), evidence, share))
    chosen: dict[str, Column] = {}
    used: set[str] = set()
    for pair in sorted(pairs, key=lambda p: (-p.evidence, -p.understood)):
        if pair.ours not in chosen and pair.theirs not in used:
            chosen[pair.ours] = pair
            used.add(pair.theirs)
    if "indicator" in chosen and "indicator_id" not in chosen:
        chosen["indicator_id"] = replace(chosen["indicator"], ours="indicator_id")
    if table.name == "ref_area" and level_of(str(name) for name in looked.columns):
        chosen.pop("area_level", None)
    return [chosen[column.name] for column in table.columns if column.name in chosen]


def _questions(looked: pd.DataFrame) -> list[str]:
    """Columns with the same few answers: the questions of a survey with one row a pupil."""
    answers = {str(name): frozenset(looked[name].str.strip()) - {""} for name in looked.columns}
    few = {
        name: own
        for name, own in answers.items()
        if 1 < len(own) <= ANSWERS and all(len(a) <= LONGEST_ANSWER for a in own)
    }
    groups = [[other for other, theirs in few.items() if theirs <= own] for own in few.values()]
    best = max(groups, key=len, default=[])
    return best if len(best) >= QUESTIONS else []
