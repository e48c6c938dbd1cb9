"""What presses, as a paper asks a meeting to see to it: what is overdue by its number and in its own words, places by their names."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.measures.verdict import Verdict
from dashboard.words.form import capital, in_words, listed, lower_first
from dashboard.words.indicators import signed, with_unit
from dashboard.words.number_format import TENTH

NAMED = 3  # of places and of measures: all of them together are one line of a paper's first page, and the others stand in the finding
LONG = 120  # signs of what a number stands for that one line of a first page can hold beside others


def named_words(number: str, what: str) -> str:
    """ "D-04 (A context is closed only when it is safer)": the whole text, since half of one may say something else. What is longer
    than a line stands in its register; the number alone without a text."""
    said = what.rstrip(".") if len(what) <= LONG else "its words stand in the register"
    return f"{number} ({said})" if what else number


def late_words(register: tuple[str, str, str], late: int, numbers: Sequence[str]) -> str:
    """How many, and the longest overdue in its whole words; nothing for none. `register`: what one and many are called, and what stands before
    the number of one; `numbers`: what each is called and is, the longest first; of all there is no room, and halves are not read."""
    one, many, numbered = register
    if not numbers:
        return late_count(one, many, late) if late else ""
    return f"{numbered} {numbers[0]}" if late == 1 else f"{in_words(late)} {many}, {numbers[0]} the longest"


def late_count(one: str, many: str, late: int) -> str:
    return f"{in_words(late)} {one if late == 1 else many}"


def overdue_words(late: Sequence[str]) -> str:
    """`late`: as `late_count` gives them, one for each register in which something is overdue. Which they are is told in brief."""
    return f"see to what is overdue: {listed(late)} (see “In brief”);"


def overdue_brief(late: Sequence[str]) -> str:
    """`late`: as `late_words` gives them, one for each register in which something is overdue."""
    return capital(f"{'; '.join(late)}.")


def also_words(asks: Sequence[str]) -> str:
    """What a first page has no room to ask, as sentences of one paragraph."""
    return " ".join(f"{capital(ask.rstrip(';.'))}." for ask in asks)


def closed_though_words(names: Sequence[str]) -> str:
    """Places that are shown by themselves. Each was measured twice, so whether it is less safe cannot be told: nobody is asked why."""
    several = in_words(len(names)) + " places"
    where = "; ".join(names) if len(names) < NAMED else f"{several}, {names[0]} among them"
    return f"look again, with young people, at {where}: closed with fewer of those asked feeling safe than at first, which may be chance;"


def silent_words(silent: int) -> str:
    """How many things that young people said have had no word back."""
    return (
        f"see that young people hear back on {in_words(silent)} {'thing' if silent == 1 else 'things'} that they said;"
    )


def apart_words(told: Sequence[tuple[str, Verdict]], comparator: str) -> str:
    """Measures that are clearly apart from the comparator's, each with its two figures and their unit."""
    said = [f"{lower_first(name)}{_beside(verdict, comparator)}" for name, verdict in told]
    return f"look into what is clearly apart from {comparator}’s: {listed(said, NAMED)};"


def _beside(verdict: Verdict, comparator: str) -> str:
    if verdict.latest is None or verdict.before is None:
        return ""
    here, there = TENTH.write(verdict.latest.value), TENTH.write(verdict.before.value)
    return f" ({with_unit(here, verdict.latest.unit)}, {comparator} {signed(there, verdict.latest.unit)})"


def question_words(name: str, question: str) -> str:
    """A question that stands away from its measure, with its name."""
    return f"{name}: {lower_first(question)}"
