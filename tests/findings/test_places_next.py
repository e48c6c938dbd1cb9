"""Which place next: a rule that puts what three pages know of a place into one list, and says what was not delivered."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard.ask.published import rows_of
from dashboard.findings import places_next as asked
from dashboard.findings.finding import Finding
from dashboard.findings.place_scan import clusters
from dashboard.findings.places_when import district_change
from dashboard.words import places_next as words
from data_loaders.release import Release, open_release


@pytest.fixture(scope="module")
def release(store: Path) -> Release:
    return open_release(store)


def names(finding: Finding, group: str) -> set[str]:
    assert finding.table is not None
    return {str(row[1]) for row in finding.table.rows if row[0] == group}


def without(monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    """As if a table had no row."""
    whole = rows_of

    def some(release: Release, name: str) -> pd.DataFrame:
        rows = whole(release, name)
        return rows.iloc[:0] if name == table else rows

    monkeypatch.setattr(asked, "rows_of", some)


def work(*ended: str) -> pd.DataFrame:
    """Lighting that ended on these days; an empty day: it goes on."""
    return pd.DataFrame({"type": ["Lighting"] * len(ended), "end_date": pd.to_datetime(list(ended))})


def test_a_place_stands_in_the_group_of_what_is_done_there(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = [circle.name for circle in clusters(release)]
    assert others, "the invented world has more than one circle"
    monkeypatch.setattr(asked, "done_here", lambda _, spot: work("2025-09-30", "") if first in spot.name else work("2025-09-30"))  # fmt: skip
    made = asked.places_next(release)
    assert names(made, words.WORKED) == {first}
    assert names(made, words.IDLE) == set(others)
    assert names(made, words.FELT) == {
        "Wishaw"
    }  # planted: half feel unsafe there, and no more is recorded than elsewhere
    assert made.table is not None
    done = {str(row[1]): row[4] for row in made.table.rows}
    assert str(done[first]).startswith("Lighting, until September 2025 and Lighting, going on")
    assert str(done[others[0]]).startswith("Lighting, until September 2025, ")
    shown = release.table("context_shown")
    here = int(((shown["place"] == "Wishaw") & (shown["stage"] != "CLOSED")).sum())
    assert f"{here} contexts at level 2 open in Wishaw" in str(
        done["Wishaw"]
    )  # work of another kind, which no map shows


def test_lately_is_what_change_by_district_says(release: Release) -> None:
    made, districts = asked.places_next(release), district_change(release)
    assert made.table is not None
    assert districts.table is not None
    pairs = {f"{row[2]} after {row[1]}" for row in districts.table.rows}
    lately = [str(row[3]) for row in made.table.rows if row[0] != words.FELT]
    assert lately
    assert all(any(pair in said for pair in pairs) for said in lately)


def test_where_no_interventions_were_delivered_nothing_is_said_to_be_idle(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(asked, "done_here", lambda _release, _spot: pd.DataFrame(columns=["type", "end_date"]))
    without(monkeypatch, "interventions")
    made = asked.places_next(release)
    assert "no intervention now" not in made.title
    assert names(made, words.IDLE) == set()
    assert names(made, words.UNTOLD) == {circle.name for circle in clusters(release)}
    assert words.NO_DONE in made.about.caveats


def test_where_places_are_not_held_against_chance_that_is_said(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(asked, "clusters", lambda _: ())
    monkeypatch.setattr(asked, "why_no_scan", lambda _: "No people.")
    made = asked.places_next(release)
    assert made.title == "No place can be held against chance; ask young people why they feel less safe in Wishaw"
    assert words.NO_SCAN.format("No people.") in made.about.caveats


def test_where_nothing_stands_out_and_nobody_was_asked_both_are_said(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(asked, "clusters", lambda _: ())
    monkeypatch.setattr(asked, "first_known_harm", lambda _: None)
    made = asked.places_next(release)
    assert made.title == "No place stands out; young people were not asked by area"
    assert words.NO_SURVEY in made.about.caveats


@pytest.mark.parametrize("level", ["LOCALITY", "COMMUNITY"])
def test_work_in_an_area_is_told_whichever_area_of_that_name_it_was_delivered_for(
    level: str, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wishaw is a locality and a community of it."""
    whole, areas = asked.__dict__["rows_of"], rows_of(release, "areas")
    own = areas[areas["area_name"].eq("Wishaw") & areas["area_level"].eq(level)]
    assert len(own) == 1
    made = (
        rows_of(release, "interventions")
        .iloc[:1]
        .assign(area_code=own["area_code"].iloc[0], type="Mentors", end_date=pd.NaT)
    )
    monkeypatch.setattr(asked, "rows_of", lambda r, name: made if name == "interventions" else whole(r, name))
    table = asked.places_next(release).table
    assert table is not None
    assert any(row[1] == "Wishaw" and str(row[4]).startswith("Mentors, going on") for row in table.rows)
