"""What made up the latest whole year of a view, beside the year before."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from dashboard.measures.comparison import share_difference
from dashboard.measures.design_effect import DesignEffect
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.families import found_together, p_of_difference

MONTHS = 12
NEARLY_A_YEAR = 360


def years_back(frame: pd.DataFrame) -> Iterator[tuple[pd.Timestamp, pd.Timestamp, pd.DataFrame]]:
    """Twelve months and twelve months that whole periods of the view fill, the latest first: first day, last day, rows."""
    end = frame["period_end"].max() if len(frame) else pd.NaT
    while not pd.isna(end):
        start = end + pd.Timedelta(days=1) - pd.DateOffset(months=MONTHS)
        inside = frame[(frame["period_start"] >= start) & (frame["period_end"] <= end)]
        spans = inside[["period_start", "period_end"]].drop_duplicates()
        if ((spans["period_end"] - spans["period_start"]).dt.days + 1).sum() < NEARLY_A_YEAR:
            return
        yield start, end, inside
        end = start - pd.Timedelta(days=1)


def latest_years(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Counts of the latest twelve months that whole periods of the view fill, and of the twelve before where they are there.

    frame: period_start, period_end, the columns `by`, n. Returns `by`, year ("latest" or "before"), year_start, year_end,
    n; empty where the periods fill no year. Only cells of one view are added up, so every sum is as safe as its cells.
    """
    parts = []
    for year, (start, end, inside) in zip(("latest", "before"), years_back(frame), strict=False):
        summed = inside.groupby(by, as_index=False, sort=False)["n"].sum() if by else inside[["n"]].sum().to_frame().T
        parts.append(summed.assign(year=year, year_start=start, year_end=end))
    columns = [*by, "n", "year", "year_start", "year_end"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def years_side_by_side(years: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """`latest_years` with one row for each group and its counts in columns: before, latest."""
    return years.pivot_table(index=by, columns="year", values="n", aggfunc="sum", sort=False)


def latest_or_whole(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The rows of the latest year as `latest_years` gives them or, where its periods fill no year, all there is.

    A view that can only be published for the whole time still says something: `year` is then "whole".
    """
    years = latest_years(frame, by)
    if len(years) or frame.empty:
        return years[years["year"] == "latest"].reset_index(drop=True)
    whole = frame.groupby(by, as_index=False, sort=False)["n"].sum() if by else frame[["n"]].sum().to_frame().T
    return whole.assign(year="whole", year_start=frame["period_start"].min(), year_end=frame["period_end"].max())


def year_shares(frame: pd.DataFrame, by: str, *, design_effect: DesignEffect | None) -> pd.DataFrame:
    """`latest_years` with each group's share of its year: base, share_pct, dispersion.

    dispersion: how many times chance the change of a share varies, by the design effect of the children between years, or by
    how far the groups vary from period to period where that is more: a few children with many episodes are worth fewer
    independent ones. Missing without a design effect. A year is counted in full, so a share has no interval; its change has.
    """
    years = latest_years(frame, [by])
    if years.empty:
        return years
    seen = overdispersion(cells_of(frame, down=by))
    spread = np.nan if design_effect is None else design_effect.at_least(seen)
    shares = years.assign(base=years.groupby("year")["n"].transform("sum"), dispersion=spread)
    return shares.assign(share_pct=100 * shares["n"] / shares["base"])


def moved_shares(shares: pd.DataFrame) -> pd.DataFrame:
    """Which groups' shares differ between the two years: group, before_pct, latest_pct, is_beyond_chance, confidence.

    shares: as `year_shares` gives them. Differences of shares (Newcombe 1998, method 10), all groups paid for
    (`found_together`). A group that was not shown the year before is there with `before_pct` missing: not compared.
    """
    before = shares[shares["year"] == "before"].set_index("group")
    rows = []
    for row in shares[shares["year"] == "latest"].itertuples():
        old = before.loc[row.group] if row.group in before.index else None
        before_pct = np.nan if old is None else old["share_pct"]
        rows.append((row.group, before_pct, row.share_pct, _p_value(old, row)))
    told = pd.DataFrame(rows, columns=["group", "before_pct", "latest_pct", "p_value"])
    held = found_together(told["p_value"])
    return told.assign(is_beyond_chance=held["is_found"].to_numpy(), confidence=held["confidence"].to_numpy())


def _p_value(old: pd.Series | None, row: object) -> float:
    """Missing where there was nothing to compare with, or where it is not known how much repeats make of it."""
    spread = float(getattr(row, "dispersion"))  # noqa: B009 - a row of a table
    if old is None or np.isnan(spread):
        return np.nan
    n, base = float(getattr(row, "n")), float(getattr(row, "base"))  # noqa: B009 - the same
    return p_of_difference(share_difference(old["n"] / spread, old["base"] / spread, n / spread, base / spread))
