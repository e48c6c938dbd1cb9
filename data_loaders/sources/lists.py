"""Columns that hold several codes or identifiers with ; between: what is joined by another sign would be one child for two."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries import Column

SEVERAL = ("child_group_pseudo_ids", "harm_types", "agencies_attended", "young_people_asked_for", "evidence_values", "protective_factors",
           "push_factors", "pull_factors", "contexts_named", "hexes", "contexts", "stages_asked")  # fmt: skip
OTHERWISE = r"\s(?:and|AND|And|und|et)\s|[&+|]|\s/\s|\n"
WITH_COMMAS = ("push_factors", "pull_factors", "contexts_named")  # in which commas have always been understood


def joined_otherwise(text: pd.Series, column: Column) -> pd.Series:
    if column.name not in SEVERAL:
        return pd.Series(False, index=text.index)
    signs = OTHERWISE if column.name in WITH_COMMAS else rf"{OTHERWISE}|,"
    return text.str.contains(signs, regex=True)
