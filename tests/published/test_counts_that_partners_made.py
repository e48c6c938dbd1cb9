"""Counts that a partner has made already, with signs where they are few: no other figure of the delivery gives one back."""

from __future__ import annotations

from itertools import pairwise, product
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from data_loaders.indicators import publishable_indicators
from data_loaders.published import TABLES
from data_loaders.published.recount.comparison import typed
from data_loaders.published.recount.evidence import INDICATORS_OF_OTHERS
from data_loaders.published.recount.indicators import indicators
from data_loaders.reference import contracted

K = 5
MONTHS = pd.date_range("2025-04-01", periods=13, freq="MS")
NOTHING = float("nan")


def row(area: str, value: float, start: pd.Timestamp, end: pd.Timestamp) -> dict[str, object]:
    return {"indicator_id": "reports", "area_code": area, "period": f"{start:%b %Y} to {end:%b %Y}", "period_start": start,
            "period_end": end, "numerator": NOTHING, "denominator": NOTHING, "value": value, "lower": NOTHING,
            "upper": NOTHING, "unit": ""}  # fmt: skip


def a_year(few: float) -> pd.DataFrame:
    """Three wards and their council, month by month and as a year. In May one ward had `few`, which its supplier may have left blank."""
    made = []
    for n, (start, next_start) in enumerate(pairwise(MONTHS)):
        wards = {"W1": few if n == 1 else 10.0 + n, "W2": 20.0 + n, "W3": 30.0 + n}
        whole = sum(3.0 if np.isnan(x) else x for x in wards.values())
        made += [row(area, x, start, next_start - pd.Timedelta(days=1)) for area, x in {**wards, "C1": whole}.items()]
    months = pd.DataFrame(made)
    years = [row(area, float(own["value"].fillna(3).sum()), MONTHS[0], MONTHS[-1] - pd.Timedelta(days=1))
             for area, own in months.groupby("area_code")]  # fmt: skip
    return pd.concat([months, pd.DataFrame(years)], ignore_index=True)


def is_told(rows: pd.DataFrame, area: str, start: pd.Timestamp, end: pd.Timestamp) -> bool:
    """Whether the figures that are shown fix a cell: by the wards that make the council and the months that make the year."""
    cells = list(zip(rows["area_code"], rows["period_start"], rows["period_end"], strict=True))
    sums = []
    for one in {(a, b) for _, a, b in cells}:
        sums.append({("C1", *one): -1.0, **{(ward, *one): 1.0 for ward in ("W1", "W2", "W3")}})
    longest = max(cells, key=lambda cell: cell[2] - cell[1])[1:]
    for place in ("W1", "W2", "W3", "C1"):
        sums.append(
            {(place, *longest): -1.0, **{cell: 1.0 for cell in cells if cell[0] == place and cell[1:] != longest}}
        )
    known = {cell: 1.0 for cell, value in zip(cells, rows["value"], strict=True) if not np.isnan(value)}
    lines = [*sums, *({cell: 1.0} for cell in known)]
    system = np.array([[line.get(cell, 0.0) for cell in cells] for line in lines])
    wanted = np.array([float(cell == (area, start, end)) for cell in cells])
    return int(np.linalg.matrix_rank(system)) == int(np.linalg.matrix_rank(np.vstack([system, wanted])))


@pytest.mark.parametrize("few", [NOTHING, 3.0])
def test_a_few_are_not_the_council_less_its_wards_nor_the_year_less_its_months(few: float) -> None:
    rows = a_year(few)
    assert is_told(rows, "W1", MONTHS[1], MONTHS[2] - pd.Timedelta(days=1))  # the delivery alone tells it
    shown = publishable_indicators(rows, k=K)
    assert not is_told(shown, "W1", MONTHS[1], MONTHS[2] - pd.Timedelta(days=1))
    of_june = shown[shown["period_start"] == MONTHS[2]]
    assert of_june["value"].notna().all()  # other months stay whole
    assert shown.loc[(shown["area_code"] == "C1") & (shown["period_start"] == MONTHS[1]), "value"].notna().all()


def test_nothing_goes_where_nothing_is_few() -> None:
    assert publishable_indicators(a_year(9.0), k=K)["value"].notna().all()


def both(rows: pd.DataFrame, before: pd.DataFrame | None = None, others: pd.DataFrame | None = None) -> pd.DataFrame:
    """What is published, once the recount by itself has come to the same. `others`: what another audience is shown."""
    previous = {} if before is None else {"indicators": before}
    previous |= {} if others is None else {INDICATORS_OF_OTHERS: others}
    evidence = SimpleNamespace(
        table=lambda _: rows, policy=SimpleNamespace(floors={"indicators": K}), previous=previous
    )
    own = contracted(publishable_indicators(rows, k=K, before=before, others=others), "indicators")
    again = typed(TABLES["indicators"], indicators(evidence))
    pd.testing.assert_frame_equal(own, again, check_dtype=False)
    return own


@pytest.mark.parametrize("few", [NOTHING, 3.0, 9.0])
def test_the_recount_hides_the_same(few: float) -> None:
    rows = a_year(few)
    both(rows)


def test_a_rate_whose_count_its_publisher_withholds_stays() -> None:
    """The rate is public, and so are those beside it."""
    rows = a_year(9.0).assign(unit="per 1,000", value=7.7)
    assert publishable_indicators(rows, k=K)["value"].notna().all()


# ---------------------------------------------------------------------------------------------- from release to release


def months(*counts: float, first: int = 0, area: str = "C1") -> pd.DataFrame:
    spans = list(pairwise(MONTHS))[first : first + len(counts)]
    return pd.DataFrame(
        [row(area, n, start, end - pd.Timedelta(days=1)) for n, (start, end) in zip(counts, spans, strict=True)]
    )


def quarter(n: float, area: str = "C1") -> pd.DataFrame:
    return pd.DataFrame([row(area, n, MONTHS[0], MONTHS[3] - pd.Timedelta(days=1))])


def shown(rows: pd.DataFrame) -> list[float]:
    return rows["numerator"].dropna().tolist()


def test_a_quarter_that_is_out_less_its_months_is_no_few() -> None:
    """20 were published for the quarter; then 8, 9 and three, of which three may not follow."""
    out = both(quarter(20.0))
    assert shown(out) == [20.0]
    later = both(pd.concat([months(8.0, 9.0, 3.0), quarter(20.0)]), out)
    assert shown(later) == [20.0]
    assert shown(both(months(8.0, 9.0, 3.0), out)) == [20.0]  # also where the quarter does not come again
    assert shown(both(months(8.0, 9.0), out)) == [20.0]  # and where the few are left out


def test_months_that_are_out_go_on_and_make_their_quarter() -> None:
    out = both(months(8.0, 9.0, 7.0))
    assert shown(both(pd.concat([months(8.0, 9.0, 7.0, 6.0), quarter(24.0)]), out)) == [8.0, 9.0, 7.0, 6.0, 24.0]
    assert shown(both(pd.concat([months(8.0, 9.0, 7.0, 6.0), quarter(27.0)]), out)) == [
        8.0,
        9.0,
        7.0,
        6.0,
    ]  # three came late


@pytest.mark.parametrize(("corrected", "told"), [(23.0, 20.0), (17.0, 20.0), (3.0, 20.0), (25.0, 25.0), (15.0, 15.0), (NOTHING, 20.0)])  # fmt: skip
def test_a_figure_is_corrected_by_nobody_or_enough(corrected: float, told: float) -> None:
    """23 after 20 are three who came late; and that it is hidden now would tell that they are few."""
    out = both(quarter(20.0))
    assert shown(both(quarter(corrected), out)) == [told]


def test_a_figure_that_others_lean_on_is_not_corrected() -> None:
    out = both(pd.concat([months(8.0, 9.0, 7.0), quarter(24.0)]))
    assert shown(both(pd.concat([months(8.0, 9.0, 14.0), quarter(31.0)]), out)) == [8.0, 9.0, 7.0, 24.0]


def test_what_is_hidden_stays_hidden_and_a_new_area_beside_it_too() -> None:
    """93 of the council are out; its two wards, without the council, have 90 and three."""
    out = both(quarter(93.0))
    wards = pd.concat([quarter(90.0, "W1"), quarter(3.0, "W2")])
    later = both(wards, out)
    assert shown(later) == [93.0]
    assert shown(both(pd.concat([quarter(90.0, "W1"), quarter(8.0, "W2")]), later)) == [93.0]


def test_the_same_delivery_again_is_the_same_table() -> None:
    for few in (NOTHING, 3.0, 9.0):
        out = both(a_year(few))
        pd.testing.assert_frame_equal(both(a_year(few), out), out)


# ------------------------------------------------------------------------------------- times that overlap one another


def of_time(first: int, last: int, n: float) -> dict[str, object]:
    """A count of whole months, from the first until before the last."""
    start, end = (pd.Timestamp("2024-01-01") + pd.DateOffset(months=at) for at in (first, last))
    return row("C1", n, start, end - pd.Timedelta(days=1))


def follow(rows: pd.DataFrame, count: str = "value") -> list[float]:
    """How many any days together hold, next to each other or not, of which the figures that are shown leave no doubt."""
    told = rows.dropna(subset=[count])
    if told.empty:
        return []
    spans = list(zip(told["period_start"], told["period_end"] + pd.Timedelta(days=1), strict=True))
    turns = sorted({day for span in spans for day in span})
    system = np.array([[float(a <= day < b) for day in turns[:-1]] for a, b in spans])
    people = np.linalg.lstsq(system, told[count].to_numpy(), rcond=None)[0]
    *_, ways = np.linalg.svd(system)
    unknown = ways[np.linalg.matrix_rank(system) :]
    sets = np.array(list(product((0.0, 1.0), repeat=len(turns) - 1)))
    return list(sets[np.abs(sets @ unknown.T).sum(axis=1) < 1e-9] @ people)


OVERLAPPING = {
    "rolling years and the month that came": [(0, 12, 50.0), (1, 13, 55.0), (12, 13, 8.0)],
    "rolling quarters and the month that came": [(0, 3, 13.0), (1, 4, 16.0), (3, 4, 6.0)],
    "four years that end on one another": [(0, 12, 60.0), (12, 24, 70.0), (1, 13, 61.0), (13, 24, 66.0)],
    "a quarter between two halves": [(0, 6, 40.0), (3, 9, 44.0), (6, 9, 20.0), (0, 2, 12.0)],
    "a half-year less two months and one other": [(0, 2, 21.0), (1, 3, 40.0), (4, 5, 10.0), (0, 6, 53.0)],
    "every other month of three rolling quarters": [(0, 3, 30.0), (1, 4, 40.0), (2, 5, 13.0)],
}


@pytest.mark.parametrize("name", OVERLAPPING)
def test_times_that_overlap_make_no_few_known(name: str) -> None:
    rows = pd.DataFrame([of_time(*time) for time in OVERLAPPING[name]])
    assert any(0 < abs(round(n)) < K for n in follow(rows))  # the delivery alone tells it
    shown_rows = both(rows)
    assert not any(0 < abs(round(n)) < K for n in follow(shown_rows))
    assert len(shown(shown_rows)) == len(rows) - 1  # the others stay


def test_a_time_less_one_in_its_midst_is_no_few() -> None:
    """Of a half-year of 43 the two months in its midst have 40, and share no day with its ends."""
    assert shown(both(pd.DataFrame([of_time(0, 6, 43.0), of_time(2, 4, 40.0)]))) == [40.0]
    assert shown(both(pd.DataFrame([of_time(0, 6, 45.0), of_time(2, 4, 40.0)]))) == [45.0, 40.0]
    # the half-year follows from a year less its other half
    rows = [of_time(0, 12, 93.0), of_time(6, 12, 50.0), of_time(2, 4, 40.0)]
    assert shown(both(pd.DataFrame(rows))) == [50.0, 40.0]


@pytest.mark.parametrize("seed", range(25))
def test_whatever_times_there_are_no_few_follow(seed: int) -> None:
    """Nought to eleven a month, twelve times drawn at random, and five more in a later release."""
    rng = np.random.default_rng(seed)
    counts = rng.integers(0, 12, 10)
    drawn = sorted(
        {(int(a), int(b)) for a, b in np.sort(rng.integers(0, 11, (17, 2)), axis=1) if a < b},
        key=lambda _: rng.random(),
    )
    rows = [of_time(a, b, float(counts[a:b].sum())) for a, b in drawn]
    out = both(pd.DataFrame(rows[:9]))
    for told in (out, both(pd.DataFrame(rows), out)):
        assert not [n for n in follow(told) if 0 < abs(round(n)) < K]


def test_rolling_years_stay_where_nobody_is_few() -> None:
    rolling = pd.DataFrame([of_time(at, at + 12, 120.0 + 6 * at) for at in range(12)])
    assert both(rolling)["numerator"].notna().all()


def test_rolling_years_of_few_a_month_stay_and_take_no_minute() -> None:
    """Of two a month no month is known, nor any other days that are not many."""
    rolling = pd.DataFrame([of_time(at, at + 12, 24.0 + at % 3) for at in range(18)])
    assert both(rolling)["numerator"].notna().sum() >= 17


# ------------------------------------------------------------------------------------------------- bases, from time to time


def with_bases(*times: tuple[int, int, float, float]) -> pd.DataFrame:
    """Of whole months, from the first until before the last, how many of how many."""
    return pd.DataFrame([of_time(a, b, n) | {"numerator": n, "denominator": base} for a, b, n, base in times])


def follow_of_bases(rows: pd.DataFrame) -> list[int]:
    """What is few of that which follows of those in question, of their bases and of the others."""
    told = rows.assign(others=rows["denominator"] - rows["numerator"])
    return [
        n for count in ("numerator", "denominator", "others") for x in follow(told, count) if 0 < abs(n := round(x)) < K
    ]


QUARTERS = {
    "three others": [(3, 6, 60.0, 80.0), (3, 4, 20.0, 28.0), (4, 5, 20.0, 29.0)],
    "three in all": [(3, 6, 60.0, 80.0), (3, 4, 20.0, 30.0), (4, 5, 25.0, 47.0)],
    "three others, of rolling quarters": [(0, 3, 30.0, 60.0), (1, 4, 40.0, 80.0), (2, 5, 20.0, 33.0)],
}


@pytest.mark.parametrize("name", QUARTERS)
def test_of_a_base_no_few_follow_nor_of_those_who_are_not_counted(name: str) -> None:
    """60 of 80 in a quarter, 20 of 28 in April and 20 of 29 in May: of June's 23 three were not."""
    rows = with_bases(*QUARTERS[name])
    assert 3 in follow_of_bases(rows)
    shown_rows = both(rows)
    assert follow_of_bases(shown_rows) == []
    assert len(shown(shown_rows)) == len(rows) - 1
    out = both(rows.iloc[:1])
    later = both(rows, out)
    assert shown(later)[0] == rows["numerator"].fillna(rows["value"]).iloc[0]  # what is out stays
    assert follow_of_bases(later) == []


@pytest.mark.parametrize("seed", range(10))
def test_whatever_bases_there_are_no_few_follow(seed: int) -> None:
    rng = np.random.default_rng(seed)
    counted, others = rng.integers(0, 12, (2, 8))
    drawn = {(int(a), int(b)) for a, b in np.sort(rng.integers(0, 9, (14, 2)), axis=1) if a < b}
    rows = with_bases(
        *((a, b, float(counted[a:b].sum()), float((counted + others)[a:b].sum())) for a, b in sorted(drawn))
    )
    out = both(rows.iloc[:6])
    assert follow_of_bases(out) == []
    assert follow_of_bases(both(rows, out)) == []


def test_of_two_areas_as_large_only_the_larger_base_is_told() -> None:
    """20 of 83, and 20 of the 80 of one community: the three of the other are not among them."""
    areas = {"LOC": (20.0, 83.0), "COM-1": (20.0, 80.0), "COM-2": (0.0, 3.0)}
    rows = pd.concat([quarter(n, area).assign(numerator=n, denominator=base) for area, (n, base) in areas.items()])
    assert both(rows).set_index("area_code")["denominator"].dropna().to_dict() == {"LOC": 83.0}


def test_a_population_is_no_sum_over_time() -> None:
    """10 and more a month of the 68,000 who live there, two of whom moved in: nobody can be told by that."""
    months_of_year = [(at, at + 1, 10.0 + at, 68_000.0 + 2 * (at > 5)) for at in range(12)]
    rows = with_bases(*months_of_year, (0, 12, 186.0, 68_001.0))
    assert len(shown(both(rows))) == 13


def test_a_base_is_corrected_by_nobody_or_enough() -> None:
    """Five more in question and eight fewer others are three fewer in all."""
    out = both(with_bases((0, 3, 20.0, 60.0)))
    assert shown(both(with_bases((0, 3, 25.0, 57.0)), out)) == [20.0]
    assert shown(both(with_bases((0, 3, 25.0, 52.0)), out)) == [25.0]


# --------------------------------------------------------------------------------------------------- rates and their bases


def rate(indicator: str, count: float, base: float, value: float, unit: str = "per 1,000 children") -> pd.DataFrame:
    own = {"indicator_id": indicator, "numerator": count, "denominator": base, "value": value, "unit": unit}
    return quarter(0.0).assign(**own)


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [(0.04, "per 1,000 children", False), (0.4, "per 1,000 children", True), (0.004, "per cent", False), (99.995, "per cent", False), (4.0, "days", True)],
)  # fmt: skip
def test_a_rate_does_not_return_a_withheld_count_from_a_base_beside_it(value: float, unit: str, told: bool) -> None:
    """0.04 per 1,000 of the 68,000 that stand beside another indicator are three."""
    rows = pd.concat([rate("reporter", 847.0, 68_000.0, 12.46), rate("withheld", NOTHING, 68_000.0, value, unit)])
    made = both(rows).set_index("indicator_id")["value"]
    assert made["reporter"] == 12.46
    assert pd.notna(made["withheld"]) == told


def test_a_base_that_comes_later_does_not_return_a_count_whose_rate_is_out() -> None:
    out = both(rate("withheld", NOTHING, 68_000.0, 0.04))
    assert out["value"].tolist() == [0.04]
    again = pd.concat([rate("reporter", 847.0, 68_000.0, 12.46), rate("withheld", NOTHING, 68_000.0, 0.04)])
    made = both(again, out).set_index("indicator_id")["value"]
    assert made["withheld"] == 0.04
    assert pd.isna(made["reporter"])


# ---------------------------------------------------------------------------------------------- of two audiences


def test_a_quarter_that_another_audience_is_shown_less_the_months_of_this_one_is_no_few() -> None:
    """25 of the quarter are shown to the partnership; the public is to be shown April and May, 11 each, and June has three."""
    theirs = both(quarter(25.0))
    assert shown(both(months(11.0, 11.0, 3.0))) == [11.0, 11.0]  # by themselves
    assert shown(both(months(11.0, 11.0, 3.0), others=theirs)) == []
    assert shown(both(months(9.0, 9.0, 7.0), others=theirs)) == [9.0, 9.0, 7.0]


def test_a_figure_that_was_corrected_is_not_shown_beside_the_one_that_another_audience_has() -> None:
    theirs = both(quarter(25.0))
    assert shown(both(quarter(27.0), others=theirs)) == []
    assert shown(both(quarter(25.0), others=theirs)) == [25.0]


def test_what_another_audience_is_shown_is_out_also_where_it_is_delivered_here() -> None:
    """25 of the quarter are shown to the partnership; the public's own delivery has them too, beside 11, 11 and three."""
    theirs = both(quarter(25.0))
    assert shown(both(pd.concat([quarter(25.0), months(11.0, 11.0, 3.0)]), others=theirs)) == []
    assert shown(both(pd.concat([quarter(25.0), months(8.0, 9.0, 8.0)]), others=theirs)) == [25.0, 8.0, 9.0, 8.0]


def test_an_area_that_another_audience_is_shown_is_out_also_where_it_is_delivered_here() -> None:
    theirs = both(quarter(20.0, "COM-1"))
    rows = pd.concat([quarter(23.0, "LOC"), quarter(20.0, "COM-1"), quarter(3.0, "COM-2")])
    assert shown(both(rows)) == [23.0]
    assert shown(both(rows, others=theirs)) == []


def test_areas_of_the_same_days_are_held_together_whatever_their_time_is_called() -> None:
    """20 and three of a quarter, and 23 of the locality around them, whose time is written otherwise."""
    communities = pd.concat([quarter(20.0, "COM-1"), quarter(3.0, "COM-2")])
    assert shown(both(pd.concat([communities, quarter(23.0, "LOC").assign(period="first quarter")]))) == [23.0]
    undated = quarter(23.0, "LOC").assign(period_start=pd.NaT, period_end=pd.NaT)
    assert shown(both(pd.concat([communities, undated]))) == [23.0]
    out = both(communities)
    assert shown(out) == [20.0]
    later = both(quarter(23.0, "LOC").assign(period="first quarter"), out)
    assert shown(later) == [20.0]


def test_what_another_audience_is_shown_is_not_shown_here_by_it() -> None:
    theirs = both(pd.concat([quarter(25.0), quarter(30.0, "W1")]))
    assert shown(both(quarter(25.0), others=theirs)) == [25.0]


def test_public_rates_are_shown_to_every_audience() -> None:
    """A rate without its count tells of nobody, and its publisher may correct it."""
    theirs = both(rate("national", NOTHING, 68_000.0, 12.4))
    assert both(rate("national", NOTHING, 68_000.0, 12.5), others=theirs)["value"].tolist() == [12.5]
