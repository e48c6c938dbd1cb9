"""Which place might come next, in words: a rule that anybody can follow, and no rank."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.words.form import as_many_as_fit, capital, fitting, listed, number_of
from dashboard.words.format import count, percent, tenth

IDLE = "More recorded than chance explains, no intervention there now: weigh the context"
UNTOLD = "More recorded than chance explains; what is being done was not delivered"
FELT = "Young people feel less safe than elsewhere: ask them why"
WORKED = "More recorded than chance explains, an intervention goes on: see what it changes"
HEADS = ("place", "why it stands here", "lately, in its district", "being done there")
SUBTITLE = "Places that stand out on the map, and areas where young people feel less safe; then what is known of each."
RULE = (
    "First places where more is recorded than chance explains and no intervention goes on, then areas where pupils feel less safe, then "
    "places with an intervention that goes on. Within each, by name or from north to south: none is ranked."
)
DONE = "Being done: interventions that were delivered with their place. What nobody delivered is not known here. Contexts at level 2 have no place on a map: how many are open in the same locality at least is said beside it. Peer groups and children’s houses are told without a place, so there can be more."
LATELY = "Lately: the latest year after the year before, of the whole district that the place lies in."
COLOURED = "Where young people coloured single places red on the map of how safe places feel is not in this list: it is another question, of those who were asked there, and need not agree with the survey."
BLAMELESS = "A rule for looking, not a rank. No place is the fault of the young in it."
MAY_BE = "contexts that are told without a place may be open in {}"
NOTHING, UNKNOWN = "No intervention delivered", "Not known for this area"
NO_SCAN = "Places are not held against chance: {}"
NO_SURVEY = "Where young people feel less safe is not in this list: no survey that asks about it by area was delivered."
NO_DONE = "No interventions were delivered, so nobody can tell from this release where work is under way."


def next_title(
    idle: Sequence[str],
    felt: Sequence[str],
    worked: Sequence[str],
    *,
    is_told: bool = True,
    is_scanned: bool = True,
    is_asked: bool = True,
) -> str:
    """Names of the places of each group; and whether it was delivered what is done, could be held against chance, and was asked by area."""
    asked = f"{listed(felt, 2)}: ask why" if felt else ""
    if idle:
        done = "no intervention now" if is_told else "what is done was not delivered"
        first = fitting(f"{listed(idle, 2)}: more recorded, {done}", f"{number_of(len(idle), 'place', 'places')}: more recorded, {done}")  # fmt: skip
        return as_many_as_fit(capital(first), asked)
    if worked:
        return as_many_as_fit("An intervention goes on wherever more is recorded than chance explains", asked)
    first = "No place stands out" if is_scanned else "No place can be held against chance"
    if felt:
        return f"{first}; ask young people why they feel less safe in {listed(felt, 2)}"
    return f"{first}; {'nowhere do young people clearly feel less safe' if is_asked else 'young people were not asked by area'}"


def recorded_said(n: int, expected: float) -> tuple[str, str]:
    """The figure, and what it is held against."""
    return f"{count(n)} recorded", f"about {count(expected)} expected"


def felt_said(share: float, *, is_recorded: bool) -> tuple[str, str]:
    return f"{percent(share)} feel unsafe", "more recorded there too" if is_recorded else "not clearly more recorded"


def rate_said(rate: float) -> str:
    """Of the latest year, where a place has no district of its own."""
    return f"{tenth(rate)} recorded per 1,000 young people"


def contexts_said(n: int, locality: str) -> str:
    """How many contexts are open in the locality at least; of none that is shown, that others may be. Nothing where it is not known."""
    least = f"at least {number_of(n, 'context', 'contexts')} at level 2 open in {locality}"
    return (least if n else MAY_BE.format(locality)) if locality else ""


def done_said(done: Sequence[tuple[str, str]]) -> str:
    """Each kind of work and the month it ended in; an empty month: it goes on."""
    return listed([f"{what}, until {until}" if until else f"{what}, going on" for what, until in done], 3) or NOTHING
