"""How ratings are said: strengths beside what still needs work, no order of merit, no cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.measures.verdict import Answer, Direction, Verdict
from dashboard.words.form import LONGEST, capital, in_words, listed
from dashboard.words.format import percent

HALF = 50.0
QUESTION = "What do auditors find, and what changed since {before}?"
FIRST_QUESTION = "What do auditors find?"
DEFINITION = "Ratings of the first auditor, from 1 unsatisfactory to 6 excellent; 4 and above is good or better."
ONE_RECORD = "Several standards are read in one record; each record counts once, so the ranges are a little wider than they need be."
NOT_A_PERSON = "Auditors read a sample of records against agreed standards; no child and no worker is rated."
BEAR_IN_MIND = "A rating is about practice, never about a child or a worker."
READ_DOT = (
    "Dot: the change. Line: every change that would fit the records; where it crosses 0, we cannot say it changed."
)
BANDS = {(1, 1): "Unsatisfactory", (2, 2): "Weak", (3, 3): "Adequate", (4, 4): "Good", (5, 5): "Very good", (6, 6): "Excellent",
         (1, 2): "Weak or worse", (5, 6): "Very good or better", (1, 3): "Below good", (4, 6): "Good or better",
         (1, 6): "Not told apart"}  # fmt: skip
PICKED = {
    "RANDOM": "picked at random",
    "SYSTEMATIC": "every so many of a list",
    "ALL": "all of them",
    "CHOSEN": "chosen on purpose",
}


def of_number(count: int, of: int) -> str:
    """ "three of eight", "none of the eight" """
    return f"{in_words(count)} of {in_words(of)}" if count else f"none of the {in_words(of)}"


def band_name(low: int, high: int) -> str:
    return BANDS.get((low, high), f"{low} to {high}")


def within(name: str) -> str:
    """A name inside a sentence."""
    return f"{name[:1].lower()}{name[1:]}"


def range_words(low: float, high: float) -> str:
    return f"{low:.0f} to {high:.0f}"


def records_words(read: int, of: float | None, how: str, name: str) -> str:
    """ "120 of 388 records, picked at random, autumn 2025" """
    whole = "" if of is None or of != of else f" of {of:,.0f}"
    picked = f", {PICKED[how]}" if how in PICKED else ""
    return f"{read:,}{whole} records{picked}, {within(name)}"


def areas_title(verdicts: Mapping[str, Verdict], good: Sequence[str], before: str) -> str:
    """`verdicts`: by name of the area; `good`: those of which surely more than half is good or better."""
    changed = {n: v for n, v in verdicts.items() if v.answer is Answer.CHANGED}
    told = _changed(changed)
    if len(told) <= LONGEST and told:
        return told
    if changed:
        return f"{capital(in_words(len(changed)))} of {in_words(len(verdicts))} areas clearly changed since {within(before)}"
    said = f"More than half is good or better in {of_number(len(good), len(verdicts))} areas"
    return f"{said}; no clear change since {within(before)}" if before else said


def _changed(changed: Mapping[str, Verdict]) -> str:
    if len(changed) != 1:
        return ""
    name, verdict = next(iter(changed.items()))
    if verdict.latest is None or verdict.before is None:
        return ""
    moved = "rose" if verdict.direction is Direction.MORE else "fell"
    return f"{name}: good or better {moved} from {verdict.before.value:.0f} to {percent(verdict.latest.value)}"


def unsure_line(ratings: Mapping[str, int], verdicts: Mapping[str, Verdict]) -> str:
    """The area of which too few ratings tell too little; else what a rating is about."""
    usual = sorted(ratings.values())[len(ratings) // 2] if ratings else 0
    few = [n for n, v in verdicts.items() if v.answer is Answer.CANNOT_TELL and ratings.get(n, usual) < usual / 2]
    if not few:
        return BEAR_IN_MIND
    line = f"{few[0]} has {ratings[few[0]]} ratings, most areas {usual}: its range is too wide to call."
    return line if len(line) <= LONGEST else BEAR_IN_MIND


def halves_words(low: Mapping[str, float], high: Mapping[str, float]) -> str:
    """Of which groups surely more, or surely less, than half is good or better; and of how many we cannot tell."""
    strong, weak = [n for n in low if low[n] > HALF], [n for n in high if high[n] < HALF]
    told = []
    if strong:
        told.append(f"More than half is good or better in {listed(strong)}.")
    if weak:
        told.append(f"Less than half is in {listed(weak)}.")
    unsure = len(low) - len(strong) - len(weak)
    if unsure:
        told.append(f"For {_the(unsure, is_rest=bool(told))} we cannot tell.")
    return " ".join(told)


def _the(count: int, *, is_rest: bool) -> str:
    if is_rest:
        return "the other" if count == 1 else f"the other {in_words(count)}"
    return "it" if count == 1 else f"all {in_words(count)}"


def halves_title(low: Mapping[str, float], of: str) -> str:
    strong = sum(v > HALF for v in low.values())
    if len(low) == 1:
        return f"{next(iter(low))}: {'more than half is good or better' if strong else 'we cannot tell from half'}"
    return f"More than half is good or better in {of_number(strong, len(low))} {of}"


def agreed_words(low: float, high: float, value: float) -> str:
    """Of one area: in how many of 100 ratings two auditors decide alike."""
    return f"On “good or not”, two auditors agreed in {value:.0f} of 100 ratings ({range_words(low, high)})."


def agreed_span(low: float, high: float) -> str:
    return f"On “good or not”, two auditors agreed in {range_words(low, high)} of 100 ratings, area by area."
