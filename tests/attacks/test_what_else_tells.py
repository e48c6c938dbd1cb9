"""What else gives a count or a child away: exports, figures, words, rates, and whatever was planted in the deliveries."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from exports import (
    ORGANISATIONAL,
    findings_of_questions,
    questions,
    said,
    small_in_figure,
    small_in_table,
    small_in_words,
    visited,
)
from worlds import World, build, edit, read, release

from dashboard.findings.finding import Finding
from dashboard.show import csv_of
from data_loaders.indicators import publishable_indicators
from data_loaders.publish import RiverStoppedError
from data_loaders.release import Release, open_release

pytestmark = pytest.mark.attack
K = 5


def tell(finding: Finding, made: Release) -> list[str]:
    """What one finding gives away, in its table, its download, its figure and its words."""
    found = [] if finding.key in ORGANISATIONAL else small_in_figure(finding.figure, K)
    found += small_in_table(finding.table, K)
    for text in said(finding):
        found += small_in_words(text, K)
    found += small_in_words(csv_of(finding, made).decode("utf-8-sig").split("definition,")[0], K)
    return [f"{finding.key} ({finding.question}): {what}" for what in found]


def test_the_scan_sees_what_it_is_to_see() -> None:
    """The scan itself, on figures that would give something away, and on words that do not."""
    assert small_in_table(pd.DataFrame({"episodes": [12, 3]}), K) == ["episodes: 3"]
    assert "in time less of episodes: 2" in small_in_table(pd.DataFrame({"in time": [40], "of episodes": [42]}), K)
    assert small_in_figure(go.Figure(go.Scatter(y=np.array([9, 4]), hovertemplate="%{y:,} episodes")), K) == ["y = 4.0"]
    assert small_in_figure(go.Figure(go.Heatmap(z=[[0.1]], text=[["3 of them"]])), K) == ["text = 3 of them"]
    held = go.Scatter(
        x=[50.0], customdata=[["a", 2, 40]], hovertemplate="%{customdata[0]}: %{customdata[1]} of %{customdata[2]}"
    )
    assert small_in_figure(go.Figure(held), K) == ["customdata = 2"]
    assert small_in_words("In May 3 episodes of two children.", K) == ["3 episodes", "two children"]
    assert small_in_words("Fewer than 5 children; at least 4 episodes; 1,203 reports; 3.4 episodes a day.", K) == []


def test_no_question_to_the_router_gives_a_small_number_away(store: Path) -> None:
    made = open_release(store)
    found = [told for finding in findings_of_questions(made) for told in tell(finding, made)]
    assert not found, "\n".join(found[:20])
    assert len(questions(made)) > 50


@pytest.fixture(scope="module")
def pages(store: Path) -> tuple[list[Finding], str]:
    return visited(store)


def test_no_page_gives_a_small_number_or_a_record_away(
    deliveries: Path, store: Path, pages: tuple[list[Finding], str]
) -> None:
    made = open_release(store)
    drawn, words = pages
    assert len({finding.key for finding in drawn}) > 10
    found = [told for finding in drawn for told in tell(finding, made)]
    assert not found, "\n".join(found[:20])
    assert records_in(words, deliveries) == set()


def raw_marks(deliveries: Path) -> set[str]:
    """Every identifier and every moment of the deliveries, as they are written there."""
    marks: set[str] = set()
    for table in (
        "missing_episodes",
        "return_discussions",
        "forum_sessions",
        "forum_contributions",
        "case_reviews",
        "language_scans",
    ):
        frame = read(deliveries / f"{table}.csv")
        for column in frame.columns[frame.columns.str.endswith(("_id", "_dt"))]:
            marks |= set(frame[column]) - {""}
    return marks


def records_in(text: str, deliveries: Path) -> set[str]:
    """Identifiers and moments of the deliveries that stand in a text, whichever way a moment is written."""
    words = set(re.findall(r"[A-Za-z0-9_]{6,}", text))
    moments = {m.replace(" ", "T") for m in re.findall(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", text)}
    midnight = {m for m in moments if m.endswith("T00:00")}  # how a date is written in a column of dates
    return ((words | moments) - midnight) & raw_marks(deliveries)


def everything_in(folder: Path) -> str:
    """Every byte of a release as text, and every table read and written out."""
    text = "".join(file.read_bytes().decode("latin-1") for file in sorted(folder.rglob("*")) if file.is_file())
    for file in sorted(folder.rglob("*.parquet")):
        frame = pd.read_parquet(file)
        text += frame.to_csv() + str(frame.attrs) + str(frame.index.names)
    return text


CHILD, EPISODE, START, END = "canarychild0001", "canaryepisode0001", "2024-02-29T03:33", "2024-02-29T03:47"
NOTE = "Canarybird Invented-Surname"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A world with one episode like no other, and words that belong in no code column."""
    folder = tmp_path_factory.mktemp("planted")
    made = build(World(701, 900), folder)

    def plant(rows: pd.DataFrame) -> pd.DataFrame:
        odd = rows[rows["counting_unit"] == "EPISODE"].iloc[:1].assign(
            child_pseudo_id=CHILD, episode_id=EPISODE, start_dt=START, end_dt=END, sex="OTHER", missing_from="SECURE",
            care_status="LA_AWAY", risk_level="HIGH", found_context_type="YOUTH_PROVISION", harm_reported="Y",
        )  # fmt: skip
        return pd.concat([rows, odd], ignore_index=True)

    def annotate(rows: pd.DataFrame) -> pd.DataFrame:
        rows = rows.copy()
        rows.loc[rows.index[rows["push_factors"] != ""][0], ["push_factors", "contexts_named"]] = NOTE
        return rows

    edit(made, plant)
    edit(made, annotate, "return_discussions")
    release(made, folder / "out")
    return made, folder / "out"


def test_a_planted_child_is_nowhere_in_the_release(planted: tuple[Path, Path]) -> None:
    deliveries, out = planted
    text = everything_in(out)
    for canary in (CHILD, EPISODE, START, START.replace("T", " "), END, NOTE, *NOTE.split()):
        assert canary not in text, canary
    assert records_in(text, deliveries) == set()
    rare = "2024-02-29"
    assert not [
        line for line in text.splitlines() if rare in line and "2024-02-01" not in line and "period_end" in line
    ]


def test_a_planted_child_is_nowhere_on_the_pages(planted: tuple[Path, Path]) -> None:
    deliveries, out = planted
    drawn, words = visited(out)
    made = open_release(out)
    for finding in drawn:
        words += csv_of(finding, made).decode("utf-8-sig") + " ".join(said(finding))
        words += finding.figure.to_json() if finding.figure is not None else ""
    for canary in (CHILD, EPISODE, START, START.replace("T", " "), NOTE, *NOTE.split()):
        assert canary not in words, canary
    assert records_in(words, deliveries) == set()


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("events", "label", "Invented: letter to Mrs Inventedname"),
        ("events", "label", "Invented: meeting at ML1 9ZZ"),
        ("missing_episodes", "area_found", "ML1 9ZZ"),
        ("missing_episodes", "episode_id", "07700 900123"),
        ("return_discussions", "declined_reason", "rang 01698 960 123 twice"),
        ("return_discussions", "push_factors", "Mr Inventedname at home"),
        ("return_discussions", "contexts_named", "12 Invented Road"),
        ("cpc_indicators", "source", "somebody.invented@example.org"),
    ],
)
def test_a_planted_identifier_stops_the_river_and_is_not_repeated(
    deliveries: Path, tmp_path: Path, table: str, column: str, value: str, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "deliveries"
    shutil.copytree(deliveries, folder)

    def plant(rows: pd.DataFrame) -> pd.DataFrame:
        rows = rows.copy()
        rows.loc[4 if len(rows) > 4 else 0, column] = value
        return rows

    edit(folder, plant, table)
    with pytest.raises(RiverStoppedError) as stopped:
        release(folder, tmp_path / "out")
    told = f"{stopped.value} {stopped.value!r} {stopped.value.problems} {capfd.readouterr()}"
    assert value not in told
    assert not any(word in told for word in value.split() if len(word) > 6 and word != "Invented:")
    assert column in told
    assert not list(tmp_path.rglob("current"))


# --------------------------------------------------------------------------------------------------- counting backwards


def test_shares_rates_and_intervals_give_back_no_count_below_the_floor(pages: tuple[list[Finding], str]) -> None:
    """Share × base, the rest of the base, and rate × people."""
    tried = 0
    for finding in pages[0]:
        table = finding.table
        bases = [c for c in table if str(c).startswith("of ") or c == "held"]
        if "share (%)" in table and bases:
            count = (table["share (%)"] / 100 * table[bases[0]]).round()
            rest = table[bases[0]] - count
            assert (count >= K).all(), finding.key
            assert ((rest >= K) | (rest == 0)).all(), finding.key
            tried += len(table)
        elif "share (%)" in table and "year" in table:
            counted = next(c for c in table if pd.api.types.is_integer_dtype(table[c].dtype))
            rest = (table[counted] * (100 / table["share (%)"] - 1)).round()
            assert ((rest >= K) | (rest == 0)).all(), finding.key
            tried += len(table)
        if "per 1,000" in table:
            people = table[next(c for c in table if str(c).startswith("people"))]
            assert ((table["per 1,000"] / 1000 * people).round() >= K).all()
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


def test_an_indicator_does_not_give_away_how_few_are_not_in_it() -> None:
    assert told_back(publishable_indicators(pd.DataFrame([indicator(798, 800)]), k=K)) == []


def test_one_small_area_is_not_the_council_less_the_others() -> None:
    areas = [indicator(40, 800, "a"), indicator(3, 700, "b"), indicator(50, 900, "c"), indicator(93, 2400, "council")]
    rows = publishable_indicators(pd.DataFrame(areas), k=K).set_index("area_code")["numerator"]
    shown = rows.drop("council").dropna()
    assert len(shown) < 2 or rows["council"] - shown.sum() >= K


def test_episodes_less_children_tell_of_no_few_children(store: Path) -> None:
    """42 episodes of 40 children: somebody was missing more than once that month, and they were at most two."""
    made, found = open_release(store), []
    for view in made.manifest.views:
        if view.children == "published":
            frame = made.table(view.table)
            again = frame["n"] - frame["children"]
            found += [f"{view.table}: {n}" for n in again[(again > 0) & (again < K)]]
    assert not found, f"{len(found)} cells: {found[:5]}"
