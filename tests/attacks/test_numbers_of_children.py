"""Numbers of children, from outside: every printed one less every other, with the true children from the delivered rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations, product
from pathlib import Path

import pandas as pd
import pytest
from ground_truth import leaf_codes, read_truth
from worlds import POLICY, cover, edit, read

from data_loaders.demo import write_demo
from data_loaders.publish import publish
from data_loaders.release import Release

pytestmark = pytest.mark.attack
K = 5
KINDS = ("missing_episodes", "missing_reports", "missing_investigations")


@dataclass(frozen=True)
class Printed:
    what: str
    first: int
    last: int
    printed: int
    children: frozenset[str]


def printed_numbers(release: Release, deliveries: Path) -> list[Printed]:
    """Columns of children, and counts of what happens to a child once in twelve months."""
    truth, found = read_truth(deliveries), list[Printed]()
    blocks = release.table("blocks")
    for view in release.manifest.views:
        if view.dataset not in KINDS or view.status != "published" or len(view.dimensions) > 1:
            continue
        records, frame = truth.of(view.dataset), release.table(view.table)
        dimension = next(iter(view.dimensions), "")
        own = blocks[(blocks["dataset"] == view.dataset) & (blocks["dimension"] == dimension)]
        for row in frame.itertuples():
            first, last = (day.year * 12 + day.month - 1 for day in (row.period_start, row.period_end))
            inside = (records["month"] >= first) & (records["month"] <= last)
            leaves = {""}
            if dimension:
                leaves = set(own.loc[own["block"] == getattr(row, dimension), "leaf"])
                inside &= leaf_codes(records, dimension, set(own["leaf"])).isin(leaves)
            if view.children == "published" or (leaves == {"FIRST"} and last - first < 12):
                n = int(row.children if view.children == "published" else row.n)
                who = frozenset(records.loc[inside, "child"])
                assert n == len(who), f"{view.table}: printed {n}, truly {len(who)} children"
                found.append(Printed(f"{view.table} {sorted(leaves)}", first, last, n, who))
    return found


@pytest.fixture(scope="module")
def numbers(deliveries: Path, release: Release) -> list[Printed]:
    return printed_numbers(release, deliveries)


def few_told(numbers: list[Printed]) -> list[str]:
    """Of two numbers of which one lies in the time of the other: the larger less the smaller is somebody, who are few."""
    told = []
    for whole, part in permutations(numbers, 2):
        comparable = whole.first <= part.first and part.last <= whole.last and " ['" in part.what
        is_whole = whole.what.endswith("['']")
        apart = len(whole.children - part.children)
        if comparable and is_whole and whole.printed > part.printed and apart < K:
            told.append(f"{whole.what} less {part.what}: {apart} children")
    return told


def test_no_two_numbers_of_children_tell_of_few(numbers: list[Printed], tell: Callable[[str], None]) -> None:
    told = few_told(numbers)
    tell(f"{len(numbers)} printed numbers of children, each less each: {len(told)} tell of fewer than {K} children")
    assert len(numbers) > 20
    assert not told, told[:5]


def test_the_attack_finds_thirty_reported_and_twenty_nine_investigated() -> None:
    children = [f"c{i}" for i in range(30)]
    whole = Printed("reports ['']", 0, 0, 30, frozenset(children))
    assert few_told([whole, Printed("investigations ['']", 0, 0, 29, frozenset(children[1:]))])
    assert few_told([whole, Printed("first ['FIRST']", 0, 0, 27, frozenset(children[3:]))])
    assert not few_told([whole, Printed("first ['FIRST']", 0, 0, 20, frozenset(children[10:]))])


def chains_told(numbers: list[Printed]) -> tuple[list[str], int]:
    """A year by its bands, or a longer time, less one number of any view for each shorter time in it: who is left, or in several."""
    own = [n for n in numbers if n.what.startswith("missing_episodes")]
    years: dict[tuple[int, int], list[Printed]] = {}
    for n in own:
        years.setdefault((n.first, n.last), []).extend([n] if ".year_band" in n.what else [])
    wholes = [Printed("a year", *span, sum(n.printed for n in bands), frozenset().union(*(n.children for n in bands)))
              for span, bands in years.items() if bands]  # fmt: skip
    told, tried = list[str](), 0
    for whole in [*wholes, *(n for n in own if n.what.endswith("['']"))]:
        slots: dict[tuple[int, int], list[Printed | None]] = {}
        for n in own:
            if whole.first <= n.first and n.last <= whole.last and n is not whole and ".year_band" not in n.what:
                slots.setdefault((n.first, n.last), [None]).append(n)
        for chosen in product(*slots.values()):
            parts = [part for part in chosen if part]
            left = whole.printed - sum(part.printed for part in parts)
            times = Counter(child for part in parts for child in part.children)
            again = sum(number > 1 or child not in whole.children for child, number in times.items())
            apart = len(whole.children - set(times)) if left > 0 else again if left < 0 else 0
            tried += bool(parts)
            if parts and 0 < apart < K:
                told.append(f"{whole.what} less {[part.what for part in parts]}: {apart} children")
    return told, tried


def test_no_chain_of_numbers_of_children_tells_of_few(numbers: list[Printed], tell: Callable[[str], None]) -> None:
    told, tried = chains_told(numbers)
    tell(f"{tried} chains of up to five numbers of children of different views: {len(told)} tell of fewer than {K}")
    assert tried > 100
    assert not told, told[:5]


def test_a_chain_of_three_numbers_is_found() -> None:
    """Each half has 20 of the year's 43; only both together leave three."""
    whole = Printed("missing_episodes.total ['']", 0, 11, 43, frozenset(f"c{n}" for n in range(43)))
    halves = [Printed(f"missing_episodes.half{h} ['']", 6 * h, 6 * h + 5, 20, frozenset(f"c{n}" for n in range(20 * h, 20 * h + 20))) for h in (0, 1)]  # fmt: skip
    told, _ = chains_told([whole, *halves])
    assert len(told) == 1


def flat_world(folder: Path) -> Path:
    """Every month 30 children reported, six of them twice, and 29 of them investigated; every quarter 60 children for the first time and 3 again."""
    write_demo(folder, seed=3, scale=0.2)
    likes = read(folder / "missing_episodes.csv").iloc[:90].reset_index(drop=True)
    rows = []
    for number, month in enumerate(pd.period_range("2023-04", "2025-03", freq="M")):
        reported = [f"r{number}x{i}" for i in range(30)]
        again = [f"e{max(number - 4, 0)}x0"]
        kinds = {
            "REPORT": reported + reported[1:7],
            "INVESTIGATION": reported[1:],
            "EPISODE": [f"e{number}x{i}" for i in range(20)] + again,
        }
        for unit, children in kinds.items():
            own = likes.sample(len(children), random_state=number).reset_index(drop=True)
            day = f"{month}-{10 + number % 9:02d}"
            own = own.assign(
                child_pseudo_id=children, counting_unit=unit, start_dt=f"{day}T20:00", end_dt=f"{day}T23:00"
            )
            rows.append(own.assign(episode_id=[f"{unit}{number}x{i}" for i in range(len(own))]))
    edit(folder, lambda _: pd.concat(rows, ignore_index=True))
    cover(folder, "2023-04-01", "2025-03-31")
    manifest = read(folder / "manifest.csv")
    wanted = {"missing_episodes", "ref_area", "ref_population"}
    for file in manifest.loc[~manifest["table"].isin(wanted), "file"]:
        (folder / file).unlink()
    manifest[manifest["table"].isin(wanted)].to_csv(folder / "manifest.csv", index=False)
    return folder


def test_a_flat_thirty_and_twenty_nine_tell_of_nobody(tmp_path: Path, tell: Callable[[str], None]) -> None:
    """One child reported and never investigated: by the old rule in 24 months of 24; it compared records, not children."""
    folder = flat_world(tmp_path / "deliveries")
    release = publish(folder, out=tmp_path / "out", policy_file=POLICY, audience="partnership")
    numbers = printed_numbers(release, folder)
    told = few_told(numbers)
    tell(
        f"a flat 30 reported and 29 investigated: {len(numbers)} numbers of children, {len(told)} differences tell of few"
    )
    assert not told, told[:5]
