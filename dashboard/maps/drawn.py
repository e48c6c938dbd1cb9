"""From rows to a map: the ground of the council and one layer over it."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pandas as pd

from dashboard.maps.ground import NOTHING_APART, ground_map
from dashboard.maps.picture import Mark, Picture
from dashboard.maps.places import INK, PALE, SIGNAL, STEPS, add_points, place_layer
from dashboard.maps.tiles import ATTRIBUTION, TILES
from dashboard.measures.changes import AVERAGE_WORDS

WHITE, GREY = "#ffffff", "#5b6770"
KINDS = {"red": "#b8433a", "amber": "#e0ab4f", "green": "#4d8f52", "mixed": "#aab2b5"}
DONE, COMPARED = "#5b4a9e", "#cfc9e6"
STEP_WORDS = (
    "less than half the average for its size", "half to the average", "the average to twice it", "two to four times", "four times and more",
)  # fmt: skip


def ground_of(areas: pd.DataFrame, places: Sequence[str] = ()) -> object:
    """The ground as this server is configured: without tiles, or with those of the council's own tile server."""
    return ground_map(areas, os.environ.get(TILES, ""), os.environ.get(ATTRIBUTION, ""), places=places)


def picture(
    ground: object,
    rows: pd.DataFrame,
    legend: Sequence[Mark],
    *,
    name: str = "Places",
    points: pd.DataFrame | None = None,
) -> Picture:
    """`rows`: leaf, label, text, shapes (GeoJSON texts), fill, and optionally outline, weight, dash, is_hatched."""
    each = rows.assign(geometry=rows["shapes"]).explode("geometry")
    each = each[each["geometry"].notna() & (each["geometry"] != "")]
    for column, value in (("outline", WHITE), ("weight", 1), ("dash", ""), ("is_hatched", False)):
        each[column] = each.get(column, value)
    layer = place_layer(each, name=name)
    return Picture(ground, layer if points is None else add_points(layer, points), tuple(legend))


def by_step(rows: pd.DataFrame) -> pd.DataFrame:
    """Shades for step 0 to 4; what is left of a larger place has a broken line."""
    return rows.assign(
        fill=[STEPS[int(step)] for step in rows["step"]], dash=["5 4" if rest else "" for rest in rows["is_rest"]],
        outline=[GREY if rest else WHITE for rest in rows["is_rest"]],
    )  # fmt: skip


def step_legend() -> tuple[Mark, ...]:
    steps = tuple(Mark(fill, WHITE, "", words) for fill, words in zip(STEPS, STEP_WORDS, strict=True))
    return (*steps, Mark(WHITE, GREY, "broken", "What is left of a larger place"), NOTHING_APART)


OWN_AVERAGE = (
    "#f3e3cf",
    "#f5f3ee",
    "#cfe3e2",
    "#8fc1c4",
    "#2f7c82",
)  # as figures/small_maps has them: maps and figures are siblings, and a test holds the two to each other


def by_own_average(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(fill=[OWN_AVERAGE[int(step)] for step in rows["step"]], outline=GREY)


def own_average_legend() -> tuple[Mark, ...]:
    words = (f"{AVERAGE_WORDS[0]} its own average", *AVERAGE_WORDS[1:])
    return (*(Mark(fill, GREY, "", text) for fill, text in zip(OWN_AVERAGE, words, strict=True)), NOTHING_APART)


KNOWN_FILLS = {"one": "#e3a15f", "others": "#b9b2d8", "several": "#a9cfce"}


def known_legend() -> tuple[Mark, ...]:
    return (
        Mark(KNOWN_FILLS["one"], GREY, "hatched", "Mostly through one agency"), Mark(KNOWN_FILLS["others"], GREY, "", "Mostly through agencies that had to be joined"),
        Mark(KNOWN_FILLS["several"], GREY, "", "Through several"), NOTHING_APART,
    )  # fmt: skip


def scan_fills(rows: pd.DataFrame) -> pd.DataFrame:
    """`circle` 0: within chance; else a strong fill, hatched, so that it is seen without colour."""
    is_in = rows["circle"] > 0
    return rows.assign(
        fill=[SIGNAL if x else PALE for x in is_in], is_hatched=is_in, outline=[INK if x else GREY for x in is_in]
    )


def scan_legend() -> tuple[Mark, ...]:
    return (
        Mark(SIGNAL, INK, "hatched", "More than chance would explain"),
        Mark(PALE, GREY, "", "Within chance, or not to be told"),
        NOTHING_APART,
    )


def feeling_fills(rows: pd.DataFrame) -> pd.DataFrame:
    """`feeling`: mostly red, amber or green, mixed; "" is withheld: paper with hatching and a broken line."""
    of = {f"mostly {colour}": fill for colour, fill in KINDS.items()} | {"mixed": KINDS["mixed"], "": WHITE}
    is_blank = rows["feeling"] == ""
    return rows.assign(
        fill=rows["feeling"].map(of), outline=[GREY if b else INK for b in is_blank], is_hatched=is_blank | (rows["feeling"] == "mostly red"),
        dash=["4 4" if b else "" for b in is_blank],
    )  # fmt: skip


def feeling_legend() -> tuple[Mark, ...]:
    return (
        Mark(KINDS["red"], INK, "hatched", "Mostly red: most felt unsafe"), Mark(KINDS["amber"], INK, "", "Mostly amber"),
        Mark(KINDS["green"], INK, "", "Mostly green: most felt safe"), Mark(KINDS["mixed"], INK, "", "They differ"),
        Mark(WHITE, GREY, "hatched", "Coloured by too few to show"),
    )  # fmt: skip


POINT_FILLS = ("#0b5f6b", "#e3a15f", "#5b4a9e", "#7fae6b", "#d5b942", "#a03b66")


def point_legend(kinds: Sequence[str]) -> tuple[Mark, ...]:
    return tuple(Mark(POINT_FILLS[i % len(POINT_FILLS)], INK, "point", kind) for i, kind in enumerate(kinds))


def point_fills(points: pd.DataFrame, kinds: Sequence[str]) -> pd.DataFrame:
    fill = {kind: POINT_FILLS[i % len(POINT_FILLS)] for i, kind in enumerate(kinds)}
    return points.assign(fill=points["kind_label"].map(fill))


def plain_legend(words: str) -> Mark:
    return Mark(COMPARED, DONE, "", words)
