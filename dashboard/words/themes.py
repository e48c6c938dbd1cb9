"""How themes are told: how sure first, plain words, no cause."""

from __future__ import annotations

import pandas as pd

from dashboard.words.periods import period_label

UNITS = {"month": "month", "quarter": "quarter", "half_year": "half-year", "year": "year", "all": "whole period"}
WHAT_IS_COUNTED = (
    "A contribution is something that was said in a session. Nobody is recorded as having said it: all that one agency and role "
    "said in one session may come from one person, and counts as a single voice."
)
NOT_SHOWN = "A theme is shown only where at least {k} different voices named it and at least {k} did not; a gap means too few people, not none."
READ_ONCE = "Where two coders read a contribution, the first coder’s reading is used."


def listed(names: list[str], most: int = 4) -> str:
    shown = names[:most]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return (
        ", ".join(shown[:-1]) + (" and " if not more else ", ") + shown[-1] if len(shown) > 1 else "".join(shown)
    ) + more


def years_sentence(moved: pd.DataFrame, latest: pd.DataFrame) -> str:
    """Which themes are named more or less often than the year before, beyond chance; then the range of all."""
    beyond = moved[moved["is_beyond_chance"]]
    low, high = latest["share_pct"].min(), latest["share_pct"].max()
    span = f"In the latest year each theme was named in {low:.0f} to {high:.0f} % of contributions"
    if beyond.empty:
        return f"{span}; none differs from the year before by more than chance would explain."
    told = [f"{r.group} ({r.before_pct:.0f} to {r.latest_pct:.0f} %)" for r in beyond.itertuples()]
    return f"{span}. More change than chance would explain since the year before: {listed(told)}."


def emergence_sentence(found: pd.DataFrame, labels: dict[str, str], unit: str, k: int) -> str:
    if found.empty:
        return "No theme has emerged: those that are shown were named by enough different voices from the beginning."
    told = [
        f"“{labels[r.code]}” has been named by at least {k} different voices in every {unit} since {r.since:%B %Y}, and by fewer before"
        for r in found.itertuples()
    ]
    return f"{'; '.join(told)}."


def time_sentence(own: pd.DataFrame, theme: str) -> str:
    """The latest period of one theme with its interval."""
    last = own.iloc[-1]
    label = period_label(last["period_start"], last["period_end"])
    return f"{theme}: {last['share_pct']:.0f} % of contributions in {label} (between {last['lower_pct']:.0f} and {last['upper_pct']:.0f} %)."


def latest_sentence(rows: pd.DataFrame, labels: dict[str, str]) -> str:
    """Each theme in the latest period shown, in the order of the codebook."""
    last = rows.sort_values("period_end", kind="stable").drop_duplicates("code", keep="last")
    last = last.assign(order=[list(labels).index(c) for c in last["code"]]).sort_values("order")
    told = "; ".join(
        f"{labels[r.code]} in {r.share_pct:.0f} % ({r.lower_pct:.0f} to {r.upper_pct:.0f} %)" for r in last.itertuples()
    )
    return f"Named in the latest period shown, of all contributions: {told}."


def together_sentence(rows: pd.DataFrame, labels: dict[str, str]) -> str:
    beyond = rows[rows["is_beyond_chance"]]
    often = beyond[(beyond["times_chance"] > 1) & (beyond["theme_a"] < beyond["theme_b"])]
    if often.empty:
        return "No two themes are named together more often than chance would explain."
    told = [f"{labels[r.theme_a]} with {labels[r.theme_b]} ({r.times_chance:.1f} times)" for r in often.itertuples()]
    return f"Named together more often than chance would explain: {listed(told)}."


def bands_sentence(rows: pd.DataFrame, what: str) -> str:
    """Whether the intervals of bands leave each other, in words that rank nobody. rows: theme, band, lower_pct, upper_pct."""
    apart = [
        str(theme)
        for theme, own in rows.groupby("theme", sort=False)
        if own["lower_pct"].max() > own["upper_pct"].min()
    ]
    if not apart:
        return f"The {what} name the themes about equally often, as far as these figures can tell."
    return f"The {what} differ by more than their intervals in how often they name {listed(apart)}; on the other themes they do not."
