"""An indicator of a council and its localities: some that the publisher leaves out, and children who are in none of them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from test_themes_subtracted import POLICY, K

from data_loaders.policy import Policy, load_policy
from data_loaders.published import TABLES
from data_loaders.published.recount import Evidence, recount_check
from data_loaders.reference import reference_tables

LOCALITIES = ["L1", "L2", "L3", "L4", "L5", "L6"]
AREAS = pd.DataFrame(
    [("C", "COUNCIL", ""), *((code, "LOCALITY", "C") for code in LOCALITIES)],
    columns=["area_code", "area_level", "parent_code"],
).assign(area_name="Invented")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(POLICY, "partnership")


def quarter(number: int, counts: dict[str, float]) -> list[dict[str, object]]:
    start = pd.Timestamp(2025, 1 + 3 * number, 1)
    return [
        {"indicator_id": "reg", "title": "Invented", "unit": "children", "source": "", "area_code": area, "period": f"2025 Q{number + 1}",
         "period_start": start, "period_end": start + pd.offsets.QuarterEnd(), "numerator": n, "denominator": np.nan, "value": n,
         "lower": np.nan, "upper": np.nan} for area, n in counts.items()
    ]  # fmt: skip


def published(rows: list[dict[str, object]], out: pd.DataFrame | None = None) -> pd.DataFrame:
    tables = {"cpc_indicators": pd.DataFrame(rows), "ref_area": AREAS}
    return reference_tables(tables, k=K, covered=None, indicators_out=out)["indicators"]


def left_of_the_whole(rows: pd.DataFrame) -> list[float]:
    """What the council less the localities that are printed leaves for the others, quarter by quarter."""
    left = []
    for _, own in rows.dropna(subset=["numerator"]).groupby("period"):
        n = own.set_index("area_code")["numerator"]
        parts = n.drop("C", errors="ignore")
        left += (
            [n["C"] - sum(some) for size in range(1, len(parts) + 1) for some in combinations(parts, size)]
            if "C" in n
            else []
        )
    return left


def test_a_locality_that_was_left_out_does_not_follow_from_the_council(policy: Policy) -> None:
    """Council 102, five of 20 each: the sixth is two."""
    rows = quarter(0, {"C": 102.0, **dict.fromkeys(LOCALITIES[1:], 20.0)})
    made = published(rows)
    assert made["numerator"].notna().tolist() == [True] + [False] * 5
    assert set(made["area_code"]) == {"C", *LOCALITIES[1:]}, "a row that did not come is none"
    evidence = Evidence(
        delivered={"cpc_indicators": pd.DataFrame(rows), "ref_area": AREAS}, published={"indicators": made}, previous={}, policy=policy, covered={}
    )  # fmt: skip
    assert recount_check(TABLES["indicators"], evidence).status == "passed"
    shown = made.assign(numerator=[102.0] + [20.0] * 5, value=[102.0] + [20.0] * 5, numerator_status="published")
    wrong = Evidence(
        delivered=evidence.delivered, published={"indicators": shown}, previous={}, policy=policy, covered={}
    )
    assert recount_check(TABLES["indicators"], wrong).status == "failed"


@pytest.mark.parametrize(
    "counts",
    [
        {"C": 120.0, **dict.fromkeys(LOCALITIES, 20.0)},  # all came
        {"C": 125.0, **dict.fromkeys(LOCALITIES, 20.0)},  # as many as the floor live in none
        {"C": 115.0, **dict.fromkeys(LOCALITIES, 20.0)},  # or are counted in two
        dict.fromkeys(LOCALITIES[1:], 20.0),  # nothing that the others could be taken from
        {"C": 102.0},  # nothing that could be taken from it
        {"C": 102.0, "SCOTLAND": 5000.0},  # a comparator is no part of a council, nor one of its areas
    ],
)
def test_figures_from_which_nothing_can_be_taken_stay(counts: dict[str, float]) -> None:
    assert published(quarter(0, counts))["numerator"].notna().all()


@pytest.mark.parametrize("rest", [-4, -2, 1, 2, 4])
@pytest.mark.parametrize("of", ["numerator", "denominator", "others"])
def test_few_who_are_in_no_locality_or_in_two_do_not_follow(policy: Policy, rest: int, of: str) -> None:
    """Council 122, six of 20 each: two children whose locality nobody knows. So of those who are asked about, and of the others."""
    rows = quarter(0, {"C": 120.0 + (rest if of == "numerator" else 0), **dict.fromkeys(LOCALITIES, 20.0)})
    for row in rows:
        is_whole, base = row["area_code"] == "C", 600 if row["area_code"] == "C" else 100
        row["denominator"] = np.nan if of == "numerator" else base + rest * (is_whole and of == "denominator")
        row["numerator"] = row["value"] = row["numerator"] + (10 if of == "others" and is_whole else 0)
        row["denominator"] += (10 + rest) * (of == "others" and is_whole)
    made = published(rows)
    assert made["numerator"].notna().tolist() == [True] + [False] * 6
    evidence = Evidence(
        delivered={"cpc_indicators": pd.DataFrame(rows), "ref_area": AREAS}, published={"indicators": made}, previous={}, policy=policy, covered={}
    )  # fmt: skip
    assert recount_check(TABLES["indicators"], evidence).status == "passed"


def test_that_few_are_in_no_locality_looks_like_a_locality_of_few() -> None:
    """Else the statuses alone would tell that there are such children."""
    unknown = published(quarter(0, {"C": 122.0, **dict.fromkeys(LOCALITIES, 20.0)}))
    small = published(quarter(0, {"C": 122.0, **dict.fromkeys(LOCALITIES[1:], 24.0), "L1": 2.0}))
    told = ["area_code", "numerator", "denominator", "value", "numerator_status"]
    assert sorted(map(str, unknown[told].to_numpy().tolist())) == sorted(map(str, small[told].to_numpy().tolist()))


def months(counts: dict[str, list[float]], spans: dict[str, list[tuple[int, int]]]) -> list[dict[str, object]]:
    """Rows of areas over times; counts: by month; spans: the first month and the one after the last, of each row that is delivered."""
    rows = []
    for area, own in spans.items():
        for first, after in own:
            start, n = pd.Timestamp(2025, 1 + first, 1), sum(counts[area][first:after])
            end = pd.Timestamp(2025, 1 + after, 1) - pd.Timedelta(days=1)
            rows += [
                quarter(0, {area: n})[0] | {"period": f"{first}-{after}", "period_start": start, "period_end": end}
            ]
    return rows


EACH = [(0, 1), (1, 2), (2, 3)]
PLAIN = {code: [6.0, 6.0, 6.0] for code in LOCALITIES}


@pytest.mark.parametrize(
    ("counts", "spans", "told"),
    [
        # The council's March follows from its quarter, January and February; less the locality that is printed, four are left.
        ({"C": [25.0, 25.0, 13.0], "L1": [9.0, 9.0, 9.0], "L2": [8.0, 8.0, 4.0]}, {"C": [(0, 3), (0, 1), (1, 2)], "L1": [(2, 3)], "L2": [(2, 3)]}, 4),
        # One month of one locality did not come: the quarter less all that did.
        ({"C": [36.0, 36.0, 32.0], **PLAIN, "L1": [6.0, 6.0, 2.0]}, {"C": [(0, 3)], **dict.fromkeys(LOCALITIES, EACH), "L1": EACH[:2]}, 2),
        # All came, and three of the quarter are in no locality.
        ({"C": [36.0, 36.0, 39.0], **PLAIN}, {"C": [(0, 3)], **dict.fromkeys(LOCALITIES, EACH)}, 3),
    ],
)  # fmt: skip
def test_areas_and_times_together_leave_nobody_or_enough(
    policy: Policy, counts: dict[str, list[float]], spans: dict[str, list[tuple[int, int]]], told: int
) -> None:
    rows = months(counts, spans)
    whole = sum(counts["C"]) if told != 4 else counts["C"][2]
    made = published(rows)
    shown = made[(made["area_code"] != "C") & made["numerator"].notna()]
    assert whole - sum(r["numerator"] for r in rows if r["area_code"] != "C" and r["numerator"] >= K) == told, (
        "the world tells it"
    )
    assert whole - shown["numerator"].sum() == 0 or whole - shown["numerator"].sum() >= K
    evidence = Evidence(
        delivered={"cpc_indicators": pd.DataFrame(rows), "ref_area": AREAS}, published={"indicators": made}, previous={}, policy=policy, covered={}
    )  # fmt: skip
    check = recount_check(TABLES["indicators"], evidence)
    assert check.status == "passed", check.reason


def least(rows: pd.DataFrame, area: str, first: int, after: int, *, size: int) -> float:
    """The least that a locality can have had in these months by all that is printed: a linear program of localities × months."""
    places = [*LOCALITIES, "of none"]
    sums, counts = list[np.ndarray](), list[float]()
    for row in rows.dropna(subset=["numerator"]).itertuples():
        cells = np.zeros((len(places), size))
        own = slice(None) if row.area_code == "C" else places.index(row.area_code)
        cells[own, row.period_start.month - 1 : row.period_end.month] = 1
        sums.append(cells.ravel())
        counts.append(row.numerator)
    asked = np.zeros((len(places), size))
    asked[places.index(area), first:after] = 1
    return float(linprog(asked.ravel(), A_eq=np.array(sums), b_eq=counts, bounds=(0, None)).fun)


@pytest.mark.parametrize("first", [9.0, 8.0, 6.0])
def test_the_longer_time_of_a_locality_less_the_others_of_the_council_leaves_no_few(
    policy: Policy, first: float
) -> None:
    """The council by quarters, 5 and more; its localities by the half-year. What one has beyond the five it had in the second quarter."""
    counts = {"C": [5.0, 0.0, 0.0, first - 5 + 50, 0.0, 0.0], "L1": [5.0, 0.0, 0.0, first - 5, 0.0, 0.0]}
    counts |= {code: [0.0, 0.0, 0.0, 10.0, 0.0, 0.0] for code in LOCALITIES[1:]}
    rows = months(counts, {"C": [(0, 3), (3, 6)], **{code: [(0, 6)] for code in LOCALITIES}})
    assert least(pd.DataFrame(rows), "L1", 3, 6, size=6) == pytest.approx(first - 5), "the world tells it"
    made = published(rows)
    assert least(made, "L1", 3, 6, size=6) == pytest.approx(0)
    assert made.loc[made["area_code"] == "C", "numerator"].notna().all()
    evidence = Evidence(
        delivered={"cpc_indicators": pd.DataFrame(rows), "ref_area": AREAS}, published={"indicators": made}, previous={}, policy=policy, covered={}
    )  # fmt: skip
    assert recount_check(TABLES["indicators"], evidence).status == "passed"


def test_a_half_year_beside_a_council_whose_quarters_are_larger_stays() -> None:
    counts = {"C": [48.0, 0.0, 0.0, 60.0, 0.0, 0.0], **{code: [8.0, 0.0, 0.0, 10.0, 0.0, 0.0] for code in LOCALITIES}}
    made = published(months(counts, {"C": [(0, 3), (3, 6)], **{code: [(0, 6)] for code in LOCALITIES}}))
    assert made["numerator"].notna().all()


@pytest.mark.parametrize("seed", range(20))
def test_whatever_times_and_areas_come_both_ways_of_counting_hide_the_same(policy: Policy, seed: int) -> None:
    """And what is shown of the localities leaves nobody or enough of every time of the council that is shown."""
    rng = np.random.default_rng(seed)
    counts = {area: rng.choice([0.0, 2.0, 6.0, 9.0, 25.0], 3).tolist() for area in LOCALITIES[:3]}
    counts["C"] = [sum(counts[area][month] for area in LOCALITIES[:3]) + rng.choice([0.0, 3.0]) for month in range(3)]
    every = [*EACH, (0, 2), (0, 3)]
    spans = {area: [span for span in every if rng.random() > 0.3] for area in counts}
    made = published(rows := months(counts, spans))
    evidence = Evidence(
        delivered={"cpc_indicators": pd.DataFrame(rows), "ref_area": AREAS}, published={"indicators": made}, previous={}, policy=policy, covered={}
    )  # fmt: skip
    check = recount_check(TABLES["indicators"], evidence)
    assert check.status == "passed", check.reason
    shown = made.dropna(subset=["numerator"])
    for whole in shown[shown["area_code"] == "C"].itertuples():
        inside = shown[
            (shown["area_code"] != "C")
            & (shown["period_start"] >= whole.period_start)
            & (shown["period_end"] <= whole.period_end)
        ]
        for size in range(1, len(inside) + 1):
            for some in combinations(inside.itertuples(), size):
                days = [(r.area_code, day) for r in some for day in pd.date_range(r.period_start, r.period_end)]
                if len(days) == len(set(days)):
                    left = whole.numerator - sum(r.numerator for r in some)
                    assert left <= 0 or left >= K


@pytest.mark.parametrize("seed", range(12))
def test_no_locality_that_is_left_out_is_told_over_releases(policy: Policy, seed: int) -> None:
    """Two releases; each time a publisher leaves out every row of fewer than five, and now and then another."""
    rng, out, rows = np.random.default_rng(seed), None, list[dict[str, object]]()
    for number in range(2):
        counts = dict(zip(LOCALITIES, rng.choice([1.0, 2.0, 6.0, 9.0, 20.0], len(LOCALITIES)), strict=True))
        came = {area: n for area, n in counts.items() if n >= K and rng.random() > 0.1}
        rows += quarter(number, {"C": sum(counts.values()) + rng.choice([0.0, 0.0, 3.0, 7.0]), **came})
        before, out = out, published(rows, out)
        assert not [n for n in left_of_the_whole(out) if 0 < n < K]
        evidence = Evidence(
            delivered={"cpc_indicators": pd.DataFrame(rows), "ref_area": AREAS}, published={"indicators": out},
            previous={} if before is None else {"indicators": before}, policy=policy, covered={},
        )  # fmt: skip
        check = recount_check(TABLES["indicators"], evidence)
        assert check.status == "passed", check.reason
