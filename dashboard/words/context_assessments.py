"""What was assessed in contexts, in words: which context weighs most, what threatens, who supports, who had a part."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.words.contexts import OTHER_SIDE, SAME, SIDES
from dashboard.words.form import capital, fitting, in_words, listed, lower_first, number_of
from dashboard.words.format import count, span

LATEST = "By the latest assessment of each context."
JUDGEMENT = "A weight is a judgement of those who know the context."
NOT_WEIGHED_TOO = "Contexts that were not weighed, or weigh two kinds alike, stand with the group that is named so."
ANSWERED = "The context that was referred and planned for is the one that was answered."
NO_INCLUDES = "A context that was not assessed counts as “no”."
NOT_ONE, NONE_WEIGHED = (
    "those that are not known, not weighed, or have several that weigh alike",
    "those that were not weighed",
)
GRAVE = "Grave: likelihood times impact, each of 1 to 5, is 12 or more."
OPENED = (
    "Opened again: another stage began after a closing. A context that has been closed again since then counts here too, "
    "and stands among the closed ones. Counted at any time after the closing, up to the day of the count: one that was closed lately has had little time."
)
HOME_IS_WEIGHED = (
    "Home is weighed beside the others: it can weigh most for the young people of a context. No home is itself a context at level 2; "
    "what is done about a home belongs to level 1, in the plan of the child."
)
ONE_PLACE_TWICE = "A place measured twice can only show that its figures differ; whether places got better is told by what was measured in all of them."
OF_PEOPLE = "Peer groups and houses are told of together, never one by one."
ALL_CONTEXTS, SOME_CONTEXTS = "All contexts at level 2", "Peer groups and children’s houses"
# Of one closed place, what came of the share of young people who feel safe: what to look at first comes first.
FELT_MOVED = {
    OTHER_SIDE: "fewer feel safe",
    SAME: "as many feel safe",
    SIDES["Y"]: "more feel safe",
    SIDES["NOT_TWICE"]: SIDES["NOT_TWICE"],
}
BY_THEMSELVES = "How many felt so is not the whole: they are those who were asked, in this one place, at first and at the latest measuring."
FELT = "Young people’s own answer in the context: the latest measuring against the first."


def heaviest_title(home: int, total: int, undecided: int) -> str:
    """`home`: in how many contexts home weighs most, where that may be told by itself; else 0. `undecided`: in how many groups it cannot
    be told whether it does, so that the share of the others lies between two numbers."""
    of = number_of(total, "context", "contexts")
    if not home:
        return f"What weighs most in {of} at level 2"
    said = f"In {count(home)} of {of} at level 2, what weighs most is the home"
    return fitting(f"{said}; in {_between(total - home - undecided, total - home)} it is not", said)


def acted_on_title(same: int, total: int, undecided: int) -> str:
    """`undecided`: contexts of a group that also holds those that were not weighed."""
    said = f"What was answered also weighs most in {count(same)} of {number_of(total, 'context', 'contexts')}"
    return fitting(f"{said}; in {_between(total - same - undecided, total - same)} it does not", said) if same else said


def undecided_words(undecided: int, what: str) -> str:
    """Why a number lies between two. `undecided`: contexts; 0 where each is decided."""
    if not undecided:
        return ""
    return f"That number lies between two, since {number_of(undecided, 'context is', 'contexts are')} told together with {what}."


def _between(low: int, high: int) -> str:
    """What may be none has no low end that is worth a word."""
    return span(low, high) if low else f"up to {count(high)}"


def front_door_title(names: Sequence[str], referred: int, total: int) -> str:
    """`names`: who refers most of those that are told by themselves, several where they refer as many; none where all are joined."""
    of = number_of(total, "context", "contexts")
    name = listed([names[0], *map(lower_first, names[1:])]) if names else ""
    if len(names) > 1:
        each = f"{count(referred)} each of {of}"
        return fitting(f"{name} referred {each}", f"{capital(in_words(len(names)))} agencies referred {each}")
    if not name:
        return capital(f"{of} {'was' if total == 1 else 'were'} referred")
    return fitting(
        f"{name} referred {count(referred)} of {of}", f"The largest group referred {count(referred)} of {of}"
    )


def taken_on(told: int, groups: int, taken: int, total: int) -> str:
    """Whether the front door tells what became of each agency's referrals. `taken`: of all together, 0 where that is not told either."""
    if told == groups:
        return ""
    whole = f"; of all {count(total)}, {count(taken)} were" if taken else ""
    return f"How many were taken on is not told {'of some agencies' if told else 'by agency'}: too few{whole}."


def silent_agencies(joined: int) -> str:
    """`joined`: groups of the front door that hold several agencies. Few and none stand together, so that neither is told."""
    return "Of agencies that stand together it is not told whether one referred none." if joined else ""


def felt_title(safer: int, total: int) -> str:
    """Of closed contexts, in how many more young people felt safe than at first: figures of each place, and no verdict on it."""
    if not safer:
        return capital(f"what young people feel in {number_of(total, 'closed context', 'closed contexts')}")
    return f"More young people felt safe in {count(safer)} of {number_of(total, 'closed context', 'closed contexts')}"


def less_safe_title(names: Sequence[str], pooled: int | None, *, is_sure: bool = True) -> str:
    """`names`: places shown one by one that were closed though fewer young people felt safe. `pooled`: how many of the others were;
    None where that is not told. `is_sure`: whether in one of the named more changed than chance may make."""
    number = len(names) + (pooled or 0)
    if not number:
        none = "In no closed place that is shown by itself did fewer young people feel safe than at first"
        return none if pooled is None else "In no closed context did fewer young people feel safe than at first"
    closed = f"closed though fewer {'young people felt safe' if is_sure else 'felt safe, perhaps by chance'}"
    many = f"{capital(('at least ' if pooled is None else '') + in_words(number))} {closed}"
    named = "; ".join(names)
    return fitting(f"{many}: {named}", f"{capital(closed)}: {named}", many) if names else many


def pooled_less(pooled: int, less: int | None, *, on: str = "") -> str:
    """What is said of the closed contexts that are not shown one by one. `less`: None where it is not told. `on`: the day, where it is earlier."""
    if not pooled:
        return f"As at {on}: no other context was closed." if on else "No other context is closed."
    of = number_of(pooled, "closed context that is pooled", "closed contexts that are pooled")
    if on:
        of = number_of(
            pooled, f"context that was closed and pooled on {on}", f"contexts that were closed and pooled on {on}"
        )
    if less is None:
        return f"Of {of} it is not told: “fewer feel safe” stands there with “as many” and “not measured twice”, to protect children."
    return f"Of {of}: {count(less)}."


def reopened_title(again: int, total: int) -> str:
    was = "was" if again == 1 else "were"
    return f"{capital(number_of(again, 'context', 'contexts'))} of {count(total)} that were closed {was} opened again"


def closed_now(now: int, ever: int) -> str:
    """How the contexts that are closed now and those that ever were go together: two questions that may have the same number."""
    if now == ever:
        return "All are closed now: what was opened again was closed again, and counts in both."
    return f"{count(now)} of them {'is' if now == 1 else 'are'} closed now; {count(ever - now)} {'is' if ever - now == 1 else 'are'} open again."


def network_title(few: int, total: int, up_to: str) -> str:
    """`few`: in how many contexts the network is of such sizes, where that may be told apart from what was not assessed; else 0."""
    of = number_of(total, "context", "contexts")
    return (
        f"In {count(few)} of {of} the network of support is {up_to}"
        if few
        else f"How large the network of support is in {of}"
    )


def with_young_people_title(yes: int, total: int) -> str:
    of = number_of(total, "context", "contexts")
    return f"Young people had a part in assessing {count(yes)} of {of} taken on, not assessed included"


def grave_title(name: str, number: int, total: int) -> str:
    """The risk that is grave in most contexts."""
    of = number_of(total, "context", "contexts")
    return fitting(
        f"{name}: grave in {count(number)} of {of}", f"The most frequent risk is grave in {count(number)} of {of}"
    )


def asked_title(name: str, number: int, total: int) -> str:
    of = number_of(total, "context", "contexts")
    return fitting(
        f"Asked for most: “{name}”, in {count(number)} of {of}", f"What is asked for most: in {count(number)} of {of}"
    )
