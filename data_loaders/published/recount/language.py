"""Words that blame, added up again scan by scan: which kinds of document and of blame are told, over which time, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from data_loaders.published.recount.covered_time import covered, times
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.spans import Span

OTHERS = "REST"
Scan = tuple[str, pd.Timestamp, int, Counter[str]]  # kind of document, day, words, hits of each category
Told = dict[str, set[str]]  # name → the categories that it stands for


def language(evidence: Evidence) -> Frame:
    """Scan by scan, at the finest unit at which k documents of each kind have a hit of each category, or of the others together.

    What goes on has the unit, the kinds and the categories that are out; a period of fewer documents is counted with those after it.
    """
    scans, k = evidence.table("language_scans"), evidence.policy.practice.k[evidence.policy.audience]
    if scans.empty:
        return pd.DataFrame()
    read = [(s.doc_type, s.scan_dt.normalize(), int(s.words_n), _hits(s.hits)) for s in scans.itertuples()]
    first, last = covered(evidence, "language_scans", [scan[1] for scan in read])
    terms = evidence.table("language_terms")
    listed = {_plain(name) for name in terms["category"]} if len(terms) else set[str]()
    every = listed or {category for scan in read for category in scan[3]}
    starts = evidence.policy.time.year_starts
    before = evidence.previous.get("practice_language", pd.DataFrame())
    if len(before):
        return _follows(read, before, every, [first, last], starts, k)
    whole = times(first, last, "all", starts)
    kinds = [kind for kind in sorted({scan[0] for scan in read}) if whole and _has(read, kind, whole[0], every) >= k]
    for unit in ("quarter", "half_year", "year", "all"):
        spans = times(first, last, unit, starts)
        enough = [all(_has(read, kind, span, every) >= k for kind in kinds) for span in spans]
        if kinds and any(enough):
            spans = spans[enough.index(True) : len(enough) - enough[::-1].index(True)]
            cells = [(kind, span) for span in spans for kind in kinds]
            if told := _told(read, cells, sorted(every), k, is_listed=bool(listed)):
                return _rows(read, unit, cells, told)
    return pd.DataFrame()


def _told(read: list[Scan], cells: list[tuple[str, Span]], every: list[str], k: int, *, is_listed: bool) -> Told:
    """Those that enough documents of every cell have; as many of the first of them, by name, as leave the others enough too."""
    large = [c for c in every if all(_has(read, *cell, {c}) >= k for cell in cells)]
    if is_listed and large == every:
        return {c: {c} for c in every}
    for kept in range(len(large), -1, -1):
        rest = set(every) - set(large[:kept])
        if all(_has(read, *cell, rest) >= k for cell in cells):
            return {c: {c} for c in large[:kept]} | {OTHERS: rest}
    return {}


def _follows(read: list[Scan], before: Frame, every: set[str], whole: list[pd.Timestamp], starts: int, k: int) -> Frame:
    """What is out, and the periods after it; one in which fewer have one of the categories is joined to the next."""
    unit, kinds = before["unit"].iloc[0], list(dict.fromkeys(before["doc_type"]))
    names = list(dict.fromkeys(before["category"]))
    told = {c: (every - set(names) if c == OTHERS else {c}) for c in names}
    spans = sorted(set(before[["period_start", "period_end"]].itertuples(index=False, name=None)))
    after = spans[-1][1] + pd.Timedelta(days=1)
    held: Span | None = None
    for start, end in times(after, whole[1], unit, starts) if unit != "all" and whole[0] <= after else ():
        held = (held[0] if held else start, end)
        if min(_has(read, kind, held, some) for kind in kinds for some in told.values()) >= k:
            spans.append(held)
            held = None
    return _rows(read, unit, [(kind, span) for span in spans for kind in kinds], told)


def _rows(read: list[Scan], unit: str, cells: list[tuple[str, Span]], told: Told) -> Frame:
    rows = [
        (kind, name, unit, *span, sum(r[2] for r in own), sum(r[3][c] for r in own for c in some))
        for kind, span in cells for own in [_inside(read, kind, span)] for name, some in told.items()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["doc_type", "category", "unit", "period_start", "period_end", "words", "hits"])


def _inside(read: list[Scan], kind: str, span: Span) -> list[Scan]:
    return [scan for scan in read if scan[0] == kind and span[0] <= scan[1] <= span[1]]


def _has(read: list[Scan], kind: str, span: Span, categories: Iterable[str]) -> int:
    """How many documents of a kind and a period have a word of one of these."""
    return sum(any(scan[3][c] for c in categories) for scan in _inside(read, kind, span))


def _hits(text: str) -> Counter[str]:
    found = Counter[str]()
    for part in text.split(";"):
        name, colon, number = part.rpartition(":")
        if colon:
            found[_plain(name)] = int(number)
    return found


def _plain(name: str) -> str:
    return str(name).strip().upper().replace(" ", "_")
