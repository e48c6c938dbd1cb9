"""Whether something worked, in words: the change, how sure, no cause, and plainly where nothing can be told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.measures.comparison import Contrast
from dashboard.measures.displacement import Outcome
from dashboard.measures.verdict import Answer, Verdict
from dashboard.words import format as written
from dashboard.words.form import capital, in_words, listed, number_of
from dashboard.words.standing import mark_of, verdict_phrase
from dashboard.words.vocabulary import WORDS

RATIO = "Ratio of rate ratios with its range, widened by how far a few children make the figures (Altman & Bland 2003)."
NO_CAUSE_LINE = "Fewer or more afterwards does not show what brought it about."
NO_CAUSE = (
    "That fewer or more were recorded afterwards does not show what brought it about: other things change too, recording among them. "
    "An intervention can also bring more to light, so neither fewer nor more is called better."
)
DISTRICT = (
    "Counts are of the whole district in which it was done, the finest that the release shows by time; what is done in a few streets "
    "can be lost in it. Whole years before and after are compared, so that the season cancels."
)
MANY = "Several interventions were looked at: of twenty without any effect, about one would look as if it had one."
NOT_BESIDE = "no area next to it was named, or too little was counted there"
AGAINST = "against the comparison area"
# Of a hexagon within its area, as its label says it; a second of a kind is numbered.
WIND = re.compile(r"(?:(?:north|south)(?:-east|-west)?|east|west|centre)(?: \d+)?")


def place_words(place: str) -> str:
    """ "Airdrie North, north-east, Airdrie North, east" → "Airdrie North: north-east and east"; a place of one cell stays as it is."""
    parts: dict[str, list[str]] = {}
    area = ""
    for part in place.split(", "):
        if WIND.fullmatch(part) and area:
            parts[area].append(part)
        else:
            area = part
            parts.setdefault(area, [])
    if not any(len(winds) > 1 for winds in parts.values()):
        return place
    return "; ".join(f"{area}: {listed(winds)}" if winds else area for area, winds in parts.items())


def elsewhere(district: str, began: Sequence[tuple[str, str]]) -> str:
    """The district that stands for elsewhere. `began`: what began there within the time that is compared, and when."""
    if not district:
        return ""
    there = listed([f"{what} began in {when}" for what, when in began])
    return f"Elsewhere: {district}{f', where {there}' if there else ''}."


def verdict(outcome: Outcome) -> str:
    """What came of it in a few words."""
    if outcome.relative is None:
        return f"Cannot tell: {outcome.why_not}"
    return capital(_against(outcome.relative))


def _against(change: Contrast) -> str:
    if not change.is_beyond_chance:
        return f"cannot tell: {written.would_fit(change.lower, change.upper)}"
    return f"{written.more_or_fewer(change.value)}, {AGAINST} ({written.could_be(change.lower, change.upper)})"


def beside(outcome: Outcome) -> str:
    """The area next to it, against the same comparison: whether what went here came there."""
    if outcome.beside is None:
        return "nothing can be told"
    return _against(outcome.beside)


def verdict_short(verdict: Verdict) -> str:
    if verdict.answer is Answer.CHANGED and verdict.estimate is not None:
        return f"{written.more_or_fewer(verdict.estimate.value)}, against elsewhere"
    return verdict_phrase(verdict)


def outcomes_title(verdicts: Sequence[Verdict]) -> str:
    """After how many interventions fewer or more were recorded than elsewhere, and of how many we cannot tell."""
    if not verdicts:
        return "No intervention has been delivered"
    head = f"{capital(number_of(len(verdicts), 'intervention', 'interventions'))}, against elsewhere"
    if len(verdicts) == 1:
        return f"{head}: {verdict_phrase(verdicts[0])}"
    said = [WORDS[mark_of(v)].lower() for v in sorted(verdicts, key=lambda v: v.answer is not Answer.CHANGED)]
    return f"{head}: {', '.join(f'{word} after {in_words(said.count(word))}' for word in dict.fromkeys(said))}"
