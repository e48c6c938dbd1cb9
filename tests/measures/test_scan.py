"""The scan: a published example, hidden places, and thirty worlds of chance beside thirty in which something was planted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import h3
import numpy as np
import pandas as pd
import pytest

from dashboard.measures.place_footprint import footprint, records_at_risk, shown_places
from dashboard.measures.place_ratio import likelihood_ratio
from dashboard.measures.place_shuffle import cell_counts, shuffled_maxima
from dashboard.measures.scan import circles_of, null_maxima, scan, shown_inside
from data_loaders.safety.floor import Floor
from data_loaders.safety.views.places import leaf_of_records, partition
from data_loaders.themes.place.people_cells import people_cells
from data_loaders.themes.place.repeats import repeats_table

AREAS = Path(__file__).resolve().parents[2] / "assets" / "areas" / "north_lanarkshire.csv"
RECORDS, CHILDREN, ANCHORED, UNPLACED = 2400, 600, 0.35, 0.1
MET, VENUES = 0.3, 60  # share of records at venues, and how many venues there are: 12 records each
TIMES, RADIUS_KM = 3.0, 1.3
EXPECTED = 25  # incidents that chance would give such a place in three years; with fewer, nothing can be told


@pytest.fixture(scope="module")
def ground() -> pd.DataFrame:
    """Invented young people on schematic shapes, as the product itself spreads them."""
    areas = pd.read_csv(AREAS, dtype={"parent_code": "str"}).assign(geometry="")
    wards = areas.loc[areas["area_level"] == "WARD", "area_code"]
    people = np.random.default_rng(1).integers(1000, 2000, len(wards))
    population = pd.DataFrame(
        {"area_code": wards, "year": 2024, "sex": "ALL", "age_band": "13-15", "population": people}
    )
    return people_cells({"ref_area": areas, "ref_population": population})


def world(ground: pd.DataFrame, seed: int, planted: float, records: int = RECORDS) -> tuple[pd.DataFrame, set[str]]:
    """cell (finest hexagon), group: records of children who come back to a place of their own more than a third of the time.

    Another third of records fall at venues where children of all parts meet, somewhere among the people.
    """
    rng = np.random.default_rng(seed)
    weight = ground["people"].to_numpy(dtype=float).copy()
    lat, lon = ground["lat"].to_numpy(), ground["lon"].to_numpy()
    apart = np.hypot(lat[:, None] - lat[None, :], (lon[:, None] - lon[None, :]) * 0.56) * 111.2 <= RADIUS_KM
    dense = rng.choice(np.flatnonzero(apart @ weight / weight.sum() * records >= EXPECTED))
    inside = apart[dense]
    weight[inside] *= planted
    share = weight / weight.sum()
    finest = [sorted(h3.cell_to_children(cell, 9)) for cell in ground["cell"]]
    anchor = rng.choice(len(share), CHILDREN, p=share)
    child = rng.integers(0, CHILDREN, records)
    at = np.where(rng.random(records) < ANCHORED, anchor[child], rng.choice(len(share), records, p=share))
    cell = np.array([finest[i][j] for i, j in zip(at, rng.integers(0, 7, records), strict=True)], dtype=object)
    at_venue = rng.random(records) < MET
    venue = [finest[i][3] for i in rng.choice(len(share), VENUES, p=share)]
    cell[at_venue] = np.array(venue, dtype=object)[rng.integers(0, VENUES, int(at_venue.sum()))]
    cell[rng.random(records) < UNPLACED] = ""
    return pd.DataFrame({"cell": cell, "group": child.astype(str)}), set(ground.loc[inside, "cell"])


def found_in(ground: pd.DataFrame, records: pd.DataFrame, *, worlds: int) -> tuple:
    """What a page would find: through the partition of a release, its published counts and its published repeats."""
    finest, person = records["cell"].to_numpy(dtype=object), records["group"].astype(int).to_numpy()
    open_to_all = np.zeros(len(records), dtype=bool)
    leaves = partition(finest, open_to_all, person, Floor(5, 0.5))
    counts = pd.Series(leaf_of_records(finest, open_to_all, leaves)).value_counts()
    shown = shown_places({leaf: frozenset({leaf}) for leaf in counts.index}, counts.to_dict(), leaves)
    repeats = float(repeats_table(records, 5, None)["factor"].iloc[0])
    return scan(ground, shown, len(records), repeats=repeats, worlds=worlds)


def shares(ground: pd.DataFrame, worlds: range, simulations: int, times: float = TIMES) -> tuple[float, float]:
    calm = [found_in(ground, world(ground, seed, 1.0)[0], worlds=simulations) for seed in worlds]
    false = [any(not circle.is_one_place for circle in found) for found in calm]
    hit = []
    for seed in worlds:
        records, place = world(ground, 1000 + seed, times)
        found = found_in(ground, records, worlds=simulations)
        hit.append(any(set(c.cells) & place and not c.is_one_place for c in found))
    return float(np.mean(false)), float(np.mean(hit))


def test_a_few_worlds_of_chance_and_a_few_planted_ones(ground: pd.DataFrame, tell: Callable[[str], None]) -> None:
    false, power = shares(ground, range(4), 199, times=5.0)
    tell(f"scan, 4 and 4 worlds: false {false:.0%}, power {power:.0%} for a fivefold place")
    assert false == 0
    assert power >= 0.5


@pytest.mark.long
def test_thirty_worlds_of_chance_and_thirty_planted_ones(ground: pd.DataFrame, tell: Callable[[str], None]) -> None:
    false, power = shares(ground, range(100, 130), 999)
    tell(
        f"scan, 30 and 30 worlds: false {false:.1%}, power {power:.0%} for a threefold place of {RADIUS_KM} km where chance gives {EXPECTED} or more"
    )
    # Five of 100 maps are promised: more than 4 of 30 would then be seen once in 60 runs. Measured: none of 30.
    assert false <= 4 / 30
    # With nearly a third of records at venues a threefold place is one of 2.4, and sixty venues make places differ as much. Measured:
    # 7 of 30; at a quarter, fewer than 3 would be seen once in 90 runs.
    assert power >= 3 / 30


def test_two_venues_side_by_side_are_two_places_and_no_concentration() -> None:
    """Forty cells in a row of 20 expected records each. One that holds 80 is one place: of several cells none is left without it."""
    names = [f"cell {n}" for n in range(40)]
    cells = pd.DataFrame({"cell": names, "lat": 55.8 + 0.009 * np.arange(40), "lon": -4.0, "people": 10.0})
    shown = {(cell,): 80 if cell == "cell 4" else 20 for cell in names}
    found = scan(cells, shown, 860, worlds=199)
    assert [(c.cells, c.is_one_place) for c in found] == [(("cell 4",), True)]
    three = {(cell,): 60 if cell in ("cell 4", "cell 5", "cell 6") else 20 for cell in names}
    assert [c.is_one_place for c in scan(cells, three, 920, worlds=199)] == [False]


def test_venues_that_chance_puts_side_by_side_are_no_neighbourhood() -> None:
    """With ten of forty places at 60 where others hold 20, three or more lie in a row in one of two dealings; alone, three do in one of 260."""
    names = [f"cell {n}" for n in range(40)]
    cells = pd.DataFrame({"cell": names, "lat": 55.8 + 0.009 * np.arange(40), "lon": -4.0, "people": 10.0})
    strong = {4, 5, 6, 10, 14, 18, 22, 26, 30, 34}
    shown = {(cell,): 60 if n in strong else 20 for n, cell in enumerate(names)}
    assert all(circle.is_one_place for circle in scan(cells, shown, 1200, worlds=199))


def test_the_strengths_of_places_are_dealt_out_and_not_made_up() -> None:
    """Two cells of 10 people and one of 20; 9 in a wide place of the first two, 1 in the third: 4.5, 4.5 and 1."""
    people = np.array([10.0, 10.0, 20.0])
    places = [(frozenset({0, 1}), 9), (frozenset({2}), 1)]
    assert cell_counts(people, places).tolist() == [4.5, 4.5, 1.0]
    one = shuffled_maxima([np.array([0, 1])], people, [(frozenset({0, 1, 2}), 40)], 40, worlds=9, seed=1)
    assert one.tolist() == [0.0] * 9  # all places alike, however they are dealt


def test_the_ratio_is_kulldorffs() -> None:
    """20 of 100 where 10 are expected: 20 ln 2 + 80 ln(80/90), worked out by hand from the formula of 1997."""
    assert likelihood_ratio(np.array([20.0]), np.array([10.0]), 100.0)[0] == pytest.approx(
        20 * np.log(2) + 80 * np.log(80 / 90)
    )
    assert likelihood_ratio(np.array([10.0, 5.0]), np.array([10.0, 10.0]), 100.0).tolist() == [0.0, 0.0]


def test_repeats_widen_the_worlds_of_chance_as_much_as_they_say(ground: pd.DataFrame) -> None:
    """The variance of one cell's count over many worlds, from the very draws: repeats times that of chance."""
    few = ground.head(40).reset_index(drop=True)
    people = few["people"].to_numpy(dtype=float) + 5
    circles = circles_of(few["lat"].to_numpy(), few["lon"].to_numpy(), people)
    calm = null_maxima(circles, people, 500, repeats=1.0, worlds=400, seed=3)
    wide = null_maxima(circles, people, 500, repeats=3.0, worlds=400, seed=3)
    assert np.quantile(wide, 0.95) > 2.2 * np.quantile(calm, 0.95)
    assert np.quantile(wide, 0.95) < 3.8 * np.quantile(calm, 0.95)


def test_what_is_hidden_in_a_circle_counts_against_it() -> None:
    """A place that lies in two cells is credited only to circles that hold both, while people of both are charged."""
    cells = pd.DataFrame({"lat": [55.80, 55.805, 55.90], "lon": [-4.0, -4.0, -4.0], "people": [10.0, 10.0, 60.0]})
    circles = circles_of(cells["lat"].to_numpy(), cells["lon"].to_numpy(), cells["people"].to_numpy())
    n = shown_inside(circles, ["a", "b", "c"], {("a",): 5, ("a", "b"): 7, ("b", "outside"): 100})
    told = {tuple(c.tolist()): value for c, value in zip(circles.cells, n, strict=True)}
    assert told == {(0,): 5.0, (1,): 0.0, (0, 1): 12.0}


def test_worlds_without_anybody_or_anything_say_nothing(ground: pd.DataFrame) -> None:
    assert scan(ground, {}, 0) == ()
    assert scan(ground.head(0), {("a",): 3}, 3) == ()


def test_a_remainder_lies_where_nothing_is_shown_apart_and_records_elsewhere_are_left_out() -> None:
    coarse = h3.latlng_to_cell(55.85, -4.0, 7)
    eighth = sorted(h3.cell_to_children(coarse, 8))
    finest = sorted(h3.cell_to_children(eighth[1], 9))[0]
    leaves = {f"{coarse}-rest", eighth[0], finest, "elsewhere"}
    assert footprint(eighth[0], leaves) == {eighth[0]}
    assert footprint(finest, leaves) == {eighth[1]}
    assert footprint(f"{coarse}-rest", leaves) == set(eighth) - {eighth[0]}
    assert footprint("elsewhere", leaves) == frozenset()
    blocks = {leaf: frozenset({leaf}) for leaf in leaves}
    counts = {f"{coarse}-rest": 9, eighth[0]: 5, finest: 7, "elsewhere": 11}
    assert records_at_risk(blocks, counts, leaves, [eighth[1]]) == 9 + 7 + 11
    joined = {"a": frozenset({eighth[0], finest}), "b": frozenset({"elsewhere", f"{coarse}-rest"})}
    assert shown_places(joined, {"a": 12, "b": 20}, leaves) == {tuple(sorted(eighth[:2])): 12}
