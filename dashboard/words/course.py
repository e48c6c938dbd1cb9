"""What is said of a course: its title, and the word of a verdict. Made from the typed verdict, never from another sentence."""

from __future__ import annotations

from dashboard.measures.verdict import Answer, Direction, Kind, Verdict
from dashboard.words.form import LONGEST, in_words
from dashboard.words.format import months

SHAPES = (Kind.COURSE, Kind.ENDED, Kind.LATEST, Kind.MONTHS)
WORDS = {
    Answer.NOT_CHANGED: "No clear change", Answer.CANNOT_TELL: "Cannot tell", Answer.RECORDING_CHANGED: "Recording changed",
    Answer.NOT_COMPARED: "Not compared",
}  # fmt: skip


def verdict_word(verdict: Verdict) -> str:
    """More and fewer are the words of a change; whether that is better is said beside them."""
    if verdict.answer is Answer.CHANGED:
        return "More" if verdict.direction is Direction.MORE else "Fewer"
    return WORDS[verdict.answer]


def course_title(verdict: Verdict, counts: str, area: str = "") -> str:
    """The finding in one line, with the two figures that a person would divide by each other."""
    said = _said(verdict, counts)
    with_area = f"{area}: {said[:1].lower()}{said[1:]}" if area else said
    return with_area if len(with_area) <= LONGEST else said if len(said) <= LONGEST else counts.capitalize()


def _said(verdict: Verdict, counts: str) -> str:
    what = f"{counts[:1].upper()}{counts[1:]}"
    latest, before, since = verdict.latest, verdict.before, verdict.since
    moved = "rose" if verdict.direction is Direction.MORE else "fell"
    if verdict.answer is Answer.CHANGED and latest and before and verdict.kind in SHAPES:
        return _shape(verdict, what)
    if verdict.answer is Answer.CHANGED and latest and before and since is None:
        return f"{what} {moved} to {latest.value:,.0f} in the latest year, from {before.value:,.0f}"
    if verdict.answer is Answer.CHANGED and latest and before and since is not None:
        return f"{what} {moved} in {since:%B %Y} to {latest.value:.0f} {latest.unit}, from {before.value:.0f}"
    if verdict.answer is Answer.RECORDING_CHANGED and latest and since is not None:
        return f"{what} moved to {latest.value:.0f} {latest.unit} in {since:%B %Y}, as recording changed"
    if verdict.answer is Answer.NOT_CHANGED:
        level = f": {latest.value:.0f} {latest.unit}" if latest else ""
        return f"No clear change in {counts}{level}"
    if verdict.answer is Answer.CANNOT_TELL:
        return f"We cannot tell whether {counts} changed"
    return f"{what} not compared yet"


def _shape(verdict: Verdict, what: str) -> str:
    """A change that is no lasting level from one month on: steady, ended, too young to last, or of single months."""
    assert verdict.latest is not None
    assert verdict.before is not None
    assert verdict.since is not None
    assert verdict.until is not None
    now, then = f"{verdict.latest.value:.0f} {verdict.latest.unit}", f"{verdict.before.value:.0f}"
    rose, high = ("rose", "high") if verdict.direction is Direction.MORE else ("fell", "low")
    span = months(verdict.since, verdict.until)
    return {
        Kind.COURSE: f"{what} {rose} steadily to {now}, from {then}",
        Kind.ENDED: f"{what} were {high}, {span}: {now}, {then} otherwise",
        Kind.LATEST: f"{what} {rose} in {span} to {now}, from {then}",
        Kind.MONTHS: f"{what} stood out in {span}: {now}, {then} otherwise",
    }[verdict.kind]


def areas_title(verdicts: dict[str, Verdict], level: str) -> str:
    """In how many areas the latest year holds more, and which of them changed beyond chance."""
    known = [v for v in verdicts.values() if v.latest and v.before]
    higher = sum(1 for v in known if v.latest and v.before and v.latest.value > v.before.value)
    moved = [name for name, v in verdicts.items() if v.answer is Answer.CHANGED]
    head = f"Higher in {in_words(higher, none='none')} of {in_words(len(known))} {level}"
    if not moved:
        return f"{head}; no single one is a clear change"
    told = f"{head}; a clear change in {' and '.join(moved)}"
    return told if len(told) <= LONGEST else f"{head}; a clear change in {in_words(len(moved))}"
