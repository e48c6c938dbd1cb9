"""What a release says of a delivered file is about columns, and no number of rows that a total could be taken from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data_loaders.account.known import OTHERWISE, ROW_BY_ROW, SELDOM, known_in
from data_loaders.account.shared import DATES
from data_loaders.account.sources import sources_of
from data_loaders.deliveries import TABLES
from data_loaders.policy import load_policy
from data_loaders.release import Source
from data_loaders.sources import Collected
from data_loaders.sources.origin import Origin

POLICY = load_policy(Path("assets/policy.toml"), "partnership")


def episodes(rows: int, filled: float) -> pd.DataFrame:
    """`filled`: the share of rows with a level of risk."""
    starts = pd.date_range("2017-03-01", periods=rows, freq="D").tz_localize("UTC") + pd.Timedelta(hours=10)
    return pd.DataFrame({
        "episode_id": [f"e{n}" for n in range(rows)], "child_pseudo_id": [f"c{n}" for n in range(rows)], "counting_unit": "EPISODE",
        "start_dt": starts, "end_dt": starts + pd.Timedelta(hours=2), "sex": "F",
        "risk_level": np.where(np.arange(rows) < rows * filled, "LOW", "NK"),
    }, index=pd.RangeIndex(2, rows + 2)).astype({"risk_level": "str", "sex": "str"})  # fmt: skip


NAME, PERIOD = "missing_episodes", (date(2017, 3, 1), date(2019, 12, 31))
K = 5


def told(
    rows: pd.DataFrame,
    *,
    delivered: int | None = None,
    until: str | None = "2019-12-31",
    before: tuple[Source, ...] = (),
) -> Source:
    """What is said of one file; `delivered`: its rows with those that did not come through; `until`: the end of its figures."""
    rows = rows.set_axis(pd.RangeIndex(2, len(rows) + 2))
    files = np.array([f"{NAME}.csv"] * len(rows), dtype=object)
    origin = Origin(
        NAME, f"{NAME}.csv", "", delivered or len(rows), "Invented", PERIOD[1], *PERIOD, "1", "", None, "partnership", True, None, ""
    )  # fmt: skip
    ends = {} if until is None else {NAME: pd.Timestamp(until)}
    (source,) = sources_of(Collected({NAME: rows}, {}, {NAME: files}, (origin,), (), ()), POLICY, ends, before)
    return source


def few(rows: int, **changed: object) -> pd.DataFrame:
    """Rows of as many other children, of whom no risk is known."""
    made = episodes(rows, 0.0)
    return made.assign(
        episode_id=[f"x{n}" for n in range(rows)], child_pseudo_id=[f"y{n}" for n in range(rows)], **changed
    )


@pytest.mark.parametrize(
    ("filled", "said"), [(1.0, OTHERWISE), (0.6, OTHERWISE), (0.5, OTHERWISE), (0.4, SELDOM), (0.0, SELDOM)]
)
def test_a_column_that_less_than_half_of_the_rows_have_is_said_to_be_seldom_filled_in(filled: float, said: str) -> None:
    known = known_in(NAME, episodes(200, filled), K)
    assert known["risk_level"] == said
    assert known["sex"] == OTHERWISE
    assert not {"episode_id", "child_pseudo_id", "counting_unit"} & set(known)


@pytest.mark.parametrize(("children", "said"), [(4, OTHERWISE), (5, SELDOM)])
def test_blank_rows_of_fewer_children_than_the_floor_are_not_told(children: int, said: str) -> None:
    rows = episodes(200, 0.4)
    rows["child_pseudo_id"] = [f"c{n % children}" if n >= 80 else f"d{n}" for n in range(200)]
    assert known_in(NAME, rows, K)["risk_level"] == said


def test_which_columns_are_named_does_not_tell_how_many_rows_came() -> None:
    assert set(known_in(NAME, episodes(3, 1.0), K)) == set(known_in(NAME, episodes(300, 1.0), K))


@pytest.mark.parametrize("total", [48, 98, 148, 149])
@pytest.mark.parametrize(
    "hidden", ["reports", "of a month without figures", "outside the period", "twice", "not come through"]
)
def test_a_few_rows_in_no_figure_change_nothing_that_is_said(total: int, hidden: str) -> None:
    """98 and 148 are printed as totals; half of them have a risk that is known. Three more children must not show in any word."""
    shown = episodes(total, 0.5)
    day = shown["start_dt"].max()
    more = {
        "reports": few(3, counting_unit="REPORT"),
        "of a month without figures": few(3, start_dt=day + pd.Timedelta(days=60), end_dt=day + pd.Timedelta(days=61)),
        "outside the period": few(3, start_dt=day - pd.Timedelta(days=2000), end_dt=day - pd.Timedelta(days=1999)),
        "twice": shown.iloc[:3].assign(episode_id=["z1", "z2", "z3"], risk_level="NK"),
        "not come through": few(0),
    }[hidden]
    until = f"{day + pd.offsets.MonthEnd(0):%Y-%m-%d}"
    with_them = told(pd.concat([shown, more]), delivered=total + 3, until=until)
    assert with_them == told(shown, until=until)
    assert with_them.rows_about == ""  # of a number of rows nothing is said


def test_of_a_file_that_shows_no_figure_nothing_is_said() -> None:
    assert set(told(episodes(300, 0.0), until=None).known.values()) == {OTHERWISE}


def test_of_rows_that_are_not_counted_no_number_is_said() -> None:
    """A file that ends within a month: 48 episodes wait, or 51 rows of which three are reports. The month will be published."""
    counted = episodes(200, 1.0)
    day = counted["start_dt"].max() + pd.Timedelta(days=60)
    part = few(48, start_dt=day, end_dt=day + pd.Timedelta(hours=2))
    until = f"{counted['start_dt'].max():%Y-%m-%d}"
    more = few(3, counting_unit="REPORT", start_dt=day, end_dt=day + pd.Timedelta(hours=2))
    waiting = [told(pd.concat([counted, part, some]), until=until) for some in (more.iloc[:0], more)]
    assert waiting[0] == waiting[1]
    assert (waiting[0].rows_about, waiting[0].not_counted_about) == ("", "")


# ----------------------------------------------------------------- what is said is said once


def test_what_is_said_of_a_column_does_not_change_with_few_who_come() -> None:
    """Sixty of 120 have a level of risk. Six come, of whom three or four have none: fewer than half have one then."""
    first = told(episodes(120, 0.5))
    assert first.known["risk_level"] == OTHERWISE
    for blank in (3, 4):
        more = few(6).assign(risk_level=["NK"] * blank + ["LOW"] * (6 - blank))
        assert told(pd.concat([episodes(120, 0.5), more]), before=(first,)).known == first.known
    assert told(pd.concat([episodes(120, 0.5), few(6)])).known["risk_level"] == SELDOM, "the world tells it"


@pytest.mark.parametrize(
    ("was", "said"), [(SELDOM, SELDOM), ("nearly none", SELDOM), ("most", OTHERWISE), (OTHERWISE, OTHERWISE)]
)
def test_what_was_said_before_stays_in_the_words_of_today(was: str, said: str) -> None:
    before = told(episodes(200, 1.0)).model_copy(update={"known": {"risk_level": was}})
    assert told(episodes(200, 0.0), before=(before,)).known == {**told(episodes(200, 1.0)).known, "risk_level": said}


def test_another_supplier_of_a_table_that_is_out_says_no_more() -> None:
    before = told(episodes(200, 1.0)).model_copy(update={"supplier": "Another"})
    assert set(told(episodes(200, 0.0), before=(before,)).known.values()) == {OTHERWISE}


@pytest.mark.parametrize("table", sorted(set(TABLES) - set(DATES) - {"manifest"}))
def test_of_rows_that_may_stand_in_no_figure_nothing_is_said(table: str) -> None:
    """A discussion of an episode that waits for its month would tell of that episode; three homes beside forty contexts, of three homes."""
    rows = pd.DataFrame({column.name: [""] * 60 for column in TABLES[table].columns}).astype("str")
    files = np.array(["own.csv"] * len(rows), dtype=object)
    origin = Origin(
        table, "own.csv", "", 60, "Invented", PERIOD[1], *PERIOD, "1", "", None, "partnership", True, None, ""
    )
    (source,) = sources_of(Collected({table: rows}, {}, {table: files}, (origin,), (), ()), POLICY, {}, ())
    assert set(source.known.values()) == (
        {SELDOM} if table in ROW_BY_ROW and source.known else {OTHERWISE} if source.known else set()
    )
    assert set(source.known) == set(known_in(table, rows, K)), "every column that may be blank is named all the same"


def test_files_that_are_published_row_by_row_are_of_nobody() -> None:
    assert set(TABLES) > ROW_BY_ROW
    hidden = (
        "_pseudo_id",
        "episode_id",
        "case_id",
        "review_id",
        "session_id",
        "contribution_id",
        "scan_id",
        "location_id",
    )
    assert not [name for name in ROW_BY_ROW for column in TABLES[name].key if column.endswith(hidden)]
