"""Return discussions in words."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.comparison import share_difference
from dashboard.measures.design_effect import UNKNOWN, DesignEffect
from dashboard.measures.interrupted_series import Interruption
from dashboard.measures.latest_year import latest_years


def path_sentence(rows: pd.DataFrame, counts: str, *, design_effect: DesignEffect | None) -> str:
    """The last milestone of the latest year, and whether it moved by more than chance."""
    last = rows["milestone"].iloc[-1]
    latest = rows[(rows["milestone"] == last) & (rows["year"] == "latest")].iloc[0]
    told = (
        f"{last} after {latest['n']:,} of {latest['base']:,} {counts} in the latest year: {latest['share_pct']:.0f} %"
    )
    before = rows[(rows["milestone"] == last) & (rows["year"] == "before")]
    if before.empty:
        return f"{told}."
    old = before.iloc[0]
    return f"{told}, {_compared((old['n'], old['base']), (latest['n'], latest['base']), design_effect)}."


def clock_sentence(shares: pd.DataFrame, title: str, *, design_effect: DesignEffect | None) -> str:
    """The latest twelve months against the twelve before."""
    years = latest_years(shares.assign(n=shares["n"]), [])
    bases = latest_years(shares.assign(n=shares["base"]), [])
    if years.empty:
        return f"{title}: no whole year is covered yet."
    n, base = int(years["n"].iloc[0]), int(bases["n"].iloc[0])
    told = f"{title}: {100 * n / base:.0f} % in the latest year ({n:,} of {base:,})"
    if len(years) < 2:
        return f"{told}."
    old, old_base = int(years["n"].iloc[1]), int(bases["n"].iloc[1])
    return f"{told}, {_compared((old, old_base), (n, base), design_effect)}."


def interruption_sentence(found: Interruption | None, event: pd.Timestamp, label: str) -> str:
    """Before and after an event: a difference in level, never a cause."""
    if found is None:
        return f"Too few months on one side of {event:%B %Y} to compare before and after."
    low, high = found.level.lower, found.level.upper
    course = ""
    if found.slope.is_beyond_chance:
        course = f" From then on it {'rose' if found.slope.value > 0 else 'fell'} against its earlier course."
    when = f"At {event:%B %Y} ({label})"
    if not found.level.is_beyond_chance:
        return (
            f"{when} the share did not change at once by more than chance ({low:+.0f} to {high:+.0f} points).{course}"
        ).replace("-", "−")
    return (
        f"{when} the share changed by {found.level.value:+.0f} percentage points ({low:+.0f} to {high:+.0f}) against where it was "
        f"heading (dotted line); the dates fall together, which does not say that the one brought about the other.{course}"
    ).replace("-", "−")


def provider_sentence(rows: pd.DataFrame, span: str) -> str:
    """Each in a fixed order, with its share."""
    told = "; ".join(f"{r.group}: {r.share_pct:.0f} % of {r.base:,} held within 7 days" for r in rows.itertuples())
    return f"{told} ({span})."


def left_out_sentence(missing: list[str]) -> str:
    """Milestones that published groups cut through."""
    if not missing:
        return ""
    return f"Not shown by itself, because too few stopped there: {', '.join(m.lower() for m in missing)}."


def named_sentence(rows: pd.DataFrame) -> str:
    top = rows.iloc[0]
    return f"{top['group']} was named in {top['share_pct']:.0f} % of discussions held in the latest year ({top['n']:,} of {top['base']:,})."


def _compared(before: tuple[float, float], latest: tuple[float, float], effect: DesignEffect | None) -> str:
    """Counts and bases of two years. Without the effect of the children nothing is beyond chance."""
    before_pct = 100 * before[0] / before[1]
    if effect is None:
        return f"{before_pct:.0f} % the year before (cannot tell whether that is chance: {UNKNOWN})"
    change = share_difference(*(n / effect.value for n in (*before, *latest)))
    span = f"{change.lower * 100:+.0f} to {change.upper * 100:+.0f} points".replace("-", "−")
    how = "more than chance explains" if change.is_beyond_chance else "within the usual range"
    return f"{before_pct:.0f} % the year before ({span}: {how})"
