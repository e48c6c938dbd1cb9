"""Contexts at level 2 in words: places change, nobody is to blame, and few are said to be few."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.measures.context_counts import BETTER, FEWER_FIRST, HALF, NOT_BETTER, NOT_TWICE
from dashboard.measures.verdict import Goodness, Verdict
from dashboard.words.form import capital, fitting, in_words, listed, lower_first, number_of
from dashboard.words.format import count, percent, span
from dashboard.words.standing import still_words

FEW = 10  # contexts below which a share says little
ENDS = {"conference": "context conference", "plan": "plan", "closed": "closing"}
NAMED_NOTE = ("Only contexts that many people use are shown one by one. Homes, peer groups, children’s houses and whatever else is small "
              "or sensitive are pooled: a house or a few friends would be known by it.")  # fmt: skip
TOO_FEW = "Too few contexts to show without telling of one."
USED_BY_MANY = "Only contexts that many people use are shown one by one."
LEVEL_2_ONLY = "Outcomes and times are of contexts taken to level 2 alone."
BOTH_LEVELS = (
    "A context taken on at level 2 is one: the children in it go on having their own plans at level 1, so “both levels” is no answer of its own here. "
    "Of single incidents it is told whether the answer was to the children, to the context, or both."
)
LEVEL_1_JOINED = "Level 1 and “no action” are told together here, to protect children; neither is told by itself."
BETWEEN_POINTS = "Of contexts followed long enough; we cannot say what happens between the points."
LONG_ENOUGH = "Of contexts taken on at level 2 and referred long enough ago."
GREENWOOD = "The share that had got there by each step, with Greenwood’s range."
NOT_RECORDED = "Not recorded, and conferences to come, count as not there: of those held it is no less."
OF_ALL_TAKEN = (
    "The base is all contexts taken on, also those whose conference is still to come: how many of them were held by now is not told, "
    "since the few that are waiting would stand between the two figures."
)
NEARLY_ALL = "An agency that came to nearly all or nearly none is left out: it would tell of the few others."
JOINED = "Groups with too few contexts are joined."
STAY = (
    "they stay so, since a change would point to a few: what was done later in these contexts is not in them. "
    "Contexts that come later get figures of their own, once a year."
)
TWO_MEASURINGS = "This is one place measured twice, so it can only show that the figures differ."
EACH_TWICE = "Each is one place measured twice, so it can only show that its figures differ."
TWICE = "one place measured twice has no range of chance"
SIDES = {"Y": "to the good side", "N": "the same, or away from the good side", "NOT_TWICE": "not measured twice"}
SAME, OTHER_SIDE = "the same", "away from the good side"
OF_INCIDENTS = {"Y": "fewer", "N": "as many, or more", "NOT_TWICE": "not measured twice"}
COUNTED_THERE = (
    "What those who work in the context count and ask there in one month, as they reported it. It is no part of the incidents on the map "
    "or of a district’s: who counts, what is counted and where the place ends can all differ, so do not add or compare them."
)
FEWER_THAN = "Small counts are given as fewer than a number."
JUDGED = "A risk is a judgement of those who know the context."
WEIGHT = "A weight is a judgement of those who know the context."
LED_BY_WELFARE = "A context conference is led by welfare: where the police chair, ask why."
NO_OWNER = "On which day a review was due, and who leads it, is not in a release: those who chair the conference know."
NOT_WHY = "This says what moved, not why."
LEFT_NOT_WHY = "This says how contexts taken to level 2 were left, as judged at closing; not why."
HALF_OR_FEWER = "It may have moved to the good side in half of the contexts, or in fewer."
REST_UNTOLD = "How many did not move cannot be told from those measured once."
GOOD_SIDE = "The good side is more; of incidents it stands for fewer, which is called neither better nor worse: more recorded can be more harm, or more of it known."
MEASURED_METHOD = (
    "Better, or fewer: of the contexts measured twice surely more than half moved to the good side (Wilson’s range of their share, made wider because "
    "all measures are looked at together). The others are the same or moved away from it, so less than half is not called worse. Where the others cannot be told from "
    "those measured once, no share is given."
)


def board_title(shown: tuple[int, int], pooled: tuple[int, int] | None, *, is_hidden: bool = True) -> str:
    """Reviews overdue and of how many open contexts: all of them, then what of it is shown one by one and what is pooled.

    is_hidden: whether None for the pooled ones means that it is hidden; else it is told of another day, and not here.
    """
    if pooled is None:
        if not shown[1]:
            return "No open context may be shown"
        end = "; of those pooled it is hidden" if is_hidden else ""
        return f"{_late(*shown, 'open context shown', 'open contexts shown')}{end}"
    late, of = shown[0] + pooled[0], shown[1] + pooled[1]
    whole = _late(late, of, "open context", "open contexts")
    if not late or not shown[1] or not pooled[1]:
        return whole
    return (
        f"{whole}: {count(shown[0])} of {count(shown[1])} shown here, {count(pooled[0])} of {count(pooled[1])} pooled"
    )


def _late(late: int, of: int, one: str, many: str) -> str:
    if of == 1:
        return f"The one {one} has {'a' if late else 'no'} review overdue"
    return f"{count(late) if late else 'None'} of {count(of)} {many} {'has' if late < 2 else 'have'} a review overdue"


def level_title(first: int, total: int, without: int | None = None) -> str:
    """`first`: answered at level 1, with its share of all. `without`: those without action, where the two may be told apart; else `first`
    holds both."""
    referred = f"{number_of(total, 'context was', 'contexts were')} referred"
    if not first:
        return capital(referred)
    end = " or without action" if without is None else ""
    if total == 1:
        return f"{capital(referred)}; it was answered at level 1{end}"
    of = f"{count(first)} of {count(total)} contexts referred ({percent(100 * first / total)})"
    answered = f"{of} {'was' if first == 1 else 'were'} answered at level 1{end}"
    return f"{answered}; {count(without)} without action" if without else answered


def waiting_title(name: str, weeks: float, share_pct: float) -> str:
    return f"{capital(name)}: {percent(share_pct)} within {number_of(round(weeks), 'week', 'weeks')}"


def came_title(part: pd.DataFrame, base: int) -> str:
    """`part`: the row of young people, where it can be shown."""
    if part.empty:
        return f"Who came to the conferences of {number_of(base, 'context', 'contexts')} taken on"
    row = part.iloc[0]
    of = number_of(int(row["base"]), "context", "contexts")
    return f"Young people had a part in {row['n']:,.0f} of {of} taken on, conferences to come included"


def counted_title(name: str, n: int, total: int) -> str:
    of = f"{n} of {number_of(total, 'context', 'contexts')}"
    return fitting(f"{name}: {of}", f"The largest group: {of}")


def outcome_title(safer: int, total: int, less_safe: int = 0) -> str:
    """Safer, and less safe, stand by themselves where they may be shown; else only how many were closed."""
    if not safer and not less_safe:
        return capital(f"{number_of(total, 'context was', 'contexts were')} closed")
    if total == 1:
        return f"The one closed context was left {'safer' if safer else 'less safe'}"
    was = "was" if (safer or less_safe) == 1 else "were"
    if not safer:
        return f"{count(less_safe)} of {count(total)} closed contexts {was} left less safe"
    return f"{count(safer)} of {count(total)} closed contexts {was} left safer{f', {count(less_safe)} less safe' if less_safe else ''}"


def moved_title(verdicts: Mapping[str, Verdict]) -> str:
    """Measures that moved to the good side in most contexts measured twice, and what is said of the others."""
    sure = sorted(name for name, verdict in verdicts.items() if verdict.is_finding)
    found = "Better" if all(verdicts[name].goodness is Goodness.BETTER for name in sure) else "Better, or fewer,"
    still = still_words(verdicts.values())
    if not sure:
        of = f" of {number_of(len(verdicts), 'measure', 'measures')}" if still.endswith(" any") else ""
        return f"{capital(still)}{of} whether most contexts moved to the good side"
    named = f"{found} in most contexts measured twice: {listed([lower_first(name) for name in sure])}"
    counted = f"{found} in most contexts on {count(len(sure))} of {number_of(len(verdicts), 'measure', 'measures')}"
    rest = f"; {still} of the others" if still.endswith(" any") else f"; {still} in the other" if still else ""
    return fitting(f"{named}{rest}", named, f"{counted}{rest}", counted)


def good_share(verdict: Verdict) -> str:
    """ "81 %, 66 to 91": the share that moved to the good side and its range, where all of it may be told."""
    if verdict.latest is None:
        return ""
    share = percent(verdict.latest.value)
    if verdict.estimate is None:
        return share
    return f"{share}, {span(verdict.estimate.low + HALF, verdict.estimate.high + HALF)}"


def pooled_sentence(
    pooled: pd.DataFrame, stages: dict[str, str], *, on: str = "", late: tuple[int, int] | None = None
) -> str:
    """How many are pooled, by stage. `on`: the day of that where it is an earlier one, and how many reviews were overdue then and of how many."""
    if pooled.empty:
        return "The contexts that are not shown one by one are too few to show together."
    parts = [f"{n} {stage_span(group, stages)}" for group, n in zip(pooled["group"], pooled["n"], strict=True)]
    n = int(pooled["n"].sum())
    if not on:
        return f"{capital(number_of(n, 'context is', 'contexts are'))} pooled: {', '.join(parts)}."
    on = f"{on}," if "," in on else on
    said = f"On {on} {number_of(n, 'context was', 'contexts were')} pooled: {', '.join(parts)}"
    return f"{said}; {count(late[0])} of {count(late[1])} open ones had a review overdue." if late else f"{said}."


def board_counts(*, is_all: bool) -> str:
    """Whose reviews the board counts."""
    return "open contexts, shown and pooled" if is_all else "open contexts shown one by one"


def counted_on(on: str, since: str = "") -> str:
    """The day of figures of contexts; `since`: the day of those before them, where they are of what came later alone."""
    return f"{on}, of those that came since {since}" if since else on


def those_of(on: str, since: str = "") -> str:
    """What is chosen among the days on which contexts were counted together."""
    return f"Came {since} to {on}" if since else f"Came by {on}"


def pooled_alone(whom: str) -> str:
    return f"{whom} that are pooled"


def undecided_words(undecided: int, taken: int) -> str:
    """Why fewer contexts stand in questions about level 2 than on the board; nothing where the level of all is decided."""
    if undecided <= 0:
        return ""
    has = "has" if undecided == 1 else "have"
    return f"Beside the {count(taken)} taken to level 2, {in_words(undecided)} {has} no level decided yet: counted as open, and in no question about what was taken on."


def whole_sentence(shown_open: int, shown_closed: int, pooled: int | None, undecided: int) -> str:
    """What the parts of the board make together, and why other questions are put to fewer. `pooled` None: those are not
    of the same day, or of those alone that came since."""
    if pooled is None:
        return f"{count(shown_open)} open and {count(shown_closed)} closed contexts are shown one by one; those that are pooled are told by themselves."
    whole = number_of(shown_open + shown_closed + pooled, "context", "contexts")
    return (
        f"{capital(whole)} in all: {count(shown_open)} open and {count(shown_closed)} closed that are shown one by one, {count(pooled)} pooled. "
        f"{undecided_words(undecided, shown_open + shown_closed + pooled - undecided)}"
    ).strip()


def both_sentence(rows: pd.DataFrame) -> str:
    """Of contexts pooled and shown together: how many are which. rows: as `with_shown` gives them."""
    if not rows["n_shown"].sum():
        return "All of them are pooled."
    return f"{count(int(rows['n_pooled'].sum()))} of them are pooled, {count(int(rows['n_shown'].sum()))} shown one by one."


def stage_span(group: str, stages: dict[str, str]) -> str:
    """What a joined group of stages is called."""
    codes = [
        code for code in stages if code in group.split(";")
    ]  # in the order of the stages, however they were joined
    first, last = stages[codes[0]].lower(), stages[codes[-1]].lower()
    return first if first == last else f"{first} or {last}" if len(codes) == 2 else f"anywhere from {first} to {last}"


def group_words(group: str, names: dict[str, str]) -> str:
    codes, order = group.split(";"), list(names)  # in the order of the names, what is not known last
    told = [names.get(code, code) for code in sorted(codes, key=lambda c: order.index(c) if c in names else len(order))]
    return told[0] if len(told) == 1 else " or ".join([", ".join(told[:-1]), told[-1]])


def moved_words(row: Any) -> str:
    """Of one place the figures stand beside it, so what only stayed the same is told from what went the other way.

    row: measure, first, last, moved, as `moved_of_shown` gives them.
    """
    if row.moved not in (BETTER, NOT_BETTER):
        return SIDES[NOT_TWICE]
    if row.first == row.last:
        return SAME
    if row.measure in FEWER_FIRST:
        return "fewer" if row.last < row.first else "more"
    return SIDES[BETTER] if row.moved == BETTER else OTHER_SIDE


def measured_title(other: int, of: int) -> str:
    """Of one context measured twice: how many figures are others than at first, which is no verdict."""
    if of == 1:
        return f"The one measure {'differs from' if other else 'is as at'} the first; two readings are too few to tell a change"
    measures = number_of(of, "measure", "measures")
    differ = "differs" if other < 2 else "differ"
    return f"{count(other) if other else 'None'} of {measures} {differ} from the first; two readings are too few to tell a change"
