"""How a change is told: the figures, then the change, then how sure; plain words, no cause."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.design_effect import UNKNOWN, DesignEffect
from dashboard.measures.trend import year_on_year
from dashboard.words import format as written

TWO_YEARS = 24


def change_sentence(monthly: pd.Series, counts: str, year_title: str, *, design_effect: DesignEffect | None) -> str:
    """The last whole year against the one before, its type named. `monthly`: counts by month up to that year's end."""
    if len(monthly) < TWO_YEARS:
        return f"{year_title}: fewer than two whole years of {counts}, too few to compare."
    before, after = int(monthly.iloc[-24:-12].sum()), int(monthly.iloc[-12:].sum())
    if not before + after:
        return f"{year_title} to {written.month(monthly.index[-1])}: no {counts}, and none in the year before."
    numbers = f"{year_title} to {written.month(monthly.index[-1])}: {after:,} {counts}, {before:,} in the year before"
    if design_effect is None:
        return f"{numbers}. Cannot tell whether that is more than chance: {UNKNOWN}."
    contrast = year_on_year(monthly, design_effect=design_effect)
    if not contrast.is_beyond_chance:
        return f"{numbers}. Cannot tell: {written.would_fit(contrast.lower, contrast.upper)}."
    more = written.more_or_fewer(contrast.value)
    return f"{numbers}: {more}, more than chance would explain ({written.could_be(contrast.lower, contrast.upper)})."
<<<<<<< HEAD
=======


def years_title(totals: pd.DataFrame, counts: str) -> str:
    """The last whole year and the one before, as counted. `totals`: one row a year, or one for each group of a year."""
    sums = totals.groupby("year", sort=False)["n"].sum()
    if len(sums) < 2:
        return f"{int(sums.iloc[-1]):,} {counts} in {sums.index[-1]}"
    return f"{int(sums.iloc[-1]):,} {counts} in {sums.index[-1]}, {int(sums.iloc[-2]):,} the year before"


PANELS = Form(
    none="{counts} in {year} do not differ clearly from the twelve months before in {none_of}.",
    one="{counts} in {year} against the twelve before: a change larger than chance would explain in {found}, of {of}.",
    many="{counts} in {year} against the twelve before: changes larger than chance would explain in {found}, of {of}.",
    of=("line", "lines"),
    nothing="No two whole years are shown to compare.",
)


def panels_sentence(
    rows: pd.DataFrame, span: TwelveMonths, counts: str, at: pd.Timestamp | None, *, design_effect: DesignEffect | None
) -> str:
    """Which of several areas or groups changed by more than chance, in their fixed order; `rows` as `panel_changes`."""
    year = f"the twelve months from {written.month(span.after_start)}" if at is not None else "the latest twelve months"
    if design_effect is None:
        return f"Cannot tell where {counts} changed in {year}: {UNKNOWN}."
    told = [
        f"{_panel(r.area, r.group)} ({written.signed_percent(r.ratio)})"
        for r in rows[rows["is_beyond_chance"]].itertuples()
    ]
    missing = [_panel(r.area, r.group) for r in rows[rows["ratio"].isna()].itertuples()]
    found = Found(told, int(rows["ratio"].notna().sum()), missing, "not shown in both years")
    return PANELS.say(found, counts=capital(counts), year=year)


def ratios_sentence(rows: pd.DataFrame) -> str:
    """The interval of each, in their fixed order."""
    told = [
        f"{_panel(r.area, r.group)} {written.signed_percent(r.lower)} to {written.signed_percent(r.upper)}"
        for r in rows.itertuples()
        if r.upper < MOST
    ]
    return f"Changes that would fit: {'; '.join(told)}." if told else ""


YEARS = Form(
    none="{counts} did not change clearly from one year to the next in {none_of}.",
    one="{counts} changed by more than chance would explain in {found}, of {of}.",
    many="{counts} changed by more than chance would explain in {found}, of {of}.",
    of=("district", "districts"),
    nothing="No district is shown in two whole years.",
)


def districts_sentence(rows: pd.DataFrame, counts: str, *, design_effect: DesignEffect | None) -> str:
    """`rows` as `year_changes`; districts in the order of their names."""
    if design_effect is None:
        return f"Cannot tell where {counts} changed: {UNKNOWN}."
    beyond = rows[rows["is_beyond_chance"]].sort_values("area")
    told = [f"{r.area} ({r.before:,.0f} to {r.latest:,.0f})" for r in beyond.itertuples()]
    missing = sorted(rows.loc[rows["ratio"].isna(), "area"])
    found = Found(told, int(rows["ratio"].notna().sum()), missing, "not shown in both years")
    return YEARS.say(found, counts=capital(counts))


def short_sentence(frame: pd.DataFrame, counts: str) -> str:
    """A line with too few points to be judged: what it holds, and that it says no more. `frame`: one row a period."""
    span = period_label(frame["period_start"].min(), frame["period_end"].max())
    low, high = int(frame["n"].min()), int(frame["n"].max())
    told = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    many = number_of(len(frame), "figure", "figures")
    return f"{told} {counts} in each period ({span}). That is {many}: too few to tell a change from chance."


def _panel(area: object, group: object) -> str:
    return ", ".join(str(part) for part in (area, group) if part)
>>>>>>> main
