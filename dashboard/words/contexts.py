"""Contexts at level 2 in words: places change, nobody is to blame, and few are said to be few."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.words.form import LONGEST, capital, listed
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
NOT_WHY = "It got better; this does not say why."


def lower_first(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"


def board_title(count: int, late: int) -> str:
    """The contexts that may be shown one by one and are open, and how many reviews of them are overdue."""
    if not count:
        return "No open context may be shown by itself"
    of = "One context that many people use is open" if count == 1 else f"{count} contexts that many people use are open"
    return f"{of}; {'no review is' if not late else 'one review is' if late == 1 else f'{late} reviews are'} overdue"


def level_title(first: int, total: int) -> str:
    return (
        f"{first} of {total} were answered at level 1 or without action" if first else f"{total} contexts were referred"
    )


def waiting_title(name: str, weeks: float, share_pct: float) -> str:
    return f"{capital(name)}: {percent(share_pct)} within {weeks:.0f} weeks"


def came_title(part: pd.DataFrame, base: int) -> str:
    if part.empty:
        return f"Who came to the conferences of {base} contexts"
    row = part.iloc[0]
    return f"Young people had a part in {row['n']:,.0f} of {row['base']:,.0f} contexts"


def counted_title(name: str, n: int, total: int) -> str:
    title = f"{name}: {n} of {total}"
    return title if len(title) <= LONGEST else f"The largest group: {n} of {total}"


def outcome_title(safer: int, total: int) -> str:
    """Safer stands by itself where it may be shown; else only how many were closed."""
    return f"{safer} of {total} closed contexts were left safer" if safer else f"{total} contexts were closed"


def moved_title(rows: pd.DataFrame, of: int) -> str:
    """Measures for which surely more than half of the contexts measured twice became better."""
    sure = sorted(rows.loc[(rows["base"] >= FEW) & (rows["lower_pct"] > HALF), "question"])
    if not sure:
        return "We cannot tell for any measure whether most contexts got better"
    title = f"Better in most contexts measured twice: {listed(sure)}"
    return (
        title if len(title) <= LONGEST else f"Most contexts measured twice got better on {len(sure)} of {of} measures"
    )


def pooled_sentence(pooled: pd.DataFrame, stages: dict[str, str]) -> str:
    if pooled.empty:
        return "The contexts that must be pooled are too few to tell anything of."
    parts = [f"{n} {stage_span(group, stages)}" for group, n in zip(pooled["group"], pooled["n"], strict=True)]
    return f"{int(pooled['n'].sum())} others are pooled: {', '.join(parts)}."


def stage_span(group: str, stages: dict[str, str]) -> str:
    """What a joined group of stages is called."""
    codes = [
        code for code in stages if code in group.split(";")
    ]  # in the order of the stages, however they were joined
    first, last = stages[codes[0]].lower(), stages[codes[-1]].lower()
    return first if first == last else f"from {first} to {last}"


def group_words(group: str, names: dict[str, str]) -> str:
    told = [names.get(code, code) for code in group.split(";")]
    return told[0] if len(told) == 1 else " or ".join([", ".join(told[:-1]), told[-1]])


def better_title(better: Sequence[str], of: int) -> str:
    """Of one context: what is better than at first, by name where that fits."""
    if not better:
        return "Nothing is better than at first"
    title = f"Better than at first: {listed(better)}"
    return title if len(title) <= LONGEST else f"Better than at first on {len(better)} of {of} measures"


def moved_sentence(rows: pd.DataFrame, joined: Sequence[str]) -> str:
    """`rows`: question (the measure), n, base, lower_pct of those measured twice. `joined`: measures whose "not better" cannot be
    told from "not measured twice"."""
    few = sorted(rows.loc[rows["base"] < FEW, "question"])
    sure = sorted(rows.loc[(rows["base"] >= FEW) & (rows["lower_pct"] > HALF), "question"])
    rest = sorted(rows.loc[(rows["base"] >= FEW) & (rows["lower_pct"] <= HALF), "question"])
    told = [f"Better in more than half, beyond chance: {', '.join(sure)}."] if sure else []
    told += [f"Cannot tell from half: {', '.join(rest)}."] if rest else []
    told += [f"Too few to tell: {', '.join(few)}."] if few else []
    told += [f"Better is known, but not of how many measured twice: {', '.join(joined)}."] if joined else []
    return " ".join(told)
