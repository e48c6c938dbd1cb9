"""How themes are told: how sure first, plain words, no cause."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.words.form import fitting, listed

WHAT_IS_COUNTED = (
    "A contribution is something that was said in a session. Nobody is recorded as having said it: all that one agency and role "
    "said in one session may come from one person, and counts as a single voice."
)
NOT_SHOWN = "A theme is shown only where at least {k} different voices named it and at least {k} did not; a gap means too few people, not none."
READ_ONCE = "Where two coders read a contribution, the first coder’s reading is used."


def years_title(changed: Sequence[tuple[str, float, float]], compared: int, shown: int) -> str:
    """Which themes are named more or less often than the year before. changed: theme, before, latest.

    compared: those that were shown in both years, of the `shown` in the latest. A new theme cannot be told from before.
    """
    if not changed:
        of = f"{compared} of {shown}" if compared < shown else f"{compared}"
        return f"No theme is clearly named more or less often than the year before; {of} compared"
    if len(changed) == 1:
        name, before, after = changed[0]
        return fitting(f"{name}: named in {after:.0f}\u00a0% of contributions, from {before:.0f}", f"One of {compared} themes clearly changed since the year before")  # fmt: skip
    return fitting(f"Named clearly more or less often: {listed([name for name, *_ in changed])}", f"{len(changed)} of {compared} themes clearly changed since the year before")  # fmt: skip


def emergence_title(found: Sequence[tuple[str, pd.Timestamp]]) -> str:
    """What is named throughout since a month, and was not before."""
    name, since = found[0]
    more = f", and {len(found) - 1} more themes have emerged" if len(found) > 1 else ""
    return fitting(f"“{name}” is named throughout since {since:%B %Y}{more}", f"{len(found)} themes have emerged")


def latest_title(theme: str, share_pct: float, label: str) -> str:
    return fitting(f"{theme}: {share_pct:.0f}\u00a0% of contributions in {label}", f"{share_pct:.0f}\u00a0% of contributions in {label}")  # fmt: skip


def span_title(latest: Sequence[float]) -> str:
    """Of several themes their span in the latest period, and no order."""
    return (
        f"Each of the {len(latest)} themes is named in {min(latest):.0f} to {max(latest):.0f}\u00a0% of contributions"
    )


def together_title(often: Sequence[tuple[str, str]], looked: int) -> str:
    """The pair that stands out most, and how many more."""
    if not often:
        return f"No two themes are clearly named together more often than by chance; {looked} pairs"
    one, other = often[0]
    more = f", and {len(often) - 1} more pairs" if len(often) > 1 else ""
    return fitting(f"“{one}” and “{other}” are named together{more}", f"{len(often)} pairs of themes are clearly named together")  # fmt: skip


def bands_title(rows: pd.DataFrame, what: str) -> str:
    """Whether the ranges of groups leave each other, in words that rank nobody. rows: theme, band, lower_pct, upper_pct."""
    apart = [
        str(theme)
        for theme, own in rows.groupby("theme", sort=False)
        if own["lower_pct"].max() > own["upper_pct"].min()
    ]
    if not apart:
        return f"No clear difference between {what} in how often they name the themes"
    return fitting(f"The {what} differ on {listed(apart)}", f"The {what} differ on {len(apart)} themes")


def stance_title(rows: pd.DataFrame) -> str:
    asked = rows.loc[rows["band"] == "Ask", "share_pct"]
    if asked.empty:
        return "What was asked for, barriers, enablers and praise"
    return f"Each theme is asked for in {asked.min():.0f} to {asked.max():.0f}\u00a0% of contributions"
