"""By what a row of `survey_results` is divided: an answer of the whole council, written with its code or without, is of nothing less."""

from __future__ import annotations

import pandas as pd

COLUMNS = {"stage": "stage", "sex": "sex", "simd": "simd_quintile"}  # split → column
WHO = ("area_code", *COLUMNS.values())
NOT_DIVIDED = ("", "ALL", "NA", "NR")


def divided(results: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """area_code, stage, sex and simd_quintile of each row; blank where the row is not divided by it."""
    councils = areas.loc[areas["area_level"] == "COUNCIL", "area_code"]
    own = results[list(WHO)]
    made = own.mask(own.isin(NOT_DIVIDED), "")
    return made.assign(area_code=made["area_code"].mask(made["area_code"].isin(councils), ""))
