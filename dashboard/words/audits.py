"""How ratings are said: strengths beside what still needs work, no order of merit, no cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.measures.verdict import Answer, Direction, Verdict
from dashboard.words.form import LONGEST, capital, fitting, in_words, listed, lower_first, number_of
from dashboard.words.format import count, span, two_percents
from dashboard.words.standing import changed_words, still_words

HALF = 50.0
QUESTION = "What do auditors find, and what changed since {before}?"
FIRST_QUESTION = "What do auditors find?"
DEFINITION = "Ratings of the first auditor, from 1 unsatisfactory to 6 excellent; 4 and above is good or better."
ONE_RECORD = "Several standards are read in one record; each record counts once, so the ranges are a little wider than they need be."
SHARED = "An area of practice and a domain have standards in common, so the same ratings can stand in both."
NOT_A_PERSON = "Auditors read a sample of records against agreed standards; no child and no worker is rated."
BEAR_IN_MIND = "A rating is about what a record shows, never about a child or a worker."
NO_TIES = "No standard is tied to a national quality indicator: quality_indicator of audit_items is blank throughout."
FRAMEWORK = (
    "The indicators are those of the Care Inspectorate’s framework for children and young people in need of care and protection, by its "
    "numbers, some with shorter names. What is shown is the partnership’s own reading of records, no grade of an inspection."
)
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


def ties_words(tied: int, standards: int) -> str:
    """Which standards stand in the figures of indicators, and which in none."""
    if tied >= standards:
        return "Every standard is tied to one indicator."
    return f"{count(tied)} of {count(standards)} standards are tied to an indicator; the others stand in none of these figures."


def of_number(count: int, of: int) -> str:
    """ "three of eight", "none of the eight" """
    return f"{in_words(count)} of {in_words(of)}" if count else f"none of the {in_words(of)}"


def band_name(low: int, high: int) -> str:
    return BANDS.get((low, high), f"{count(low)} to {count(high)}")


def records_words(read: int, of: float | None, how: str, name: str) -> str:
    """ "120 of 388 records, picked at random, autumn 2025" """
    whole = "" if of is None or of != of else f" of {of:,.0f}"
    picked = f", {PICKED[how]}" if how in PICKED else ""
    records = "record" if read == 1 and not whole else "records"
    return f"{read:,}{whole} {records}{picked}, {lower_first(name)}"


def teams_base(shown: int, whole: int) -> str:
    """`shown`: ratings that the groups of teams have together, of all ratings; nothing where they are the same."""
    if shown >= whole:
        return ""
    return f"Of {shown:,} of {whole:,} ratings; the rest are in areas with too few records of a group, so the groups are not all of it."


def team_words(ratings: int, team: str, left_out: Sequence[str]) -> str:
    """What the shares of one group of teams are of, and which areas have too few of its records to be shown."""
    said = f"{number_of(ratings, 'rating', 'ratings')} of {lower_first(team)}"
    return capital(f"{said}; too few records to show: {listed(left_out)}" if left_out else said)


def part_subtitle(ratings: int, which: Sequence[str], name: str) -> str:
    """What the share is of, since parts of one audit can have the same share. `which`: what the standards are narrowed to."""
    of = ", ".join(lower_first(w) for w in which) or "all standards"
    return f"Good or better, and the range that would fit. {capital(name)}: {number_of(ratings, 'rating', 'ratings')}, {of}."


def areas_title(verdicts: Mapping[str, Verdict], good: Sequence[str], before: str) -> str:
    """`verdicts`: by name of the area; `good`: those of which surely more than half is good or better."""
    changed = {n: v for n, v in verdicts.items() if v.answer is Answer.CHANGED}
    compared = [v for v in verdicts.values() if v.answer is not Answer.NOT_COMPARED]
    if changed:
        of = "areas that can be compared" if len(compared) < len(verdicts) else "areas"
        counted = f"{of_number(len(changed), len(compared))} {of} changed since {lower_first(before)}"
        return fitting(*_changed(changed), capital(counted))
    said = strong_words(len(good), len(verdicts), "areas")
    if len(verdicts) == 1:
        said = f"{next(iter(verdicts))}: {halves_of_one(100, 100) if good else 'not clearly more than half is good or better'}"
    if not before:
        return fitting(said)
    since = f"{said}; since {lower_first(before)}: {still_words(verdicts.values())}"
    return fitting(since, f"{said}; {changed_words(verdicts.values())}", said)


def _changed(changed: Mapping[str, Verdict]) -> tuple[str, ...]:
    """The one that changed, with its two figures; nothing where there are several."""
    name, verdict = next(iter(changed.items()))
    if len(changed) != 1 or verdict.latest is None or verdict.before is None:
        return ()
    moved = "rose" if verdict.direction is Direction.MORE else "fell"
    latest, before = two_percents(verdict.latest.value, verdict.before.value)
    return (f"{name}: good or better {moved} from {before} to {latest}",)


def unsure_line(ratings: Mapping[str, int], verdicts: Mapping[str, Verdict]) -> str:
    """The area of which too few ratings tell too little; else what a rating is about."""
    usual = sorted(ratings.values())[len(ratings) // 2] if ratings else 0
    few = [n for n, v in verdicts.items() if v.answer is Answer.CANNOT_TELL and ratings.get(n, usual) < usual / 2]
    if not few:
        return BEAR_IN_MIND
    line = f"{few[0]} has {number_of(ratings[few[0]], 'rating', 'ratings')}, a typical area {usual}: its range is too wide to call."
    return line if len(line) <= LONGEST else BEAR_IN_MIND


def halves_words(low: Mapping[str, float], high: Mapping[str, float]) -> str:
    """Of which groups surely more, or surely less, than half is good or better; and of how many we cannot tell."""
    strong, weak = [n for n in low if low[n] > HALF], [n for n in high if high[n] < HALF]
    told = []
    if strong:
        told.append(f"More than half is good or better in {listed(strong)}.")
    if weak:
        told.append(f"Less than half is good or better in {listed(weak)}.")
    unsure = [n for n in low if n not in (*strong, *weak)]
    if unsure and told:
        told.append(f"For the other{f' {in_words(len(unsure))}' if len(unsure) > 1 else ''} we cannot tell.")
    elif unsure:
        told.append(f"We cannot tell whether more than half is good or better in {_any_of(unsure)}.")
    return " ".join(told)


def _any_of(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"any of the {in_words(len(names))}"


def halves_title(low: Mapping[str, float], high: Mapping[str, float], of: str) -> str:
    """Of how many groups surely more than half is good or better; of a single one also that surely less is."""
    strong = sum(v > HALF for v in low.values())
    if len(low) != 1:
        return strong_words(strong, len(low), of)
    name = next(iter(low))
    return fitting(f"{name}: {halves_of_one(low[name], high[name])}", capital(halves_of_one(low[name], high[name])))


def strong_words(strong: int, of: int, what: str) -> str:
    """Of how many surely more than half is good or better; of the others it is not denied, only not clear."""
    if not strong:
        return f"In none of the {in_words(of)} {what} is it clear that more than half is good or better"
    return f"Clearly more than half is good or better in {of_number(strong, of)} {what}"


def halves_of_one(low: float, high: float) -> str:
    if low > HALF:
        return "more than half is good or better"
    return (
        "less than half is good or better" if high < HALF else "we cannot tell whether more than half is good or better"
    )


def agreed_words(low: float, high: float, value: float) -> str:
    """Of one area: in how many of 100 ratings two auditors decide alike."""
    ends = f" ({span(low, high)})" if round(low) != round(high) else ""
    return f"On “good or not”, two auditors agreed in {value:.0f} of 100 ratings{ends}."


def agreed_span(low: float, high: float, shown: int, of: int) -> str:
    """`shown`: areas whose agreement may be told, of all that are rated."""
    which = "area by area" if shown == of else f"in the {in_words(shown)} of {in_words(of)} areas that may be shown"
    return f"On “good or not”, two auditors agreed in {span(low, high)} of 100 ratings, {which}."
