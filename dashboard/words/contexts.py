"""Contexts at level 2 in words: places change, nobody is to blame, and few are said to be few."""

from __future__ import annotations

import pandas as pd

FEW = 10  # contexts below which a share says little
ENDS = {"conference": "Referral to context conference", "plan": "Referral to plan", "closed": "Referral to closing"}
NAMED_NOTE = ("Only contexts that many people use are shown one by one. Homes, peer groups, residential houses and whatever else is small "
              "or sensitive are pooled: a house or a few friends would be known by it.")  # fmt: skip


def board_sentence(shown: pd.DataFrame, pooled: pd.DataFrame, stages: dict[str, str]) -> str:
    open_ones = shown[shown["stage"] != "CLOSED"]
    overdue = int((open_ones["review"] == "overdue").sum())
    first = (
        f"{len(open_ones)} contexts that may be shown one by one are open"
        if len(shown)
        else "No context may be shown by itself"
    )
    late = (
        f", and the review of {overdue} of them is overdue"
        if overdue
        else ", and no review of them is overdue"
        if len(open_ones)
        else ""
    )
    return f"{first}{late}. {pooled_sentence(pooled, stages)}"


def pooled_sentence(pooled: pd.DataFrame, stages: dict[str, str]) -> str:
    if pooled.empty:
        return "The contexts that must be pooled are too few to tell anything of."
    parts = [f"{n} {stage_span(group, stages)}" for group, n in zip(pooled["group"], pooled["n"], strict=True)]
    return f"{int(pooled['n'].sum())} others are pooled: {', '.join(parts)}."


def stage_span(group: str, stages: dict[str, str]) -> str:
    """What a joined group of stages is called."""
    codes = group.split(";")
    first, last = stages[codes[0]].lower(), stages[codes[-1]].lower()
    return first if first == last else f"from {first} to {last}"


def group_words(group: str, names: dict[str, str]) -> str:
    told = [names.get(code, code) for code in group.split(";")]
    return told[0] if len(told) == 1 else " or ".join([", ".join(told[:-1]), told[-1]])


def waiting_sentence(rows: pd.DataFrame) -> str:
    """For each end, the first step by which at least half are through, or that it is not half yet."""
    told = []
    for question, name in ENDS.items():
        part = rows[rows["question"] == question]
        through = part[part["share_pct"] <= 50]
        if part.empty:
            continue
        if through.empty:
            told.append(f"{name}: half are not through by week {part['day'].iloc[-1] / 7:.0f}")
        else:
            earlier = part[part["day"] < through["day"].iloc[0]]["day"].iloc[-1]
            told.append(
                f"{name}: half were through somewhere between {earlier / 7:.0f} and {through['day'].iloc[0] / 7:.0f} weeks"
            )
    return "; ".join(told) + "."


def moved_sentence(rows: pd.DataFrame, joined: pd.DataFrame) -> str:
    """Measures for which surely more than half of the contexts measured twice became better. `rows`: label, n, base, lower, upper;
    `joined`: label, n, of those whose "not better" cannot be told from "not measured twice"."""
    few = rows[rows["base"] < FEW]
    sure = rows[(rows["base"] >= FEW) & (rows["lower_pct"] > 50)]
    not_sure = rows[(rows["base"] >= FEW) & (rows["lower_pct"] <= 50)]
    told = []
    if len(sure):
        told.append(
            f"Better in more than half of the contexts measured twice, more than chance would explain: {', '.join(sorted(sure['label']))}."
        )
    if len(not_sure):
        told.append(f"Cannot tell from half: {', '.join(sorted(not_sure['label']))}.")
    if len(few):
        told.append(f"Too few to tell: {', '.join(sorted(few['label']))}.")
    told += [f"{r.label}: better in {r.n} contexts; we cannot say for the others." for r in joined.itertuples()]
    return " ".join(told) or "No measure was taken twice in enough contexts to tell."
