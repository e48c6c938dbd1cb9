"""Why a finding is another than at the last meeting: from its typed results, never from its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.measures.verdict import Answer, Verdict
from dashboard.words.form import capital, in_words, listed, lower_first, number_of
from dashboard.words.format import count

OTHERWISE = "It lists something else now."


def since_sentence(
    *, changed: int = 0, new: int = 0, gone: int = 0, other_set: int = 0, later: int = 0, same: int = 0
) -> str:
    """What became of the findings of a paper: what says something else first, so that a new finding never passes for it."""
    of = number_of(changed + new + gone + other_set + later + same, "finding", "findings")
    parts = (
        (new, "is shown for the first time", "are shown for the first time"), (gone, "is no longer shown", "are no longer shown"),
        (other_set, "counts another set than then", "count another set than then"),
        (later, "says the same with later figures", "say the same with later figures"),
        (same, "is word for word as before", "are word for word as before"),
    )  # fmt: skip
    told = listed([f"{in_words(n)} {one if n == 1 else many}" for n, one, many in parts if n])
    return f"Of {of}, {in_words(changed)} now {'say' if changed > 1 else 'says'} something else{f'; {told}' if told else ''}."


def why_new(reason: str) -> str:
    """`reason`: why it was not shown then."""
    return f"It could not be shown then: {reason}"


def why_gone(reason: str | None) -> str:
    return "It was not delivered this time." if reason is None else reason


def other_set(old: str, new: str) -> str:
    """The same is said, of others than then: figures of two sets are not compared. Nothing where a release does not say of whom."""
    return f"Now: {new}. Then: {old}." if old and new else ""


def restated(periods: int) -> str:
    if periods < 2:
        return "The figure of one earlier period is not what it was." if periods else ""
    return f"Figures of {count(periods)} earlier periods are not what they were."


DATED = {Answer.OVERDUE: "Something is overdue now.", Answer.IN_TIME: "Nothing is overdue any more."}


def moved(old: object, new: object) -> str:
    """From one verdict to another, of one and the same question."""
    if not isinstance(old, Verdict) or not isinstance(new, Verdict):
        return OTHERWISE
    if Answer.RECORDING_CHANGED in (new.answer, old.answer) and new.answer is not old.answer:
        return "It now falls together with a change in recording." if new.answer is Answer.RECORDING_CHANGED else "It no longer falls together with a change in recording."  # fmt: skip
    if new.answer in DATED and new.answer is not old.answer:
        return DATED[new.answer]
    if not old.is_finding:
        return f"A change is seen now: {new.direction}." if new.is_finding else _unsure(old, new)
    if not new.is_finding:
        return "What was called a change then is no longer clear."
    if old.direction is not new.direction:
        return f"It goes the other way now: {new.direction}."
    return "The change has another date now." if old.kind is new.kind else "It is another kind of change."


def _unsure(old: Verdict, new: Verdict) -> str:
    """No change then and none now; what could not be told or compared before is not said to be lost."""
    if old.answer is new.answer:
        return "No change was seen then, and none is now; its range is another."
    if new.answer is Answer.NOT_CHANGED:
        return "A change that matters would be seen now, and none is."
    is_lost = old.answer is Answer.NOT_CHANGED
    if new.answer is Answer.CANNOT_TELL:
        return "We can no longer tell." if is_lost else "It can be compared now; we cannot tell whether it changed."
    return "It can no longer be compared."


def parts_moved(other: Sequence[str], begun: Sequence[str], ended: Sequence[str], *, is_named: bool) -> str:
    """`is_named`: whether parts have names for readers; codes are counted and not named."""
    said = (
        ("another answer for {}", other), ("now also {}", begun), ("no longer {}", ended),
    )  # fmt: skip
    told = [form.format(listed(n) if is_named else number_of(len(n), "part", "parts")) for form, n in said if n]
    joined = "; groups are joined differently" if is_named and begun and ended else ""
    return f"{capital('; '.join(told))}{joined}." if told else ""


def counted(said: Sequence[str]) -> str:
    """ "Better: 2; cannot tell: too few: 7": how often each verdict stands in a list, in the order of their first."""
    return "; ".join(f"{word} ({count(said.count(word))})" for word in dict.fromkeys(said))


def view_words(title: str, dimensions: Sequence[str]) -> str:
    """A view of a dataset by what it divides: "Missing episodes, by locality and age"; one of several asked for is in brackets."""
    parts = [f"{head} ({one})" if one else head for head, _, one in (d.partition(": ") for d in dimensions)]
    return f"{title}, by {listed(parts)}" if parts else f"{title}, the whole area"


def first_delivered(title: str) -> str:
    """`title`: "register of risks"."""
    return f"{capital(title)}: delivered for the first time."


def not_delivered_now(title: str) -> str:
    return f"{capital(title)}: not delivered this time."


def gathered(lines: Sequence[str]) -> list[str]:
    """Lines that say the same of several things ("wards: hidden", "ages: hidden") as one, in the order of their first."""
    of: dict[str, list[str]] = {}
    for line in lines:
        what, parts, said = line.partition(": ")
        of.setdefault(said if parts else line, []).append(what if parts else "")
    return [_together(said, names) for said, names in of.items()]


def _together(said: str, names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"{names[0]}: {said}" if names[0] else said
    before = ["", *(name.partition(", by ")[0] for name in names[:-1])]
    short = [n.removeprefix(f"{last}, ") if last and ", by " in n else n for last, n in zip(before, names, strict=True)]
    return f"{capital(said.rstrip('.'))}: {'; '.join(short)}."


def none_since(titles: Sequence[str]) -> str:
    """All lists that hold nothing, in one line."""
    return f"Nothing to report since then: {listed([lower_first(title) for title in titles], len(titles))}."


def overdue(what: str, due: str) -> str:
    return f"{what} Overdue since {due}."


def written_on(what: str, when: str) -> str:
    return f"{what} ({when})"


def notice_words(notice: str, titles: Mapping[str, str]) -> str:
    """A notice of a release in words. titles: name of a view, as the policy has it, or of a dataset → its words."""
    name, _, told = notice.partition(" ")
    name, told = name.rstrip(":"), told.strip()
    return f"{titles[name]}: {told}" if name in titles else notice
