"""Standards under national quality indicators: only figures that are shown already are put together, and silence is said."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.ask.audits import AuditChoice
from dashboard.catalogue.register import finding_of
from dashboard.findings.audit_parts import by_indicator
from dashboard.findings.finding import State
from data_loaders.deliveries.audits import QUALITY_INDICATORS
from data_loaders.release import Release
from data_loaders.themes.audits import audits


def lines(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_framework_has_its_22_indicators() -> None:
    assert len(QUALITY_INDICATORS) == 22  # as the Care Inspectorate says of its framework
    assert all(name.startswith(f"{number} ") for number, name in QUALITY_INDICATORS.items())


def test_each_indicator_is_the_ratings_of_its_standards(release: Release, deliveries: Path) -> None:
    tied = {r["item_id"]: r["quality_indicator"] for r in lines(deliveries, "audit_items") if r["quality_indicator"]}
    last = max(lines(deliveries, "audit_rounds"), key=lambda r: r["held_on"])["round"]
    good: dict[str, int] = defaultdict(int)
    of: dict[str, int] = defaultdict(int)
    for row in lines(deliveries, "audit_ratings"):
        if row["round"] == last and row["rater"] == "A" and row["item_id"] in tied:
            of[tied[row["item_id"]]] += 1
            good[tied[row["item_id"]]] += int(row["rating"]) >= 4
    found = finding_of(release, "audit-by-quality-indicator")
    assert found is not None
    assert found.state is State.SHOWN, found.reason
    assert found.table is not None
    told = {str(row[0])[:3]: (row[1], round(float(str(row[2])), 6)) for row in found.table.rows}
    assert told == {code: (n, round(100 * good[code] / n, 6)) for code, n in of.items()}
    assert len(told) >= 4
    standards = len(lines(deliveries, "audit_items"))
    assert f"{len(tied)} of {standards} standards are tied to an indicator" in " ".join(found.about.caveats)


def test_without_a_tie_nothing_is_guessed(release: Release) -> None:
    empty = release.frames["audit_ties"].iloc[:0]
    bare = replace(release, id=f"{release.id}-bare", frames={**release.frames, "audit_ties": empty})
    found = by_indicator(bare, AuditChoice())
    assert found.state is State.NOT_DELIVERED
    assert "quality_indicator" in found.reason


def test_nothing_about_ties_changes_a_figure_that_is_out(release: Release) -> None:
    """What an indicator counts is the sum of cells of its standards that stand in the release by themselves."""
    cells, ties = release.frames["audit_cells"], release.frames["audit_ties"]
    own = cells[(cells["view"] == "item") & cells["group"].isin(ties["item_id"])]
    found = finding_of(release, "audit-by-quality-indicator")
    assert found is not None
    assert found.table is not None
    last = own[own["round"] == own["round"].iloc[-1]]
    assert sum(int(str(row[1])) for row in found.table.rows) == int(last["n"].sum())


def test_a_tie_goes_out_without_its_ratings_and_what_is_blank_does_not() -> None:
    items = pd.DataFrame({"item_id": ["A-1", "A-2"], "quality_indicator": ["5.2", ""]})
    made = audits({"audit_items": items}, None, None)  # type: ignore[arg-type]  # nothing is counted, so no floor is asked
    assert made.tables["audit_ties"].to_dict("records") == [{"item_id": "A-1", "quality_indicator": "5.2"}]


def test_each_standard_stands_beside_its_indicator_and_its_two_rounds(release: Release, deliveries: Path) -> None:
    rounds = [r["round"] for r in sorted(lines(deliveries, "audit_rounds"), key=lambda r: r["held_on"])][-2:]
    rated: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row in lines(deliveries, "audit_ratings"):
        if row["rater"] == "A":
            rated[row["item_id"], row["round"]].append(int(row["rating"]) >= 4)
    found = finding_of(release, "audit-standards")
    assert found is not None
    assert found.table is not None
    told = {str(row[0]).casefold(): row for row in found.table.rows}
    items = lines(deliveries, "audit_items")
    assert len(told) == len(items)
    for item in items:
        row = told[item["wording"].removeprefix("Invented standard: ").casefold()]
        before, latest = (100 * sum(good) / len(good) for good in (rated[item["item_id"], name] for name in rounds))
        assert [float(str(share)) for share in row[2:4]] == pytest.approx([latest, before])
        tied = item["quality_indicator"]
        assert row[1] == (QUALITY_INDICATORS[tied] if tied else "Tied to no indicator")


def test_a_standard_that_fell_comes_first_and_one_that_chance_could_lower_has_not_fallen(release: Release) -> None:
    """Planted: in the latest round all but two of its ratings are below good. The others stay as they are."""
    cells = release.frames["audit_cells"]
    own = (cells["view"] == "item") & (cells["group"] == "LANGUAGE-1") & (cells["round"] == "Autumn 2025")
    good = own & (cells["low"] >= 4)
    moved = cells["n"].where(~own, 0).mask(own & (cells.index == cells.index[good][0]), 2)
    moved = moved.mask(own & (cells.index == cells.index[own & ~good][0]), int(cells.loc[own, "n"].sum()) - 2)
    changed = replace(release, id=f"{release.id}-fell", frames={**release.frames, "audit_cells": cells.assign(n=moved)})
    was, found = finding_of(release, "audit-standards"), finding_of(changed, "audit-standards")
    assert was is not None
    assert found is not None
    assert was.table is not None
    assert found.table is not None
    assert was.title.startswith("None of 24 standards clearly fell since spring 2025")
    assert found.title.startswith("One of 24 standards clearly fell since spring 2025")
    assert found.table.rows[0][0] == "Language puts no blame on the young person"
    assert found.table.rows[0][-1] == "Worse"
    lower = [row for row in was.table.rows if float(str(row[2])) < float(str(row[3]))]
    assert lower
    assert all(str(row[-1]).startswith("Cannot tell") for row in lower)
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "11", "12", "13")
    assert f" {words[len(lower)]} lower: cannot tell" in was.title
