"""What two coders read in the same contributions again: where they agreed, and where not."""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

from data_loaders.published.recount.contributions import has_forum, leaves_shown, read_by, said_by
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.order import as_published
from data_loaders.published.recount.practice_beside import agreed, apart, beside, pairs_before


def double_read(evidence: Evidence) -> list[tuple[set[str], set[str]]]:
    """The themes that the first and the second coder found, of each contribution that two read."""
    if not has_forum(evidence):
        return []
    return [({t for t, _ in r[0][1]}, {t for t, _ in r[1][1]}) for r in read_by(evidence).values() if len(r) > 1]


def _voices(evidence: Evidence) -> list[str]:
    """Who may have said each contribution that two read, in the order of `double_read`."""
    said = said_by(evidence)
    return [said[contribution] for contribution, readings in read_by(evidence).items() if len(readings) > 1]


def agreement(evidence: Evidence) -> Frame:
    """Theme by theme; whatever is not shown by itself is added up."""
    own, read = evidence.published["practice_agreement"], double_read(evidence)
    cells = {c: Counter((c in one) + (c in other) for one, other in read) for c in leaves_shown(evidence)}
    out = list(pairs_before(evidence))
    shown = [c for c in own["theme_code"] if c in cells and not beside(evidence).tells(agreed(evidence, c), more=out)]
    rest = [c for c in cells if c not in shown]
    rows = [(c, cells[c][2], cells[c][1], cells[c][0]) for c in shown]
    others = ("OTHERS", *(sum(cells[c][times] for c in rest) for times in (2, 1, 0)))
    voices = [{v for (one, other), v in zip(read, _voices(evidence), strict=True) for c in rest if (c in one) + (c in other) == times}
              for times in (2, 1, 0)]  # fmt: skip
    is_told = len(rest) > 1 and min(map(len, voices)) >= evidence.policy.practice.k[evidence.policy.audience]
    return pd.DataFrame([*rows, *([others] if is_told else [])], columns=list(own.columns))


def disagreements(evidence: Evidence) -> Frame:
    own, found = evidence.published["practice_disagreements"], Counter[tuple[str, str]]()
    for one, other in double_read(evidence):
        for a in one - other:
            for b in other - one:
                found[min(a, b), max(a, b)] += 1
    shown = [key for key in own[["theme_a", "theme_b"]].itertuples(index=False, name=None) if key in found]
    voices = _voices_apart(evidence)
    k = evidence.policy.practice.k[evidence.policy.audience]
    shown = [key for key in shown if not _tells(evidence, key, shown)]
    if not len(
        evidence.previous.get("practice_counts", ())
    ):  # what is out can hold a pair back that all else would let stand
        shown += [
            key
            for key in sorted(found)
            if key not in shown and len(voices[key]) >= k and not _tells(evidence, key, shown)
        ]
    rest = {key: n for key, n in found.items() if key not in shown}
    rows = [(*key, found[key]) for key in shown]
    if len(rest) > 1 and len({v for key in rest for v in voices[key]}) >= k:
        rows.append(("OTHERS", "OTHERS", sum(rest.values())))
    return as_published("practice_disagreements", pd.DataFrame(rows, columns=list(own.columns)), evidence)


def _tells(evidence: Evidence, pair: tuple[str, str], shown: list[tuple[str, str]]) -> bool:
    """Whether what is printed of the themes, or another pair, shows with this pair that few voices are in a cell of both."""
    if beside(evidence).tells(apart(evidence, pair), more=pairs_before(evidence)):
        return True
    cells = _cells(evidence)
    held = cells[pair]
    k = evidence.policy.practice.k[evidence.policy.audience]
    others = [
        cells[c, times]
        for c in evidence.published["practice_agreement"]["theme_code"]
        for times in (2, 1, 0)
        if (c, times) in cells
    ]
    found = [
        (own, other, cells["all", 0])
        for own in (held, cells["all", 0] - held)
        for other in [*others, *(cells["all", 0] - o for o in others)]
    ]
    for other in (cells[p] for p in shown if p != pair):
        for whole in (cells["all", 0], *(cells[c, 1] for c in pair if (c, 1) in cells and other <= cells[c, 1])):
            found += [(own, more, whole) for own in (held, whole - held) for more in (other, whole - other)]
    must_meet = (own & other for own, other, whole in found if len(own) + len(other) > len(whole))
    voices = _voices(evidence)
    return any(len({voices[at] for at in both}) < k for both in must_meet)


def _cells(evidence: Evidence) -> dict[tuple[str, str | int], set[int]]:
    """By place among what two read: all; each printed theme and how many found it; each pair of which each found one."""
    made: dict[tuple[str, str | int], set[int]] = defaultdict(set)
    printed = set(evidence.published["practice_agreement"]["theme_code"]) & set(leaves_shown(evidence))
    for at, (one, other) in enumerate(double_read(evidence)):
        made["all", 0].add(at)
        for code in printed:
            made[code, (code in one) + (code in other)].add(at)
        for a in one - other:
            for b in other - one:
                made[min(a, b), max(a, b)].add(at)
    return made


def _voices_apart(evidence: Evidence) -> dict[tuple[str, str], set[str]]:
    said = said_by(evidence)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for contribution, readings in read_by(evidence).items():
        if len(readings) > 1:
            one, other = ({t for t, _ in reading[1]} for reading in readings[:2])
            for a in one - other:
                for b in other - one:
                    found[min(a, b), max(a, b)].add(said[contribution])
    return found
