"""Training on counts made by hand: what is hidden between two figures may be nobody."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from data_loaders.published.recount.organisation import training
from data_loaders.safety.floor import Floor
from data_loaders.themes.practice.organisation import TRAINING, training_table


def trained(*had: int, eligible: int = 60) -> pd.DataFrame:
    quarters = pd.date_range("2025-01-01", periods=len(had), freq="QS")
    return pd.DataFrame(
        {"period": quarters, "agency": "POLICE", "course": "L1", "eligible_n": eligible, "trained_n": had}
    )


@pytest.mark.parametrize(("had", "shown"), [
    ((26, 26, 29, 31, 31), (26, None, None, 31, None)),  # nobody, three, five since the last that is shown, nobody
    ((26, 24, 21), (26, None, 21)), ((4, 5, 9, 10), (None, 5, None, 10)), ((50, 56, 60), (50, None, 60)),
])  # fmt: skip
def test_what_is_hidden_of_training_may_be_that_nobody_came(
    had: tuple[int, ...], shown: tuple[int | None, ...]
) -> None:
    """A hidden quarter after a shown one says nobody to four, whichever it was; so none of one to four is known of."""
    table = training_table(
        trained(*had), Floor(5), pd.DataFrame(columns=TRAINING).astype({"period_start": "datetime64[us]"})
    )
    assert [None if pd.isna(n) else int(n) for n in table["trained"]] == list(shown)


def test_a_course_that_is_written_otherwise_is_not_told_a_second_time() -> None:
    """One more member of staff was added to every quarter, and the course has another name: 26 and 27 would be that one."""
    nothing = pd.DataFrame(columns=TRAINING).astype({"period_start": "datetime64[us]"})
    out = training_table(trained(26, 31), Floor(5), nothing)
    renamed = trained(27, 32, 33, 38).assign(course="Level 1")
    table = training_table(renamed, Floor(5), out)
    assert [None if pd.isna(n) else int(n) for n in table["trained"]] == [26, 31, None, 38]
    both = training_table(pd.concat([trained(26, 31), renamed]), Floor(5), out)
    assert len(both) == 6, "a second course beside the first is a course of its own"


def after_it(*had: int, quarters: int) -> pd.DataFrame:
    """A course of another name, so many quarters after the first one began."""
    made = trained(*had).assign(course="Level 1")
    return made.assign(period=made["period"] + pd.DateOffset(months=3 * quarters))


@pytest.mark.parametrize("is_out", [True, False])
def test_a_course_that_begins_when_another_has_ended_goes_on_from_it(is_out: bool) -> None:
    """31 in the last quarter of the one, and 32 in the first of the other, whose older quarters keep the old name: one came."""
    nothing = pd.DataFrame(columns=TRAINING).astype({"period_start": "datetime64[us]"})
    before = both(trained(26, 31), nothing) if is_out else nothing
    table = both(pd.concat([trained(26, 31), after_it(32, 33, 38, quarters=2)]), before)
    assert shown_of(table) == [26, 31, None, None, 38]
    beside = both(pd.concat([trained(26, 31), after_it(32, 33, 38, quarters=1)]), before)
    assert shown_of(beside) == [26, 31, 32, None, 38], "they share a quarter, so they are two"


def test_a_course_after_one_that_nobody_was_shown_of_begins_by_itself() -> None:
    nothing = pd.DataFrame(columns=TRAINING).astype({"period_start": "datetime64[us]"})
    assert shown_of(both(pd.concat([trained(2, 3), after_it(7, 12, quarters=2)]), nothing)) == [None, None, 7, 12]


def shown_of(table: pd.DataFrame) -> list[int | None]:
    return [None if pd.isna(n) else int(n) for n in table["trained"]]


def both(delivered: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """What is published, once the recount by itself has come to the same of what is new."""
    table = training_table(delivered, Floor(5), before)
    evidence: Any = SimpleNamespace(
        table=lambda _: delivered, previous={"practice_training": before}, policy=SimpleNamespace(practice=SimpleNamespace(k={"p": 5}), audience="p")
    )  # fmt: skip
    again = training(evidence)
    pd.testing.assert_series_equal(
        again["trained"], table["trained"].iloc[len(before) :].reset_index(drop=True), check_dtype=False
    )
    assert again["course"].tolist() == table["course"].iloc[len(before) :].tolist()
    return table
