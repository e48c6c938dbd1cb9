"""Counts that a partner has made already, with signs where they are few: no other figure of the delivery gives one back."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from data_loaders.indicators import publishable_indicators
from data_loaders.published.recount.geography import indicators

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


@pytest.mark.parametrize("few", [NOTHING, 3.0, 9.0])
def test_the_recount_hides_the_same(few: float) -> None:
    rows = a_year(few)
    evidence = SimpleNamespace(table=lambda _: rows, policy=SimpleNamespace(floors={"indicators": K}))
    again, own = indicators(evidence), publishable_indicators(rows, k=K)
    assert again["numerator_status"].tolist() == own["numerator_status"].tolist()
    assert again["value"].isna().tolist() == own["value"].isna().tolist()


def test_a_rate_whose_count_its_publisher_withholds_stays() -> None:
    """The rate is public, and so are those beside it."""
    rows = a_year(9.0).assign(unit="per 1,000", value=7.7)
    assert publishable_indicators(rows, k=K)["value"].notna().all()
