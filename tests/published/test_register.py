"""The register of quantities: every number of a release is in it, and one that is not can neither be published nor opened."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.api import types

from data_loaders.lock.tables import declarations, problem_of
from data_loaders.published import NOBODY, TABLES
from data_loaders.published.declared import check_declarations
from data_loaders.published.register import register, register_text
from data_loaders.published.views import view_table
from data_loaders.release import Release, floors_of


def numbers_in(release: Release) -> set[tuple[str, str]]:
    frames = release.frames.items()
    return {(name, column) for name, frame in frames for column in frame if types.is_numeric_dtype(frame[column])}


def test_every_number_of_a_release_is_in_its_register(release: Release) -> None:
    registered = {(q.table, q.column) for q in register(declarations(release.manifest.views))}
    shown = numbers_in(release)
    assert shown <= registered
    assert len(shown) > 150


def test_a_number_of_somebody_says_what_it_counts_of_whom_over_which_set_and_time(release: Release) -> None:
    for quantity in register(declarations(release.manifest.views)):
        assert quantity.what
        assert quantity.of_whom
    counted = [q for q in register(declarations(release.manifest.views)) if q.table == "missing_episodes.total"]
    assert {q.column for q in counted} >= {"n"}
    assert all(q.over == ("period_start", "period_end") and "floor of missing_episodes" in q.never for q in counted)


def test_numbers_of_somebody_have_a_set_or_a_time() -> None:
    """A number of persons that says neither would be about everybody at any time, and could be held against anything."""
    counted = [q for q in register(TABLES) if q.of_whom != NOBODY and q.what.startswith("how many")]
    assert len(counted) > 20
    assert [(q.table, q.column) for q in counted if not (q.of_set or q.over)] == []


@pytest.mark.parametrize("name", ["survey_cells", "missing_episodes.total"])
def test_a_number_outside_the_register_cannot_be_published_nor_opened(release: Release, name: str) -> None:
    """One more column of numbers in a table, each far above every floor."""
    tables, floors = declarations(release.manifest.views), floors_of(release.manifest)
    more = release.table(name).assign(again=500)
    assert (name, "again") not in {(q.table, q.column) for q in register(tables)}
    assert "has columns" in str(problem_of(name, more, tables, floors))
    assert check_declarations(tables, {**release.frames, name: more}, floors).status == "failed"
    beside = {**release.frames, "one_more": pd.DataFrame({"n": [500]})}
    assert check_declarations(tables, beside, floors).status == "failed"
    assert check_declarations(tables, release.frames, floors).status == "passed"


def test_the_register_is_printed_as_a_table() -> None:
    view = view_table(dataset="invented", name="area", dimensions=["area"], counts=["n"])
    (line,) = [text for text in register_text({view.name: view}).splitlines() if "invented.area" in text]
    assert line.count("|") == 8
    assert "| children | area | period_start, period_end | 1 to one below the floor of invented |" in line
