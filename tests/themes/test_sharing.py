"""Intelligence shared: of a pair of agencies, or a month, of few no more is told than of nobody, in one release and in the next.

Each world has a twin in which one item is not there. What is published of both is the same, byte for byte.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data_loaders.policy import Policy, load_policy
from data_loaders.published import TABLES
from data_loaders.published.recount import Evidence, recount_check
from data_loaders.themes.practice import practice
from data_loaders.themes.practice.sharing import few_in_some

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
COLUMNS = ["period", "from_agency", "to_agency", "items_n", "acted_on_n"]
Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(POLICY, "partnership")


def shared(first: str, last: str, *more: tuple[str, str, str, int, int], **pairs: int) -> pd.DataFrame:
    """Each month so many items of each pair, half of them acted on; and `more` rows."""
    months = pd.date_range(first, last, freq="MS")
    rows = [(month, *pair.split("_to_"), n, n // 2) for month in months for pair, n in pairs.items()]
    rows += [(pd.Timestamp(month), *row) for month, *row in more]
    return pd.DataFrame(rows, columns=COLUMNS)


def published(frame: pd.DataFrame, until: str, policy: Policy, before: pd.DataFrame | None = None) -> pd.DataFrame:
    """What is published of files that say that they end on that day, once it has been counted again."""
    coverage = pd.DataFrame(
        [("intelligence_sharing", "POLICE", pd.Timestamp("2023-04-01"), pd.Timestamp(until))],
        columns=["table", "supplier_agency", "period_start", "period_end"],
    )
    tables = {"intelligence_sharing": frame, "coverage": coverage}
    previous = None if before is None else _Release({"practice_sharing": before})
    # Of the release before its tables alone are asked for.
    made = practice(tables, policy, previous).tables["practice_sharing"]  # type: ignore[arg-type]
    table = TABLES["practice_sharing"]
    assert made.empty or not any(rule.problem(made, {"practice": 5}) for rule in table.rules)
    out = {} if before is None else {"practice_sharing": before}
    evidence = Evidence(delivered=tables, published={"practice_sharing": made}, previous=out, policy=policy, covered={})
    check = recount_check(table, evidence)
    assert check.status == ("passed" if len(made) else "not applicable"), check
    return made


class _Release:
    def __init__(self, frames: Tables) -> None:
        self.frames = frames


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    assert one.to_csv(index=False) == other.to_csv(index=False)


def flows(made: pd.DataFrame) -> dict[str, list[int]]:
    rows = made[made["view"] == "flow"]
    return {f"{a} to {b}": own["items"].tolist() for (a, b), own in rows.groupby(["from_agency", "to_agency"])}


PAIRS = {"HEALTH_to_POLICE": 12, "POLICE_to_HEALTH": 20}
ONE = ("2025-09-01", "HEALTH", "EDUCATION", 1, 0)


@pytest.mark.parametrize("few", [[ONE], [ONE, ("2025-10-01", "THIRD_SECTOR", "POLICE", 3, 3)]])
def test_few_items_of_further_pairs_rename_no_other(policy: Policy, few: list[tuple[str, str, str, int, int]]) -> None:
    nobody = published(shared("2024-04-01", "2026-03-01", **PAIRS), "2026-03-31", policy)
    twin = published(shared("2024-04-01", "2026-03-01", *few, **PAIRS), "2026-03-31", policy)
    assert set(flows(nobody)) == set(flows(twin)) == {"HEALTH to POLICE", "POLICE to HEALTH + OTHER_FLOWS"}
    numbers = ["items", "acted_on"]
    same(nobody.drop(columns=numbers), twin.drop(columns=numbers))
    moved = twin.loc[(nobody[numbers] != twin[numbers]).any(axis=1), "from_agency"]
    assert set(moved) == {"ALL", "POLICE"}


def test_further_pairs_that_are_enough_together_stand_by_themselves(policy: Policy) -> None:
    few = [
        (f"{year}-05-01", *pair, 8, 4)
        for year in (2024, 2025)
        for pair in (("HEALTH", "EDUCATION"), ("EDUCATION", "POLICE"))
    ]
    made = published(shared("2024-04-01", "2026-03-01", *few, **PAIRS), "2026-03-31", policy)
    assert flows(made) == {
        "HEALTH to POLICE": [144, 144], "POLICE to HEALTH": [240, 240], "OTHER_FLOWS to OTHER_FLOWS": [16, 16],
    }  # fmt: skip


@pytest.mark.parametrize("month", ["2023-05-01", "2024-03-01", "2026-04-01", "2026-06-01"])
def test_an_item_before_or_after_all_others_changes_no_period(policy: Policy, month: str) -> None:
    """The files end in June 2026, and nothing came of its quarter, or of the year before the first: or one item did."""
    nobody = published(shared("2024-04-01", "2026-03-01", **PAIRS), "2026-06-30", policy)
    twin = published(
        shared("2024-04-01", "2026-03-01", (month, "POLICE", "HEALTH", 1, 1), **PAIRS), "2026-06-30", policy
    )
    same(nobody, twin)
    assert set(nobody["unit"]) == {"month", "year"}


def test_a_year_is_told_only_where_its_months_are(policy: Policy) -> None:
    """In April 2024 one item was shared: the months begin in May. The year less its other months would be that item."""
    one = ("2024-04-01", "POLICE", "HEALTH", 1, 1)
    made = published(shared("2024-05-01", "2026-03-01", one, **PAIRS), "2026-03-31", policy)
    total, of_pairs = (made[made["view"] == view] for view in ("total", "flow"))
    assert total["period_start"].min() == pd.Timestamp("2024-05-01")
    assert set(of_pairs["period_start"]) == {pd.Timestamp("2025-04-01")}


def test_the_next_release_goes_on_by_the_names_that_are_out(policy: Policy) -> None:
    out = published(shared("2024-04-01", "2025-03-01", **PAIRS), "2025-03-31", policy)
    both = [
        published(shared("2024-04-01", "2026-03-01", *few, **PAIRS), "2026-03-31", policy, out) for few in ([], [ONE])
    ]
    assert [flows(made)["POLICE to HEALTH + OTHER_FLOWS"] for made in both] == [[240, 240], [240, 241]]
    for made in both:
        same(made.head(len(out)), out)
    grown = shared("2024-04-01", "2026-03-01", HEALTH_to_EDUCATION=2, **PAIRS)
    grown = grown[(grown["to_agency"] != "EDUCATION") | (grown["period"] >= "2025-04-01")]
    made = published(grown, "2026-03-31", policy, out)
    assert set(flows(made)) == set(flows(out)), "a pair that has become large gets no name of its own"


def test_it_goes_on_until_a_period_falls_short(policy: Policy) -> None:
    out = published(shared("2024-04-01", "2025-03-01", **PAIRS), "2025-03-31", policy)
    frame = shared("2024-04-01", "2026-06-01", **PAIRS)
    for n in (0, 2):  # in August nobody shared anything, or little
        few = frame.assign(items_n=frame["items_n"].where(frame["period"] != "2025-08-01", n // 2))
        few = few.assign(acted_on_n=few[["items_n", "acted_on_n"]].min(axis=1))
        made = published(few, "2026-06-30", policy, out)
        assert made.loc[made["view"] == "total", "period_end"].max() == pd.Timestamp("2025-07-31")
        same(made[made["view"] == "flow"], out[out["view"] == "flow"])


def test_where_every_pair_was_named_the_years_end_and_nothing_stops(policy: Policy) -> None:
    """What all gave, less the named, would be the items of a pair that is new."""
    early = published(shared("2024-04-01", "2025-03-01", **PAIRS), "2025-03-31", policy)
    out = early.assign(to_agency=early["to_agency"].str.removesuffix(" + OTHER_FLOWS"))
    nobody, twin = (
        published(shared("2024-04-01", "2026-03-01", *few, **PAIRS), "2026-03-31", policy, out) for few in ([], [ONE])
    )
    for made in (nobody, twin):
        assert flows(made) == {"HEALTH to POLICE": [144], "POLICE to HEALTH": [240]}
        assert made.loc[made["view"] == "total", "period_end"].max() == pd.Timestamp("2026-03-31")


def test_what_was_told_as_one_time_goes_on_by_years(policy: Policy) -> None:
    """No year is whole yet, but a half-year is."""
    out = published(shared("2024-07-01", "2025-03-01", **PAIRS), "2025-03-31", policy)
    assert set(out.loc[out["view"] == "flow", "unit"]) == {"all"}
    made = published(shared("2024-07-01", "2026-03-01", **PAIRS), "2026-03-31", policy, out)
    assert flows(made) == {"HEALTH to POLICE": [72, 144], "POLICE to HEALTH + OTHER_FLOWS": [120, 240]}


def test_little_that_was_shared_is_told_like_nothing(policy: Policy) -> None:
    for n in (2, 4):
        assert published(shared("2024-04-01", "2024-04-01", POLICE_to_HEALTH=n), "2026-03-31", policy).empty
    made = published(shared("2024-04-01", "2026-03-01", POLICE_to_HEALTH=2), "2026-03-31", policy)
    assert set(made["unit"]) == {"half_year", "year"}


@pytest.mark.parametrize("name", ["POLICE to HEALTH", "OTHER_FLOWS to OTHER_FLOWS"])
def test_the_recount_finds_another_name(policy: Policy, name: str) -> None:
    frame = shared("2024-04-01", "2026-03-01", **PAIRS)
    made = published(frame, "2026-03-31", policy)
    giver, taker = name.split(" to ")
    is_last = made["to_agency"].str.endswith("OTHER_FLOWS")
    named = made.assign(
        from_agency=made["from_agency"].mask(is_last, giver), to_agency=made["to_agency"].mask(is_last, taker)
    )
    evidence = Evidence(
        delivered={"intelligence_sharing": frame}, published={"practice_sharing": named}, previous={}, policy=policy, covered={}
    )  # fmt: skip
    assert recount_check(TABLES["practice_sharing"], evidence).status == "failed"


def of_two_halves(early: int) -> pd.DataFrame:
    """POLICE→SCHOOL left so many in the first half of a year and 16 in the second, all else 12 in the first; of each enough were acted on."""
    rows = [
        ("2024-05-01", "POLICE", "SCHOOL", 10 + early, 10), ("2024-11-01", "POLICE", "SCHOOL", 26, 10),
        ("2024-06-01", "HEALTH", "POLICE", 22, 10), ("2024-12-01", "HEALTH", "POLICE", 10, 10),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(period=pd.to_datetime(frame["period"]))


@pytest.mark.parametrize("early", [1, 3, 4])
def test_a_pair_must_not_have_given_few_in_a_shorter_time(policy: Policy, early: int) -> None:
    """Of those that were left all together had 16 in the second half: what the pair had more must have been in the first."""
    made = published(of_two_halves(early), "2025-03-31", policy)
    assert set(made.loc[made["view"] == "total", "unit"]) == {"half_year"}
    flows = made[made["view"] == "flow"]
    assert len(flows) == 1, "with all others, since else it would be told"
    assert flows["items"].tolist() == [68 + early]


def test_a_pair_that_had_enough_there_is_named(policy: Policy) -> None:
    flows = published(of_two_halves(6), "2025-03-31", policy).query("view == 'flow'")
    assert set(flows["from_agency"]) == {"POLICE", "HEALTH"}


def of_a_young_year(late: int) -> pd.DataFrame:
    """POLICE→SCHOOL had 5 and 5 acted on in April and May, when nobody else shared, and so many in three months after; HEALTH 8 each month from June."""
    months = [f"{m:%Y-%m-%d}" for m in pd.date_range("2024-04-01", "2025-03-01", freq="MS")]
    own = dict(zip(months, [5, 5, *[late] * 3], strict=False))
    rows = [(m, "POLICE", "SCHOOL", own.get(m, 0) + (8 if m in months[:2] else 0), own.get(m, 0)) for m in months]
    rows += [(m, "HEALTH", "POLICE", 16, 8) for m in months[2:]]
    frame = pd.DataFrame([row for row in rows if row[3]], columns=COLUMNS)
    return frame.assign(period=pd.to_datetime(frame["period"]))


@pytest.mark.parametrize(("late", "pairs"), [(1, 1), (2, 2)])
def test_a_pair_must_not_have_given_few_in_several_shorter_times_together(
    policy: Policy, late: int, pairs: int
) -> None:
    """13 of it were acted on in the year, and all together had 10 in April and May: three at least in the other months, of which each
    leaves room for all that it had. Six are enough."""
    made = published(of_a_young_year(late), "2025-03-31", policy)
    assert set(made.loc[made["view"] == "total", "unit"]) == {"month"}
    assert len(made[made["view"] == "flow"]) == pairs


@pytest.mark.parametrize("seed", range(40))
def test_what_some_parts_must_hold_is_found_as_by_trying_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    mine, theirs = rng.poisson(2, 7), rng.poisson(2, 7)
    some = [np.array(chosen, dtype=bool) for chosen in product((False, True), repeat=7)]
    least = [(mine[part].sum(), mine.sum() + (mine + theirs)[part].sum() - (mine + theirs).sum()) for part in some]
    assert few_in_some(mine, theirs, 5) == any(true < 5 and known > 0 for true, known in least)
