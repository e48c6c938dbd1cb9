"""What is said of published indicators: what each says, what is drawn, and what its publisher keeps back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.measures.verdict import Answer, Verdict
from dashboard.words.form import as_many_as_fit, capital, fitting, number_of
from dashboard.words.number_format import COUNT, NO_BREAK, TENTH
from dashboard.words.standing import still_words, verdict_phrase

INVENTED = "Invented example: "  # said once, by the chip of every page and file
INTERVAL = "A range says how far chance alone could move the figure."
WITHHELD = "A count that its publisher withholds stays withheld here."
OTHER_SOURCES = (
    "Whom a figure is about and what it is a share of are its publisher’s to say: one under a like name elsewhere here (a survey, the "
    "Minimum Dataset or a published indicator) comes from another source, may be about other people or another base, and need not agree with it."
)
# The same in one line, where a reader of the one may have seen the other.
BESIDE_DATASET = "A like name in the Minimum Dataset is another publisher’s."
BESIDE_OTHERS = "A like name on the Overview is another publisher’s."
PER_CENT = "per cent"  # as deliveries write it
NO_EARLIER, NOT_GIVEN = "none", "not given"
NOT_DELIVERED = "not delivered"
APART = "They are different things and are not compared with each other."


NO_EARLIER_FIGURE = "no earlier figure was delivered"
KEPT_BACK = "one of the two figures is kept back"
COUNTED_OTHERWISE = "its definition, its unit or its kind of period is another, or the two periods overlap"
NO_NUMBER = "the number or the base behind a figure is missing"
OWN_RULES = (
    "its publisher counts by rules of its own: the number and the base alone do not make the figure or its range"
)
VERDICT = (
    "More or fewer: the two latest figures differ by more than chance would make of the numbers and bases behind them, all indicators looked at "
    "together. Which end is the good one is not delivered. Nothing is judged where a publisher counts by rules of its own. Where the same people "
    "are asked twice the range is a little wider than it need be."
)


def many_title(verdicts: Mapping[str, Verdict], *, has_comparator: bool) -> str:
    """Which moved most of those that changed; else that none did, and in how many we cannot tell. verdicts: name → verdict."""
    beside = "" if has_comparator else "no comparator delivered"
    many = number_of(len(verdicts), "indicator", "indicators")
    if all(verdict.answer is Answer.NOT_COMPARED for verdict in verdicts.values()):
        return as_many_as_fit(capital(f"{many}; nothing earlier to compare with"), beside)
    changed = sorted((item for item in verdicts.items() if item[1].is_finding), key=lambda item: -_moved(item[1]))
    still = still_words(verdicts.values())
    if not changed:
        return as_many_as_fit(capital(f"{many}: {still}"), beside)
    (name, verdict), others = changed[0], len(changed) - 1
    more = f"{number_of(others, 'other', 'others')} changed" if others else ""
    rest = f"{number_of(len(verdicts) - len(changed), 'other', 'others')}: {still}" if still else ""
    said = verdict_phrase(verdict)
    head = fitting(f"{name}: {said}, {_both(verdict)}", f"{name}: {said}", f"{capital(number_of(len(changed), 'indicator', 'indicators'))} of {COUNT.write(len(verdicts))} changed")  # fmt: skip
    return as_many_as_fit(head, more if head.startswith(name) else "", rest, beside)


def _moved(verdict: Verdict) -> float:
    assert verdict.latest is not None
    assert verdict.before is not None
    return abs(verdict.latest.value / verdict.before.value - 1)


def _both(verdict: Verdict) -> str:
    assert verdict.latest is not None
    assert verdict.before is not None
    unit = verdict.latest.unit
    return (
        f"{with_unit(TENTH.write(verdict.latest.value), unit)} from {signed(TENTH.write(verdict.before.value), unit)}"
    )


def one_title(row: Any, verdict: Verdict) -> str:
    """The figure of the one that was chosen, and what became of it."""
    name, value = str(row.indicator).removeprefix("Invented example: "), TENTH.write(row.value)
    said = with_unit(value, str(row.unit)) if value else "no figure is published"
    told = "" if verdict.answer is Answer.NOT_COMPARED else verdict_phrase(verdict)
    return as_many_as_fit(fitting(f"{name}: {said}", capital(said)), told)


def subtitle(many: int, drawn: int, *, has_dataset: bool) -> str:
    """Which of them are drawn. `has_dataset`: the Minimum Dataset stands elsewhere, from another publisher."""
    return f"{_drawn(many, drawn)} {BESIDE_DATASET}" if has_dataset else _drawn(many, drawn)


def _drawn(many: int, drawn: int) -> str:
    if drawn == many:
        return "Each over its years, with the range that would fit the latest. Each small chart has its own scale."
    return f"Each over its years; {COUNT.write(drawn)} of them {'is' if drawn == 1 else 'are'} drawn, and the table holds all {COUNT.write(many)}."


def with_unit(figure: str, unit: str) -> str:
    """A figure and its unit as one writes them: "43 %"; "8.2 per 1,000 children"."""
    return f"{figure}{NO_BREAK}%" if unit == PER_CENT else f"{figure} {unit}".rstrip()


def signed(figure: str, unit: str) -> str:
    """The same where there is room for a sign alone; any other unit stands beside the name (`unit_beside`)."""
    return with_unit(figure, unit) if unit == PER_CENT else figure


def unit_beside(unit: str) -> str:
    """What is left to say of a unit whose sign stands at the figures: nothing of per cent."""
    return "" if unit == PER_CENT else unit


def figure(value: float | None, unit: str = "") -> str:
    return NOT_GIVEN if pd.isna(value) else signed(TENTH.write(value), unit)


def fit(low: float, high: float) -> str:
    """The ends of what chance alone would allow, as the publisher gives them."""
    return NOT_GIVEN if pd.isna(low) or pd.isna(high) else f"{TENTH.write(low)} to {TENTH.write(high)}"


def count(number: float, status: str) -> str:
    """The count behind a figure, or why there is none."""
    if status != "published":
        return status
    return NOT_GIVEN if pd.isna(number) else f"{number:,.0f}"
