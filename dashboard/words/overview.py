"""What the Overview says: how many measures changed, and each card in one sentence that divides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard.measures.verdict import Answer, Direction, Doubt, Scale, Verdict
from dashboard.words import format as written
from dashboard.words.against import against_target, points_short
from dashboard.words.form import capital, in_words, listed, lower_first, number_of
from dashboard.words.number_format import NumberFormat
from dashboard.words.standing import standing_of

RULE = "We name a change only when chance and season would rarely make one as large."


def besides(late: int, day: str, worse: Sequence[str], comparator: str) -> str:
    """What is no change and yet is to be seen to. `late`: reviews, actions and decisions that were overdue on that day; `worse`: measures clearly
    worse than the comparator's."""
    overdue = f"{number_of(late, 'deadline was', 'deadlines were')} past on {day}" if late else ""
    named = f"“{worse[0]}”" if len(worse) == 1 else f"{in_words(len(worse))} measures"
    apart = f"{named} clearly worse than {comparator}’s" if worse else ""
    said = "; ".join(filter(None, (overdue, apart)))
    return f" Also: {said}." if said else ""


def which_measures(others: Sequence[str]) -> str:
    """A page judges more than a meeting can follow; without this line what it names there would seem to be left out here.

    `others`: what the verdicts of pages are of that are not counted.
    """
    measures = "Measures are figures of the whole council that a meeting follows from one time to the next."
    if not others:
        return measures
    return f"{measures} Verdicts on {listed(others, len(others))}, where there are any, stand with their own findings and are not counted here."


def apart_from(comparator: str) -> str:
    """The head of what is clearly apart from another place, which is another question than what changed."""
    return f"Clearly apart from {comparator}’s"


OWN_PAGE = "; its own page, which asks less at once, tells it as a change"


def told_elsewhere(names: Sequence[str]) -> str:
    """Beside a finding: what the Overview says otherwise of the same change. `names`: as the finding calls them."""
    if not names:
        return ""
    return f"The Overview asks more questions at once, and among so many it cannot tell of {listed([f'“{name}”' for name in names])}."


NOTHING_FOLLOWED = "Nothing that was delivered is judged here from one time to the next."


def nothing_shown(titles: Sequence[str]) -> str:
    """Of what came in a file that was delivered, and of which no figure is out: whether it holds none or few is not told."""
    if not titles:
        return ""
    return (
        f"No figure is shown of: {', '.join(titles)}. The file was delivered; whether it holds none of them, or too few to show, "
        "is not told, to protect children."
    )


def nothing_delivered(things: Sequence[str]) -> str:
    """What a list of measures could hold, had it come. `things`: each in the singular."""
    if not things:
        return ""
    *first, last = things
    return f"Not delivered: no {', '.join(first)}{' or ' if first else ''}{last}."


def overview_title(changed: int, better: int, judged: int, measures: int, last: date) -> str:
    """`judged`: measures of which we can tell whether they changed. last: the last day that anything reaches to.

    That nothing changed is said of what was judged and of nothing else.
    """
    if not changed:
        return _title_of_none(judged, measures, f"{last:%B %Y}")
    if changed == 1:
        return f"One measure changed. It is {'for the better' if better else 'not known to be for the better'}."
    head = f"{capital(in_words(changed))} measures changed."
    if not better:
        return f"{head} None is known to be for the better."
    if better == changed:
        return f"{head} All are for the better."
    return f"{head} {capital(in_words(better))} {'are' if better > 1 else 'is'} for the better."


def _title_of_none(judged: int, measures: int, month: str) -> str:
    if not measures:
        return "No measure is judged over time yet"
    if not judged:
        return "We cannot tell yet whether any measure changed"
    if judged == measures:
        return f"No measure has clearly changed up to {month}"
    one = "One measure has not" if judged == 1 else f"None of {in_words(judged)} measures has"
    return f"{one} clearly changed; of {in_words(measures - judged)} more we cannot tell"


def card_sentence(verdict: Verdict, number: NumberFormat, note: str) -> str:
    """The two figures of a card beside each other; its word is that of the verdict."""
    assert verdict.latest is not None
    assert verdict.before is not None
    apart = abs(round(verdict.latest.value, number.digits) - round(verdict.before.value, number.digits))
    is_points = verdict.estimate is not None and verdict.estimate.scale is Scale.POINTS
    short = f"{capital(against_target(verdict))}; " if points_short(verdict) else ""
    figure = f"{apart:,.{number.digits}f}" if apart else "slightly" if short else "Slightly"
    points = f" point{'' if figure == '1' else 's'}" if is_points and apart and not short else ""  # said just before
    size = f"{figure}{points}"
    side = "above" if verdict.direction is Direction.MORE else "below"
    return f"{short}{size} {side} the {number.write(verdict.before.value)} {_when(note)}."


def changed_in_brief(label: str, verdict: Verdict) -> str:
    """A measure with its verdict, as part of a list: its figures stand below."""
    return f"{lower_first(label)} ({lower_first(standing_of(verdict).word)})"


def note_ask(changed: Sequence[str], worse: int) -> str:
    """What a meeting is asked to note. changed: as `changed_in_brief` gives them; worse: how many others got worse and are not named."""
    more = f"; and {number_of(worse, 'other', 'others')} that got worse, below" if worse else ""
    return f"note what changed: {'; '.join(changed)}{more};"


def _when(note: str) -> str:
    if note.startswith("to "):
        return f"of the time {note}"
    return f"of the {note}" if note.startswith("year") else f"of {note}"


def uncompared_sentence(verdicts: Iterable[Verdict]) -> str:
    """What stands behind the word of each that had nothing to be compared with, once for all of them."""
    said = [
        f"{capital(str(v.doubt))}: {lower_first(v.why).rstrip('.')}{OWN_PAGE if v.doubt is Doubt.AMONG_MANY else ''}."
        for v in verdicts
        if v.answer is Answer.NOT_COMPARED or v.doubt in (Doubt.REPEATS, Doubt.AMONG_MANY)
    ]
    return " ".join(dict.fromkeys(said))


def surety(verdict: Verdict) -> str:
    """How sure, in one short line: with the range where there is one."""
    made = verdict.estimate
    if made is None:
        return ""
    if made.scale is Scale.POINTS:
        return f"The true difference could be {written.points_range(made.low, made.high)}."
    # The two figures beside it are as counted, so a range about another change says what it leaves aside.
    what = f"{capital(listed(made.allowed_for))} aside, it" if made.allowed_for else "The true change"
    return f"{what} could be {written.ratio_range(made.low, made.high)}."
