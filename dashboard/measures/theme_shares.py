"""How often a theme is named: its share of contributions by period, year and band, each with its interval.

Sources: Wilson (1927), JASA 22:209 (intervals of shares); McCullagh & Nelder (1989), Generalized Linear Models, 4.5.1 (more
variation than chance: contributions of one session are not independent); Newcombe (1998), Benjamini & Hochberg (1995).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from statistics import NormalDist

import numpy as np
import pandas as pd

from dashboard.measures.comparison import false_discoveries_held
from dashboard.measures.latest_year import MONTHS, NEARLY_A_YEAR
from dashboard.measures.rates import with_share_pct


def latest_codebook(codebook: pd.DataFrame) -> pd.DataFrame:
    """Each theme once, as the latest version that holds it has it: theme_code, label, definition, root, root_label, versions.

    Roots come before their themes, in the codebook's order.
    """
    if codebook.empty:
        return codebook.assign(root_label="", versions="")
    numbered = codebook.assign(number=codebook["version"].astype(int)).sort_values("number", kind="stable")
    kept = numbered.drop_duplicates("theme_code", keep="last").set_index("theme_code", drop=False)
    versions = numbered.groupby("theme_code")["version"].agg(", ".join)
    changed = numbered.groupby("theme_code")["definition"].nunique() > 1
    kept = kept.assign(root_label=kept["root"].map(kept["label"]), versions=versions, is_redefined=changed)
    order = kept["root"].map(kept["position"])
    return kept.assign(order=order).sort_values(["order", "position"], kind="stable").reset_index(drop=True)


def asked_of(counts: pd.DataFrame, *, view: str, split: str, kind: str | None = None) -> pd.DataFrame:
    """The rows of one view and split, without the row of all records; of one kind if it is given."""
    rows = counts[(counts["view"] == view) & (counts["split"] == split) & (counts["code"] != "")]
    return (rows if kind is None else rows[rows["kind"] == kind]).reset_index(drop=True)


def shares_over_time(rows: pd.DataFrame) -> pd.DataFrame:
    """Each published cell with share_pct, lower_pct, upper_pct of its base. rows: code, group, period_start, period_end, n, base."""
    if rows.empty:
        return rows.assign(share_pct=[], lower_pct=[], upper_pct=[])
    return with_share_pct(rows, numerator="n", base="base")


def spread_of(rows: pd.DataFrame) -> float:
    """How many times chance the share of one theme varies between the periods of a year; 1 or more.

    Pearson's χ² round the share of each year over its degrees of freedom; 1 where there are too few periods.
    """
    years = (rows["period_end"].max() - rows["period_end"]).dt.days // 366
    total = rows.groupby(years)[["n", "base"]].transform("sum")
    p = total["n"] / total["base"]
    expected = rows["base"] * p * (1 - p)
    freedom = len(rows) - years.nunique()
    if freedom < 1 or (expected <= 0).any():
        return 1.0
    return max(1.0, float((((rows["n"] - rows["base"] * p) ** 2 / expected).sum()) / freedom))


def theme_years(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The latest twelve months and the twelve before of each value of `by`, as shares of their base.

    rows: `by`, period_start, period_end, n, base. Returns `by`, year ("latest" or "before"), year_start, year_end, n, base,
    dispersion, share_pct, lower_pct, upper_pct; what does not fill a year is left out. Only published cells are added up.
    """
    columns = [by, "year", "year_start", "year_end", "n", "base", "dispersion"]
    made = []
    end_of_all = rows["period_end"].max() if len(rows) else pd.NaT
    for value, own in rows.groupby(by, sort=False):
        spread, end = spread_of(own), end_of_all
        for year in ("latest", "before"):
            start = end + pd.Timedelta(days=1) - pd.DateOffset(months=MONTHS)
            inside = own[(own["period_start"] >= start) & (own["period_end"] <= end)]
            spans = inside[["period_start", "period_end"]].drop_duplicates()
            if ((spans["period_end"] - spans["period_start"]).dt.days + 1).sum() < NEARLY_A_YEAR:
                break
            made.append((value, year, start, end, int(inside["n"].sum()), int(inside["base"].sum()), spread))
            end = start - pd.Timedelta(days=1)
    frame = pd.DataFrame(made, columns=columns)
    if frame.empty:
        return frame.assign(share_pct=[], lower_pct=[], upper_pct=[])
    worth = frame[["n", "base"]].div(frame["dispersion"], axis=0)
    shares = with_share_pct(worth, numerator="n", base="base")
    return pd.concat([frame, shares[["share_pct", "lower_pct", "upper_pct"]]], axis=1)


def since_and_before(rows: pd.DataFrame, days: Mapping[str, pd.Timestamp]) -> pd.DataFrame:
    """For each code all whole periods after its day ("latest"), and the whole periods of the year before it ("before").

    rows: code, period_start, period_end, n, base. Returns what `theme_years` does, by code; a code without a period on either side
    is left out. Only published cells are added up.
    """
    made = []
    for code, day in days.items():
        own = rows[rows["code"] == code]
        year = own["period_start"] >= day - pd.DateOffset(
            months=MONTHS + 3
        )  # a quarter more: the day lies inside a period
        parts = {"latest": own[own["period_start"] > day], "before": own[(own["period_end"] < day) & year]}
        if any(part.empty for part in parts.values()):
            continue
        made += [
            (
                code,
                name,
                part["period_start"].min(),
                part["period_end"].max(),
                int(part["n"].sum()),
                int(part["base"].sum()),
                spread_of(own),
            )
            for name, part in parts.items()
        ]
    frame = pd.DataFrame(made, columns=["code", "year", "year_start", "year_end", "n", "base", "dispersion"])
    if frame.empty:
        return frame.assign(share_pct=[], lower_pct=[], upper_pct=[])
    shares = with_share_pct(frame[["n", "base"]].div(frame["dispersion"], axis=0), numerator="n", base="base")
    return pd.concat([frame, shares[["share_pct", "lower_pct", "upper_pct"]]], axis=1)


def emergence(rows: pd.DataFrame, start_of_all: pd.Timestamp) -> pd.DataFrame:
    """Themes that were named too seldom to be shown at first and have been shown in every period since: code, since, periods.

    rows: code, period_start, period_end, one row for each published period. A theme that is shown from the beginning has not
    emerged; one needs two periods before and two since, so that one thin period is not taken for a beginning.
    """
    made = []
    for code, own in rows.groupby("code", sort=False):
        since = own["period_start"].min()
        length = (own["period_end"].iloc[0] - own["period_start"].iloc[0]).days + 1
        if (since - start_of_all).days >= 2 * length - 3 and len(own) >= 2:
            made.append((code, since, len(own)))
    return pd.DataFrame(made, columns=["code", "since", "periods"])


def together(pairs: pd.DataFrame) -> pd.DataFrame:
    """Pairs of themes with share_pct (of the contributions with the first that also name the second) and times_chance.

    pairs: theme_a, theme_b, both, only_a, only_b, neither. times_chance: both over what two themes that know nothing of each
    other would give (n_a · n_b / base). is_beyond_chance: by the odds ratio and its standard error (Woolf 1955), over all pairs
    looked at (Benjamini & Hochberg 1995). Each pair comes twice, once for either of its themes as the first.
    """
    if pairs.empty:
        return pairs.assign(share_pct=[], times_chance=[], is_beyond_chance=[])
    odds = np.log(pairs["both"] * pairs["neither"] / (pairs["only_a"] * pairs["only_b"]))
    error = np.sqrt(sum(1 / pairs[cell] for cell in ("both", "only_a", "only_b", "neither")))
    p_values = [2 * (1 - NormalDist().cdf(abs(z))) for z in odds / error]
    pairs = pairs.assign(is_beyond_chance=false_discoveries_held(p_values)["is_discovery"].to_numpy())
    turned = pairs.rename(columns={"theme_a": "theme_b", "theme_b": "theme_a", "only_a": "only_b", "only_b": "only_a"})
    rows = pd.concat([pairs, turned[pairs.columns]], ignore_index=True)
    n_a, n_b = rows["both"] + rows["only_a"], rows["both"] + rows["only_b"]
    base = rows["both"] + rows["only_a"] + rows["only_b"] + rows["neither"]
    return rows.assign(share_pct=100 * rows["both"] / n_a, times_chance=rows["both"] * base / (n_a * n_b))


def full_rows(rows: pd.DataFrame, *, down: str, across: str) -> pd.DataFrame:
    """The rows of those values of `down` that have the same values of `across` as most have: what a grid of tiles can hold."""
    has = {value: tuple(sorted(set(own))) for value, own in rows.groupby(down)[across]}
    often = Counter(has.values())
    most = max(often, key=lambda own: (often[own], len(own), own), default=())
    return rows[rows[down].isin([value for value, own in has.items() if own == most])]
