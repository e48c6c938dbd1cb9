"""What else gives a count or a child away: exports, figures, words, rates, and whatever was planted in the deliveries."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from exports import (
    FIRST,
    ORGANISATIONAL,
    download,
    findings_of_questions,
    frame_of,
    questions,
    said,
    small_in_chart,
    small_in_table,
    small_in_words,
    visited,
)
from reading import records_in

from dashboard.catalogue.pages import PAGES
from dashboard.charts.place_map import Grid, Key, Place, PlaceMap
from dashboard.charts.shapes import Columns
from dashboard.findings.finding import Finding
from data_loaders.indicators import publishable_indicators
from data_loaders.release import Release

pytestmark = pytest.mark.attack
K = 5


def tell(finding: Finding, made: Release) -> list[str]:
    """What one finding gives away, in its table, its download, its figure and its words."""
    found = [] if finding.key in ORGANISATIONAL else small_in_chart(finding.chart, K)
    found += small_in_table(frame_of(finding), K)
    for text in said(finding):
        found += small_in_words(text, K)
    found += small_in_words(download(finding, made).split("definition,")[0], K)
    return [f"{finding.key} ({finding.question}): {what}" for what in found]


def a_map(text: str, key: str) -> PlaceMap:
    square = ((-4.0, 55.8), (-3.9, 55.8), (-3.9, 55.9))
    return PlaceMap(
        (Grid((Place("", "Here", text, (square,), "map-1"),), (Key("map-1", "plain", key),), "Incidents"),), "A map."
    )


def a_bar(name: str) -> Columns:
    return Columns((name,), (30.0,), "A bar.")


def test_the_scan_sees_what_it_is_to_see() -> None:
    """The scan itself, on figures that would give something away, and on words that do not."""
    assert small_in_table(pd.DataFrame({"episodes": [12, 3]}), K) == ["episodes: 3"]
    assert "in time less of episodes: 2" in small_in_table(pd.DataFrame({"in time": [40], "of episodes": [42]}), K)
    assert small_in_table(pd.DataFrame({"episodes": pd.Series([12, None, 4], dtype="Int64")}), K) == ["episodes: 4"]
    assert small_in_chart(a_map("3 incidents", "5 to 9"), K) == ["3 incidents"]
    assert small_in_chart(a_map("30 incidents", "3"), K) == ["3 incidents"]
    assert small_in_chart(a_map("30 incidents", "5 to 9"), K) == []
    assert small_in_chart(a_bar("3 episodes"), K) == ["3 episodes"]
    assert small_in_chart(a_bar("30 episodes"), K) == []
    assert small_in_words("In May 3 episodes of two children.", K) == ["3 episodes", "two children"]
    assert small_in_words("Fewer than 5 children; at least 4 episodes; 1,203 reports; 3.4 episodes a day.", K) == []


@pytest.mark.parametrize(
    "each", [5, pytest.param(1, marks=pytest.mark.long)], ids=["every fifth area of a level", "every area"]
)
def test_no_question_to_the_router_gives_a_small_number_away(release: Release, each: int) -> None:
    made = release
    asked = questions(made, each=each)
    found = [told for finding in findings_of_questions(made, asked) for told in tell(finding, made)]
    assert not found, "\n".join(found[:20])
    assert len(asked) > 50


@pytest.fixture(scope="module", params=[FIRST, pytest.param(PAGES, marks=pytest.mark.long)], ids=["first ones", "all"])
def pages(store: Path, request: pytest.FixtureRequest) -> tuple[list[Finding], str]:
    """Of each section the first page as it is drawn, or all; each finding of the catalogue, whichever page it stands on."""
    return visited(store, pages=request.param)


def test_no_page_gives_a_small_number_or_a_record_away(
    deliveries: Path, release: Release, pages: tuple[list[Finding], str]
) -> None:
    made = release
    drawn, words = pages
    assert len({finding.key for finding in drawn}) > 10
    found = [told for finding in drawn for told in tell(finding, made)]
    assert not found, "\n".join(found[:20])
    assert records_in(words, deliveries) == set()


# --------------------------------------------------------------------------------------------------- counting backwards


def test_shares_rates_and_intervals_give_back_no_count_below_the_floor(pages: tuple[list[Finding], str]) -> None:
    """Share × base, the rest of the base, and rate × people."""
    tried = 0
    for finding in pages[0]:
        table = frame_of(finding)
        base = next((c for c in table if c in ("of", "eligible") or str(c).startswith("of ")), None)
        share = next((c for c in ("share", "latest year") if c in table), None)
        if base is not None and share is not None and finding.key not in ORGANISATIONAL:
            part = table.dropna(subset=[base, share])
            count = (part[share].astype(float) / 100 * part[base].astype(float)).round()
            rest = part[base].astype(float) - count
            assert ((count >= K) | (count == 0)).all(), finding.key
            assert ((rest >= K) | (rest == 0)).all(), finding.key
            tried += len(part)
        people = next((c for c in table if str(c).startswith("people")), None)
        if "per 1,000" in table and people is not None:
            assert ((table["per 1,000"].astype(float) / 1000 * table[people].astype(float)).round() >= K).all()
            tried += len(table)
    assert tried > 50


def indicator(numerator: float, denominator: float, area: str = "S12000050") -> dict[str, object]:
    """An invented indicator in per cent, as a publisher delivers it."""
    value = 100 * numerator / denominator
    return {"indicator_id": "invented", "area_code": area, "period": "2025/26", "numerator": numerator,
            "denominator": denominator, "value": value, "lower": value * 0.8, "upper": value * 1.2, "unit": "per cent"}  # fmt: skip


def told_back(rows: pd.DataFrame) -> list[int]:
    """Counts of 1 to k−1, of those in question or of the others, that value and base give back."""
    count = (rows["value"] / 100 * rows["denominator"]).round()
    both = pd.concat([count, rows["denominator"] - count]).dropna().astype(int)
    return sorted(both[(both > 0) & (both < K)])


def test_an_indicator_with_a_small_count_shows_no_figure() -> None:
    rows = publishable_indicators(pd.DataFrame([indicator(3, 800), indicator(60, 800)]), k=K)
    assert rows["value"].isna().tolist() == [True, False]
    assert told_back(rows) == []


def test_a_withheld_numerator_is_not_given_back_by_its_rate() -> None:
    """A published file of this kind withholds 25 of 32 numerators and prints all 25 rates."""
    rows = pd.DataFrame([indicator(3, 800)]).assign(numerator=float("nan"))
    assert told_back(publishable_indicators(rows, k=K)) == []


@pytest.mark.parametrize("unit", ["children", "Number", "", "persons", "people under 18 years", "Separated children"])
def test_a_figure_that_is_a_count_is_held_to_the_floor_without_its_numerator(unit: str) -> None:
    delivered = pd.DataFrame([indicator(3, 800), indicator(60, 800)]).assign(
        numerator=float("nan"), denominator=float("nan"), value=[3.0, 60.0], unit=unit
    )
    assert publishable_indicators(delivered, k=K)["value"].isna().tolist() == [True, False]


def test_an_indicator_without_a_column_of_counts_is_held_to_the_floor() -> None:
    delivered = (
        pd.DataFrame([indicator(60, 800)]).drop(columns=["numerator", "denominator"]).assign(value=3.0, unit="children")
    )
    assert publishable_indicators(delivered, k=K)["value"].isna().all()


@pytest.mark.parametrize("unit", ["per 1,000", "per cent", "Percentage", "%", "Crude rate", "days", "Mean"])
def test_a_rate_is_not_taken_for_a_count(unit: str) -> None:
    delivered = pd.DataFrame([indicator(60, 800)]).assign(numerator=float("nan"), value=3.0, unit=unit)
    assert publishable_indicators(delivered, k=K)["value"].tolist() == [3.0]


def test_an_indicator_does_not_give_away_how_few_are_not_in_it() -> None:
    assert told_back(publishable_indicators(pd.DataFrame([indicator(798, 800)]), k=K)) == []


def test_one_small_area_is_not_the_council_less_the_others() -> None:
    areas = [indicator(40, 800, "a"), indicator(3, 700, "b"), indicator(50, 900, "c"), indicator(93, 2400, "council")]
    rows = publishable_indicators(pd.DataFrame(areas), k=K).set_index("area_code")["numerator"]
    shown = rows.drop("council").dropna()
    assert len(shown) < 2 or rows["council"] - shown.sum() >= K


def test_episodes_less_children_tell_of_no_few_children(release: Release) -> None:
    """42 episodes of 40 children: somebody was missing more than once that month, and they were at most two."""
    made, found = release, []
    for view in made.manifest.views:
        if view.children == "published":
            frame = made.table(view.table)
            again = frame["n"] - frame["children"]
            found += [f"{view.table}: {n}" for n in again[(again > 0) & (again < K)]]
    assert not found, f"{len(found)} cells: {found[:5]}"
