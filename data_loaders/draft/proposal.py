"""Which table a file is, and which of its columns are which of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from data_loaders.deliveries import TABLES, Table
from data_loaders.draft.evidence import LOOKED_AT, Shares, score
from data_loaders.problem import Problem, stop
from data_loaders.sources.files import SUFFIXES, read_file
from data_loaders.sources.folder import OWN, SIDECARS
from data_loaders.sources.heads import Framed
from data_loaders.sources.layout import Layout
from data_loaders.sources.mapping import Section
from data_loaders.sources.names import chosen_columns, level_of, wanted_names
from data_loaders.sources.unreadable import UnreadableError

LEAST = 0.45  # of evidence for one column: below it a proposal is a guess
DAYS = re.compile(r"\b(date|month|day|time)\b", re.I)
LACKS_DAY = 0.5  # a file with days, as a table that has none: it is another table
QUESTIONS = 3  # columns with the same few answers that make a wide survey
ANSWERS = 8


@dataclass(frozen=True)
class Column:
    ours: str
    theirs: str
    evidence: float
    understood: float


@dataclass
class Draft:
    file: Path
    table: Table
    share: float  # of the table's required columns that were found
    columns: list[Column]
    read: Framed
    other: str = ""  # the next likely table
    questions: list[str] = field(default_factory=list)  # columns that become rows
    left: list[str] = field(default_factory=list)
    more: list[Path] = field(default_factory=list)  # other files of the same columns

    @property
    def in_words(self) -> tuple[str, ...]:
        """File, table, columns found, how much of them is understood, columns not used."""
        needed = sum(column.is_required for column in self.table.columns)
        found = sum(self.table.column(column.ours).is_required for column in self.columns)
        share = sum(column.understood for column in self.columns) / max(len(self.columns), 1)
        columns = f"{len(self.columns)}; {found} of {needed} required"
        return self.file.name, self.table.name, columns, f"{share:.0%}", ", ".join(self.left)


def drafts(folder: Path) -> tuple[list[Draft], list[Problem]]:
    """A draft for every file that can be a table; what cannot be read is told."""
    made, problems = list[Draft](), list[Problem]()
    wanted = frozenset().union(*(wanted_names(table) for table in TABLES.values()))
    for file in sorted(folder.iterdir()):
        if (
            not file.is_file()
            or file.name in OWN
            or file.suffix.lower() not in SUFFIXES
            or file.suffix.lower() in SIDECARS
        ):
            continue
        if file.name.startswith(("manifest.", ".", "~$")):
            continue
        try:
            read = read_file(file, Layout(wanted=wanted))
        except UnreadableError as error:
            problems.append(
                stop(
                    "draft",
                    file.name,
                    "unreadable",
                    str(error),
                    "Deliver the file again, or say in mapping.toml how it is laid out.",
                )
            )
            continue
        if len(read.frame):
            made.append(_draft(file, read))
    return _alike(made), problems


def _alike(drafts: list[Draft]) -> list[Draft]:
    """Files with the same columns are one section: January, February and March of one supplier."""
    made: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        key = (draft.file.suffix, draft.table.name, *(str(name) for name in draft.read.frame.columns))
        if key in made:
            first = made[key]
            first.more.append(draft.file)
            first.read.frame = pd.concat([first.read.frame, draft.read.frame], ignore_index=True)
        else:
            made[key] = draft
    return list(made.values())


def _draft(file: Path, read: Framed) -> Draft:
    looked = read.frame.head(LOOKED_AT)
    questions, shares = _questions(looked), Shares(looked)
    ranked = sorted(
        (_fit(looked, table, questions, shares) for name, table in TABLES.items() if name != "manifest"),
        key=lambda fit: -fit[0],
    )
    (share, table, columns), (_, second, _) = ranked[0], ranked[1]
    used = {column.theirs for column in columns} | set(questions if table.name == "survey_responses" else ())
    left = [name for name in looked.columns if name not in used]
    return Draft(
        file, table, share, columns, read, second.name, questions if table.name == "survey_responses" else [], left
    )


def _fit(looked: pd.DataFrame, table: Table, questions: list[str], shares: Shares) -> tuple[float, Table, list[Column]]:
    """How well a file fits a table: found columns count, required ones twice; a file of another table lacks those."""
    columns = _columns(looked, table, shares)
    found = {column.ours: column.evidence for column in columns}
    if table.name == "survey_responses" and questions:
        found |= {"question_id": 1.0, "response_code": 1.0, "survey_id": 0.6, "wave": 0.6}
    if table.name == "ref_area" and "geometry" in looked:
        found |= {"area_level": 1.0, "geometry": 2.0}
    needed = [column.name for column in table.columns if column.is_required]
    has = sum(found.get(name, 0.0) for name in needed) / max(len(needed), 1)
    used = sum(found.values()) / max(looked.shape[1], 1)
    dated = any(table.column(column.ours).kind in ("date", "datetime") for column in columns)
    lacks_day = not dated and any(DAYS.search(str(name)) for name in looked.columns)
    return (0.6 * has + 0.4 * min(used, 1.0)) * (LACKS_DAY if lacks_day else 1.0), table, columns


def _columns(looked: pd.DataFrame, table: Table, shares: Shares) -> list[Column]:
    exact = chosen_columns([str(name) for name in looked.columns], table, Section())
    pairs = []
    for column in table.columns:
        for theirs in looked.columns:
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
    few = {name: own for name, own in answers.items() if 1 < len(own) <= ANSWERS and all(len(a) <= 20 for a in own)}
    groups = [[other for other, theirs in few.items() if theirs <= own] for own in few.values()]
    best = max(groups, key=len, default=[])
    return best if len(best) >= QUESTIONS else []
