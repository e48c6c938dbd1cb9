"""Few texts are looked at one by one and many at once: both see the same."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.sources import days, figures, no_values, values
from data_loaders.sources.written import FEW, parts_written
from data_loaders.sources.written import written as fits

PATTERNS = [days.SLASHED, days.ISO, days.NAMED, days.HALVES, days.SERIAL, *days.MONTHS, figures.PLAIN, figures.GROUPED,
            figures.SPACED, figures.MARKED, figures.CODES_OF_PUBLISHERS, no_values.NULLS, no_values.ERRORS]  # fmt: skip
ALIKE = ["1/5/2025 10:05 PM", "01.02.25", "2025-01-02T10:00", "1st May 2025", "45,123.5", "-9", "£3", "12r", "#N/A", "NULL",
         "", "1 348", "\u0661\u0662", "5\u2020", "2025-01"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(ALIKE) | st.text("0123456789/.-:, TAPMapm\u0661\u00a0é%", max_size=12).map(str.strip), min_size=1, max_size=20)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_few_and_many_are_seen_alike(texts: list[str]) -> None:
    few = pd.Series(texts, dtype="str")
    many = pd.concat([few] * (FEW // len(few) + 1), ignore_index=True)
    for pattern in PATTERNS:
        assert list(fits(few, pattern)) == list(fits(many, pattern)[: len(few)]), pattern
    for pattern in (days.SLASHED, days.HALVES):
        pd.testing.assert_frame_equal(parts_written(few, pattern), parts_written(many, pattern)[: len(few)])


@pytest.mark.parametrize("kind", ["date", "datetime", "number", "integer", "text"])
def test_a_column_of_blanks_is_blank_and_nothing_is_told_of_it(kind: str) -> None:
    made = values._of_nothing(kind)
    assert (made.wrong, made.doubtful, made.known_to) == ((), (), "")
    value = made.values.iloc[0]
    assert value == "" if kind == "text" else pd.isna(value)
