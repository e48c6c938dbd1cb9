"""What can be said of one place: each figure from the one view that answers it."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, block_labels, leaves_of
from dashboard.ask.published import rows_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from dashboard.findings.place_scan import concentrations, has_scan
from dashboard.measures.place_footprint import footprint
from dashboard.measures.places_near import assets_inside, feelings_inside, rows_of_leaf
from data_loaders.release import Release

DATASET = "incidents"
SPLITS = {"harm": "harm", "context": "context", "agency": "through"}
PARTS = (
    "“Around”: this place had to be joined with others round it before it could be split; the figure is of all of them."
)


def places_of(release: Release) -> dict[str, str]:
    """The places that can be looked at: a leaf of each block of the view of places → its name."""
    evidence = ask(release, Months(DATASET, across="place"))
    leaves = leaves_of(release, DATASET, "place")
    labels = block_labels(release, DATASET, "place")
    return {
        min(leaves[block]): labels[block]
        for block in sorted(set(evidence.frame["area_block"]), key=lambda b: labels[b])
    }


def place_card(release: Release, leaf: str) -> Finding:
    """A small table: incidents, splits, beyond chance or not, how it feels, strengths near by."""
    leaves = leaves_of(release, DATASET, "place")
    name = places_of(release).get(leaf, "Place")
    rows: list[tuple[str, str, str]] = []
    for split, title in (("", "incidents"), *SPLITS.items()):
        evidence = ask(
            release, Months(DATASET, across="place", split=split) if split else Months(DATASET, across="place")
        )
        own = rows_of_leaf(evidence.frame, leaves, leaf) if evidence.is_shown else evidence.frame.iloc[:0]
        for row in own.itertuples():
            about = "here" if row.area == name else "around"
            rows.append((f"{title}: {row.group}" if split else title, f"{row.n:,}", about))
        if own.empty:
            rows.append((title, "withheld", "to keep children safe"))
    cells = footprint(leaf, frozenset(rows_of(release, "places")["leaf"]))
    rows += _beyond(release, cells) + _strengths(release, cells)
    table = pd.DataFrame(rows, columns=["what", "n", "where"])
    return Finding(
        key="place-card",
        title=name,
        headline=f"{rows[0][1]} incidents, and what else this release can say of the place.",
        table=table,
        figure=None,
        alt=f"Table of what is known of {name}.",
        notes=(),
        caveats=(PARTS,),
        definition="",
        source=source_of(release),
        question=f"What is known of {name}",
        release_id=release.id,
    )


def _beyond(release: Release, cells: frozenset[str]) -> list[tuple[str, str, str]]:
    if not has_scan(release) or not cells:
        return []
    inside = [c for c in concentrations(release) if cells & set(c.cells)]
    return [("beyond chance", f"yes, {inside[0].times:.1f}×" if inside else "no", "around" if inside else "here")]


def _strengths(release: Release, cells: frozenset[str]) -> list[tuple[str, str, str]]:
    maps, known = rows_of(release, "safety_maps"), rows_of(release, "assets")
    felt = feelings_inside(maps, cells) if len(maps) else []
    assets = assets_inside(known, cells) if len(known) else []
    return [
        *((what, colour, "here") for what, colour in felt),
        *([("assets: " + ", ".join(assets), f"{len(assets)}", "here")] if assets else []),
    ]
