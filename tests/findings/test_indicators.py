"""Published indicators: the council's own come first, one can be chosen, and what is withheld is named."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from dashboard.charts.strips import StripRows
from dashboard.charts.table import Figure
from dashboard.findings.finding import Finding
from dashboard.findings.indicator_changes import changes
from dashboard.findings.indicators import indicator_titles, published_indicators
from dashboard.measures.verdict import Answer, Direction, Doubt, Goodness
from dashboard.words.indicators import many_title


def release_with(names: list[str]) -> SimpleNamespace:
    rows = pd.DataFrame(
        {
            "indicator_id": names, "indicator": names, "area_code": "S12000050", "period": "2025", "period_end": pd.Timestamp("2025-12-31"),
            "value": range(len(names)), "lower": -1.0, "upper": 99.0, "unit": "per cent", "source": "Invented",
            "numerator": [float("nan"), *[12.0] * (len(names) - 1)],
            "numerator_status": ["withheld by its publisher", *["published"] * (len(names) - 1)],
            "denominator": 100.0, "period_start": pd.Timestamp("2025-01-01"), "definition_version": "1", "year_type": "CALENDAR",
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
             lower=float("nan"), upper=float("nan"), unit="", source="Invented", numerator=lambda f: f["value"], denominator=float("nan"), period_start=pd.Timestamp("2026-03-01"),
             definition_version="1", year_type="FINANCIAL")  # fmt: skip
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
    assert finding.title == "20 indicators; nothing earlier to compare with; no comparator delivered"
    assert "6 of them are drawn" in finding.subtitle
    assert rows_of(finding)[0][-2] == "withheld by its publisher"
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
    assert [(row[0], row[2], row[-2]) for row in rows_of(finding)] == [
        ("Other", 7.0, "7"), ("Reports, Whole", 33.0, "33"), ("Reports, Lower", 12.0, "12"),
        ("Reports, Upper", None, "withheld by its publisher"),
    ]  # fmt: skip
    assert finding.title.startswith("4 indicators; nothing earlier")
    one = published_indicators(release_of_areas(), "reports")
    assert one is not None
    assert one.title.startswith("Reports, Whole: 33")


def years(*counts: tuple[float, float], **other: object) -> pd.DataFrame:
    """One indicator over years, in per cent of its base."""
    rows = pd.DataFrame(counts, columns=["numerator", "denominator"])
    starts = [pd.Timestamp(f"{2020 + n}-04-01") for n in range(len(rows))]
    return rows.assign(
        value=100 * rows["numerator"] / rows["denominator"], unit="per cent", period=[f"year {n}" for n in range(len(rows))], period_start=starts,
        period_end=[start + pd.DateOffset(years=1, days=-1) for start in starts], definition_version="1", year_type="FINANCIAL",
        lower=float("nan"), upper=float("nan"),
    ).assign(**other)  # fmt: skip


def test_each_is_judged_beside_the_period_before_and_says_no_more_than_its_figures() -> None:
    told = changes({
        "rose": years((500, 5000), (900, 5000)), "still": years((3900, 5000), (3905, 5000)), "few": years((40, 100), (45, 100)),
        "a small share": years((60, 5000), (66, 5000)),
    })  # fmt: skip
    assert told["rose"].answer is Answer.CHANGED
    assert told["rose"].direction is Direction.MORE
    assert told["rose"].goodness is Goodness.NEITHER  # which end is good was not delivered
    assert told["still"].answer is Answer.NOT_CHANGED
    assert told["few"].answer is told["a small share"].answer is Answer.CANNOT_TELL
    assert "rose" in many_title(told, has_comparator=False)


@pytest.mark.parametrize(
    ("course", "doubt"),
    [
        (years((500, 5000)), Doubt.TOO_EARLY),
        (years((500, 5000), (float("nan"), 5000)), Doubt.WITHHELD),
        (years((500, 5000), (900, 5000), numerator=float("nan")), Doubt.NOT_DELIVERED),
        (years((500, 5000), (900, 5000), definition_version=["1", "2"]), Doubt.NOT_COMPARABLE),
        (years((500, 5000), (900, 5000), period_start=pd.Timestamp("2020-06-01")), Doubt.NOT_COMPARABLE),
        (years((500, 5000), (900, 5000), value=[10.0, 23.0]), Doubt.NOT_COMPARABLE),  # adjusted by its publisher
        (
            years((500, 5000), (900, 5000), lower=[7.0, 14.0], upper=[13.0, 22.0]),
            Doubt.NOT_COMPARABLE,
        ),  # a sample's range
    ],
)
def test_what_cannot_be_compared_says_why(course: pd.DataFrame, doubt: Doubt) -> None:
    verdict = changes({"one": course})["one"]
    assert verdict.answer is Answer.NOT_COMPARED
    assert verdict.doubt is doubt
    assert verdict.why
