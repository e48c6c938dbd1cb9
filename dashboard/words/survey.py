"""What is said of pupils' answers: who was asked, how sure, never why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.measures.verdict import Answer, Goodness, Verdict
from dashboard.words.form import capital, fitting, listed
from dashboard.words.format import percent

CAUTION = "It says what pupils answered, not why."
SAMPLE = "Ranges allow for how pupils were picked: by school and class, and weighted to the pupils of the council."


def range_words(low: float, high: float) -> str:
    return f"{low:.0f} to {high:.0f}"


def range_of_points(low: float, high: float) -> str:
    """The ends of a difference: "3 to 11", "−4 to +6"."""
    if round(low) >= 0 or round(high) <= 0:
        near, far = sorted((abs(round(low)), abs(round(high))))
        return f"{near} to {far}"
    return f"−{abs(round(low))} to +{round(high)}"


def points_words(difference: float) -> str:
    """ "9 points higher", "one point lower"."""
    size = abs(round(difference))
    number = "one point" if size == 1 else "under a point" if size == 0 else f"{size} points"
    return f"{number} {'higher' if difference > 0 else 'lower'}"


def wave_title(lowest: float, highest: float, verdicts: Mapping[str, Verdict], before: str) -> str:
    """The span of positive answers, and how many of the questions that can be compared have clearly changed."""
    span = f"From {lowest:.0f} to {percent(highest)} of answers are positive"
    changed = sum(v.answer is Answer.CHANGED for v in verdicts.values())
    if not verdicts:
        return f"{span}; no wave before can be compared"
    number = {0: "none has", 1: "one has"}.get(changed, f"{changed} have")
    return f"{span}; {number} clearly changed since {before}"


def changes_title(verdicts: Mapping[str, Verdict], before: str) -> str:
    """The one that changed with the figures that a person would divide; of several, how many and which way."""
    changed = {name: v for name, v in verdicts.items() if v.answer is Answer.CHANGED}
    if not changed:
        return f"No answer has clearly changed since {before}: {_of(len(verdicts))} compared"
    if len(changed) == 1:
        name, verdict = next(iter(changed.items()))
        return fitting(f"{name}: {moved(verdict)}", f"One of {_of(len(verdicts))} clearly changed since {before}")
    better = sum(v.goodness is Goodness.BETTER for v in changed.values())
    ways = f"{better} better, {len(changed) - better} worse" if 0 < better < len(changed) else "all better" if better else "all worse"  # fmt: skip
    return f"{len(changed)} of {_of(len(verdicts))} clearly changed since {before}: {ways}"


def _of(number: int) -> str:
    return "one question" if number == 1 else f"{number} questions"


def moved(verdict: Verdict) -> str:
    assert verdict.latest is not None
    assert verdict.before is not None
    went = "rose" if verdict.latest.value > verdict.before.value else "fell"
    return f"positive answers {went} from {verdict.before.value:.0f} to {percent(verdict.latest.value)}"


def change_title(short: str, verdict: Verdict) -> str:
    """One question between two waves."""
    assert verdict.latest is not None
    assert verdict.before is not None
    if verdict.answer is Answer.CHANGED:
        return fitting(f"{short}: {moved(verdict)}", capital(moved(verdict)))
    levels = f"{verdict.before.value:.0f} and {percent(verdict.latest.value)}"
    if verdict.answer is Answer.NOT_CHANGED:
        return fitting(f"{short}: no clear change, {levels}", f"No clear change: {levels}")
    return fitting(f"{short}: we cannot tell, {levels}", f"We cannot tell: {levels}")


def answers_title(short: str, groups: Sequence[tuple[str, float]]) -> str:
    """Of all pupils the share of positive answers; of several groups their span, and no order."""
    if not groups:
        return fitting(f"{short}: which answers are positive is hidden", "Positive answers are hidden")
    if len(groups) == 1:
        return fitting(f"{short}: {percent(groups[0][1])} answered positively", f"{percent(groups[0][1])} answered positively")  # fmt: skip
    low, high = (round(end(share for _, share in groups)) for end in (min, max))
    span = f"{percent(high)} in each group" if low == high else f"{low} to {percent(high)}, depending on the group"
    return fitting(f"{short}: {span}", f"Positive answers: {span}")


def asked_words(question: pd.Series, pupils: int, wave: str) -> str:
    """The wording stands with the answers; it is never far from them."""
    return f"“{question['wording']}” {pupils:,} pupils, {wave}. Positive: {str(question['positive']).lower()}."


def base_words(question: pd.Series, cells: pd.DataFrame, bands: pd.DataFrame, base: str) -> tuple[str, ...]:
    """The wording, who was asked, how many, and who did not answer."""
    sides = dict(zip(bands["band"], bands["side"], strict=True))
    n = cells.assign(side=cells["band"].map(sides))
    total, silent = int(n["n"].sum()), int(n.loc[n["side"] == "none", "n"].sum())
    led_past = int(n.loc[n["side"] == "not_asked", "n"].sum())
    put_to = total - led_past
    told = [f"The question: {question['wording']}", f"Asked of: {question['stages_asked']}."]
    if base == "answered":
        told.append(f"{put_to:,} pupils were asked; {put_to - silent:,} answered, {silent:,} ({percent(100 * silent / put_to)}) did not. "
                    "Shares are of those who answered.")  # fmt: skip
    else:
        told.append(f"{put_to:,} pupils were asked. In some group too few did not answer to be shown by themselves, so they are "
                    "counted with another answer, and shares are of all who were asked.")  # fmt: skip
    if led_past:
        told.append(f"The questionnaire led {led_past:,} pupils past the question.")
    return tuple(told)


def apart_title(stand: int, looked: int) -> str:
    """How many differences are larger than chance, of how many."""
    if not stand:
        return f"No group clearly differs from all others: {looked:,} comparisons"
    return f"{stand:,} of {looked:,} comparisons of a group with all others differ clearly"


def groups_title(stand: Sequence[tuple[str, float]], looked: int) -> str:
    """Of one question: which groups differ, and which way; groups that answer alike stand together."""
    if not stand:
        return f"No clear difference between the {looked} groups" if looked > 1 else "No clear difference"
    higher, lower = ([name for name, points in stand if (points > 0) is up] for up in (True, False))
    said = "; ".join(f"{word} in {listed(names)}" for word, names in (("more positive", higher), ("less positive", lower)) if names)  # fmt: skip
    counted = f"{len(stand)} of {looked} groups clearly differ from all others"
    return fitting(capital(said), counted)


def part_title(pupils: int | None, few: Sequence[str], many: Sequence[str]) -> str:
    """How many took part, and which groups stand for fewer than live there."""
    total = f"{pupils:,} pupils took part" if pupils else "Who took part"
    if few:
        return fitting(f"{total}; fewer than their share in {listed(few)}", f"{total}; {len(few)} groups have fewer than their share")  # fmt: skip
    if many:
        return fitting(f"{total}; more than their share in {listed(many)}", f"{total}; {len(many)} groups have more than their share")  # fmt: skip
    return f"{total}, each group about in its share of young people"
