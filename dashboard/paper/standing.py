"""What a finding claims, apart from its words: what two releases are compared by. No sentence and no chart is read for it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dashboard.charts.table import Table
from dashboard.charts.trend import Trend
from dashboard.findings.finding import Finding
from dashboard.measures.verdict import Verdict
from dashboard.words import since as words
from dashboard.words.standing import verdict_word

PERIODS = ("period", "month", "year", "quarter")  # names of a first column whose rows are points in time
Claim = Verdict | frozenset[Hashable]


class Change(StrEnum):
    NEW = "new"  # shown now and not then
    CHANGED = "changed"
    GONE = "gone"  # shown then and not now
    OTHER_SET = "other set"  # the same is claimed, of another set
    SAME = "same"


@dataclass(frozen=True)
class Comparison:
    """One finding in two releases: what became of it, why, and what was said then and is said now."""

    title: str
    change: Change
    then: str
    now: str
    why: str = ""
    verdict_then: str = ""
    verdict_now: str = ""

    @property
    def is_other(self) -> bool:
        return self.change is not Change.SAME


def compare_findings(title: str, old: Finding | None, new: Finding | None) -> Comparison | None:
    """None where neither release has anything of it."""
    if old is None and new is None:
        return None
    change, why = _became(old, new)
    return Comparison(title, change, _says(old), _says(new), why, verdict_words(old), verdict_words(new))


def _became(old: Finding | None, new: Finding | None) -> tuple[Change, str]:
    """What became of it, and why; not where nothing was delivered then, since that is what stands as said then."""
    was, now = old is not None and old.is_shown, new is not None and new.is_shown
    if now and not was:
        return Change.NEW, "" if old is None else words.why_new(old.reason)
    if was and not now:
        return Change.GONE, words.why_gone(None if new is None else new.reason)
    if old is None or new is None or not was:
        return Change.SAME, ""
    moved = why_other(old, new)
    other = words.other_set(old.counted, new.counted) if old.counted != new.counted else ""
    why = " ".join(t for t in (moved, other, words.restated(restated_periods(old.table, new.table))) if t)
    return Change.CHANGED if moved else Change.OTHER_SET if other else Change.SAME, why


def verdict_words(finding: Finding | None) -> str:
    """The verdict of a finding in its word; of a list of them in how many stands which; nothing where it judges nothing."""
    if finding is None or not finding.is_shown:
        return ""
    claims = claims_of(finding)
    verdicts = [claim for claim in claims.values() if isinstance(claim, Verdict)]
    if list(claims) == [""]:
        return "".join(verdict_word(v) for v in verdicts)
    return words.counted([verdict_word(v) for v in verdicts])


def why_other(old: Finding, new: Finding) -> str:
    """What is claimed otherwise, part by part; empty where nothing is. A figure that moved is no claim of a change."""
    was, now = claims_of(old), claims_of(new)
    other = [name for name in now if name in was and not is_same_claim(was[name], now[name])]
    begun, ended = [n for n in now if n not in was], [n for n in was if n not in now]
    if list(was) == [""] == list(now):
        return words.moved(was[""], now[""]) if other else ""
    named = all(isinstance(claim, Verdict) for claim in (*was.values(), *now.values()))
    return words.parts_moved(other, begun, ended, is_named=named)


def claims_of(finding: Finding) -> dict[str, Claim]:
    """Each part that a result speaks of, and what it says of it apart from figures."""
    found: dict[str, Claim] = {}
    for name, claim in _parts(finding.result):
        held = found.get(name)
        found[name] = held | claim if isinstance(held, frozenset) and isinstance(claim, frozenset) else claim
    return found


def _parts(result: Hashable) -> Iterator[tuple[str, Claim]]:
    """A verdict alone; or, of each part of a list, its name with its verdict or with the words that stand beside it."""
    if isinstance(result, Verdict):
        yield "", result
    parts = result if isinstance(result, tuple) else ()
    for part in (parts,) if any(isinstance(x, Verdict) for x in parts) else parts:
        name, *rest = part if isinstance(part, tuple) and part else (part,)
        if _is_figure(name):
            continue
        verdict = next((x for x in rest if isinstance(x, Verdict)), None)
        yield str(name), verdict or frozenset({tuple(x for x in rest if not _is_figure(x))})


def _is_figure(value: Hashable) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def is_same_claim(old: Claim, new: Claim) -> bool:
    if isinstance(old, Verdict) and isinstance(new, Verdict):
        return is_same_verdict(old, new)
    return old == new


def is_same_verdict(old: Verdict, new: Verdict) -> bool:
    """The same answer, direction and kind, and since the same month, or one in which it may have begun by both."""
    if (old.answer, old.direction, old.kind) != (new.answer, new.direction, new.kind):
        return False
    if old.since is None or new.since is None or old.since_low is None or old.since_high is None:
        return old.since == new.since
    return bool(old.since_low <= new.since <= old.since_high)


def restated_periods(old: Table | None, new: Table | None) -> int:
    """Periods of both releases whose count (the first column of numbers) differs."""
    was, now = _counts(old), _counts(new)
    return sum(was[p] is not None and now[p] is not None and was[p] != now[p] for p in was.keys() & now.keys())


def _counts(table: Table | None) -> dict[str, float | None]:
    """The count of each period; nothing where the rows are not periods, or a period stands in several rows."""
    if table is None or table.columns[0].name not in PERIODS:
        return {}
    at = next((i for i, c in enumerate(table.columns) if c.is_number), None)
    names = [str(row[0]) for row in table.rows]
    if at is None or len(set(names)) < len(names):
        return {}
    values = [row[at] for row in table.rows]
    return {n: v if isinstance(v, int | float) else None for n, v in zip(names, values, strict=True)}


def signals_of(finding: Finding) -> dict[str, bool]:
    """Each point of a course by its period, and whether chance seldom makes one like it."""
    chart = finding.chart
    if not isinstance(chart, Trend) or not finding.is_shown:
        return {}
    return {point.label: number in chart.signals for number, point in enumerate(chart.points)}


def _says(finding: Finding | None) -> str:
    if finding is None:
        return "Not delivered."
    return finding.title if finding.is_shown else f"{finding.title}. {finding.reason}"
