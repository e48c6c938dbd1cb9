"""What a finding claims, apart from its words: what two releases are compared by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import pandas as pd

from dashboard.findings.finding import FigureFinding
from dashboard.measures.verdict import Verdict

CLAIMED, LEVEL, PERIOD = "beyond chance", "centre line", "period"  # columns of a finding's table


class Change(StrEnum):
    NEW = "new"  # shown now and not then
    CHANGED = "changed"
    GONE = "gone"  # shown then and not now
    SAME = "same"


@dataclass(frozen=True)
class Comparison:
    """One finding in two releases: what became of it, why, and what was said then and is said now."""

    title: str
    change: Change
    then: str
    now: str
    why: str = ""

    @property
    def is_other(self) -> bool:
        return self.change is not Change.SAME


def compare_findings(title: str, old: FigureFinding | None, new: FigureFinding | None) -> Comparison | None:
    """None where neither release has anything of it."""
    if old is None and new is None:
        return None
    was, is_now = is_shown(old), is_shown(new)
    then, now = _says(old), _says(new)
    if is_now and not was:
        return Comparison(
            title, Change.NEW, then, now, "It was not delivered then." if old is None else "It could not be shown then."
        )
    if was and not is_now:
        return Comparison(title, Change.GONE, then, now, "It was not delivered this time." if new is None else now)
    if old is None or new is None or not was:
        return Comparison(title, Change.SAME, then, now)
    restated = restated_periods(old.table, new.table)
    why = f"Figures of {restated} earlier periods are other than they were." if restated else ""
    change = Change.SAME if is_same_claim(old, new) else Change.CHANGED
    return Comparison(title, change, then, now, why)


def is_shown(finding: FigureFinding | None) -> bool:
    return finding is not None and not finding.withheld


def is_same_claim(old: FigureFinding, new: FigureFinding) -> bool:
    """By their verdicts, if they have them; else by what their tables mark as beyond chance, and how the level moved."""
    was, is_now = old.result, new.result
    if isinstance(was, Verdict) and isinstance(is_now, Verdict):
        return is_same_verdict(was, is_now)
    if was is not None and is_now is not None:
        return was == is_now
    return _claims(old.table) == _claims(new.table)


def is_same_verdict(old: Verdict, new: Verdict) -> bool:
    """The same answer, direction and kind, and since the same month, or one in which it may have begun by both."""
    if (old.answer, old.direction, old.kind) != (new.answer, new.direction, new.kind):
        return False
    if old.since is None or new.since is None or old.since_low is None or old.since_high is None:
        return old.since == new.since
    return bool(old.since_low <= new.since <= old.since_high)


def _claims(table: pd.DataFrame) -> tuple[frozenset[str], tuple[str, ...]]:
    return _marked(table), _levels(table)


def _marked(table: pd.DataFrame) -> frozenset[str]:
    if CLAIMED not in table:
        return frozenset()
    return frozenset(table.loc[table[CLAIMED] == "yes", table.columns[0]].astype(str))


def _levels(table: pd.DataFrame) -> tuple[str, ...]:
    """How the level of a chart moved, change by change. Not when: a month more can date the same change a little otherwise."""
    if LEVEL not in table:
        return ()
    level = table[LEVEL].to_numpy()
    return tuple("more" if b > a else "fewer" for a, b in pairwise(level) if a != b)


def restated_periods(old: pd.DataFrame, new: pd.DataFrame) -> int:
    """Periods of both releases whose count (the column beside the period) differs."""
    if PERIOD not in old or PERIOD not in new or len(old.columns) < 2 or list(old.columns[:2]) != list(new.columns[:2]):
        return 0
    if old[PERIOD].duplicated().any() or new[PERIOD].duplicated().any():
        return 0
    count = old.columns[1]
    was, is_now = old.set_index(PERIOD)[count], new.set_index(PERIOD)[count]
    both = was.index.intersection(is_now.index)
    return int((was.loc[both] != is_now.loc[both]).sum())


def _says(finding: FigureFinding | None) -> str:
    return "Not delivered." if finding is None else f"{finding.headline} {finding.withheld}".strip()
