"""What was asked for and what came of it. A late action stands beside the answers, and nobody is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.measures.asks import ANSWERED, NOTHING, STANDINGS
from dashboard.measures.verdict import Verdict
from dashboard.words.form import as_many_as_fit, capital, count_word, fitting, in_words, listed, lower_first, number_of
from dashboard.words.format import count, day, percent
from dashboard.words.shares import changed_groups

NONE_ANSWERED = "No ask is answered with evidence yet."
TOO_EARLY = "Nothing that can be shown was said since the answers, or in the year before them."
NAMED_IS_NOT_ASKED = "To name is not always to ask. What is still named may be answered badly, or not yet."
SINCE = "Since: whole periods after the day of the last answer with evidence. Before: the whole periods of the year before it."
NO_ROLE = "Who asks is not told by role, and too few voices of some role named what is asked for."
NOT_BY_ROLE = "Who asks for it is not told by role."
WHY_NOT_BY_ROLE = "What was said of a theme (asked for, a barrier, praised) and the role of who said it are counted apart: together they would tell of few voices."


def not_told(hidden: Sequence[str]) -> str:
    """What is asked for and may be named most, too: of it no role is shown."""
    if not hidden:
        return ""
    which = capital(number_of(len(hidden), "other ask is", "other asks are"))
    return f"{which} not shown of managers, and may be named more: {listed([lower_first(h) for h in hidden], len(hidden))}."


def still_named_title(verdicts: Mapping[str, Verdict], answered: int) -> str:
    """How many answered asks are named since, and what became of their shares. `verdicts`: of those that can be compared."""
    named = sum(v.latest is not None and v.latest.value > 0 for v in verdicts.values())
    early = answered - len(verdicts)
    of = number_of(answered, "answered ask", "answered asks")
    if not verdicts:
        return f"Of {of} it is too early to tell"
    if answered == 1:
        return as_many_as_fit(
            f"The one answered ask is {'still' if named else 'no longer'} named", changed_groups(verdicts)
        )
    head = f"{count(named) if named else 'None'} of {of} {'is' if named < 2 else 'are'} still named"
    if named == answered > 1:
        head = f"All {in_words(answered)} answered asks are still named"
    later = f"of {in_words(early)} it is too early to tell" if early else ""
    return as_many_as_fit(head, later, changed_groups(verdicts))


def by_role_title(managers: pd.DataFrame) -> str:
    """managers: theme, band, share_pct of the groups that hold managers. What reads as the same share is named alike."""
    if managers.empty:
        return "What managers ask for cannot be told, nor which of it they name most"
    ordered = managers.sort_values("share_pct", ascending=False, kind="stable")
    share = percent(ordered["share_pct"].iloc[0])
    top = ordered[ordered["share_pct"].map(percent) == share]
    names, band = list(dict.fromkeys(top["theme"])), lower_first(str(top["band"].iloc[0]))
    several = f"{share} each" if len(names) > 1 else share
    most, first = (f"{listed(names, named)} ({several})" for named in (len(names), 1))
    head = "Asks are not told by role; managers name most"
    return fitting(
        *([f"Not told by role; of what is asked for, {band} name most: {most}"] if top["band"].nunique() == 1 else []),
        f"{head}: {most}", f"{head}: {first}", f"Managers name most: {first}",
    )  # fmt: skip


def actions_elsewhere(others: int) -> str:
    """`others`: actions on what too few voices asked for to be shown as an ask, or that came from elsewhere than the forum."""
    if not others:
        return ""
    return (
        f"{capital(number_of(others, 'action is on a theme that is', 'actions are on themes that are'))} no ask here. "
    )


def standing_title(rows: pd.DataFrame) -> str:
    """How many asks are answered, and for how many nothing is agreed yet. rows: standing."""
    answered, nothing = (int((rows["standing"] == where).sum()) for where in (ANSWERED, NOTHING))
    asked = len(rows)
    if asked == 0:
        return "Nothing has been asked for"
    if asked == 1:
        return f"The one ask {'is answered with evidence' if answered else 'has no action yet' if nothing else 'is not answered yet; it has an action'}"
    head = (
        f"{count(answered)} of {count(asked)} asks {'is' if answered == 1 else 'are'} answered with evidence"
        if answered
        else f"None of {count(asked)} asks is answered with evidence yet"
    )
    tail = {0: "every one has an action", 1: "one has no action yet", asked: "none has an action yet"}
    return f"{head}; {tail.get(nothing, f'{nothing} have no action yet')}"


def actions_title(actions: pd.DataFrame) -> str:
    """actions: as `actions_on` gives them. Done, still open and stopped make all of them."""
    done, still, late = (int(actions[c].sum()) for c in ("is_done", "is_open", "is_overdue"))
    stopped = len(actions) - done - still
    if actions.empty:
        return "There is no action yet"
    if len(actions) == 1:
        return f"The one action is {'done' if done else 'overdue' if late else 'still open' if still else 'stopped'}"
    head = f"{count(done) if done else 'None'} of {count(len(actions))} actions {'is' if done < 2 else 'are'} done"
    if not still:
        return as_many_as_fit(
            f"{head}; none is still open" if stopped else f"All {count(done)} actions are done", _stopped(stopped)
        )
    return as_many_as_fit(
        head,
        f"{count_word(still)} {'is' if still == 1 else 'are'} still open, {_overdue(late, still)}",
        _stopped(stopped),
    )


def _overdue(late: int, still: int) -> str:
    if still == 1:
        return "and overdue" if late else "not overdue"
    return "all of them overdue" if late == still else f"{count_word(late) if late else 'none'} of them overdue"


def _stopped(number: int) -> str:
    return f"{count_word(number)} {'was' if number == 1 else 'were'} stopped" if number else ""


def origins_title(origins: list[str]) -> str:
    if not origins:
        return "There is no action yet"
    return fitting(
        f"Actions came from {listed([lower_first(origin) for origin in origins])}",
        f"Actions came from {number_of(len(origins), 'source', 'sources')}",
    )


def action_state(row: object, called: str) -> str:
    """What is said of one action: what its status is `called`, with how late it is. `row`: status, is_overdue, days_late, closed."""
    status, late = getattr(row, "status"), int(getattr(row, "days_late"))  # noqa: B009 - a row of a table
    if getattr(row, "is_overdue"):  # noqa: B009 - the same
        return f"Overdue by {number_of(late, 'day', 'days')}"
    closed = getattr(row, "closed")  # noqa: B009 - the same
    if status == "DONE":
        return f"Done on {day(closed)}" + (f", {number_of(late, 'day', 'days')} after it was due" if late else "")
    return called if status != "STOPPED" or pd.isna(closed) else f"{called} on {day(closed)}"


def order_of(standing: str) -> int:
    return STANDINGS.index(standing)
