"""Published indicators, with the intervals and the silences of their publishers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Spark, Words
from dashboard.charts.strips import Strip, StripRows, Strips
from dashboard.charts.table import Figure, Table, heads
from dashboard.findings.dataset_kinds import comparators, kinds
from dashboard.findings.finding import About, Finding
from dashboard.findings.indicator_changes import changes
from dashboard.measures.verdict import Verdict
from dashboard.words import indicators as words
from dashboard.words.form import listed
from dashboard.words.number_format import TENTH
from dashboard.words.standing import standing_of, verdict_word
from data_loaders.release import Release

ORDER = Path(__file__).resolve().parents[2] / "assets" / "indicators.toml"
QUESTION = "What do published indicators say?"
COLUMNS = heads("indicator", "period", ("value", TENTH), ("from", TENTH), ("to", TENTH), "unit", "count", "verdict")  # fmt: skip
DRAWN = (
    Column("Indicator"), Column("Over time", 84), Column("Latest", 62, "right"), Column("Range", 96), Column("Before", 62, "right"),
)  # fmt: skip


@cache
def _order() -> tuple[tuple[str, ...], int]:
    told = tomllib.loads(ORDER.read_text(encoding="utf-8"))
    return tuple(word.lower() for word in told["first"]), int(told["most"])


def others(release: Release) -> pd.DataFrame:
    """Indicators that are no part of the Minimum Dataset, which has a finding of its own, and of no comparator."""
    rows = rows_of(release, "indicators")
    return rows[~_is_of_dataset(rows) & ~rows["area_code"].isin(comparators())]


def _is_of_dataset(rows: pd.DataFrame) -> pd.Series:
    return rows["indicator_id"].isin([indicator for kind in kinds() for indicator in kind.indicators])


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
    """Each indicator over its years, in each area for which it is delivered; drawn are the chosen one, or the first few that the
    council named."""
    rows = others(release).sort_values("period_end", kind="stable")
    if rows.empty:
        return None
    named = _latest(release, rows).loc[[chosen] if chosen else list(indicator_titles(release))]
    courses = [rows[(rows["indicator_id"] == row.Index) & (rows["area_code"] == row.area_code)].assign(indicator=row.indicator) for row in named.itertuples()]  # fmt: skip
    drawn = (
        named.assign(values=[tuple(course["value"]) for course in courses]).dropna(subset=["value"]).head(_order()[1])
    )
    names = [_name(row) for row in named.itertuples()]
    verdicts = changes(dict(zip(names, courses, strict=True)))
    drawn = drawn.assign(verdict=[verdicts[_name(row)] for row in drawn.itertuples()])
    title = (
        words.one_title(next(named.itertuples()), verdicts[names[0]])
        if chosen
        else words.many_title(verdicts, has_comparator=bool(_beside(release, named)))
    )
    has_dataset = bool(_is_of_dataset(rows_of(release, "indicators")).any())
    lines = (
        line
        for course in courses
        for line in course[::-1]
        .assign(is_latest=lambda c: c.index == c.index[0])
        .set_index("indicator_id")
        .itertuples()
    )
    return Finding(
        "indicators", QUESTION, title, words.subtitle(len(named), len(drawn), has_dataset=has_dataset), release.id,
        result=tuple(verdicts.items()), table=Table(COLUMNS, tuple(_line(line, verdicts) for line in lines)),
        chart=_chart(release, drawn, title) if len(drawn) else None, bear_in_mind=words.APART,
        about=About("As its publisher counts it.", f"{words.INTERVAL} {words.VERDICT}", (words.OTHER_SOURCES, words.WITHHELD), _sources(named)),
    )  # fmt: skip


def _chart(release: Release, drawn: pd.DataFrame, title: str) -> StripRows:
    delivered = rows_of(release, "indicators")
    beside = delivered[delivered["area_code"].isin(comparators())]
    rows = tuple(_row(row, _comparator(beside, row)) for row in drawn.itertuples())
    sure = drawn.dropna(subset=["lower", "upper"])
    alt = f"{title}. Each over its years, on its own scale."
    names = _beside(release, drawn)
    columns = (
        *DRAWN,
        Column(f"{listed(names)}, same period" if names else "Comparator", 112, "right"),
        Column("Verdict", 190),
    )
    return StripRows(columns, (Group("", rows),), alt, 44.0, strips=Strips(tuple(map(_strip, sure.itertuples())), TENTH, alt))  # fmt: skip


def _row(row: Any, beside: str) -> Row:
    values = tuple(None if pd.isna(value) else float(value) for value in row.values)
    before = words.figure(values[-2], row.unit) if len(values) > 1 else words.NO_EARLIER
    fit = words.fit(row.lower, row.upper)
    return Row((
        Words(_name(row), note=_when(row)), Spark(values, is_quiet=True), Words("", words.figure(row.value, row.unit)),
        Words(fit), Words(before), Words(beside), standing_of(row.verdict),
    ), is_told=row.verdict.is_finding)  # fmt: skip


def _beside(release: Release, named: pd.DataFrame) -> list[str]:
    """The names of the comparators of which a figure of one of these was delivered."""
    delivered = rows_of(release, "indicators")
    codes = set(delivered.loc[delivered["indicator_id"].isin(named.index), "area_code"])
    return [name for code, name in comparators().items() if code in codes]


def _comparator(beside: pd.DataFrame, row: Any) -> str:
    """The same indicator and period of the place that stands beside the council."""
    same = beside[(beside["indicator_id"] == row.Index) & (beside["period"] == row.period)]
    return words.NOT_DELIVERED if same.empty else words.figure(same["value"].iloc[-1], row.unit)


def _latest(release: Release, rows: pd.DataFrame) -> pd.DataFrame:
    """By indicator. Where there are several areas each is named, the council before its parts."""
    latest = rows.drop_duplicates(["indicator_id", "area_code"], keep="last")
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
    return str(row.indicator or row.Index).removeprefix(words.INVENTED)


def _when(row: Any) -> str:
    return " · ".join(text for text in (str(row.period), words.unit_beside(str(row.unit))) if text)


def _strip(row: Any) -> Strip:
    return Strip(_name(row), _when(row), float(row.value), float(row.lower), float(row.upper))


def _line(row: Any, verdicts: Mapping[str, Verdict]) -> tuple[Figure, ...]:
    value, low, high = (None if pd.isna(v) else float(v) for v in (row.value, row.lower, row.upper))
    return (
        _name(row),
        str(row.period),
        value,
        low,
        high,
        str(row.unit),
        words.count(row.numerator, row.numerator_status),
        verdict_word(verdicts[_name(row)]) if row.is_latest else "",
    )


def _sources(rows: pd.DataFrame) -> str:
    return "; ".join(sorted({str(s) for s in rows["source"] if s})) or "As delivered"
