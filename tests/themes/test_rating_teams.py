"""Groups of teams beside standards and beside the second auditor: no few of a group follow, from bands or from several together."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from data_loaders.policy import Policy, load_policy
from data_loaders.published import TABLES
from data_loaders.published.recount import Evidence, recount_check
from data_loaders.themes.audits import audits

Tables = dict[str, pd.DataFrame]
Read = tuple[str, int, int, int]  # team, rating, by the second auditor (0: read once), how many records
K = 5


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(Path("assets/policy.toml"), "partnership")


def standard(item: str, *read: Read) -> list[dict[str, object]]:
    rows, number = list[dict[str, object]](), 0
    for team, rating, second, n in read:
        for _ in range(n):
            same = {
                "round": "Spring",
                "record_pseudo_id": f"r{number:03d}",
                "team_band": team,
                "item_id": item,
                "is_blind": "Y",
                "sampled_dt": pd.Timestamp("2025-11-05"),
            }
            rows.append({**same, "rater": "A", "rating": rating})
            rows += [{**same, "rater": "B", "rating": second}] if second else []
            number += 1
    return rows


def world(**standards: list[Read]) -> Tables:
    """item → its records, in the same order for each standard; every standard is an area by itself."""
    names = [name.replace("_", "-") for name in standards]
    rows = [row for name, read in zip(names, standards.values(), strict=True) for row in standard(name, *read)]
    asked = [
        {
            "item_id": name,
            "practice_area": f"Area {name}",
            "domain": "1",
            "level": "L1",
            "wording": "Invented",
            "quality_indicator": "",
        }
        for name in names
    ]
    held = {"round": "Spring", "held_on": pd.Timestamp("2025-11-01"), "frame_n": 400, "drawn": "ALL"}
    ratings = pd.DataFrame(rows)
    return {
        "audit_ratings": ratings.assign(audit_id=[f"a{n}" for n in range(len(rows))]), "audit_items": pd.DataFrame(asked),
        "audit_rounds": pd.DataFrame([held]),
    }  # fmt: skip


def published(tables: Tables, policy: Policy, before: Tables | None = None) -> Tables:
    known = None if before is None else SimpleNamespace(frames=before)
    made = audits(tables, policy, known).tables  # type: ignore[arg-type]  # of what is out, the tables alone are read
    evidence = Evidence(delivered=tables, published=made, previous=before or {}, policy=policy, covered={})
    for name in (name for name in made if name.startswith("audit_")):
        check = recount_check(TABLES[name], evidence)
        assert check.status != "failed", (name, check.reason)
    return made


def test_audits_of_which_no_agreement_can_be_told_go_on(policy: Policy) -> None:
    """Nobody read a second time: all agreement is withheld, and the release after it is the same, counted again."""
    tables = world(A_1=[("Team X", 2, 0, 30), ("Team Y", 5, 0, 30)])
    first = published(tables, policy)
    assert set(first["audit_agreement"]["status"]) == {"withheld"}
    assert not TABLES["audit_agreement"].tells(first["audit_agreement"])
    again = published(tables, policy, first)
    pd.testing.assert_frame_equal(again["audit_agreement"], first["audit_agreement"])


def bands(made: Tables, view: str, team: str) -> dict[tuple[int, int], int]:
    own = made["audit_cells"]
    own = own[(own["view"] == view) & own["team"].str.startswith(team)]
    return {(int(r.low), int(r.high)): int(r.n) for r in own.itertuples()}


def test_a_band_of_a_group_of_teams_does_not_follow_from_the_finer_bands_of_all(policy: Policy) -> None:
    """Of ten of Team X that are good, six of all teams are just good: four at least are better."""
    made = published(world(A_1=[("Team X", 2, 0, 50), ("Team X", 4, 0, 6), ("Team X", 5, 0, 4), ("Team Y", 2, 0, 24), ("Team Y", 3, 0, 20), ("Team Y", 5, 0, 16)]), policy)  # fmt: skip
    fine, team = bands(made, "item", "ALL"), bands(made, "team_area", "Team X")
    good = team.get((4, 6), 0)
    assert not 0 < good - fine.get((4, 4), good) < K


def test_a_group_of_teams_does_not_follow_from_its_size_elsewhere(policy: Policy) -> None:
    """34 are good, and the other teams have 30 records: four of Team X at least are good, which is why no team is told there."""
    told = [("Team X", 2, 0, 45), ("Team X", 5, 0, 45), ("Team Y", 2, 0, 15), ("Team Y", 5, 0, 15)]
    hidden = [("Team X", 2, 0, 86), ("Team X", 5, 0, 4), ("Team Y", 5, 0, 30)]
    alone = published(world(A_1=told), policy)
    assert sum(bands(alone, "team_area", "Team Y").values()) == 30, "by itself it may be told"
    both = published(world(A_1=told, B_1=hidden), policy)
    good = both["audit_cells"]
    good = good[(good["view"] == "item") & (good["group"] == "B-1") & (good["low"] >= 4)]["n"].sum()
    others = sum(bands(both, "team_area", "Team Y").values())
    assert not (others and 0 < good - others < K)


def test_a_group_of_teams_does_not_follow_from_what_two_auditors_read(policy: Policy) -> None:
    """Twelve good ones of Team X and 20 that were read twice, of 30 good ones: two of Team X at least were read twice."""
    read = [
        ("Team X", 2, 2, 20), ("Team X", 2, 5, 6), ("Team X", 5, 5, 2), ("Team X", 5, 0, 10),
        ("Team Y", 2, 2, 20), ("Team Y", 2, 5, 44), ("Team Y", 5, 2, 6), ("Team Y", 5, 5, 12),
    ]  # fmt: skip
    made = published(world(A_1=read), policy)
    good = bands(made, "item", "ALL")
    both, team = made["audit_pairs"], bands(made, "team_area", "Team X").get((4, 6), 0)
    twice = both[(both["view"] == "item") & (both["first_low"] >= 4)]["n"].sum() if len(both) else 0
    n = sum(size for (low, _), size in good.items() if low >= 4)
    assert n == 30
    assert team == 12, "the groups of teams are told"
    assert not 0 < team + twice - n < K


def test_what_tells_of_no_few_stays(policy: Policy) -> None:
    read = [(team, rating, second, 12) for team in ("Team X", "Team Y") for rating in (2, 5) for second in (2, 5)]
    made = published(world(A_1=read), policy)
    assert bands(made, "team_area", "Team X") == {(1, 3): 24, (4, 6): 24}
    assert len(made["audit_pairs"]) > 0


# ----------------------------------------------------------------- an area in finer bands than its standards


def area_of_two(*low_and_high: tuple[str, int, int, int]) -> Tables:
    """Area "B" of two standards, each told by 1–3 and 4–6 alone; team, points on the one and on the other, how many records."""
    rated = [[(team, points[at], 0, n) for team, *points, n in low_and_high] for at in (0, 1)]
    sizes: dict[str, int] = {}
    for team, _, _, n in low_and_high:
        sizes[team] = sizes.get(team, 0) + n
    alone = [(team, points, 0, n // 2) for team, n in sizes.items() for points in (2, 5)]
    made = world(A_1=alone, B_1=rated[0], B_2=rated[1])
    items = made["audit_items"]
    return {**made, "audit_items": items.assign(practice_area=items["practice_area"].str.removesuffix("-1").str.removesuffix("-2"))}  # fmt: skip


def test_a_band_of_an_area_tells_of_no_few_of_a_group_of_teams(policy: Policy) -> None:
    """84 ratings of 5 and 6 on two standards, of which the 40 records of Team Z have 80 at most: two records of Team X at least have one."""
    tables = area_of_two(
        ("Team X", 5, 5, 2), ("Team X", 3, 2, 4), ("Team X", 2, 3, 4), ("Team X", 4, 4, 12), ("Team X", 2, 2, 58), ("Team Z", 5, 5, 40),
    )  # fmt: skip
    made = published(tables, policy)
    assert sum(bands(made, "team_area", "Team Z").values()) == 40, "how many records each team has is told"
    cells = made["audit_cells"]
    area = cells[(cells["view"] == "area") & (cells["group"] == "Area B")]
    high = area.loc[area["low"] >= 5, "n"].sum()
    assert not 0 < high - 2 * 40 < 2 * K
    assert set(zip(area["low"], area["high"], strict=True)) == {(1, 3), (4, 6)}


def test_few_records_with_many_ratings_are_few(policy: Policy) -> None:
    """Eight ratings of 4 that Team X must have are four records, each of two standards."""
    tables = area_of_two(
        ("Team X", 4, 4, 4), ("Team X", 5, 5, 12), ("Team X", 2, 2, 64), ("Team Z", 4, 4, 8), ("Team Z", 2, 2, 32)
    )
    made = published(tables, policy)
    cells = made["audit_cells"]
    area = cells[(cells["group"] == "Area B") & (cells["team"] == "ALL")]
    just = area.loc[(area["low"] == 4) & (area["high"] == 4), "n"].sum()
    good, others = (bands(made, "team_area", team).get((4, 6), 0) for team in ("Team X", "Team Z"))
    assert not (just and others and 0 < just - others < 2 * K), (just, good, others)


def area_bands(made: Tables, area: str) -> set[tuple[int, int]]:
    own = made["audit_cells"]
    own = own[(own["view"] == "area") & (own["group"] == area)]
    return set(zip(own["low"], own["high"], strict=True))


def test_an_area_gives_no_band_back_that_its_standards_gave_up(policy: Policy) -> None:
    """1–3 of A-1 and 4–6 of B-1 would meet in few, so that B-1 is told as a whole; its area less the area's other standard is B-1 again."""
    first = [("Team X", 2, 0, 20), ("Team X", 5, 0, 70)]
    second = [("Team X", 5, 0, 4), ("Team X", 2, 0, 16), ("Team X", 5, 0, 70)]
    third = [("Team X", 2, 0, 45), ("Team X", 5, 0, 45)]
    tables = world(A_1=first, B_1=second, B_2=third)
    items = tables["audit_items"]
    alone = published(tables, policy)
    whole = published({**tables, "audit_items": items.assign(practice_area=items["practice_area"].str[:6])}, policy)
    for made in (alone, whole):
        cells = made["audit_cells"]
        told = {
            item: set(zip(own["low"], own["high"], strict=True))
            for item, own in cells[cells["view"] == "item"].groupby("group")
        }
        assert told["B-1"] == {(1, 6)}, "the world makes a standard give its bands up"
        for area in set(cells.loc[cells["view"] == "area", "group"]):
            inside = [
                told[item]
                for item in told
                if item.startswith(area.removeprefix("Area ")[0]) and (made is whole or area.endswith(item))
            ]
            assert area_bands(made, area) == min(inside, key=len)


def test_more_ratings_than_records_are_on_each_standard(policy: Policy) -> None:
    """Team Y has 27 ratings of 4 to 6 on two standards by 25 records: two of them at least are on the first, where it has four."""
    tables = area_of_two(
        ("Team X", 2, 2, 12), ("Team X", 5, 5, 13), ("Team X", 5, 2, 10), ("Team Y", 5, 5, 4), ("Team Y", 2, 5, 19), ("Team Y", 2, 2, 2),
    )  # fmt: skip
    made = published(tables, policy)
    area = made["audit_cells"].query("view == 'team_area' and group == 'Area B'")
    assert area.empty
    enough = area_of_two(
        ("Team X", 2, 2, 12), ("Team X", 5, 5, 13), ("Team X", 5, 2, 10), ("Team Y", 5, 5, 9), ("Team Y", 2, 5, 9), ("Team Y", 2, 2, 7),
    )  # fmt: skip
    assert not published(enough, policy)["audit_cells"].query("view == 'team_area' and group == 'Area B'").empty


def test_the_recount_finds_an_area_in_finer_bands(policy: Policy) -> None:
    tables = area_of_two(("Team X", 1, 2, 20), ("Team X", 3, 2, 20), ("Team X", 5, 5, 40))
    made = published(tables, policy)
    own = made["audit_cells"]
    is_area = (own["view"] == "area") & (own["group"] == "Area B") & (own["low"] == 1)
    assert is_area.any()
    row = own[is_area].iloc[[0]]
    finer = pd.concat([own[~is_area], row.assign(high=2, n=60), row.assign(low=3, high=3, n=20)]).sort_index(
        kind="stable"
    )
    evidence = Evidence(
        delivered=tables, published={**made, "audit_cells": finer.reset_index(drop=True)}, previous={}, policy=policy, covered={}
    )  # fmt: skip
    assert recount_check(TABLES["audit_cells"], evidence).status == "failed"


def of_two_areas(both: int) -> Tables:
    """Team Y: so many records good on A and weak on B, 16 good on both, six weak on both. Team Z has enough of each."""
    y = [("Team Y", 5, 2, both), ("Team Y", 5, 5, 16), ("Team Y", 2, 2, 6)]
    z = [("Team Z", 5, 2, 8), ("Team Z", 5, 5, 9), ("Team Z", 2, 2, 9), ("Team Z", 2, 5, 9)]
    return world(
        **{item: [(team, points[at], 0, n) for team, *points, n in (*y, *z)] for at, item in enumerate(("A_1", "B_1"))}
    )


@pytest.mark.parametrize("both", [1, 3, 4])
def test_two_areas_told_by_teams_do_not_meet_in_few_of_a_team(policy: Policy, both: int) -> None:
    """Of 22 + both records 16 + both are good on the one, and 6 + both weak on the other: as many are both, at least."""
    cells = published(of_two_areas(both), policy)["audit_cells"]
    assert set(cells.loc[cells["view"] == "team_area", "group"]) == {"Area A-1"}, "the later one gives way"


def test_two_areas_that_meet_in_enough_of_a_team_are_both_told(policy: Policy) -> None:
    cells = published(of_two_areas(6), policy)["audit_cells"]
    assert set(cells.loc[cells["view"] == "team_area", "group"]) == {"Area A-1", "Area B-1"}


def of_one_told_by_teams(both: int) -> Tables:
    """Ten records of all are weak on A, all of team Y, so that no team is told of A; so many of team Y are good on both."""
    cells = [
        ("Team Y", 2, 5, 10),
        ("Team Y", 5, 5, both),
        ("Team Y", 5, 2, 11),
        ("Team Z", 5, 5, 20),
        ("Team Z", 5, 2, 15),
    ]
    return world(
        **{item: [(team, points[at], 0, n) for team, *points, n in cells] for at, item in enumerate(("A_1", "B_1"))}
    )


@pytest.mark.parametrize(("both", "told"), [(1, set()), (4, set()), (6, {"Area B-1"})])
def test_an_area_told_by_teams_does_not_meet_a_standard_of_all_teams_in_few(
    policy: Policy, both: int, told: set[str]
) -> None:
    """Ten and so many of team Y are good on B, and all but ten records are good on A: as many at least are both."""
    cells = published(of_one_told_by_teams(both), policy)["audit_cells"]
    assert set(cells.loc[cells["view"] == "team_area", "group"]) == told


def test_a_round_of_which_each_standard_was_read_of_few_is_like_a_round_of_few(policy: Policy) -> None:
    """Twelve records, three for each of four standards."""
    tables = world(**{item: [("Team X", 5, 0, 12)] for item in ("A_1", "A_2", "B_1", "B_2")})
    rows = tables["audit_ratings"]
    record, item = (pd.factorize(rows[column])[0] for column in ("record_pseudo_id", "item_id"))
    tables["audit_ratings"] = rows[record // 3 == item].reset_index(drop=True)
    assert published(tables, policy)["audit_rounds"].empty
