"""What speaks for a column of theirs being one of ours: how it is called, and what `check` would understand of what stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

import numpy as np
import pandas as pd

from data_loaders.deliveries import Column
from data_loaders.draft.areas import Areas, is_of_area
from data_loaders.draft.words import FILLERS, WORDS
from data_loaders.sources.days import DayOrder
from data_loaders.sources.figures import BESIDE_A_FIGURE, numbers
from data_loaders.sources.kinds import BLANKS, Reading, dates, datetimes, texts
from data_loaders.sources.lists import joined_otherwise
from data_loaders.sources.names import recoded
from data_loaders.sources.plain import plain
from data_loaders.sources.turns import BAND, banded

LOOKED_AT = 2_000  # rows: enough for a share in per cent, and a second for a file of a million
DIFFERENT = 400  # cells of a column: what more of them would show stands in these already
ENOUGH = 0.5  # of the filled cells that must be of a column's kind before its name counts
OTHER_NUMBERS = r"^(?![34]\d{4}(\.|$))[+-]?\d+(\.\d+)?$"  # numbers, but for the days of a spreadsheet from 1982 to 2036


def words_in(theirs: str) -> set[str]:
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", theirs).lower()
    return {word for word in re.split(r"[^a-z0-9]+", parted) if word}


@cache
def name_score(theirs: str, known: tuple[str, ...]) -> float:
    """1 for our own name (the first of `known`) or a synonym; less for what is written nearly so, or shares its words."""
    if plain(theirs) in {plain(name) for name in known}:
        return 1.0
    alike = max(SequenceMatcher(None, plain(theirs), plain(name)).ratio() for name in known)
    words = words_in(theirs)
    words = words - FILLERS or words
    own = set(known[0].split("_"))
    known_words = set(WORDS.get(known[0], "").split()) | (own if own <= words else set())
    shared = len(words & known_words) / len(words) if words else 0.0
    return max(0.85 * alike if alike >= 0.82 else 0.0, 0.75 * shared)


@dataclass
class Shares:
    """The share of each of their columns that a kind of ours understands: worked out once, since many of ours are of one kind."""

    looked: pd.DataFrame
    order: DayOrder = ""
    areas: Areas = field(default_factory=Areas)
    decimal: str = ""
    _known: dict[tuple[object, ...], float] = field(default_factory=dict)
    _filled: dict[str, pd.Series] = field(default_factory=dict)

    def of(self, theirs: str, column: Column) -> float:
        key = (
            theirs,
            column.kind,
            *column.codes,
            None,
            *column.code_synonyms,
            is_of_area(column),
            column.name in ("lat", "lon"),
        )
        if key not in self._known:
            self._known[key] = self._share(theirs, column)
        return self._known[key]

    def _share(self, theirs: str, column: Column) -> float:
        counts = self.filled(theirs)
        if counts.empty:
            return 0.0
        cells = pd.Series(counts.index, dtype="str")
        fits = self._fits(cells, column)
        if are_ages(theirs, column):
            fits = fits | banded(cells, column).isin([*column.codes]).to_numpy(dtype=bool)
        return float(counts.to_numpy()[fits].sum() / counts.sum())

    def _fits(self, cells: pd.Series, column: Column) -> np.ndarray:
        if is_of_area(column):
            return self.areas.knows(cells)
        if column.codes:
            made, _ = recoded(cells, column, {})
            return np.asarray(made.isin(column.codes_to_write), dtype=bool)
        reading = self._read(cells, column)
        fits: np.ndarray = ~joined_otherwise(cells, column).to_numpy(dtype=bool)
        for wrong in reading.wrong:
            if wrong.rule not in BESIDE_A_FIGURE:
                fits &= ~wrong.at.to_numpy(dtype=bool)
        if column.kind in ("date", "datetime"):
            fits &= ~cells.str.match(OTHER_NUMBERS).to_numpy(dtype=bool)
        return fits

    def _read(self, cells: pd.Series, column: Column) -> Reading:
        if column.kind in ("number", "integer"):
            return numbers(cells, column.name, is_whole=column.kind == "integer", decimal=self.decimal)
        if column.kind == "date":
            return dates(cells, self.order, "")
        if column.kind == "datetime":
            return datetimes(cells, self.order, "")
        return texts(cells)

    def filled(self, theirs: str) -> pd.Series:
        """Each different filled cell, and how many rows have it."""
        if theirs not in self._filled:
            values = self.looked[theirs].str.strip()
            self._filled[theirs] = values[~values.isin(BLANKS)].value_counts().head(DIFFERENT)
        return self._filled[theirs]


def are_ages(theirs: str, column: Column) -> bool:
    """Whether their column may hold single years of what ours has as bands."""
    return any(BAND.match(code) for code in column.codes) and any(word.startswith("age") for word in words_in(theirs))


def score(shares: Shares, theirs: str, column: Column, *, key: tuple[str, ...]) -> tuple[float, float]:
    """How much speaks for it, and the share understood. What stands in several rows identifies none: it is no `key` alone."""
    share, counts = shares.of(theirs, column), shares.filled(theirs)
    named = name_score(theirs, (column.name, *column.synonyms))
    if is_of_area(column):
        return max(named * (0.8 + 0.2 * share), 0.55 * share if share >= 0.9 and len(counts) > 1 else 0.0), share
    if column.kind == "text":
        is_id = column.name in key and column.name.endswith("_id") and len([k for k in key if k.endswith("_id")]) == 1
        return named * (0.4 if is_id and (counts > 1).any() else 1.0), share
    if column.codes:
        by_content = 0.5 * share if share >= 0.9 and 1 < len(counts) <= 2 * len(column.codes) else 0.0
        return max(named * (0.6 + 0.4 * share), by_content), share
    return (named if share >= ENOUGH else 0.0), share
