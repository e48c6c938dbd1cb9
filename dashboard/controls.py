"""Widgets in, a Selection out. The only reader of session state; every control is in the link of the page."""

from __future__ import annotations

import streamlit as st

from dashboard.evidence import areas_of, levels_of, splits_of
from dashboard.selection import ALL, NONE, WHOLE, Selection
from dashboard.words.periods import YEAR_TITLES
from data_loaders.release import Release

LEVEL_TITLES = {
    WHOLE: "Whole council area",
    "LOCALITY": "Localities",
    "COMMUNITY": "Communities",
    "WARD": "Wards",
}


def choose_missing(release: Release) -> Selection:
    """The common controls of a trend: unit, area, split, kind of year."""
    titles = {d.name: d.counts.capitalize() for d in release.manifest.datasets}
    first, second, third, fourth = st.columns(4)
    with first:
        dataset = _pick("Count", titles, "unit")
    with second:
        level = _pick("Where", {x: LEVEL_TITLES.get(x, x.title()) for x in levels_of(release, dataset)}, "level")
    with third:
        areas = areas_of(release, dataset, level)
        block = _pick("Area", {ALL: "All of them", **areas}, "area") if areas else ALL
    with fourth:
        split = _pick("Split by", splits_of(release, dataset, level), "split")
    left, right = st.columns(2)
    with left:
        year_type = _pick("Kind of year for totals", YEAR_TITLES, "year")
    with right:
        measures = {"n": titles[dataset], "children": f"Different {release.dataset(dataset).protected}"}
        if split != NONE or not _has_children(release, dataset, level):
            measures.pop("children")
        measure = _pick("Measure", measures, "measure") if len(measures) > 1 else "n"
    return Selection(dataset, level, block if areas else ALL, split, measure, year_type)


def _has_children(release: Release, dataset: str, level: str) -> bool:
    wanted = Selection(dataset, level).dimensions
    return any(v.dimensions == wanted and v.children == "published" for v in release.views(dataset))


def _pick(label: str, options: dict[str, str], key: str) -> str:
    """One choice, kept in the link by its label. A value from an old link that no longer exists gives way to the first."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    chosen = st.selectbox(label, list(options), format_func=lambda o: options[o], key=key, bind="query-params")
    return chosen if chosen in options else next(iter(options))
