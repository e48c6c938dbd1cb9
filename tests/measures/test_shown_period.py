"""A year picks whole published periods, outward, and every row of it."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.shown_period import WHOLE_TIME, in_year, years_in


def quarters() -> pd.DataFrame:
    starts = pd.date_range("2023-04-01", "2026-01-01", freq="3MS")
    return pd.DataFrame({"period_start": starts, "period_end": starts + pd.DateOffset(months=3) - pd.Timedelta(days=1)})


def test_years_of_each_kind_are_named_newest_first() -> None:
    span = pd.Timestamp("2023-04-01"), pd.Timestamp("2026-03-31")
    assert years_in(*span, "council") == {
        "2025-04": "April 2025 to March 2026", "2024-04": "April 2024 to March 2025", "2023-04": "April 2023 to March 2024",
    }  # fmt: skip
    assert list(years_in(*span, "calendar")) == ["2026-01", "2025-01", "2024-01", "2023-01"]
    assert list(years_in(*span, "committee")) == ["2025-08", "2024-08", "2023-08", "2022-08"]


def test_a_council_year_is_its_four_quarters_and_a_committee_year_snaps_outward_to_five() -> None:
    frame = quarters()
    assert list(frame.loc[in_year(frame, "2024-04"), "period_start"].dt.strftime("%Y-%m")) == [
        "2024-04", "2024-07", "2024-10", "2025-01",
    ]  # fmt: skip
    assert list(frame.loc[in_year(frame, "2024-08"), "period_start"].dt.strftime("%Y-%m")) == [
        "2024-07", "2024-10", "2025-01", "2025-04", "2025-07",
    ]  # fmt: skip
    assert in_year(frame, WHOLE_TIME).all()
    assert not in_year(frame, "2019-04").any()
