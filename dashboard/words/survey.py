"""What is said of pupils' answers: who was asked, how sure, never why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.measures.verdict import Answer, Direction, Goodness, Verdict
from dashboard.words.form import capital, fitting, listed, number_of
from dashboard.words.format import count, percent, span_percent, two_percents
from dashboard.words.standing import changed_words, still_words, verdict_phrase

CAUTION = "It says what pupils answered, not why."
SAMPLE = (
    "Ranges allow for how pupils were picked, by school and class. Each pupil counts once, also where a survey gives pupils weights: "
    "weights would tell who is in a small number."
)


def wave_title(lowest: float, highest: float, verdicts: Mapping[str, Verdict], before: str) -> str:
    """The span of positive answers, and how many of the questions that can be compared have clearly changed."""
    span = f"{span_percent(lowest, highest)} of answers are positive"
    changed, compared = _changed(verdicts), _compared(verdicts)
    if not compared:
        return f"{span}; no wave before can be compared"
    if not changed:
        since = f"{span}; since {before}: {still_words(verdicts.values())}"
        return fitting(since, f"{span}; {changed_words(verdicts.values())}")
    of = number_of(len(changed), "question has", "questions have")
    return fitting(f"{span}; {of} changed since {before}", f"{span}; {of} changed")


def earlier_wave_title(lowest: float, highest: float, wave: str) -> str:
    return f"{span_percent(lowest, highest)} of answers were positive in {wave}"


def changes_title(verdicts: Mapping[str, Verdict], before: str) -> str:
    """The one that changed with the figures that a person would divide; of several, how many and which way."""
    changed, of = _changed(verdicts), number_of(len(_compared(verdicts)), "question", "questions")
    if not _compared(verdicts):
        return f"No question can be compared with {before}"
    if not changed:
        still = still_words(verdicts.values())
        return f"Since {before}, {still} of {of}" if still.endswith(" any") else f"Since {before}: {still}"
    since = f"changed since {before}"
    if len(changed) == 1:
        name, verdict = next(iter(changed.items()))
        return fitting(f"{name}: {moved(verdict)}", f"One of {of} {since}")
    return fitting(f"{count(len(changed))} of {of} {since}: {_ways(changed)}", f"{count(len(changed))} of {of} {since}")


def _changed(verdicts: Mapping[str, Verdict]) -> dict[str, Verdict]:
    return {name: v for name, v in verdicts.items() if v.answer is Answer.CHANGED}


def _compared(verdicts: Mapping[str, Verdict]) -> dict[str, Verdict]:
    return {name: v for name, v in verdicts.items() if v.answer is not Answer.NOT_COMPARED}


def _ways(changed: Mapping[str, Verdict]) -> str:
    """Better and worse are said of what has a good end, and of that alone."""
    named = ((Goodness.BETTER, "better"), (Goodness.WORSE, "worse"), (Goodness.NEITHER, "neither better nor worse"))
    ways = [(sum(v.goodness is good for v in changed.values()), word) for good, word in named]
    return next((f"all {word}" for n, word in ways if n == len(changed)), ", ".join(f"{n} {w}" for n, w in ways if n))


def moved(verdict: Verdict) -> str:
    assert verdict.latest is not None
    assert verdict.before is not None
    went = "rose" if verdict.direction is Direction.MORE else "fell"
    latest, before = two_percents(verdict.latest.value, verdict.before.value)
    return f"positive answers {went} from {before} to {latest}"


def change_title(short: str, verdict: Verdict) -> str:
    """One question between two waves."""
    assert verdict.latest is not None
    assert verdict.before is not None
    if verdict.answer is Answer.CHANGED:
        return fitting(f"{short}: {moved(verdict)}", capital(moved(verdict)))
    latest, before = two_percents(verdict.latest.value, verdict.before.value)
    said = f"{before} and {latest}; {verdict_phrase(verdict)}"
    return fitting(f"{short}: {said}", said)


def answers_title(short: str, groups: Sequence[tuple[str, float]]) -> str:
    """Of all pupils the share of positive answers; of several groups their span, and no order."""
    if not groups:
        return fitting(f"{short}: which answers are positive is hidden", "Positive answers are hidden")
    if len(groups) == 1:
        return fitting(f"{short}: {percent(groups[0][1])} answered positively", f"{percent(groups[0][1])} answered positively")  # fmt: skip
    if len(groups) == 2:  # two have room by their names
        both = "; ".join(f"{name} {percent(share)}" for name, share in groups)
        return fitting(f"{short}: {both}", both, f"Positive answers: {both}")
    low, high = (round(end(share for _, share in groups)) for end in (min, max))
    span = f"{percent(high)} in each group" if low == high else f"{span_percent(low, high)}, depending on the group"
    return fitting(f"{short}: {span}", f"Positive answers: {span}")


def asked_words(question: pd.Series, pupils: int, wave: str) -> str:
    """The wording stands with the answers; it is never far from them."""
    return f"“{question['wording']}” {capital(number_of(pupils, 'pupil', 'pupils'))}, {wave}. Positive: {str(question['positive']).lower()}."


def base_words(question: pd.Series, cells: pd.DataFrame, bands: pd.DataFrame, base: str) -> tuple[str, ...]:
    """The wording, who was asked, how many, and who did not answer."""
    sides = dict(zip(bands["band"], bands["side"], strict=True))
    n = cells.assign(side=cells["band"].map(sides))
    total, silent = int(n["n"].sum()), int(n.loc[n["side"] == "none", "n"].sum())
    led_past = int(n.loc[n["side"] == "not_asked", "n"].sum())
    put_to = total - led_past
    told = [f"The question: {question['wording']}", f"Asked of: {question['stages_asked']}."]
    if base == "answered":
        rest = (
            f"{put_to - silent:,} answered, {silent:,} ({percent(100 * silent / put_to)}) did not"
            if silent
            else "all answered"
        )
        told.append(f"{put_to:,} pupils were asked; {rest}. Shares are of those who answered.")
    else:
        told.append(f"{put_to:,} pupils were asked. In some group too few did not answer to be shown by themselves, so they are "
                    "counted with another answer, and shares are of all who were asked.")  # fmt: skip
    if led_past:
        told.append(f"The questionnaire led {number_of(led_past, 'pupil', 'pupils')} past the question.")
    return tuple(told)


def apart_title(stand: int, looked: int) -> str:
    """How many differences are larger than chance, of how many."""
    if not stand:
        return f"No group clearly differs from all others: {number_of(looked, 'comparison', 'comparisons')}"
    if looked == 1:
        return "The one group that can be compared clearly differs from all others"
    return f"{stand:,} of {looked:,} comparisons of a group with all others {'differs' if stand == 1 else 'differ'} clearly"


def groups_title(stand: Sequence[tuple[str, float]], looked: int) -> str:
    """Of one question: which groups differ, and which way; groups that answer alike stand together."""
    if not stand:
        return f"No clear difference between the {count(looked)} groups" if looked > 1 else "No clear difference"
    higher, lower = ([name for name, points in stand if (points > 0) is up] for up in (True, False))
    said = "; ".join(f"{word}: {listed(names)}" for word, names in (("more positive", higher), ("less positive", lower)) if names)  # fmt: skip
    differ = "differs" if len(stand) == 1 else "differ"
    return fitting(
        capital(said), f"{count(len(stand))} of {number_of(looked, 'group', 'groups')} clearly {differ} from all others"
    )


def part_title(pupils: int | None, few: Sequence[str], many: Sequence[str]) -> str:
    """How many took part, and which groups stand for fewer than live there."""
    total = (
        capital(f"{number_of(pupils, 'pupil', 'pupils')} took part") if pupils else "How many took part is not shown"
    )
    if few:
        return fitting(f"{total}; fewer than their share: {listed(few)}", f"{total}; {_groups(few)} fewer than their share")  # fmt: skip
    if many:
        return fitting(f"{total}; more than their share: {listed(many)}", f"{total}; {_groups(many)} more than their share")  # fmt: skip
    return f"{total}; no group clearly more or fewer than its share"


def _groups(names: Sequence[str]) -> str:
    return number_of(len(names), "group has", "groups have")
