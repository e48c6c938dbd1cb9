"""What a paper's first page says of findings that it has no room for: what presses, and what is told in one paragraph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.ask.published import rows_of
from dashboard.findings.asks import register
from dashboard.findings.contexts import has_contexts, overdue
from dashboard.findings.contexts_closed import closed_though
from dashboard.findings.minimum_dataset import apart, in_brief
from dashboard.measures.overdue import is_overdue
from dashboard.measures.verdict import Goodness
from dashboard.words import pressing as words
from dashboard.words.indicators import INVENTED
from data_loaders.release import Release

Said = Callable[[Release], str]
Late = Callable[[Release], list[str]]


@dataclass(frozen=True)
class Register:
    """Where something may be overdue: what one and many are called, what stands before the number of one, and which are late."""

    one: str
    many: str
    numbered: str
    late: Late
    count: Callable[[Release], int] | None = None  # where not all that are late may be named


def pressing(release: Release, keys: Sequence[str]) -> tuple[str, ...]:
    """One line for all that is overdue, then one for each of what else is certain; none where nothing presses."""
    late = [words.late_count(r.one, r.many, n) for r, n, _ in _late(release, keys)]
    return tuple([*([words.overdue_words(late)] if late else []), *_said(release, keys, CERTAIN)])


def pressing_perhaps(release: Release, keys: Sequence[str]) -> tuple[str, ...]:
    """What may be chance, and is to be looked at none the less."""
    return tuple(_said(release, keys, PERHAPS))


def overdue_in_brief(release: Release, keys: Sequence[str]) -> str:
    """Of each register how many are overdue and the longest in its whole words; nothing where none is."""
    late = [words.late_words((r.one, r.many, r.numbered), n, named) for r, n, named in _late(release, keys)]
    return words.overdue_brief(late) if late else ""


def _late(release: Release, keys: Sequence[str]) -> list[tuple[Register, int, list[str]]]:
    """Of each register with something late: how many, and what they are called."""
    found = ((OVERDUE[key], OVERDUE[key].late(release)) for key in keys if key in OVERDUE)
    counted = ((r, r.count(release) if r.count else len(named), named) for r, named in found)
    return [(register, n, named) for register, n, named in counted if n]


def _said(release: Release, keys: Sequence[str], of: Mapping[str, Said]) -> list[str]:
    return [said for key in keys if key in of and (said := of[key](release))]


def pressing_questions(release: Release, keys: Sequence[str]) -> tuple[str, ...]:
    """What a meeting may want to ask about what presses, where a question was delivered with it. It rests on what is told: of what we
    cannot tell nobody is asked why it came about."""
    return tuple(question for key in keys if key in ASKED for question in ASKED[key](release))


def _decisions(release: Release) -> list[str]:
    rows, today = rows_of(release, "committee_decisions"), pd.Timestamp(release.manifest.as_at)
    late = rows[is_overdue(rows, "due", today)] if len(rows) else rows
    return _longest_first(late, "decision_id", "decision", "due")


def _actions(release: Release) -> list[str]:
    late = register(release).query("is_overdue") if len(rows_of(release, "practice_actions")) else pd.DataFrame()
    return _longest_first(late, "action_id", "description", "due")


def _risks(release: Release) -> list[str]:
    rows, today = rows_of(release, "committee_risks"), pd.Timestamp(release.manifest.as_at)
    late = rows[is_overdue(rows, "review_due", today)] if len(rows) else rows
    return _longest_first(late, "risk_id", "risk", "review_due")


def _contexts(release: Release) -> int:
    """Of those that may be told; when each was due is not, so none is the longest."""
    latest = overdue(release).verdict.latest if has_contexts(release) else None
    return int(latest.value) if latest else 0


def _longest_first(rows: pd.DataFrame, name: str, what: str, due: str) -> list[str]:
    """Each by its number and in its own words."""
    if rows.empty:
        return []
    late = rows.sort_values(due, kind="stable")
    return [
        words.named_words(str(n), str(t).removeprefix(INVENTED)) for n, t in zip(late[name], late[what], strict=True)
    ]


def _closed_though(release: Release) -> str:
    """Where fewer young people felt safe than at first, by the names of the places."""
    named = closed_though(release)
    return words.closed_though_words(named) if named else ""


def _without_word_back(release: Release) -> str:
    rows = rows_of(release, "committee_heard")
    silent = int(rows["told_back"].isna().sum()) if len(rows) else 0
    return words.silent_words(silent) if silent else ""


def _apart(release: Release) -> str:
    """What stands clearly apart from a comparator, the worse side first; not what is better, which asks nothing of a meeting."""
    told = [a for a in apart(release) if a.verdict.goodness is not Goodness.BETTER]
    return words.apart_words([(a.name, a.verdict) for a in told], told[0].comparator) if told else ""


def _scrutiny(release: Release) -> list[str]:
    """The question of each measure that is apart and not on the better side: of that there is less to ask."""
    return [
        words.question_words(a.name, a.question) for a in apart(release) if a.verdict.goodness is not Goodness.BETTER
    ]


# By the key of the finding that tells it whole.
OVERDUE: Mapping[str, Register] = {
    "committee-decisions": Register("decision", "decisions", "decision", _decisions),
    "actions": Register("action", "actions", "action", _actions),
    "committee-risks": Register("review of a risk", "reviews of risks", "the review of risk", _risks),
    "context-board": Register("review of a context", "reviews of contexts", "", lambda _: [], _contexts),
}
CERTAIN: Mapping[str, Said] = {
    "minimum-dataset": _apart,
    "committee-heard": _without_word_back,
}  # by rule, or by counting
PERHAPS: Mapping[str, Said] = {"contexts-less-safe": _closed_though}
PRESSING = (*OVERDUE, *CERTAIN, *PERHAPS)
ASKED: Mapping[str, Callable[[Release], list[str]]] = {"minimum-dataset": _scrutiny}
# What two pages tell in one paragraph, by the key of the finding that tells it whole: its name, and what is said.
BRIEF: Mapping[str, tuple[str, Said]] = {"minimum-dataset": ("Minimum Dataset:", in_brief)}


def briefly(release: Release, keys: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What each is called, and its paragraph; nothing of what was not delivered at all."""
    told = ((BRIEF[key][0], BRIEF[key][1](release)) for key in keys)
    return tuple((title, text) for title, text in told if text)
