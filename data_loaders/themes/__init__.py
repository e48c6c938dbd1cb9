"""What the counting of records by month cannot hold: surveys, audits, the forum. One room for each, one door for all.

A theme turns its deliveries into small tables that are safe to show, and says what it tried against them. It keeps the
rule of the river: what was published before never changes, and what is too small to show is merged or withheld with a
reason. Its tables have their columns in `release.TABLE_COLUMNS`, its settings a section of their own in the policy.
"""

from __future__ import annotations

from data_loaders.themes.audits import audits
from data_loaders.themes.committee import committee
from data_loaders.themes.contexts import contexts
from data_loaders.themes.labels import labels
from data_loaders.themes.made import Made, Theme
from data_loaders.themes.place import places_theme
from data_loaders.themes.practice import practice
from data_loaders.themes.survey import survey

__all__ = ["THEMES", "Made", "Theme"]

THEMES: dict[str, Theme] = {
    "places": places_theme,
    "survey": survey,
    "audits": audits,
    "contexts": contexts,
    "labels": labels,
    "practice": practice,
    "committee": committee,
}
