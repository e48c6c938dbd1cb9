"""What the numbers of records behind the standards of an audit tell together: who was not read against one of them.

The attacker has the printed bands alone, and adds them up; the ratings only keep the score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data_loaders.policy import load_policy
from data_loaders.safety.chains import Meetings
from data_loaders.themes import agreement_tables, rating_bases, rating_views
from data_loaders.themes.audits import audits
from data_loaders.themes.rating_bases import Bands

pytestmark = pytest.mark.attack
K, RECORDS = 5, 80
AREAS = {"A-1": "A", "A-2": "A", "A-3": "A", "B-1": "B", "B-2": "B", "C-1": "C"}
Tables = dict[str, pd.DataFrame]
Read = dict[str, set[int]]


def delivered(read: Read, seed: int) -> Tables:
    """A round of invented ratings by two auditors; `read`: the records that each standard was read against."""
    rng = np.random.default_rng(seed)
    rows = [
        {"round": "Spring", "item_id": item, "record_pseudo_id": f"r{record}", "team_band": f"t{record % 2}", "rater": rater,
         "rating": int(rng.integers(1, 7)), "is_blind": "Y", "audit_id": f"{item}{record}{rater}"}
        for item, records in read.items() for record in sorted(records) for rater in "AB"
    ]  # fmt: skip
    items = pd.DataFrame(
        [
            {"item_id": i, "practice_area": a, "domain": "1", "level": "L1", "wording": i, "quality_indicator": ""}
            for i, a in AREAS.items()
        ]
    )
    held = [{"round": "Spring", "held_on": pd.Timestamp("2025-05-01"), "frame_n": 400, "drawn": "all"}]
    return {"audit_ratings": pd.DataFrame(rows), "audit_items": items, "audit_rounds": pd.DataFrame(held)}


def printed(tables: Tables) -> Tables:
    policy = load_policy(Path(__file__).resolve().parents[2] / "assets" / "policy.toml", "partnership")
    made = audits(tables, policy, None)
    assert all(check.status == "passed" for check in made.checks)
    return made.tables


def told(out: Tables, read: Read) -> list[str]:
    """Of every two printed numbers of records: who must be in one and not in the other, in both, or in neither."""
    whole = int(out["audit_rounds"]["records"].iloc[0])
    sizes: dict[str, int] = {}
    for name in ("audit_cells", "audit_pairs"):
        own = out[name][(out[name]["view"] == "item") & (out[name].get("team", "ALL") == "ALL")]
        sizes |= {f"{name} {item}": int(n) for item, n in own.groupby("group")["n"].sum().items()}
    truth = {name: read[name.split()[1]] for name in sizes}
    sizes["the round"], truth["the round"] = whole, set().union(*truth.values())
    return [f"{what}: {len(group)}" for what, group in _groups(sizes, truth, whole) if len(group) < K]


def _groups(sizes: dict[str, int], truth: Read, whole: int) -> Iterator[tuple[str, set[int]]]:
    for one, other in product(sizes, sizes):
        if sizes[one] > sizes[other]:
            yield f"in {one}, not in {other}", truth[one] - truth[other]
    for one, other in combinations(sizes, 2):
        if sizes[one] + sizes[other] > whole:
            yield f"in {one} and in {other}", truth[one] & truth[other]
        if sizes[one] + sizes[other] < whole:
            yield f"neither in {one} nor in {other}", truth["the round"] - truth[one] - truth[other]


def two_not_read() -> Read:
    """Everybody was read against every standard; two records not against the second of A."""
    return {item: set(range(RECORDS)) - ({3, 8} if item == "A-2" else set()) for item in AREAS}


def by_chance(seed: int) -> Read:
    rng = np.random.default_rng(seed)
    left_out = {item: int(rng.choice([0, 0, 2, 4, 12, 40])) for item in AREAS}
    return {item: set(range(RECORDS)) - set(rng.choice(RECORDS, n, replace=False)) for item, n in left_out.items()}


def no_bases_compared(patch: pytest.MonkeyPatch) -> None:
    for room in (rating_views, agreement_tables):
        patch.setattr(room, "agreeing", lambda bases, *_: set(bases))
    patch.setattr(Bands, "take", lambda *_: True)


def test_bases_of_standards_tell_of_no_few_records(
    monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    before, now, shown = 0, list[str](), 0
    for seed in range(8):
        read = by_chance(seed)
        tables = delivered(read, seed)
        with monkeypatch.context() as patch:
            no_bases_compared(patch)
            before += bool(told(printed(tables), read))
        out = printed(tables)
        now += told(out, read)
        shown += out["audit_cells"].loc[out["audit_cells"]["view"] == "item", "group"].nunique()
    tell(
        f"bases of standards, 8 invented rounds: told in {before} by the old rule, {len(now)} groups now; {shown} standards of 48 shown"
    )
    assert before > 4
    assert not now, now[:5]
    assert shown > 24


def test_two_records_that_a_standard_was_not_read_against_are_in_no_total(monkeypatch: pytest.MonkeyPatch) -> None:
    read = two_not_read()
    out = printed(delivered(read, 1))
    groups = out["audit_groups"]
    assert groups.loc[groups["status"] == "withheld", "group"].tolist().count("A-2") == 1
    sums = out["audit_cells"].query("view == 'area' and group == 'A'")["n"].sum()
    assert sums == 2 * RECORDS
    no_bases_compared(monkeypatch)
    assert "in the round, not in audit_cells A-2: 2" in told(printed(delivered(read, 1)), read)


def meeting(out: Tables, tables: Tables) -> list[str]:
    """Of the bands of two standards, and all but one band: the records that must be in both, and are fewer than k."""
    ratings = tables["audit_ratings"].query("rater == 'A'")
    sets = []
    for item, low, high, n in (
        out["audit_cells"].query("view == 'item'")[["group", "low", "high", "n"]].itertuples(index=False)
    ):
        own = ratings[ratings["item_id"] == item].set_index("record_pseudo_id")["rating"]
        inside = own.between(low, high)
        assert inside.sum() == n
        sets += [(item, set(own.index[inside])), (item, set(own.index[~inside]))]
    return [
        f"{one} and {other}: {len(here & there)}"
        for (one, here), (other, there) in combinations(sets, 2)
        if one != other and len(here) + len(there) > RECORDS and len(here & there) < K
    ]


def test_where_bands_of_two_standards_must_meet_they_meet_in_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """20 of 80 are weak on one standard and 63 on another, so three at least on both; and they are three, of one point on each one of them."""
    tables = delivered({item: set(range(RECORDS)) for item in AREAS}, 5)
    ratings = tables["audit_ratings"]
    record = ratings["record_pseudo_id"].str[1:].astype(int)
    weak = {"A-1": record < 20, "B-1": record >= 17}
    for item, is_weak in weak.items():
        own = ratings["item_id"] == item
        ratings.loc[own, "rating"] = np.where(is_weak[own], 1 + record[own] % 3, 4 + record[own] % 3)
    assert meeting(printed(tables), tables) == []
    monkeypatch.setattr(Meetings, "beyond", lambda *_: iter(()))
    monkeypatch.setattr(rating_bases, "unions_meet_in_few", lambda *_: False)
    assert meeting(printed(tables), tables)


def test_teams_of_which_a_few_were_not_read_are_not_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight records were not read against the only standard of C: six of the one group of teams and two of the other."""
    out_of_c = {0, 2, 4, 6, 8, 10, 1, 3}
    read = {item: set(range(RECORDS)) - (out_of_c if item == "C-1" else set()) for item in AREAS}

    def bases(out: Tables) -> set[int]:
        own = out["audit_cells"].query("view == 'team_area'")
        return {RECORDS // 2 - int(n) for n in own[own["group"] == "C"].groupby("team")["n"].sum()}

    assert bases(printed(delivered(read, 2))) == set()
    monkeypatch.setattr(rating_views, "_team_bases_hold", lambda *_: True)
    assert bases(printed(delivered(read, 2))) == {6, 2}
