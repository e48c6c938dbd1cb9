"""What is said of a course: its title, and the word of a verdict. Made from the typed verdict, never from another sentence."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.measures.verdict import Answer, Direction, Kind, Verdict
from dashboard.words.form import capital, fitting, in_words, listed, lower_first
from dashboard.words.format import count, level, month, months, percent, two_levels
from dashboard.words.standing import still_words, verdict_phrase

FEW_MONTHS = "Fewer than 12 months are shown."
JUDGED = "The title compares the latest year shown of each with the year before, all of them together."
NOT_SPLIT = "Disability and ethnicity are not delivered; ages are 10 to 17, and 16 and 17 are one band."
ABOVE = " Above each line: the year before → the latest year, which the title compares; at its ends: one {each} each."


def months_joined(protected: str) -> str:
    """Why nothing is said of a course by month."""
    return f"Months are told together, to protect {protected}."


def years_of_course(name: str, before: float, latest: float) -> str:
    """Above a small course: the two whole years."""
    return f"{name}: {count(before)} → {count(latest)}"


def course_title(verdict: Verdict, counts: str, area: str = "") -> str:
    """The finding in one line, with the two figures that a person would divide by each other."""
    said = _said(verdict, counts)
    if not area:
        return fitting(said, f"{capital(counts)}: {verdict_phrase(verdict)}")
    return fitting(f"{area}: {lower_first(said)}", f"{area}: {verdict_phrase(verdict)}")


def _said(verdict: Verdict, counts: str) -> str:
    what = capital(counts)
    if verdict.answer is Answer.CHANGED:
        return _changed(verdict, counts)
    if verdict.answer is Answer.RECORDING_CHANGED:
        return _recorded_otherwise(verdict, what)
    if figures := _levels(verdict):
        return f"{what}: {figures}; {verdict_phrase(verdict)}"
    if verdict.answer is Answer.NOT_CHANGED:
        return f"No change found in {counts}"
    return f"Cannot tell whether {counts} changed ({verdict.doubt})"


def _levels(verdict: Verdict) -> str:
    """ "47 a month, 55 the year before": the two figures of a verdict that is no change."""
    if verdict.latest is None:
        return ""
    if verdict.before is None:
        return f"{level(verdict.latest.value)} {verdict.latest.unit}".rstrip()
    now, then = two_levels(verdict.latest.value, verdict.before.value)
    return f"{f'{now} {verdict.latest.unit}'.rstrip()}, {then} the {verdict.before.label}"


def _changed(verdict: Verdict, counts: str) -> str:
    """A level that lasts, two years side by side, or a shape; without its figures at least which way it went."""
    latest, before, since = verdict.latest, verdict.before, verdict.since
    what, is_more = capital(counts), verdict.direction is Direction.MORE
    if latest is None or before is None:
        return f"Clearly {'more' if is_more else 'fewer'} {counts} than before"
    rose = "rose" if is_more else "fell"
    if since is None:
        return f"{what} {rose} to {count(latest.value)} in the latest year, from {count(before.value)}"
    now, then = two_levels(latest.value, before.value)
    now, until = f"{now} {latest.unit}".rstrip(), verdict.until or since
    shapes = {
        Kind.COURSE: f"{what} {rose} steadily to {now}, from {then}",
        Kind.STEPS: f"{what} {rose}, in two steps, to {now}, from {then}",
        Kind.ENDED: f"{what} were {'high' if is_more else 'low'}, {months(since, until)}: {now}, {then} otherwise",
        Kind.LATEST: f"{what} {rose} in {months(since, until)} to {now}, from {then}",
        Kind.MONTHS: f"{what} were {'high' if is_more else 'low'} in {months(since, until)}: {now}, {then} otherwise",
    }
    return shapes.get(verdict.kind, f"{what} {rose} in {month(since)} to {now}, from {then}")


def _recorded_otherwise(verdict: Verdict, what: str) -> str:
    """What is dated within the time of a change in recording: the figures moved, of lives nothing is said."""
    latest, before, since = verdict.latest, verdict.before, verdict.since
    when = f" in {month(since)}" if since is not None else ""
    if latest is None or before is None:
        return f"{what}: recording changed{when}"
    now, then = two_levels(latest.value, before.value)
    return f"{what} moved{when} to {f'{now} {latest.unit}'.rstrip()}, from {then}, when recording changed"


def no_change_rule(widest: float) -> str:
    """When two years are said not to have changed, and when that we cannot tell. `widest`: a ratio."""
    return (
        f"No change found: none of more than {percent(100 * (widest - 1))} more or {percent(100 * (1 - 1 / widest))} fewer would fit. "
        "Where a larger one would fit we cannot tell."
    )


def areas_title(verdicts: Mapping[str, Verdict], level: str) -> str:
    """Which areas changed and which way, and what is said of the others: from the verdicts that stand in their rows."""
    if not verdicts:
        return fitting(f"No change between years can be shown for {level}")
    if all(v.answer is Answer.RECORDING_CHANGED for v in verdicts.values()):
        return fitting(
            f"Recording changed: years of {level} are not compared", "Recording changed: years are not compared"
        )
    still = still_words(verdicts.values())
    ways = (("more", Direction.MORE), ("fewer", Direction.FEWER))
    moved = {w: [n for n, v in verdicts.items() if v.answer is Answer.CHANGED and v.direction is d] for w, d in ways}
    if not any(moved.values()):
        return _of_all(still, len(verdicts), level)
    named = "; ".join(f"{way} in {listed(names)}" for way, names in moved.items() if names)
    counted = ", ".join(
        f"{way} in {in_words(len(names))} of {in_words(len(verdicts))} {level}" for way, names in moved.items() if names
    )
    others = len(verdicts) - sum(map(len, moved.values()))
    rest = (
        f"; {still} in the other"
        if others == 1
        else f"; {still} of the others"
        if still.endswith(" any")
        else f"; of the others {still}"
    )
    rest = rest if still else ""
    return fitting(capital(f"{named}{rest}"), capital(f"{counted}{rest}"), capital(counted))


def _of_all(still: str, of: int, level: str) -> str:
    """Of all areas alike, or of some one thing and of some another."""
    if of == 1:
        return capital(f"{still} in the one area that can be compared")
    whole = f"{in_words(of)} {level}"
    return fitting(capital(f"{still} of {whole}" if still.endswith(" any") else f"of {whole}: {still}"))
