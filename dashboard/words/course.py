"""What is said of a course: its title, and the word of a verdict. Made from the typed verdict, never from another sentence."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.measures.verdict import Answer, Direction, Kind, Verdict
from dashboard.words.form import capital, fitting, in_words, listed, lower_first
from dashboard.words.format import count, level, month, months, two_levels

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
    if not area:
        return fitting(said, f"{capital(counts)}: {verdict_word(verdict).lower()}")
    return fitting(f"{area}: {lower_first(said)}", f"{area}: {verdict_word(verdict).lower()}")


def _said(verdict: Verdict, counts: str) -> str:
    what, latest = capital(counts), verdict.latest
    if verdict.answer is Answer.CHANGED:
        return _changed(verdict, counts)
    if verdict.answer is Answer.RECORDING_CHANGED:
        return _recorded_otherwise(verdict, what)
    if verdict.answer is Answer.NOT_CHANGED:
        return f"No clear change in {counts}{f': {level(latest.value)} {latest.unit}'.rstrip() if latest else ''}"
    if verdict.answer is Answer.CANNOT_TELL:
        return f"We cannot tell whether {counts} changed"
    return f"{what}: not compared yet"


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


def areas_title(verdicts: Mapping[str, Verdict], level: str) -> str:
    """In how many areas the latest year holds more, and which of them changed beyond chance, and which way."""
    known = [v for v in verdicts.values() if v.latest and v.before]
    if not known:
        return fitting(f"No change between years can be shown for {level}")
    higher = sum(1 for v in known if v.latest and v.before and v.latest.value > v.before.value)
    head = _higher(higher, len(known), level)
    ways = (("more", Direction.MORE), ("fewer", Direction.FEWER))
    moved = {w: [n for n, v in verdicts.items() if v.answer is Answer.CHANGED and v.direction is d] for w, d in ways}
    if not any(moved.values()):
        return fitting(f"{head}; {'no single change is clear' if len(known) > 1 else 'no clear change'}")
    named = "; ".join(f"clearly {way} in {listed(names)}" for way, names in moved.items() if names)
    counted = ", ".join(f"clearly {way} in {in_words(len(names))}" for way, names in moved.items() if names)
    return fitting(f"{head}; {named}", f"{head}; {counted}", capital(counted))


def _higher(higher: int, known: int, level: str) -> str:
    if known == 1:
        return f"{'Higher' if higher else 'Not higher'} in the one area that can be compared"
    return f"Higher in {in_words(higher)} of {in_words(known)} {level}"
