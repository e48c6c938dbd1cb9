"""What the Committee keeps, in words: what is overdue and what nothing came of is said before what went well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.measures.verdict import Answer, Verdict
from dashboard.words.form import as_many_as_fit, capital, count_word, fitting, in_words, listed, lower_first, number_of
from dashboard.words.format import count, day, month
from dashboard.words.number_format import TENTH
from dashboard.words.standing import verdict_word
from dashboard.words.vocabulary import Mark

OF_WORK = "Risks to the partnership’s work, never a risk of a child."
SCORE = "Likelihood and impact are judged from 1 to 5; the product of the two orders the list."
KEPT_BY = "As those who keep the register wrote it."
DONE = "Done: what was agreed was carried out, as its keeper wrote it. Whether practice is as it was decided is told by the figure beside it."
NO_FIGURE = "No figure is named for it"
ENDS_BEFORE = "Its figure ends before it was decided: nothing is shown yet"
HOLDS_EARLIER = "Holds what was before the decision, too."
NOT_YET = "It began before the decision, so what came of that is not told yet."
NOTHING_CAME = "A figure beside a decision does not show that one moved the other, and “nothing to show yet” is not the same as no effect."
TOGETHER = "What young people said together, in nobody’s own words."
TOLD_BACK = "Told back: those who said it heard what became of it."
MEASURE_KINDS = "The national Minimum Dataset’s kinds of measure, as this product words them. Each figure is as its publisher counts it."
BESIDE = "A comparator is another place with other services: it asks a question, it is no target."
NOT_DELIVERED = "not delivered"
NO_COMPARATOR = "No comparator"
NO_ROLE, UNOWNED = "no owner’s role recorded", "No action yet: nobody owns this"
BEYOND_CHANCE = (
    "More or fewer than the comparator: beyond what chance would make of the numbers behind both figures, all measures looked at together. "
    "Else we cannot tell. The comparator may hold this council too, and children of one family come together, so chance may make a little more than that."
)
ONE_FIGURE = "one of the two figures is missing"
NO_BASE = "the number or the base behind a figure is missing"
WITHIN_CHANCE = "chance may make the difference"


def owner_words(role: object) -> str:
    """The role that a register names; that it names none is no dash and no blank."""
    return str(role or "").strip() or NO_ROLE


def figure_time(until: pd.Timestamp, *, is_of_a_year: bool, is_after: bool) -> str:
    """Of what time the figure beside a decision is, and whether all of it is after the decision."""
    if not is_of_a_year:
        return f"All so far, as at {day(until)}. {HOLDS_EARLIER}"
    return f"The year to {month(until)}." if is_after else f"The year to {month(until)}. {NOT_YET}"


def risks_title(open_now: int, rising: int, late: int) -> str:
    if not open_now:
        return "No risk is open"
    first = capital(number_of(open_now, "risk is open", "risks are open"))
    return as_many_as_fit(first, number_of(rising, "rises", "rise") if rising else "none rises", _late(late))


def _late(late: int) -> str:
    return number_of(late, "is overdue for review", "are overdue for review") if late else "none is overdue for review"


def decisions_title(total: int, late: int, without: int, *, worse: int = 0, still: int = 0) -> str:
    """Of those done: `without` has nothing written of what came of it, the own figure of `worse` got worse, and in that of `still` no
    change is found."""
    first = capital(number_of(total, "decision", "decisions"))
    overdue = number_of(late, "is overdue", "are overdue") if late else "none is overdue"
    return as_many_as_fit(
        first,
        overdue,
        f"worse after {count_word(worse)}" if worse else "",
        f"{number_of(without, 'done has', 'done have')} nothing to show yet" if without else "",
        f"no change found after {count_word(still)}" if still else "",
    )


def learning_title(total: int, unchanged: int, alone: int) -> str:
    """`unchanged`: nothing has changed since; `alone`: shared with nobody."""
    first = capital(number_of(total, "thing was learnt", "things were learnt"))
    stays = (
        f"nothing has changed yet after {number_of(unchanged, 'of them', 'of them')}"
        if unchanged
        else "something changed after each"
    )
    return as_many_as_fit(first, stays, f"{number_of(alone, 'was', 'were')} shared with nobody" if alone else "")


def heard_title(total: int, silent: int) -> str:
    """`silent`: those who said it have not heard back."""
    first = capital(number_of(total, "thing was said", "things were said"))
    return (
        f"{first}; {number_of(silent, 'has', 'have')} had no word back"
        if silent
        else f"{first}; each has had word back"
    )


def dataset_brief(title: str, verdicts: Mapping[str, Verdict], gone: Sequence[str]) -> str:
    """Every measure with the comparator's figure in brackets, those clearly apart marked as such; then what nobody delivered, by name."""
    units: dict[str, list[str]] = {}
    for name, verdict in verdicts.items():
        if verdict.latest is not None and verdict.before is not None:
            apart = f", clearly {verdict_word(verdict).lower()}" if verdict.answer is Answer.CHANGED else ""
            told = (
                f"{lower_first(name)} {TENTH.write(verdict.latest.value)} ({TENTH.write(verdict.before.value)}{apart})"
            )
            units.setdefault(verdict.latest.unit, []).append(told)
    said = [f"{capital(unit)}{'' if at else ', comparator’s in brackets'}: {'; '.join(told)}." for at, (unit, told) in enumerate(units.items())]  # fmt: skip
    lost = f"Not delivered: {listed([lower_first(name) for name in gone])}." if gone else ""
    return " ".join(part for part in (f"{title}.", *said, lost) if part)


def comparator_years(name: str, latest: str, earlier: Sequence[str]) -> str:
    """Of which years a comparator's figures are here; those of earlier ones stand in the table. `name`: empty where there is none."""
    if not name:
        return ""
    if not earlier:
        return f"{name}’s figures are of {latest} alone: no figure of an earlier year is here."
    return f"{name}’s figures beside ours are of {latest}; those of {listed(earlier)} stand in the table."


SIDES: Mapping[Mark, str] = {"worse": "worse than", "better": "better than", "more": "above", "fewer": "below"}


def dataset_title(
    beside: Sequence[str], year: str, *, sides: Mapping[Mark, int], measures: int, delivered: int, kinds: int
) -> str:
    """Where the latest figures stand beside the comparators, which have names; then what is not delivered. sides: how many measures are
    clearly worse, better, above or below: the worse first, since nobody looks for them under "above"."""
    gone = kinds - delivered
    lost = f"{in_words(gone)} not delivered" if gone else ""
    if not delivered:
        return f"None of the {count(kinds)} kinds of measure was delivered"
    if not measures:
        return as_many_as_fit(
            f"{count(delivered)} of {count(kinds)} kinds of measure, and no comparator’s figures beside them", lost
        )
    of = f"{count(measures)} measure{'' if measures == 1 else 's'}"
    told = [(side, sides[side]) for side in SIDES if sides.get(side)]
    if not told:
        one = f"The one measure cannot be told from {listed(beside)}’s in {year}"
        return as_many_as_fit(
            one if measures == 1 else f"None of {of} can be told from {listed(beside)}’s in {year}", lost
        )
    unsure = measures - sum(n for _, n in told)
    (first, n), rest = told[0], [f", {in_words(m)} {SIDES[side].removesuffix(' than')}" for side, m in told[1:]]
    whose = f"{capital(in_words(n))} of {of}" if n < measures else f"All {of}" if n > 1 else "The one measure"
    head = f"{whose} clearly {SIDES[first]} {listed(beside)}’s"
    # What nobody delivered goes before those that cannot be told: how many these are, the numbers before tell.
    rests = ((f"{in_words(unsure)} cannot be told" if unsure else "", lost), (lost,), ())
    ends = ["".join(f"; {part}" for part in own if part) for own in rests]
    return fitting(*(f"{head}{when}{''.join(rest)}{end}" for end in ends for when in (f" in {year}", "")))
