"""A file does not come for a month, and comes again. Whoever kept the releases before and after subtracts them.

Contexts: one was erased meanwhile, so that every figure of all would be one lower. Records: the series would begin again over all its
past, with other groups than those that are out. A second audience: the theme would be shown to it after the month in between.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from worlds import POLICY, World, build_with_themes, edit

from data_loaders.deliveries.contexts import CONTEXT_TABLES
from data_loaders.publish import publish
from data_loaders.release import Release
from data_loaders.safety.ledger import open_ledger

pytestmark = pytest.mark.attack
CONTEXTS = {table.name for table in CONTEXT_TABLES}
RECORDS = {"missing_episodes", "return_discussions"}
BESIDE = {"ref_area", "ref_population", "school_terms", "cpc_indicators"}
LOST = ["lost table", "fewer rows"]


def only(world: Path, made: Path, tables: set[str]) -> Path:
    """A delivery of these tables alone."""
    shutil.copytree(world, made)
    manifest = pd.read_csv(made / "manifest.csv", dtype="str", keep_default_na=False)
    for file in manifest.loc[~manifest["table"].isin(tables), "file"]:
        (made / file).unlink()
    manifest[manifest["table"].isin(tables)].assign(sha256="", rows="").to_csv(made / "manifest.csv", index=False)
    return made


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_with_themes(World(81, 600), tmp_path_factory.mktemp("world"))


@pytest.fixture
def released(tmp_path: Path) -> Callable[..., Release]:
    return partial(published, tmp_path / "out")


def published(out: Path, deliveries: Path, audience: str = "partnership", rebase: str | None = None) -> Release:
    return publish(deliveries, out=out, policy_file=POLICY, audience=audience, rebase=rebase, confirmed=LOST)


@pytest.fixture(scope="module")
def twice(world: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Release, Release]:
    """The folder of two releases, one with contexts and the one after it, when they did not come; and both."""
    folder = tmp_path_factory.mktemp("twice")
    first = published(folder / "out", only(world, folder / "1", BESIDE | CONTEXTS))
    return folder, first, published(folder / "out", only(world, folder / "2", BESIDE))


@pytest.fixture
def without_contexts(twice: tuple[Path, Release, Release], tmp_path: Path) -> tuple[Release, Release]:
    """Both, and a copy of them where `released` goes on."""
    for name in ("out", "out.private"):
        shutil.copytree(twice[0] / name, tmp_path / name, symlinks=True)
    return twice[1:]


def figures(release: Release) -> pd.Series:
    rows = release.table("context_pooled")
    return rows[rows["status"] == "shown"].set_index(["question", "whom", "group"])["n"]


def test_a_context_that_was_erased_is_not_told_by_a_month_without_contexts(
    world: Path, tmp_path: Path, released: Callable[..., Release], without_contexts: tuple[Release, Release]
) -> None:
    first, gap = without_contexts
    assert len(figures(first)) > 20
    assert gap.table("context_pooled").empty
    less = only(world, tmp_path / "3", BESIDE | CONTEXTS)
    gone = (
        pd.read_csv(less / "context_cases.csv", dtype="str")
        .query("context_type == 'PEER'")["case_id"]
        .iloc[-1:]
        .tolist()
    )
    for table in CONTEXTS:
        if "case_id" in pd.read_csv(less / f"{table}.csv", nrows=0):
            edit(less, lambda rows: rows[~rows["case_id"].isin(gone)], table)
    third = released(less)
    both = pd.concat([figures(first), figures(third)], axis=1, keys=["first", "third"]).dropna()
    moved = (both["first"] - both["third"]).abs()
    assert len(both) > 20
    assert not ((moved > 0) & (moved < 5)).any(), moved[moved > 0]


def test_a_theme_is_not_shown_to_a_second_audience_after_a_month_without_it(
    twice: tuple[Path, Release, Release], released: Callable[..., Release], without_contexts: tuple[Release, Release]
) -> None:
    assert len(figures(without_contexts[0])) > 20
    assert released(twice[0] / "1", "public").table("context_pooled").empty


@pytest.mark.long
def test_records_that_were_left_out_of_a_new_beginning_go_on_after_what_is_out(
    world: Path, tmp_path: Path, released: Callable[..., Release]
) -> None:
    until = "2025-12-31"
    early = only(world, tmp_path / "1", BESIDE | RECORDS)
    edit(early, lambda rows: rows[rows["start_dt"].str[:10] <= until])
    ends(early, until)
    first = released(early)
    gap = released(only(world, tmp_path / "2", BESIDE), rebase="invented: the supplier changed its system")
    assert first.views("missing_episodes")
    assert not gap.views("missing_episodes")
    again = released(only(world, tmp_path / "3", BESIDE | RECORDS))
    begins = [view.period_start for view in again.views("missing_episodes") if view.period_start]
    assert begins
    assert min(begins).isoformat() == "2026-01-01"


def ends(deliveries: Path, until: str) -> None:
    manifest = pd.read_csv(deliveries / "manifest.csv", dtype="str", keep_default_na=False)
    manifest.loc[manifest["table"].isin(RECORDS), "period_end"] = until
    manifest.to_csv(deliveries / "manifest.csv", index=False)


def test_the_ledger_says_what_was_ever_shown_and_keeps_what_is_shown_no_more(
    twice: tuple[Path, Release, Release],
) -> None:
    folder, first, _ = twice
    shown = open_ledger(folder / "out").shown_to("partnership")
    assert "context_pooled" in shown.tables
    pd.testing.assert_frame_equal(shown.rows["context_pooled"], first.table("context_pooled"))
    assert not open_ledger(folder / "out").shown_to("public").tables


@pytest.mark.long
def test_a_context_has_one_key_where_each_month_has_a_folder_of_its_own(
    world: Path, tmp_path: Path, released: Callable[..., Release]
) -> None:
    """9 and then 8 of its incidents are held against each other only where both are known to be of one context."""
    first = released(only(world, tmp_path / "january" / "1", BESIDE | CONTEXTS)).table("context_shown")
    again = released(only(world, tmp_path / "february" / "1", BESIDE | CONTEXTS | RECORDS)).table("context_shown")
    assert len(first) > 2
    assert again["key"].tolist() == first["key"].tolist()
    ever = open_ledger(tmp_path / "out").shown_to("partnership").rows["context_measures as ever told"]
    assert set(ever["key"]) <= set(first["key"])
    assert ever.groupby(["key", "month", "measure"])["nth"].max().notna().all()
