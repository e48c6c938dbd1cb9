"""Two themes in one contribution again: which pairs stand on enough voices, and which a third theme would make tell of few."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

import pandas as pd

from data_loaders.published.recount.contributions import leaves_shown, records_of, said_by
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.practice_beside import beside, coders, pair_cells, root_of
from data_loaders.published.recount.spans import Span, whole_years

FOUR = ((True, True), (True, False), (False, True), (False, False))  # both themes, the one, the other, neither


Eight = dict[tuple[bool, ...], int]


def pairs(evidence: Evidence) -> Frame:
    """Every two themes whose four cells stand on enough voices, but for those that tell of few beside what else is printed, or
    with a third theme."""
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    printed = list(coders(evidence))
    for a, b in combinations(sorted(leaves_shown(evidence)), 2):
        if span := _common_years(evidence, (a, b)):
            inside = _found_within(evidence, span)
            cells = {key: [voice for voice, codes in inside if (a in codes, b in codes) == key] for key in FOUR}
            root, table = root_of(evidence, (a, b)), pair_cells(evidence, (a, b), span)
            is_enough = all(_is_enough(evidence, own) for own in cells.values())
            if is_enough and not beside(evidence).tells(table, root, printed):
                printed.append((root, table))
                found[a, b] = (*span, *(len(cells[key]) for key in FOUR))
    while (worst := _first_telling(evidence, found)) is not None:
        del found[worst]
    rows = [(*key, *row) for key, row in found.items()]
    return pd.DataFrame(rows, columns=list(evidence.published["practice_pairs"].columns))


def _found_within(evidence: Evidence, span: Span) -> list[tuple[str, set[str]]]:
    """Who may have said each contribution of a time, and the themes it holds."""

    def read(_: Evidence) -> list[tuple[str, set[str]]]:
        said, last = said_by(evidence), span[1] + pd.Timedelta(hours=23)
        records = (r for r in records_of(evidence, "themes") if span[0] <= r.day <= last)
        return [(said[r.name], {code for code, _ in r.found}) for r in records]

    return evidence.read_once(f"practice within {span}", read)


def _is_enough(evidence: Evidence, voices: list[str]) -> bool:
    policy, each = evidence.policy.practice, Counter(voices)
    return len(each) >= policy.k[evidence.policy.audience] and max(each.values()) <= policy.dominance * each.total()


def _first_telling(evidence: Evidence, found: dict[tuple[str, str], tuple[object, ...]]) -> tuple[str, str] | None:
    """Of the first three themes whose three pairs leave some small cell of their table of eight that cannot be empty: the
    pair that stands together least often."""
    k = evidence.policy.practice.k[evidence.policy.audience]
    for three in combinations(sorted({code for pair in found for code in pair}), 3):
        own = [pair for pair in combinations(three, 2) if pair in found]
        if len(own) < 3 or len({found[pair][:2] for pair in own}) > 1:
            continue
        start, end = found[own[0]][:2]
        inside = _found_within(evidence, (start, end))
        eight = Counter(tuple(code in codes for code in three) for _, codes in inside)
        if _must_hold_somebody(eight, k):
            return min(own, key=lambda pair: (found[pair][2], list(found).index(pair)))
    return None


def _must_hold_somebody(eight: Eight, k: int) -> bool:
    """One move alone keeps all three tables of pairs: as many out of each cell of an even number of themes as into each of an
    odd one, or the other way. A small cell can be empty only if none of its kind is smaller."""
    for parity in (0, 1):
        own = [eight.get(cell, 0) for cell in product((False, True), repeat=3) if sum(cell) % 2 == parity]
        if any(min(own) < n < k for n in own):
            return True
    return False


def _common_years(evidence: Evidence, themes: tuple[str, str]) -> Span | None:
    """The whole years in which both themes are shown; none if one of them is shown in a single figure of another time."""
    said, own = evidence.published["practice_status"], evidence.published["practice_counts"]
    shown = said[(said["view"] == "themes") & (said["split"] == "none") & said["code"].isin(themes)]
    if len(shown) < len(set(themes)) or shown["period_start"].isna().any():
        return None
    span = whole_years(shown["period_start"].max(), shown["period_end"].min(), evidence.policy.time.year_starts)
    single = own[
        (own["view"] == "themes") & (own["split"] == "none") & own["code"].isin(themes) & (own["unit"] == "all")
    ]
    spans = set(single[["period_start", "period_end"]].itertuples(index=False, name=None))
    return span if spans <= {span} else None
