"""Published indicators, with the intervals and the silences of their publishers."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.ask.published import rows_of
from dashboard.charts.strips import Strip, Strips
from dashboard.charts.table import Figure, Table, heads
from dashboard.findings.finding import About, Finding
from dashboard.findings.minimum_dataset import comparators, kinds
from dashboard.words import indicators as words
from dashboard.words.number_format import TENTH
from data_loaders.release import Release

ORDER = Path(__file__).resolve().parents[2] / "assets" / "indicators.toml"
QUESTION = "What do published indicators say?"
INVENTED = "Invented example: "  # said once, by the chip of every page and file
COLUMNS = heads("indicator", "period", ("value", TENTH), ("from", TENTH), ("to", TENTH), "unit", "count")  # fmt: skip


@cache
def _order() -> tuple[tuple[str, ...], int]:
    told = tomllib.loads(ORDER.read_text(encoding="utf-8"))
    return tuple(word.lower() for word in told["first"]), int(told["most"])


def others(release: Release) -> pd.DataFrame:
    """Indicators that are no part of the Minimum Dataset, which has a finding of its own, and of no comparator."""
    rows = rows_of(release, "indicators")
    own = [indicator for kind in kinds() for indicator in kind.indicators]
    return rows[~rows["indicator_id"].isin(own) & ~rows["area_code"].isin(comparators())]


def indicator_titles(release: Release) -> dict[str, str]:
    """Indicator id → its words, those first that the council named as first (assets/indicators.toml)."""
    rows = others(release).drop_duplicates("indicator_id")
    titles = dict(
        zip(rows["indicator_id"], rows["indicator"].where(rows["indicator"] != "", rows["indicator_id"]), strict=True)
    )
    first, _ = _order()
    rank = {
        key: next((i for i, word in enumerate(first) if word in text.lower()), len(first))
        for key, text in titles.items()
    }
    return dict(sorted(titles.items(), key=lambda item: (rank[item[0]], item[1])))


def published_indicators(release: Release, chosen: str = "") -> Finding | None:
    """The latest value of each indicator, in each area for which it is delivered; drawn are the chosen one, or the first few that
    the council named."""
    rows = others(release)
    if rows.empty:
        return None
    titles = indicator_titles(release)
    latest = _latest(release, rows)
    named = latest.loc[[chosen] if chosen else list(titles)]
    drawn = named.dropna(subset=["value", "lower", "upper"]).head(_order()[1])
    title = words.one_title(next(named.itertuples())) if chosen else words.many_title(named.index.nunique())
    chart = Strips(
        tuple(map(_strip, drawn.itertuples())), TENTH, f"{title}. A dot with its range, each on its own scale."
    )
    return Finding(
        "indicators", QUESTION, title, words.subtitle(len(named), len(drawn)), release.id,
        result=tuple(str(key) for key in named.index), table=Table(COLUMNS, tuple(map(_line, named.itertuples()))),
        chart=chart if len(drawn) else None, bear_in_mind=words.APART,
        about=About("As its publisher counts it.", words.INTERVAL, (words.OTHER_SOURCES, words.WITHHELD), _sources(named)),
    )  # fmt: skip


def _latest(release: Release, rows: pd.DataFrame) -> pd.DataFrame:
    """By indicator. Where there are several areas each is named, the council before its parts."""
    latest = rows.sort_values("period_end").drop_duplicates(["indicator_id", "area_code"], keep="last")
    if latest["indicator_id"].is_unique:
        return latest.set_index("indicator_id")
    areas = rows_of(release, "areas").set_index("area_code")
    names = latest["area_code"].map(areas["area_name"]).fillna(latest["area_code"])
    is_part = latest["area_code"].map(areas["area_level"]) != "COUNCIL"
    ordered = latest.assign(area=names, is_part=is_part).sort_values(["is_part", "area"])
    titled = ordered["indicator"].where(ordered["indicator"] != "", ordered["indicator_id"]) + ", " + ordered["area"]
    is_shared = ordered["indicator_id"].duplicated(keep=False)
    return ordered.assign(indicator=ordered["indicator"].where(~is_shared, titled)).set_index("indicator_id")


def _name(row: Any) -> str:
    return str(row.indicator or row.Index).removeprefix(INVENTED)


def _strip(row: Any) -> Strip:
    return Strip(_name(row), f"{row.period} · {row.unit}", float(row.value), float(row.lower), float(row.upper))


def _line(row: Any) -> tuple[Figure, ...]:
    value, low, high = (None if pd.isna(v) else float(v) for v in (row.value, row.lower, row.upper))
    return (
        _name(row),
        str(row.period),
        value,
        low,
        high,
        str(row.unit),
        words.count(row.numerator, row.numerator_status),
    )


def _sources(rows: pd.DataFrame) -> str:
    return "; ".join(sorted({str(s) for s in rows["source"] if s})) or "As delivered"
