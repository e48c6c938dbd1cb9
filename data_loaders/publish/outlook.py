"""What a publication would show, before it is written: against the last delivery and against the release in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data_loaders.counted import Counting
from data_loaders.facts import FACTS
from data_loaders.release import Release, ViewEntry
from data_loaders.safety.arrivals import keyed, months_of
from data_loaders.series import Series

NOT_SHOWN, NONE, NOT_REHEARSED = "not shown", "–", "not known before it is published"


@dataclass(frozen=True)
class Rehearsal:
    """`notes`: how files were read. `accounts`: table, rows delivered, what became of them. `rows`: table, rows of the last
    delivery, rows now. `lines`: of what, split, in force, would be. `joined`: of what, split, which groups are one. `late`:
    records of months that are out, by the kind of record. `not_rehearsed`: why nothing was counted, where files alone were checked."""

    notes: tuple[str, ...]
    accounts: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[str, str, str], ...]
    lines: tuple[tuple[str, str, str, str], ...]
    joined: tuple[tuple[str, str, str], ...]
    notices: tuple[str, ...]
    late: Mapping[str, int]
    not_rehearsed: str = ""

    @property
    def verdict(self) -> str:
        return self.not_rehearsed or "Nothing would stop publication."

    @property
    def figures_in_words(self) -> str:
        if self.not_rehearsed:
            return NOT_REHEARSED
        hidden = sum(then == NOT_SHOWN for *_, then in self.lines)
        groups = (
            f"{len(self.joined):,} groups were joined, so that enough children stand behind each"
            if self.joined
            else "no group had to be joined"
        )
        return f"{len(self.lines) - hidden:,} splits are shown and {hidden:,} are not; {groups}"

    @property
    def late_in_words(self) -> str:
        """They count in the month that is published next: nothing that is out is restated."""
        if self.not_rehearsed:
            return NOT_REHEARSED
        several = [f"{n:,} of {kind}" for kind, n in self.late.items() if n]
        return f"{', '.join(several)}, counted in the month that is published next" if several else "none"


def row_changes(now: Mapping[str, int], before: Mapping[str, int]) -> tuple[tuple[str, str, str], ...]:
    names = dict.fromkeys([*now, *before])
    return tuple((name, _rows(before.get(name)), _rows(now.get(name))) for name in names)


def view_changes(series: list[Series], previous: Release | None) -> Iterator[tuple[str, str, str, str]]:
    for one in series:
        before = {} if previous is None else {entry.name: entry for entry in previous.views(one.data.name)}
        for entry in one.entries:
            old, new = _reach(before.get(entry.name)), _reach(entry)
            goes_on = f"{new} (stays as it is)" if old == new != NOT_SHOWN else new
            yield one.data.policy.title, entry.name.replace("_", " "), old, goes_on


def joins(series: list[Series]) -> Iterator[tuple[str, str, str]]:
    for one in series:
        for entry in one.entries:
            for sentence in entry.merges if entry.status == "published" else ():
                yield one.data.policy.title, entry.name.replace("_", " "), sentence


def late_records(counting: Counting) -> dict[str, int]:
    """Delivered records of months that are out and that have not counted yet."""
    made = {}
    for kind in counting.facts:
        before = counting.ledger.of(kind)
        if before is None:
            continue
        delivered = keyed(kind, FACTS[kind][2](counting.tables), counting.ledger.secret)
        is_new = ~delivered["record"].isin([*before.rows["record"], *before.gone])
        made[kind] = int((is_new & (months_of(delivered[FACTS[kind][1]]) <= before.last)).sum())
    return made


def _rows(number: int | None) -> str:
    return NONE if number is None else f"{number:,}"


def _reach(entry: ViewEntry | None) -> str:
    if entry is None or entry.status == "withheld" or entry.period_end is None:
        return NOT_SHOWN
    unit = "the whole time" if entry.time_unit == "all" else f"by {str(entry.time_unit).replace('_', '-')}"
    return f"{unit}, to {entry.period_end:%B %Y}"
