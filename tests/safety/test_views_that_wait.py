"""Which views wait where several tell of a small group together in the months that would be added."""

from __future__ import annotations

import pandas as pd
import pytest

from data_loaders.safety.views.continued import Continued
from data_loaders.series import _that_wait

Trouble = list[tuple[str, ...]]


def views(growing: str, others: str = "") -> dict[str, Continued]:
    month = pd.DataFrame({"period_start": [pd.Timestamp("2026-01-01")]})
    return {
        n: Continued(month, month if n in growing else month.iloc[:0], 0, n not in growing)
        for n in sorted(growing + others)
    }


@pytest.mark.parametrize(
    ("trouble", "waiting"),
    [
        ([("a", "b")], {"b"}),
        ([("a", "b"), ("c", "d"), ("b", "d")], {"b", "d"}),  # of the third both wait by then: nothing is left to be told
        ([("a", "c"), ("b", "c"), ("a", "b")], {"b", "c"}),
        ([("a", "x")], {"a"}),
        ([("x", "y")], set()),
        ([("a", "public 2026:total")], {"a"}),
        ([("x", "y"), ("a", "b")], {"b"}),
    ],
)  # fmt: skip
def test_the_last_wanted_that_grows_waits_and_one_of_each_group_is_enough(trouble: Trouble, waiting: set[str]) -> None:
    assert _that_wait(trouble, views("abcd", "xy")) == waiting
