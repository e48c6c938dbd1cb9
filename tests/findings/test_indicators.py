"""Published indicators: the council's own come first, one can be chosen, and what is withheld is named."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from dashboard.charts.strips import StripRows
from dashboard.charts.table import Figure
from dashboard.findings.finding import Finding
from dashboard.findings.indicators import indicator_titles, published_indicators


def release_with(names: list[str]) -> SimpleNamespace:
    rows = pd.DataFrame(
        {
            "indicator_id": names, "indicator": names, "area_code": "S12000050", "period": "2025", "period_end": pd.Timestamp("2025-12-31"),
            "value": range(len(names)), "lower": -1.0, "upper": 99.0, "unit": "per cent", "source": "Invented",
            "numerator": [float("nan"), *[12.0] * (len(names) - 1)],
            "numerator_status": ["withheld by its publisher", *["published"] * (len(names) - 1)],
        }
    )  # fmt: skip
    return SimpleNamespace(id=" ".join(names), frames={"indicators": rows}, table=lambda _: rows.copy())


def release_of_areas() -> SimpleNamespace:
    """One count in three areas, one of them withheld, and one of the council alone."""
    rows = pd.DataFrame(
        [("reports", "W2", 12.0, "published"), ("reports", "W1", float("nan"), "withheld by its publisher"),
         ("reports", "C1", 33.0, "published"), ("other", "C1", 7.0, "published")],
        columns=["indicator_id", "area_code", "value", "numerator_status"],
    ).assign(indicator=lambda f: f["indicator_id"].str.capitalize(), period="March 2026", period_end=pd.Timestamp("2026-03-31"),
             lower=float("nan"), upper=float("nan"), unit="", source="Invented", numerator=lambda f: f["value"])  # fmt: skip
    areas = pd.DataFrame({"area_code": ["C1", "W1", "W2"], "area_level": ["COUNCIL", "WARD", "WARD"], "area_name": ["Whole", "Upper", "Lower"]})  # fmt: skip
    frames = {"indicators": rows, "areas": areas}
    return SimpleNamespace(id="areas", frames=frames, table=lambda name: frames[name].copy())


def rows_of(finding: Finding) -> tuple[tuple[Figure, ...], ...]:
    assert finding.table is not None
    return finding.table.rows


def test_the_councils_own_words_come_first_and_the_rest_by_name() -> None:
    release = release_with(["Zebra crossings", "Breast screening", "Children's Reporter referrals", "Child protection"])
    assert list(indicator_titles(release)) == [
        "Child protection", "Children's Reporter referrals", "Breast screening", "Zebra crossings",
    ]  # fmt: skip


def test_few_are_drawn_all_are_in_the_table_and_a_withheld_count_is_named() -> None:
    finding = published_indicators(release_with([f"Indicator {n:02}" for n in range(20)]))
    assert finding is not None
    assert len(rows_of(finding)) == 20
    assert "20 indicators are published" in finding.title
    assert "6 of them are drawn" in finding.subtitle
    assert rows_of(finding)[0][-1] == "withheld by its publisher"
    assert isinstance(finding.chart, StripRows)
    assert len(finding.chart.rows) == len(finding.chart.lowered().panels) == 6


def test_one_that_is_chosen_stands_alone() -> None:
    finding = published_indicators(release_with(["Indicator a", "Indicator b"]), "Indicator b")
    assert finding is not None
    assert [row[0] for row in rows_of(finding)] == ["Indicator b"]
    assert "Indicator b: 1.0\u00a0%" in finding.title
    assert isinstance(finding.chart, StripRows)
    assert len(finding.chart.rows) == len(finding.chart.strips.strips) == 1


def test_each_stands_on_a_scale_of_its_own_that_holds_its_range() -> None:
    finding = published_indicators(release_with(["Indicator a", "Indicator b"]))
    assert finding is not None
    assert finding.chart is not None
    for panel in finding.chart.lowered().panels:
        (dot,) = panel.series
        assert panel.x.low <= min(v for v in dot.low if v is not None)
        assert panel.x.high >= max(v for v in dot.high if v is not None)


def test_a_count_of_several_areas_names_each_and_withholds_one() -> None:
    finding = published_indicators(release_of_areas())
    assert finding is not None
    assert [(row[0], row[2], row[-1]) for row in rows_of(finding)] == [
        ("Other", 7.0, "7"), ("Reports, Whole", 33.0, "33"), ("Reports, Lower", 12.0, "12"),
        ("Reports, Upper", None, "withheld by its publisher"),
    ]  # fmt: skip
    assert "2 indicators are published" in finding.title
    one = published_indicators(release_of_areas(), "reports")
    assert one is not None
    assert one.title.startswith("Reports, Whole: 33")
