"""What is planted in the invented deliveries: what a reader of the dashboard should find, and what not."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

FIRST_DAY, LAST_DAY, EXTRACT = pd.Timestamp(2023, 4, 1), pd.Timestamp(2026, 3, 31), pd.Timestamp(2026, 4, 20)


@dataclass(frozen=True)
class Truth:
    """Months are 'YYYY-MM', sizes are factors or shares. None of it is planted in a flat world."""

    world: str
    rise_month: str = "2024-10"
    rise_factor: float = 1.45
    rerecording_month: str = "2025-06"
    rerecording_factor: float = 1.40
    high_locality: str = "LOC-COATBRIDGE"
    high_factor: float = 1.6
    service_month: str = "2024-11"
    in_time_before: float = 0.45
    in_time_after: float = 0.75
    useless_pilot_month: str = "2025-02"
    useless_pilot_locality: str = "LOC-MOTHERWELL"
    frequent_children_share: float = 0.03
    frequent_episodes_share: float = 0.20
    heavy_child: float = 0.0


def planted(*, world: str, heavy_child: float) -> Truth:
    if world == "planted":
        return Truth(world, heavy_child=heavy_child)
    return Truth(
        world,
        rise_factor=1.0,
        rerecording_factor=1.0,
        high_factor=1.0,
        in_time_after=0.45,
        heavy_child=heavy_child,
    )


EVENT_ROWS = pd.DataFrame(
    [
        ("2023-11-01", "Invented example: soft launch at level 1", "", "POLICY"),
        ("2024-11-01", "Invented example: return discussions commissioned", "", "SERVICE"),
        ("2025-02-01", "Invented example: outreach pilot", "LOC-MOTHERWELL", "SERVICE"),
        ("2025-06-01", "Invented example: every call recorded as a report", "", "DATA_BREAK"),
    ],
    columns=["date", "label", "scope", "kind"],
)

_TERMS = [("08-16", "10-13"), ("10-23", "12-21"), ("01-08", "03-28"), ("04-15", "06-27")]
TERM_ROWS = pd.DataFrame(
    [
        (
            f"{year + (start < '08')}-{start}",
            f"{year + (start < '08')}-{end}",
            "TERM",
            "Indicative term dates",
        )
        for year in range(2022, 2027)
        for start, end in _TERMS
    ],
    columns=["start_date", "end_date", "kind", "label"],
)
_gaps = pd.DataFrame(
    {
        "start_date": (pd.to_datetime(TERM_ROWS["end_date"]) + pd.Timedelta(days=1)).dt.strftime("%Y-%m-%d"),
        "end_date": (pd.to_datetime(TERM_ROWS["start_date"]).shift(-1) - pd.Timedelta(days=1)).dt.strftime("%Y-%m-%d"),
        "kind": "HOLIDAY",
        "label": "Indicative holiday dates",
    }
).dropna()
TERM_ROWS = pd.concat([TERM_ROWS, _gaps]).sort_values("start_date", ignore_index=True)
