"""Published indicators, with the intervals and the silences of their publishers."""

from __future__ import annotations

from dashboard.figures.intervals import interval_figure
from dashboard.findings.finding import Finding
from data_loaders.release import Release

COLUMNS = {
    "indicator": "Indicator", "period": "Period", "value": "Value", "lower": "Lower limit", "upper": "Upper limit",
    "unit": "Unit", "numerator_text": "Count",
}  # fmt: skip


def published_indicators(release: Release, most: int = 12) -> Finding | None:
    """The latest value of each indicator. A count that its publisher withholds is named as withheld."""
    rows = release.table("indicators")
    if rows.empty:
        return None
    latest = rows.sort_values("period_end").drop_duplicates("indicator_id", keep="last")
    latest["numerator_text"] = [
        f"{number:,.0f}" if status == "published" else status
        for number, status in zip(latest["numerator"], latest["numerator_status"], strict=True)
    ]
    table = latest[list(COLUMNS)].rename(columns=COLUMNS).reset_index(drop=True)
    shown = latest.dropna(subset=["value", "lower", "upper"]).head(most)
    return Finding(
        key="indicators",
        title="Published indicators",
        headline=f"{len(latest)} indicators are published for the area, each with its own interval; they are not compared with each other.",
        table=table,
        figure=interval_figure(shown) if len(shown) else None,
        alt="Dot and interval chart of the latest value of each published indicator; the table below holds every figure.",
        caveats=("An interval says how far chance alone could move the figure.",
                 "A count that its publisher withholds stays withheld here."),
        definition="",
        source="; ".join(sorted({str(s) for s in latest["source"] if s})) or "As delivered",
        question="Latest published indicators",
        release_id=release.id,
    )  # fmt: skip
