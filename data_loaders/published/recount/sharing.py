"""What agencies shared, added up again: which time is told, which pairs of agencies have a name, and how much there was of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import combinations, product

import pandas as pd

from data_loaders.published.recount.covered_time import covered, times
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.spans import Span

OTHERS = "OTHER_FLOWS"
DAY = pd.Timedelta(days=1)
MANY = 7  # names of which every few are held against the parts of a time
Item = tuple[str, str, pd.Timestamp, int, int]  # giver, taker, day, items, acted on
Lot = list[Item]
Series = list[tuple[str, Span]]  # unit and time of each figure


def sharing(evidence: Evidence) -> Frame:
    """Row by row: all that was shared, then each named pair, then the others, by themselves or with the last that is named."""
    delivered = evidence.table("intelligence_sharing")
    k = evidence.policy.practice.k[evidence.policy.audience]
    items = [
        (r.from_agency, r.to_agency, r.period.normalize(), int(r.items_n), int(r.acted_on_n))
        for r in delivered.itertuples()
    ]
    before = evidence.previous.get("practice_sharing", pd.DataFrame(columns=["view"]))
    total = _total(items, evidence, before[before["view"] == "total"], k) if items else []
    if not total:
        return pd.DataFrame()
    rows = _rows("total", {("ALL", "ALL"): items}, total)
    told = total[0][1][0], total[-1][1][1]
    parts = [time for _, time in total]
    rows += _rows(
        "flow", *_flows(items, told, parts, evidence.policy.time.year_starts, before[before["view"] == "flow"], k)
    )
    columns = ["view", "from_agency", "to_agency", "unit", "period_start", "period_end", "items", "acted_on"]
    return pd.DataFrame(rows, columns=columns)


def _rows(view: str, lots: dict[tuple[str, str], Lot], series: Series) -> list[tuple[object, ...]]:
    rows = list[tuple[object, ...]]()
    for name, lot in lots.items():
        for unit, time in series:
            inside = [item for item in lot if time[0] <= item[2] <= time[1]]
            rows.append((view, *name, unit, *time, sum(i[3] for i in inside), sum(i[4] for i in inside)))
    return rows


def _is_enough(lot: Lot, time: Span, k: int) -> bool:
    inside = [item for item in lot if time[0] <= item[2] <= time[1]]
    acted = sum(item[4] for item in inside)
    return acted >= k and sum(item[3] for item in inside) - acted >= k


def _out(before: Frame) -> Series:
    found = {(r.period_start, r.period_end): r.unit for r in before.itertuples()}
    return [(found[time], time) for time in sorted(found)]


def _later(out: Series, last: pd.Timestamp, year_starts: int, is_told: Callable[[Span], bool]) -> Series:
    """The periods that begin where those that are out end, up to the first that is too small."""
    unit = "year" if out[-1][0] == "all" else out[-1][0]
    found = Series()
    for time in times(out[-1][1][1] + DAY, last, unit, year_starts):
        if not is_told(time):
            break
        found.append((unit, time))
    return found


def _total(items: Lot, evidence: Evidence, before: Frame, k: int) -> Series:
    """What is out and what follows it; else the finest unit without a small period between two that are not small."""
    first, last = covered(evidence, "intelligence_sharing", [item[2] for item in items])
    starts = evidence.policy.time.year_starts
    if out := _out(before):
        follows = first <= out[-1][1][1] + DAY
        return out + (_later(out, last, starts, lambda time: _is_enough(items, time, k)) if follows else [])
    for unit in ("month", "quarter", "half_year", "year", "all"):
        every = times(first, last, unit, starts)
        told = [_is_enough(items, time, k) for time in every]
        if any(told):
            start, end = told.index(True), len(told) - told[::-1].index(True)
            if all(told[start:end]):
                return [(unit, time) for time in every[start:end]]
    return []


def _flows(
    items: Lot, told: Span, parts: list[Span], year_starts: int, before: Frame, k: int
) -> tuple[dict[tuple[str, str], Lot], Series]:
    """The items of each name, and the times of all of them. `parts`: the times of which all items are told."""
    by_pair: dict[tuple[str, str], Lot] = defaultdict(list)
    for item in items:
        by_pair[item[0], item[1]].append(item)

    def is_told(lots: list[Lot], time: Span) -> bool:
        return all(_is_enough(lot, time, k) for lot in lots) and not _gives_few(lots, items, time, parts, k)

    if out := _out(before):
        lots = _named(by_pair, list(before[["from_agency", "to_agency"]].itertuples(index=False, name=None)))
        if not any(taker.endswith(OTHERS) for _, taker in lots):
            return lots, out
        later = _later(out, told[1], year_starts, lambda t: is_told([*lots.values()], t))
        return lots, out + (later if told[0] <= out[-1][1][1] + DAY else [])
    for unit in ("year", "all"):
        every = times(*told, unit, year_starts)
        large = sorted(p for p, lot in by_pair.items() if every and all(_is_enough(lot, t, k) for t in every))
        while every:
            others = [item for item in items if item[:2] not in large]
            names = [*large, (OTHERS, OTHERS)]
            if not all(_is_enough(others, time, k) for time in every):
                names = [*large[:-1], *((giver, f"{taker} + {OTHERS}") for giver, taker in large[-1:])]
            if not names:
                break
            lots = _named(by_pair, names)
            if not large or all(is_told([*lots.values()], time) for time in every):
                return lots, [(unit, time) for time in every]
            wrong = [name for name, lot in lots.items() if not all(is_told([lot], time) for time in every)]
            named = [pair for pair in wrong if pair in large]
            large.remove(named[-1] if named else large[-1])
    return {}, []


def _gives_few(lots: list[Lot], items: Lot, time: Span, parts: list[Span], k: int) -> bool:
    """Whether it follows that of some of these names together, or of all others, few lie in some parts of a time."""
    inside = [part for part in parts if time[0] <= part[0] and part[1] <= time[1]]
    if not inside:
        return False
    before, after = (time[0], inside[0][0] - DAY), (inside[-1][1] + DAY, time[1])
    cut = [*inside, *(end for end in (before, after) if end[0] <= end[1])]
    every, of_lots = [_three(items, part) for part in cut], [[_three(lot, part) for part in cut] for lot in lots]
    for names, index in product(_some(len(lots)), range(3)):
        mine = [sum(of_lots[name][at][index] for name in names) for at in range(len(cut))]
        theirs = [whole[index] - n for whole, n in zip(every, mine, strict=True)]
        if _few_in_some(mine, theirs, k) or _few_in_some(theirs, mine, k):
            return True
    return False


def _some(names: int) -> list[tuple[int, ...]]:
    """Some of the names; of more than seven each alone, since with what is not of some these are all but each too."""
    most = names if names <= MANY else 1
    return [some for size in range(1, most + 1) for some in combinations(range(names), size)]


def _few_in_some(mine: list[int], theirs: list[int], k: int) -> bool:
    """Whether parts are there in which mine are few, and yet more than the others have in all parts beside them: so many of mine at
    least are known to be there. Each pair: how many of mine, and of the others, the parts beside them hold."""
    beside = {(0, 0)}
    for own, other in zip(mine, theirs, strict=True):
        beside |= {(a + own, b + other) for a, b in beside if b + other < k}
    return any(b < sum(mine) - a < k for a, b in beside)


def _three(lot: Lot, time: Span) -> tuple[int, int, int]:
    """How many items, acted on, and left."""
    inside = [(item[3], item[4]) for item in lot if time[0] <= item[2] <= time[1]]
    n, acted = sum(one for one, _ in inside), sum(one for _, one in inside)
    return n, acted, n - acted


def _named(by_pair: dict[tuple[str, str], Lot], names: list[tuple[str, str]]) -> dict[tuple[str, str], Lot]:
    """Of each name its own items; of one that ends with the others those of every pair without a name too."""
    own = {(giver, taker.replace(f" + {OTHERS}", "")) for giver, taker in names}
    others = [item for pair, lot in by_pair.items() if pair not in own for item in lot]
    return {
        (giver, taker): [*by_pair.get((giver, taker.replace(f" + {OTHERS}", "")), []), *(others if taker.endswith(OTHERS) else [])]
        for giver, taker in names
    }  # fmt: skip
