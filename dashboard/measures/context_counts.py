"""Contexts that are pooled and contexts that are shown, put together at what the pooled ones allow."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.comparison import Contrast
from dashboard.measures.families import as_sure_as, found_together, p_of_difference
from dashboard.measures.rates import wilson_interval

HALF = 50.0
FEWER_FIRST = (
    "INCIDENTS",
)  # on the side where the others have more; it has no good end, since fewer can be less that is known
BETTER, NOT_BETTER, NOT_TWICE = "Y", "N", "NOT_TWICE"


def moved_of_shown(measures: pd.DataFrame) -> pd.DataFrame:
    """For each shown context and measure, first and last value told, and whether the last is better.

    measures: key, month, measure, value (NaN where told as "fewer than k"), told. A value told in words counts as below every
    figure; two such are no change. No statistic. Columns: key, measure, first, last, first_told, last_told, moved.
    """
    ordered = measures.sort_values(["key", "measure", "month"], kind="stable")
    groups = ordered.assign(value=ordered["value"].fillna(0.0)).groupby(["key", "measure"], sort=False)
    made = groups.agg(first=("value", "first"), last=("value", "last"), first_told=("told", "first"), last_told=("told", "last"),
                      times=("told", "size")).reset_index()  # fmt: skip
    sign = made["measure"].map(lambda m: -1 if m in FEWER_FIRST else 1)
    better = ((made["last"] - made["first"]) * sign > 0).map({True: BETTER, False: NOT_BETTER})
    return made.assign(moved=better.where(made["times"] > 1, NOT_TWICE))


def with_shown(pooled: pd.DataFrame, answers: pd.Series) -> pd.DataFrame:
    """Pooled groups of one question, each with the shown contexts that belong to it added; groups stay as they are.

    pooled: group (codes with ; between them), n. answers: the code of each shown context. Adding what is shown one by one
    tells nothing new. No statistic.
    """
    more = [int(answers.isin(group.split(";")).sum()) for group in pooled["group"]]
    return pooled.assign(n_pooled=pooled["n"], n_shown=more, n=pooled["n"] + more)


def yes_shares(pooled: pd.DataFrame) -> pd.DataFrame:
    """The share of "Y" of each question with Wilson's interval (1927). pooled: question, group, n. Columns: question, n, base,
    share_pct, lower_pct, upper_pct; questions without a shown answer are left out.
    """
    base = pooled.groupby("question", sort=False)["n"].sum()
    yes = pooled[pooled["group"] == "Y"].set_index("question")["n"].reindex(base.index).dropna()
    if yes.empty:
        return pd.DataFrame(columns=["question", "n", "base", "share_pct", "lower_pct", "upper_pct"])
    interval = wilson_interval(yes, base[yes.index])
    return pd.DataFrame({
        "question": yes.index, "n": yes.to_numpy(dtype=int), "base": base[yes.index].to_numpy(), "share_pct": interval.value * 100,
        "lower_pct": interval.lower * 100, "upper_pct": interval.upper * 100,
    })  # fmt: skip


def beyond_half(pooled: pd.DataFrame) -> pd.DataFrame:
    """`yes_shares` with ranges as sure as all questions together ask (Holm): a range that leaves out a half stands among them."""
    shares = yes_shares(pooled)
    alone = [
        Contrast(r.share_pct - HALF, r.lower_pct - HALF, r.upper_pct - HALF, no_difference=0.0)
        for r in shares.itertuples()
    ]
    sure = float(found_together([p_of_difference(c) for c in alone])["confidence"].iloc[0]) if alone else 0.95
    paid = [as_sure_as(c, sure) for c in alone]
    low, high = ([min(max(end + HALF, 0.0), 100.0) for end in ends] for ends in ([c.lower for c in paid], [c.upper for c in paid]))  # fmt: skip
    return shares.assign(lower_pct=low, upper_pct=high)


def times_assessed(rows: pd.DataFrame) -> pd.Series:
    """In how many different months each context was assessed, by key; no statistic. rows: key, month."""
    return rows.groupby("key")["month"].nunique()


def first_and_latest(risks: pd.DataFrame) -> pd.DataFrame:
    """The first and the latest assessment of each risk of one context, side by side; no statistic.

    risks: month, risk, likelihood, impact. Columns: risk, likelihood, impact, likelihood_latest, impact_latest.
    """
    ordered = risks.sort_values("month", kind="stable").groupby("risk", sort=True)
    first, latest = ordered.first(), ordered.last()
    columns = ["likelihood", "impact"]
    return (
        first[columns].merge(latest[columns], left_index=True, right_index=True, suffixes=("", "_latest")).reset_index()
    )
