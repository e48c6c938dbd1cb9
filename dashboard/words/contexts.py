"""Contexts at level 2 in words: places change, nobody is to blame, and few are said to be few."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.words.form import capital, fitting, listed, number_of
from dashboard.words.format import percent

FEW = 10  # contexts below which a share says little
ENDS = {"conference": "context conference", "plan": "plan", "closed": "closing"}
NAMED_NOTE = ("Only contexts that many people use are shown one by one. Homes, peer groups, residential houses and whatever else is small "
              "or sensitive are pooled: a house or a few friends would be known by it.")  # fmt: skip


HALF = 50.0
TOO_FEW = "Too few contexts to show without telling of one."
USED_BY_MANY = "Only contexts that many people use are shown one by one."
LEVEL_2_ONLY = "Outcomes and times are of contexts taken to level 2 alone."
BETWEEN_POINTS = "Of contexts followed long enough; we cannot say what happens between the points."
LONG_ENOUGH = "Of contexts taken on at level 2 and referred long enough ago."
GREENWOOD = "The share that had got there by each step, with Greenwood’s range."
NOT_RECORDED = "Not recorded, and a conference that is still to come, count as not there."
NEARLY_ALL = "An agency that came to nearly all or nearly none is left out: it would tell of the few others."
JOINED = "Groups with too few contexts are joined."
RENEWED = "they are updated only when the change is too large to point to one context."
TWO_MEASURINGS = "This is one place measured twice, so it can only show that the figures differ."
FEWER_THAN = "Small counts are given as fewer than a number."
JUDGED = "A risk is a judgement of those who know the context."
WEIGHT = "A weight is a judgement of those who know the context."
LED_BY_WELFARE = "A context conference is led by welfare: where the police chair, ask why."
NOT_WHY = "This says what got better, not why."


def board_title(count: int, late: int) -> str:
    """The contexts that may be shown one by one and are open, and how many reviews of them are overdue."""
    if not count:
        return "No open context may be shown by itself"
    of = "One context that many people use is open" if count == 1 else f"{count} contexts that many people use are open"
    return f"{of}; {'no review is' if not late else 'one review is' if late == 1 else f'{late} reviews are'} overdue"


def level_title(first: int, total: int) -> str:
    referred = f"{number_of(total, 'context was', 'contexts were')} referred"
    if not first:
        return capital(referred)
    if total == 1:
        return f"{capital(referred)}; it was answered at level 1 or without action"
    was = "was" if first == 1 else "were"
    return f"{first} of {total} contexts referred {was} answered at level 1 or without action"


def waiting_title(name: str, weeks: float, share_pct: float) -> str:
    return f"{capital(name)}: {percent(share_pct)} within {number_of(round(weeks), 'week', 'weeks')}"


def came_title(part: pd.DataFrame, base: int) -> str:
    """`part`: the row of young people, where it can be shown."""
    if part.empty:
        return f"Who came to the conferences of {number_of(base, 'context', 'contexts')}"
    row = part.iloc[0]
    return f"Young people had a part in {row['n']:,.0f} of {number_of(int(row['base']), 'context', 'contexts')}"


def counted_title(name: str, n: int, total: int) -> str:
    of = f"{n} of {number_of(total, 'context', 'contexts')}"
    return fitting(f"{name}: {of}", f"The largest group: {of}")


def outcome_title(safer: int, total: int, less_safe: int = 0) -> str:
    """Safer, and less safe, stand by themselves where they may be shown; else only how many were closed."""
    if not safer and not less_safe:
        return capital(f"{number_of(total, 'context was', 'contexts were')} closed")
    if total == 1:
        return f"The one closed context was left {'safer' if safer else 'less safe'}"
    was = "was" if (safer or less_safe) == 1 else "were"
    if not safer:
        return f"{less_safe} of {total} closed contexts {was} left less safe"
    return f"{safer} of {total} closed contexts {was} left safer{f', {less_safe} less safe' if less_safe else ''}"


def moved_title(rows: pd.DataFrame, of: int) -> str:
    """Measures for which surely more than half of the contexts measured twice became better."""
    sure = sorted(rows.loc[(rows["base"] >= FEW) & (rows["lower_pct"] > HALF), "question"])
    if not sure:
        return "For no measure is it clear that most contexts got better"
    return fitting(
        f"Better in most contexts measured twice: {listed(sure)}",
        f"Most contexts measured twice got better on {len(sure)} of {number_of(of, 'measure', 'measures')}",
    )


def pooled_sentence(pooled: pd.DataFrame, stages: dict[str, str]) -> str:
    if pooled.empty:
        return "The contexts that are not shown one by one are too few to show together."
    parts = [f"{n} {stage_span(group, stages)}" for group, n in zip(pooled["group"], pooled["n"], strict=True)]
    return f"{capital(number_of(int(pooled['n'].sum()), 'context is', 'contexts are'))} pooled: {', '.join(parts)}."


def stage_span(group: str, stages: dict[str, str]) -> str:
    """What a joined group of stages is called."""
    codes = [
        code for code in stages if code in group.split(";")
    ]  # in the order of the stages, however they were joined
    first, last = stages[codes[0]].lower(), stages[codes[-1]].lower()
    return first if first == last else f"{first} or {last}" if len(codes) == 2 else f"anywhere from {first} to {last}"


def group_words(group: str, names: dict[str, str]) -> str:
    codes, order = group.split(";"), list(names)  # in the order of the names, what is not known last
    told = [names.get(code, code) for code in sorted(codes, key=lambda c: order.index(c) if c in names else len(order))]
    return told[0] if len(told) == 1 else " or ".join([", ".join(told[:-1]), told[-1]])


def better_title(better: Sequence[str], of: int) -> str:
    """Of one context: what is better than at first, by name where that fits."""
    if not better:
        return "Nothing is better than at first"
    counted = f"Better than at first on {len(better)} of {number_of(of, 'measure', 'measures')}"
    return fitting(f"Better than at first: {listed(better)}", counted)


def moved_sentence(rows: pd.DataFrame, joined: Sequence[str]) -> str:
    """`rows`: question (the measure), n, base, lower_pct of those measured twice. `joined`: measures whose "not better" cannot be
    told from "not measured twice". One that is not clearly more than half may also be clearly less: it is not said to be half."""
    few = sorted(rows.loc[rows["base"] < FEW, "question"])
    sure = sorted(rows.loc[(rows["base"] >= FEW) & (rows["lower_pct"] > HALF), "question"])
    rest = sorted(rows.loc[(rows["base"] >= FEW) & (rows["lower_pct"] <= HALF), "question"])
    said = (
        ("Clearly better in more than half", sure), ("Not clearly better in more than half", rest),
        ("Too few measured twice to say", few), ("Better in some, of how many measured twice is not known", joined),
    )  # fmt: skip
    return " ".join(f"{what}: {', '.join(names)}." for what, names in said if names)
