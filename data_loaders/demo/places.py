"""Reference areas, and invented people living there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

AREAS = Path(__file__).resolve().parents[2] / "assets" / "areas" / "north_lanarkshire.csv"
PEOPLE_10_TO_17 = 32_000
SHARES = {"10-12": 0.38, "13-15": 0.37, "16-17": 0.25}
INVENTED = "Invented for the demonstration"


def places() -> pd.DataFrame:
    areas = pd.read_csv(AREAS, dtype="str", keep_default_na=False)
    return areas.assign(code_vintage="2022")


def ward_weights(areas: pd.DataFrame) -> np.ndarray:
    """How large each ward is, made up from its position in the list: between two thirds and four thirds of the mean."""
    wards = int((areas["area_level"] == "WARD").sum())
    weights = 1.0 + np.sin(np.arange(wards) * 1.7) / 3
    return np.asarray(weights / weights.sum())


def locality_of_ward(areas: pd.DataFrame) -> np.ndarray:
    parent = dict(zip(areas["area_code"], areas["parent_code"], strict=True))
    wards = areas.loc[areas["area_level"] == "WARD", "area_code"]
    return np.array([parent[parent[ward]] for ward in wards])


def population(areas: pd.DataFrame) -> pd.DataFrame:
    wards = areas.loc[areas["area_level"] == "WARD", "area_code"].to_numpy()
    each = ward_weights(areas) * PEOPLE_10_TO_17
    rows = [
        (ward, year, band, sex, int(people * share * half), INVENTED, f"{year}-06-30")
        for year in range(2023, 2027)
        for ward, people in zip(wards, each, strict=True)
        for band, share in SHARES.items()
        for sex, half in (("F", 0.49), ("M", 0.51))
    ]
    return pd.DataFrame(rows, columns=["area_code", "year", "age_band", "sex", "population", "source", "as_at"])


def indicators(areas: pd.DataFrame) -> pd.DataFrame:
    """Plainly invented indicators; the numerators of one of them are withheld, as publishers do."""
    council = areas.loc[areas["area_level"] == "COUNCIL", "area_code"].iloc[0]
    rows = []
    for name, unit, withheld, values in (
        ("Invented indicator A: registrations", "Rate per 1,000 aged under 16", False, (3.1, 2.8, 3.4)),
        ("Invented indicator B: referrals", "Rate per 1,000 aged 8 to 15", False, (14.0, 13.2, 12.9)),
        ("Invented indicator C: pupils who feel safe", "Percentage", True, (81.0, 80.2, 78.9)),
    ):
        for year, value in zip((2022, 2023, 2024), values, strict=True):
            half = round(value * 0.08, 1)
            count = "" if withheld else str(round(value * 62))
            rows.append((name[:20].strip().lower().replace(" ", "_"), name, f"{year}/{(year + 1) % 100} financial year", "", "", "",
                         council, count, "", value, unit, round(value - half, 1), round(value + half, 1), "1", INVENTED))  # fmt: skip
    columns = ["indicator_id", "indicator", "period", "period_start", "period_end", "year_type", "area_code", "numerator",
               "denominator", "value", "unit", "lower", "upper", "definition_version", "source"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)
