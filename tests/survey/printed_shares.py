"""Shares of all pupils worked out again from printed counts, with the tables alone and none of the product's code."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

QUESTION = ["survey_id", "wave", "question_id"]


def shares_of_all(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """By question and band, 0 to 1 and not rounded: each pupil once, of those whom a band is told of."""
    steps = tables["survey_views"][[*QUESTION, "split", "step"]]
    cells = tables["survey_cells"].query("split == 'all'").merge(steps, on=[*QUESTION, "split"])
    cells = cells.merge(tables["survey_bands"][[*QUESTION, "step", "band", "side"]], on=[*QUESTION, "step", "band"])
    found: dict[tuple[object, ...], float] = {}
    for key, whole in cells.groupby(QUESTION):
        n, side = whole.set_index("band")["n"], whole.set_index("band")["side"]
        for band in whole["band"]:
            left_out = (
                [] if side[band] == "not_asked" else ["not_asked"] if side[band] == "none" else ["not_asked", "none"]
            )
            found[*key, band] = n[band] / n[~side.isin(left_out)].sum()
    return pd.Series(found, name="share").rename_axis([*QUESTION, "band"])
