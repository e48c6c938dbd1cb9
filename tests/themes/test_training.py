"""Training on counts made by hand: what is hidden between two figures may be nobody."""

from __future__ import annotations

import pandas as pd
import pytest

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
