"""Published indicators, with the intervals and the silences of their publishers."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pandas as pd

from dashboard.ask.published import rows_of
from dashboard.figures.intervals import interval_figure
from dashboard.findings.finding import FigureFinding as Finding
from data_loaders.release import Release

ORDER = Path(__file__).resolve().parents[2] / "assets" / "indicators.toml"
COLUMNS = {
    "indicator": "Indicator", "period": "Period", "value": "Value", "lower": "Lower limit", "upper": "Upper limit",
    "unit": "Unit", "numerator_text": "Count",
}  # fmt: skip


@cache
def _order() -> tuple[tuple[str, ...], int]:
    told = tomllib.loads(ORDER.read_text(encoding="utf-8"))
    return tuple(word.lower() for word in told["first"]), int(told["most"])


def indicator_titles(release: Release) -> dict[str, str]:
    """Indicator id → its words, those first that the council named as first (assets/indicators.toml)."""
    rows = rows_of(release, "indicators").drop_duplicates("indicator_id")
    titles = dict(
        zip(rows["indicator_id"], rows["indicator"].where(rows["indicator"] != "", rows["indicator_id"]), strict=True)
    )
    words, _ = _order()
    rank = {
        key: next((i for i, word in enumerate(words) if word in text.lower()), len(words))
        for key, text in titles.items()
    }
    return dict(sorted(titles.items(), key=lambda item: (rank[item[0]], item[1])))


def published_indicators(release: Release, chosen: str = "") -> Finding | None:
    """The latest value of each indicator; drawn are the chosen one, or the first few that the council named."""
    rows = rows_of(release, "indicators")
    if rows.empty:
        return None
    titles = indicator_titles(release)
    latest = rows.sort_values("period_end").drop_duplicates("indicator_id", keep="last")
    latest = latest.set_index("indicator_id").loc[list(titles)].reset_index()
    latest["numerator_text"] = [
        _count(n, status) for n, status in zip(latest["numerator"], latest["numerator_status"], strict=True)
    ]
    _, most = _order()
    can_draw = latest.dropna(subset=["value", "lower", "upper"])
    shown = can_draw[can_draw["indicator_id"] == chosen] if chosen else can_draw.head(most)
    table = latest if not chosen else latest[latest["indicator_id"] == chosen]
    return Finding(
        key="indicators",
        title="Published indicators",
        headline=_headline(latest, len(shown)),
        table=table[list(COLUMNS)].rename(columns=COLUMNS).reset_index(drop=True),
        figure=interval_figure(shown) if len(shown) else None,
        alt="Dot and interval chart of published indicators, each on a scale of its own; the table holds every figure.",
        caveats=("An interval says how far chance alone could move the figure.",
                 "A count that its publisher withholds stays withheld here."),
        definition="",
        source="; ".join(sorted({str(s) for s in latest["source"] if s})) or "As delivered",
        question="Latest published indicators",
        release_id=release.id,
    )  # fmt: skip


def _count(number: float, status: str) -> str:
    if status != "published":
        return status
    return "not given" if pd.isna(number) else f"{number:,.0f}"


def _headline(latest: pd.DataFrame, drawn: int) -> str:
    many = "One indicator is" if len(latest) == 1 else f"{len(latest)} indicators are"
    rest = "" if drawn == len(latest) else f" {drawn} of them are drawn; the table and the list hold the others."
    return f"{many} published for the area, each with its own interval; they are not compared with each other.{rest}"
