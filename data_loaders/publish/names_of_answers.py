"""Waves of a survey and periods of safety maps that are new where one that is out and looks like it is not delivered any more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import pandas as pd

from data_loaders.policy import Policy
from data_loaders.publish.question import MOST, NEAR, NOTHING, Frames, Question
from data_loaders.themes.place.people_cells import shaped_areas
from data_loaders.themes.place.safety_maps import safety_map_table, summed_maps

WAVE = ["survey_id", "wave"]


def waves(tables: Frames, out: Frames, policy: Policy) -> Iterator[Question]:
    """Waves of a survey: of the same wave's name in another survey, or of as many pupils but for few."""
    was, part = out.get("survey_views", NOTHING), out.get("survey_part", NOTHING)
    if was.empty:
        return
    asked = part.loc[part["split"] == "all"].groupby(WAVE)["pupils"].max() if len(part) else pd.Series(dtype=float)
    earlier = {(str(s), str(w)): asked.get((s, w), np.nan) for s, w in was[WAVE].drop_duplicates().to_numpy()}
    came = {table: tables[table] for table in ("survey_responses", "survey_results") if len(tables.get(table, NOTHING))}
    now = {(str(s), str(w)) for frame in came.values() for s, w in frame[WAVE].drop_duplicates().to_numpy()}
    gone = {wave: n for wave, n in earlier.items() if wave not in now}
    for table, frame in came.items():
        for wave, rows in frame.groupby(WAVE):
            pupils = rows["pupil_pseudo_id"].nunique() if "pupil_pseudo_id" in rows else np.nan
            alike = [
                w for w, n in gone.items() if w[1] == wave[1] or abs(n - pupils) < policy.survey.k[policy.audience]
            ]
            if wave not in earlier and alike:
                is_new = (frame["survey_id"] == wave[0]) & (frame["wave"] == wave[1])
                yield Question(table, "wave of a survey", ", ".join(alike[-1]), is_new)


def maps(tables: Frames, out: Frames, policy: Policy) -> Iterator[Question]:
    """Periods of safety maps with a place that an earlier one has no more: nearly of the same day, or mostly of the same figures."""
    coloured, was = tables.get("safety_maps", NOTHING), out.get("safety_maps", NOTHING)
    if coloured.empty or was.empty:
        return
    finest, k = policy.places.finest_resolution, policy.places.safety_map_k[policy.audience]
    is_new = ~coloured["period"].isin(was["period"])
    made = safety_map_table(coloured[is_new], shaped_areas(tables), k=k, finest=finest, previous=None)
    still = summed_maps(coloured, finest)[["period", "place"]].drop_duplicates()
    gone = was.merge(still, on=["period", "place"], how="left", indicator="is_still")
    gone = gone[(gone["is_still"] == "left_only") & gone["participants"].notna()]
    for (day, rows), (earlier, left) in product(made.groupby("period"), gone.groupby("period")):
        both = rows.merge(left, on=["place", "time_of_day"])
        is_same = (both["participants_x"] == both["participants_y"]) & (both["feeling_x"] == both["feeling_y"])
        if len(both) and (abs(day - earlier) < NEAR or is_same.mean() >= MOST):
            yield Question("safety_maps", "period of safety maps", f"{earlier:%Y-%m-%d}", coloured["period"] == day)
