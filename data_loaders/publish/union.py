"""What was said of the parts of a file, as one: a sentence a kind, with the rows of all parts, as for a file that is held at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from data_loaders.checks.tables import strangers
from data_loaders.deliveries import TABLES
from data_loaders.problem import Problem, rows_said

MOST_ROWS = 20_000  # of one kind that a letter marks; the sentence names and counts them all
OF_A_PART = (
    "duplicate",
    "second discussion",
    "held",
    "mapping",
)  # what a part cannot know of the others, or what is gathered elsewhere
# "1,204 cells are withheld", "n: 12 of these counts follow", "90 of 100 rows were kept"
AMOUNT = re.compile(
    r"^(?P<of>[^\d']*?)(?P<some>\d[\d,]*)(?P<all> of (?P<whole>\d[\d,]*))?(?P<rest> (?:cells|rows|of these) .*)$",
    re.DOTALL,
)


@dataclass
class _Kind:
    first: Problem
    rows: list[np.ndarray] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)
    whats: set[str] = field(default_factory=set)
    sentences: set[str] = field(default_factory=set)


@dataclass
class Union:
    """Problems and notes of all parts of a table."""

    kinds: dict[tuple[str | None, ...], _Kind] = field(default_factory=dict)
    notes: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def add(self, problems: Iterable[Problem], frame: pd.DataFrame) -> None:
        for one in problems:
            if one.rule in OF_A_PART:
                continue
            kind = self.kinds.setdefault((one.severity, one.file, one.column, one.rule, one.cure), _Kind(one))
            kind.whats.add(one.what)
            kind.sentences.add(one.sentence)
            kind.rows.append(np.asarray(one.rows, dtype=np.int32))
            if one.rule == "value" and one.column in frame and frame[one.column].dtype == "str":
                for code, n in frame.loc[list(one.rows), one.column].value_counts().items():
                    kind.codes[str(code)] = kind.codes.get(str(code), 0) + int(n)

    def add_notes(self, notes: Iterable[str]) -> None:
        """Numbers at the head of a note are of a part, and are added up."""
        for note in notes:
            found = AMOUNT.match(note)
            of, rest = (found["of"], found["rest"]) if found else (note, "")
            some, whole = (int((found[n] or "0").replace(",", "")) if found else 0 for n in ("some", "whole"))
            _, had, out_of = self.notes.get(of + "\0" + rest, ("", 0, 0))
            is_of = " of" if found and found["all"] else ""
            self.notes[of + "\0" + rest] = (is_of if found else "-", had + some, out_of + whole)

    @property
    def notes_in_words(self) -> list[str]:
        made = []
        for key, (form, some, whole) in self.notes.items():
            of, rest = key.split("\0", 1)
            made.append(of if form == "-" else f"{of}{some:,}{f' of {whole:,}' if form else ''}{rest}")
        return made

    def problems(self) -> list[Problem]:
        return [_whole(kind) for kind in self.kinds.values()]


def _whole(kind: _Kind) -> Problem:
    one = kind.first
    if not one.what:
        parts = len(kind.sentences) - 1
        more = f" (And so in {parts:,} later parts of the file.)" if parts else ""
        return replace(one, sentence=one.sentence + more)
    rows = np.unique(np.concatenate(kind.rows))
    what = one.what
    if len(kind.whats) > 1:
        what = f"{what} (so in the first of the parts in which the file was read)"
    if kind.codes and one.column:
        column = TABLES[one.table].column(one.column)
        what = f"the value is none of {', '.join(column.codes)}{strangers(pd.Series(kind.codes), column)}"
    kept = tuple(rows[:MOST_ROWS].tolist())
    sentence = rows_said(one.file, rows, one.column or "", what)
    return replace(one, row=kept[0], rows=kept, at=(), of=0, what=what, sentence=sentence)
