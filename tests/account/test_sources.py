"""What a release says of a delivered file is rounded, and is about columns and never about rows."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from data_loaders.account.known import known_in
from data_loaders.account.sources import about, sources_of
from data_loaders.sources import Collected
from data_loaders.sources.origin import Origin


def episodes(rows: int, filled: float) -> pd.DataFrame:
    """`filled`: the share of rows with a level of risk."""
    starts = pd.date_range("2017-03-01", periods=rows, freq="D").tz_localize("UTC") + pd.Timedelta(hours=10)
    return pd.DataFrame({
        "episode_id": [f"e{n}" for n in range(rows)], "child_pseudo_id": [f"c{n}" for n in range(rows)], "counting_unit": "EPISODE",
        "start_dt": starts, "end_dt": starts + pd.Timedelta(hours=2), "sex": "F",
        "risk_level": np.where(np.arange(rows) < rows * filled, "LOW", "NK"),
    }, index=pd.RangeIndex(2, rows + 2)).astype({"risk_level": "str", "sex": "str"})  # fmt: skip


@pytest.mark.parametrize(("filled", "step"), [(1.0, "nearly all"), (0.8, "most"), (0.6, "more than half"), (0.3, "less than half"), (0.0, "nearly none")])  # fmt: skip
def test_a_column_is_filled_to_a_step(filled: float, step: str) -> None:
    known = known_in("missing_episodes", episodes(200, filled))
    assert known["risk_level"] == step
    assert known["sex"] == "nearly all"
    assert not {"episode_id", "child_pseudo_id", "counting_unit"} & set(known)


def test_one_child_more_or_less_changes_no_step_that_is_not_at_its_edge_and_few_rows_have_none() -> None:
    assert known_in("missing_episodes", episodes(99, 0.3)) == {}
    assert known_in("missing_episodes", episodes(200, 0.985)) == known_in("missing_episodes", episodes(200, 1.0))


@pytest.mark.parametrize(("rows", "words"), [(0, "fewer than 100"), (1, "fewer than 100"), (49, "fewer than 100"), (149, "about 100"), (2_431, "about 2,400")])  # fmt: skip
def test_numbers_of_rows_are_rounded_and_none_is_not_told_from_a_few(rows: int, words: str) -> None:
    assert about(rows) == words


@pytest.mark.parametrize(("left", "words"), [(0, "about 100"), (2, "about 100"), (49, "about 100"), (50, "about 200"), (80, "about 200")])  # fmt: skip
def test_few_rows_that_are_not_counted_do_not_bring_the_number_over_its_step(left: int, words: str) -> None:
    """149 are counted, which a table says; "about 200" would tell that at least one lies in the file and in no figure."""
    name, frame = "missing_episodes", episodes(149 + left, 0.5)
    frame.loc[frame.index[:left], ["start_dt", "end_dt"]] -= pd.Timedelta(days=1000)
    files = np.array([f"{name}.csv"] * len(frame), dtype=object)
    period = (date(2017, 3, 1), date(2019, 12, 31))
    origin = Origin(
        name,
        f"{name}.csv",
        "",
        len(frame),
        "Invented",
        period[1],
        *period,
        "1",
        "",
        None,
        "partnership",
        True,
        None,
        "",
    )
    (source,) = sources_of(Collected({name: frame}, {}, {name: files}, (origin,), (), ()))
    assert source.rows_about == words


def test_rows_outside_the_period_are_said_of_their_file() -> None:
    rows, name = episodes(400, 0.5), "missing_episodes"
    files = np.array([f"{name}.csv"] * 400, dtype=object)
    period = (date(2017, 7, 1), date(2018, 6, 30))
    origin = Origin(
        name, f"{name}.csv", "", 400, "Invented", period[1], *period, "1", "", None, "partnership", True, None, ""
    )
    (source,) = sources_of(Collected({name: rows}, {}, {name: files}, (origin,), (), ()))
    assert source.rows_about == "about 400"
    assert source.not_counted_about == "about 100"  # 122 days before July
    assert source.known["risk_level"] == "more than half"
