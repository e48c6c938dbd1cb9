"""Why a finding is another than at the last meeting: from its typed results, never from its sentences."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.measures.verdict import Answer, Verdict
from dashboard.words.form import capital, listed, number_of

OTHERWISE = "What it lists is another."


def why_new(reason: str | None) -> str:
    """`reason`: why it was not shown then; None where nothing of it was delivered."""
    return "It was not delivered then." if reason is None else f"It could not be shown then: {reason}"


def why_gone(reason: str | None) -> str:
    return "It was not delivered this time." if reason is None else reason


def restated(periods: int) -> str:
    if periods < 2:
        return "The figure of one earlier period is other than it was." if periods else ""
    return f"Figures of {periods} earlier periods are other than they were."


def moved(old: object, new: object) -> str:
    """From one verdict to another, of one and the same question."""
    if not isinstance(old, Verdict) or not isinstance(new, Verdict):
        return OTHERWISE
    if Answer.RECORDING_CHANGED in (new.answer, old.answer) and new.answer is not old.answer:
        return "A change in recording explains it now." if new.answer is Answer.RECORDING_CHANGED else "It is no longer explained by a change in recording."  # fmt: skip
    if not old.is_finding:
        return f"A change is seen now: {new.direction}." if new.is_finding else _unsure(new)
    if not new.is_finding:
        return "What was called a change then is no longer clear."
    if old.direction is not new.direction:
        return f"It goes the other way now: {new.direction}."
    return "The change is dated otherwise." if old.kind is new.kind else "It is another kind of change."


def _unsure(new: Verdict) -> str:
    found = {Answer.NOT_CHANGED: "A change that matters would be seen now, and none is.", Answer.CANNOT_TELL: "It can no longer be told."}  # fmt: skip
    return found.get(new.answer, "It can no longer be compared.")


def parts_moved(other: Sequence[str], begun: Sequence[str], ended: Sequence[str], *, is_named: bool) -> str:
    """`is_named`: whether parts have names for readers; codes are counted and not named."""
    said = (
        ("another answer for {}", other), ("now also {}", begun), ("no longer {}", ended),
    )  # fmt: skip
    told = [form.format(listed(n) if is_named else number_of(len(n), "part", "parts")) for form, n in said if n]
    joined = "; joined otherwise than then" if is_named and begun and ended else ""
    return f"{capital('; '.join(told))}{joined}." if told else ""
