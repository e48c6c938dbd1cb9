"""Groups of teams beside standards and beside the second auditor: no few of a group follow, from bands or from several together."""

from __future__ import annotations

from pathlib import Path

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


def published(tables: Tables, policy: Policy) -> Tables:
    made = audits(tables, policy, None).tables
    evidence = Evidence(delivered=tables, published=made, previous={}, policy=policy, covered={})
    for name in (name for name in made if name.startswith("audit_")):
        check = recount_check(TABLES[name], evidence)
        assert check.status != "failed", (name, check.reason)
    return made


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
