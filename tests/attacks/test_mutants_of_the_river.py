"""The river with one rule taken out, on a whole invented world: its own audit stops it, or the attack from outside finds it.

A mutant of what chooses must be stopped by the audit. A mutant of the audit itself must be found by the attack code, which
shares nothing with it: so neither is trusted on its own word.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from attacker import attack
from mutants import told
from subtracted_releases import differences
from worlds import POLICY, World, build, cover, edit, read, release

from data_loaders import counted, series
from data_loaders import publish as river
from data_loaders.policy import load_policy
from data_loaders.publish import RiverStoppedError, publish
from data_loaders.release import Check
from data_loaders.safety import arrivals, audit
from data_loaders.safety.attack.across import Attacks
from data_loaders.safety.floor import Floor, Tally
from data_loaders.safety.views import dataset, finder, places
from data_loaders.safety.views.finder import Found, find_view

pytestmark = pytest.mark.attack
long = pytest.mark.long  # two of the mutants are in every test run, all of them in `make attack`
Tell = Callable[[str], None]
SMALL = World(811, 600)
FLOOR = load_policy(POLICY, "partnership").k("missing_episodes")
TOGETHER = World(100, 300)  # some of its views, each safe alone, give a small number away together


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(SMALL, tmp_path_factory.mktemp("world"))


def stopped_by(deliveries: Path, out: Path) -> list[str]:
    """The checks of the audit that stop a publication."""
    with pytest.raises(RiverStoppedError) as stopped:
        release(deliveries, out)
    assert not list(out.rglob("current"))
    return sorted({p.rule.removeprefix("audit: ") for p in stopped.value.problems})


def attacks_that_find(deliveries: Path, out: Path) -> list[str]:
    """The attacks that find something in a release that should never have been."""
    return sorted({f"the attack '{v.attack}'" for v in attack(release(deliveries, out), deliveries)})


CHOOSING: dict[str, Callable[[Floor, Tally], np.ndarray]] = {
    "cells are chosen by records instead of children": lambda f, t: (t.n < f.k) | (t.top > f.dominance * t.n),
    "cells are chosen with one child too few": lambda f, t: (t.persons < f.k - 1) | (t.top > f.dominance * t.n),
    "cells are chosen without a look at dominance": lambda f, t: t.persons < f.k,
    "cells are chosen with empty ones left in": lambda f, t: (
        (t.n > 0) & ((t.persons < f.k) | (t.top > f.dominance * t.n))
    ),
}


def by_few_children(rows: pd.DataFrame) -> pd.DataFrame:
    """The records of each ward are four children's by turns, one too few and none of them most: else there is nothing to catch."""
    turn = rows.groupby("area_from").cumcount() % (FLOOR - 1)
    return rows.assign(child_pseudo_id="c" + rows["area_from"] + turn.astype("str"))


@long
@pytest.mark.parametrize("mutant", CHOOSING)
def test_a_finder_that_is_too_generous(
    mutant: str, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    if "child" in mutant:
        world = Path(shutil.copytree(world, tmp_path / "few"))
        edit(world, by_few_children)
    monkeypatch.setattr(Floor, "fails", CHOOSING[mutant])
    if "empty" in mutant:
        monkeypatch.setattr(finder, "is_safe", lambda data, grid: not _fails(data, grid))
    caught = stopped_by(world, tmp_path / "out")
    tell(told(mutant, caught))
    assert "closure" in caught


def _fails(data: dataset.Countable, grid: finder.Grid) -> bool:
    return bool(data.floor.fails(finder.counted(data, grid)).any())


def one_by_one(attacks: Attacks, time_detail: float) -> list[Found]:
    """Every view as fine as it is safe by itself."""
    return [find_view(attacks.data, v, time_detail=time_detail) for v in attacks.data.policy.views]


def test_a_choice_that_combines_no_views_is_stopped_by_the_audit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    deliveries = build(TOGETHER, tmp_path)
    monkeypatch.setattr(series, "choose_together", one_by_one)
    caught = stopped_by(deliveries, tmp_path / "out")
    tell(told("views are chosen one by one", caught))
    assert "two views at a time" in caught
    assert "combining views" in caught


def passed(*_: object) -> list[Check]:
    return [Check(name="combining views", subject="", status="passed", reason="Nobody looked.")]


@long
def test_an_audit_that_skips_the_linear_programs_is_found_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    deliveries = build(TOGETHER, tmp_path)
    monkeypatch.setattr(series, "choose_together", one_by_one)
    monkeypatch.setattr(audit, "check_across", passed)
    caught = attacks_that_find(deliveries, tmp_path / "out")
    tell(told("the audit skips the linear programs", caught))
    assert "the attack 'bounds'" in caught


@long
def test_places_whose_remainder_nobody_looked_at(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    """Hexagons are split as soon as one part passes, whatever is left over."""

    def split(cell: str, rows: np.ndarray, spread: places.Spread) -> list[str]:
        own = {str(places.h3.cell_to_parent(spread.finest[r], 9)) for r in rows if not spread.sensitive[r]}
        return [*sorted(own), f"{cell}{places.REST}"]

    monkeypatch.setattr(places, "_split", split)
    caught = attacks_that_find(world, tmp_path / "out")
    tell(told("the remainder of a place is not pooled", caught))
    assert "the attack 'places'" in caught


@long
def test_a_sensitive_place_that_is_not_pooled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell) -> None:
    """A children’s house in a hexagon of its own; where the rule stands that it is a minority of every cell, none is shown."""
    deliveries = build(World(812, 1200), tmp_path)
    edit(deliveries, lambda rows: rows.assign(is_sensitive="Y"), "locations")
    real, no = places.partition, np.zeros_like
    monkeypatch.setattr(dataset, "partition", lambda f, s, p, r: real(f, no(s), p, r))
    monkeypatch.setattr(dataset, "leaf_of_records", lambda f, s, c: places.leaf_of_records(f, no(s), c))
    monkeypatch.setattr(finder, "_of_a_sensitive_place", lambda *asked: np.zeros(asked[2], dtype=bool))
    caught = stopped_by(deliveries, tmp_path / "out")
    tell(told("a sensitive place is not pooled", caught))
    assert caught == ["recount"]  # counted again apart from the finder, places are another


@long
def test_a_table_that_nobody_registered(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    real = river.reference_tables
    monkeypatch.setattr(river, "reference_tables", lambda *a, **b: real(*a, **b) | {"extra": real(*a, **b)["events"]})
    caught = stopped_by(world, tmp_path / "out")
    tell(told("a table that nobody registered", caught))
    assert caught == ["declared tables"]


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A delivery up to the end of 2025, and one up to March 2026 with records of the first's time that were late."""
    folder = tmp_path_factory.mktemp("late")
    after, before = build(World(813, 900), folder / "after"), build(World(813, 900), folder / "before")
    rows = read(after / "missing_episodes.csv")
    gone = set(rows["episode_id"].sample(frac=0.03, random_state=1))
    edit(before, lambda r: r[(r["start_dt"] < "2026") & ~r["episode_id"].isin(gone)])
    cover(before, "2023-04-01", "2025-12-31")
    edit(after, lambda r: r)
    return before, after


def at_once(_kind: str, facts: pd.DataFrame, _before: object, _tables: object) -> pd.DataFrame:
    """Every record counts where it happened, as if nothing were out."""
    return facts


def without_what_did_not_come(old: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    return old[old["record"].isin(set(facts["record"]))][list(facts.columns)]


@long
@pytest.mark.parametrize(
    ("room", "name", "mutant"),
    [(counted, "counted_records", at_once), (arrivals, "_with_columns", without_what_did_not_come)],
)
def test_what_is_out_and_counts_otherwise_today_is_found_by_the_ledger(
    late: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell, room: Any, name: str, mutant: Any
) -> None:  # fmt: skip
    """Late records are put into their own month; records that are not delivered any more are forgotten."""
    before, after = late
    release(before, tmp_path / "out")
    rows = read(after / "missing_episodes.csv")
    shutil.copytree(after, tmp_path / "after")
    edit(tmp_path / "after", lambda r: r[r["child_pseudo_id"] != rows["child_pseudo_id"].mode()[0]])
    monkeypatch.setattr(room, name, mutant)
    with pytest.raises(RiverStoppedError) as stopped:
        release(tmp_path / "after", tmp_path / "out")
    caught = sorted({p.rule for p in stopped.value.problems})
    tell(told(f"{name}: {mutant.__name__}", caught))
    assert caught == ["ledger of counted records"]


@long
def test_a_series_that_begins_anew_with_what_is_out_is_stopped(
    late: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    before, after = late
    release(before, tmp_path / "out")
    monkeypatch.setattr(river, "_out", lambda _ledger: {})
    with pytest.raises(RiverStoppedError) as stopped:
        publish(after, out=tmp_path / "out", policy_file=POLICY, audience="partnership", rebase="an invented reason")
    caught = sorted({p.rule.removeprefix("audit: ") for p in stopped.value.problems})
    tell(told("a new series counts again what is out", caught))
    assert caught == ["a new series"]  # which asks the ledger for itself, before the vintage is looked at


@long
def test_hierarchies_that_are_made_anew_with_each_release_are_found(
    late: tuple[Path, Path], tmp_path: Path, tell: Tell
) -> None:
    """Two releases that know nothing of each other, side by side: the second was begun afresh and the first kept by somebody."""
    before, after = late
    first, second = release(before, tmp_path / "one"), release(after, tmp_path / "other")
    found, _ = differences([first, second])
    tell(told("the vintage is ignored", [f"{len(found)} differences"] if found else []))
    assert found
