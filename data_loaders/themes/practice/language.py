"""Words that blame in documents: by kind of document, kind of blame and period, each in at least k documents.

A kind of document of which fewer have such a word, a kind of blame, and a period at either end are told like none at all: the kinds of
blame are those of the list, where one came, and what is told of them is followed by the others together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from data_loaders.safety.calendar import Calendar, month_end, month_number, month_start
from data_loaders.safety.floor import Floor
from data_loaders.themes.practice.records import months_of

LANGUAGE = ["doc_type", "category", "unit", "period_start", "period_end", "words", "hits"]
REST = "REST"  # kinds of blame of which too few documents have a word
Period = tuple[int, int]


def language_table(
    frame: pd.DataFrame, covered: Period, year_starts: int, k: int, before: pd.DataFrame, listed: Collection[str] = ()
) -> pd.DataFrame:
    """Words and hits at the finest unit at which k documents of each kind have a hit of each category. `covered`: the whole months
    that came. `listed`: the categories of the partnership's list, as they are written there.

    A series that is out goes on in its unit, with its kinds and its categories; a period in which fewer have one of them waits, and
    is told with those after it once all together are enough. Words that blame become fewer, and no series is to end for that.
    """
    hits = pd.DataFrame([_hits(text) for text in frame["hits"]], index=frame.index).fillna(0).astype("int64")
    names = {_code(name) for name in listed} or set(hits)
    columns = sorted(names | (set(before["category"]) - {REST} if len(before) else set()))
    scans = _Scans(
        frame, months_of(frame["scan_dt"]), hits.reindex(columns=columns, fill_value=0), k, is_listed=bool(listed)
    )
    calendar = Calendar(*covered, year_starts)
    made = _begun(scans, calendar) if before.empty else _gone_on(scans, calendar, before)
    return pd.DataFrame(made, columns=LANGUAGE)


@dataclass(frozen=True)
class _Scans:
    """Documents: kind and words, month, and the hits of each category (a column each, in order of their names)."""

    frame: pd.DataFrame
    month: pd.Series
    hits: pd.DataFrame
    k: int
    is_listed: bool

    def groups(self, alone: list[str], *, has_rest: bool) -> dict[str, list[str]]:
        rest = [c for c in self.hits if c not in alone]
        return {**{c: [c] for c in alone}, **({REST: rest} if has_rest else {})}

    def cells(self, periods: Sequence[Period], kinds: Sequence[str]) -> Iterator[tuple[Period, str, pd.Series]]:
        for period in periods:
            inside = self.month.between(*period)
            for kind in kinds:
                yield period, kind, inside & (self.frame["doc_type"] == kind)

    def reach(self, categories: Sequence[str], periods: Sequence[Period], kinds: Sequence[str]) -> bool:
        """Whether in each cell k documents have a hit of one of these categories."""
        has_one = (self.hits[list(categories)] > 0).any(axis=1)
        return Floor(self.k).is_reached([int(has_one[own].sum()) for _, _, own in self.cells(periods, kinds)])

    def told_alone(self, periods: Sequence[Period], kinds: Sequence[str]) -> dict[str, list[str]] | None:
        """Categories that are told by themselves, and the others: with the last of those by name where they are too few, or none that
        a list names. None: not even all together."""
        alone = [c for c in self.hits if self.reach([c], periods, kinds)]
        if self.is_listed and len(alone) == len(self.hits.columns):
            return self.groups(alone, has_rest=False)
        while not self.reach([c for c in self.hits if c not in alone], periods, kinds):
            if not alone:
                return None
            alone.pop()
        return self.groups(alone, has_rest=True)

    def rows(
        self, unit: str, periods: Sequence[Period], kinds: Sequence[str], groups: dict[str, list[str]]
    ) -> list[tuple[object, ...]]:
        return [
            (kind, name, unit, *_days(*period), int(self.frame["words_n"][own].sum()), int(self.hits.loc[own, some].to_numpy().sum()))
            for period, kind, own in self.cells(periods, kinds) for name, some in groups.items()
        ]  # fmt: skip


def _begun(scans: _Scans, calendar: Calendar) -> list[tuple[object, ...]]:
    whole, every = calendar.periods("all"), list(scans.hits)
    kinds = [kind for kind in sorted(set(scans.frame["doc_type"])) if whole and scans.reach(every, whole, [kind])]
    for unit in ("quarter", "half_year", "year", "all") if kinds else ():
        periods = calendar.periods(unit)
        enough = [at for at, period in enumerate(periods) if scans.reach(every, [period], kinds)]
        told = periods[enough[0] : enough[-1] + 1] if enough else []
        groups = scans.told_alone(told, kinds) if told else None
        if groups is not None:
            return scans.rows(unit, told, kinds, groups)
    return []


def _gone_on(scans: _Scans, calendar: Calendar, before: pd.DataFrame) -> list[tuple[object, ...]]:
    unit, names, kinds = (
        str(before["unit"].iloc[0]),
        list(dict.fromkeys(before["category"])),
        list(dict.fromkeys(before["doc_type"])),
    )
    groups = scans.groups([c for c in names if c != REST], has_rest=REST in names)
    spans = before.drop_duplicates("period_start").sort_values("period_start")
    out = [(month_number(a), month_number(b)) for a, b in zip(spans["period_start"], spans["period_end"], strict=True)]
    after = out[-1][1] + 1
    following = (
        Calendar(after, calendar.last, calendar.year_starts).periods(unit)
        if unit != "all" and calendar.first <= after
        else []
    )
    later, waits = list[Period](), after
    for _, last in following:
        if all(scans.reach(some, [(waits, last)], kinds) for some in groups.values()):
            later.append((waits, last))
            waits = last + 1
    return scans.rows(unit, [*out, *later], kinds, groups)


def _hits(text: str) -> dict[str, int]:
    parts = (part.rsplit(":", 1) for part in text.split(";") if ":" in part)
    return {_code(name): int(n) for name, n in parts}


def _code(name: str) -> str:
    return name.strip().upper().replace(" ", "_")


def _days(first: int, last: int) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(month_start(first)).as_unit("s"), pd.Timestamp(month_end(last)).as_unit("s")
