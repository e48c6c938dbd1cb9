"""How far a few children make the figures of a dataset, from what the release publishes of it."""

from __future__ import annotations

from dataclasses import replace

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, leaves_of
from dashboard.ask.published import rows_of
from dashboard.measures.concentration import children_and_episodes
from dashboard.measures.design_effect import TIME, DesignEffect, between_years, of_bands, of_table
from data_loaders.release import Release

__all__ = ["TIME", "between_years", "design_effect_of"]

# One episode can have several reports, so their effect is that of the episodes at least.
EPISODES, OF_THE_SAME_CHILDREN = "missing_episodes", ("missing_reports", "missing_investigations")
INCIDENTS, PLACE = "incidents", "place"  # a small place has an effect of its own: the same children are met there
TABLE, YEAR_BANDS = "design_effects", "year_band"
LEAST = {"ONCE": 1, "2_TO_3": 2, "4_TO_9": 4, "10_OR_MORE": 10}  # times that a child of the band was counted, at least


def design_effect_of(release: Release, dataset: str, *, split: str = "") -> DesignEffect | None:
    """The published effect of the dataset and split, else what published bands of children give; None where neither is there."""
    if split == PLACE:
        return _of_places(release)
    table = rows_of(release, TABLE)
    found = of_table(table, dataset=dataset, split=split) if len(table) else None
    if found is not None or dataset == INCIDENTS:
        return found
    if dataset in OF_THE_SAME_CHILDREN and EPISODES in {d.name for d in release.manifest.datasets}:
        return _of_year_bands(release, EPISODES)
    return _of_year_bands(release, dataset)


def _of_places(release: Release) -> DesignEffect | None:
    rows = rows_of(release, "incident_repeats")
    if rows.empty or rows["status"].iloc[0] != "published":
        return None
    return DesignEffect(float(rows["factor"].iloc[0]))


def _of_year_bands(release: Release, dataset: str) -> DesignEffect | None:
    asked = Months(dataset, split=YEAR_BANDS)
    episodes, children = ask(release, asked), ask(release, replace(asked, measure="children"))
    if not (episodes.is_shown and children.is_shown):
        return None
    bands = children_and_episodes(episodes.frame, children.frame)
    if bands.empty:
        return None
    held = leaves_of(release, dataset, YEAR_BANDS)
    of_label = dict(zip(episodes.frame["group"], episodes.frame["group_block"], strict=True))
    least = [min(LEAST.get(code, 1) for code in held[of_label[group]]) for group in bands["group"]]
    return of_bands(bands.assign(least=least))
