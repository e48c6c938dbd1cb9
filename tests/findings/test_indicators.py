"""Published indicators: the council's own come first, one can be chosen, and what is withheld is named."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from dashboard.findings.indicators import indicator_titles, published_indicators


def release_with(names: list[str]) -> SimpleNamespace:
    rows = pd.DataFrame(
        {
            "indicator_id": names, "indicator": names, "period": "2025", "period_end": pd.Timestamp("2025-12-31"),
            "value": range(len(names)), "lower": -1.0, "upper": 99.0, "unit": "per cent", "source": "Invented",
            "numerator": [float("nan"), *[12.0] * (len(names) - 1)],
            "numerator_status": ["withheld by its publisher", *["published"] * (len(names) - 1)],
        }
    )  # fmt: skip
    return SimpleNamespace(id=" ".join(names), frames={"indicators": rows}, table=lambda _: rows.copy())


def test_the_councils_own_words_come_first_and_the_rest_by_name() -> None:
    release = release_with(["Zebra crossings", "Breast screening", "Children's Reporter referrals", "Child protection"])
    assert list(indicator_titles(release)) == [
        "Child protection", "Children's Reporter referrals", "Breast screening", "Zebra crossings",
    ]  # fmt: skip


def test_few_are_drawn_all_are_in_the_table_and_a_withheld_count_is_named() -> None:
    finding = published_indicators(release_with([f"Indicator {n:02}" for n in range(20)]))
    assert finding is not None
    assert len(finding.table) == 20
    assert "20 indicators are published" in finding.headline
    assert "6 of them are drawn" in finding.headline
    assert finding.table["Count"].iloc[0] == "withheld by its publisher"
    assert len(finding.figure.data) == 6


def test_one_that_is_chosen_stands_alone() -> None:
    finding = published_indicators(release_with(["Indicator a", "Indicator b"]), "Indicator b")
    assert finding is not None
    assert list(finding.table["Indicator"]) == ["Indicator b"]
    assert len(finding.figure.data) == 1
