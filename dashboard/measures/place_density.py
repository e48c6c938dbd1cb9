"""Places of different sizes beside each other: how many for their size, and through whom they are known."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd


def place_blocks(places: pd.DataFrame, leaves: Mapping[str, frozenset[str]]) -> pd.DataFrame:
    """What the map needs of each published block: block, leaf (one of it), name (short where many places are joined), km2, is_rest, and the geometries of its leaves (`pieces`: those that there are).

    places: leaf, label, kind, km2, geometry. A block that holds "elsewhere" has no shape of its own: it is told, not drawn.
    """
    of_leaf = places.set_index("leaf")
    rows = []
    for block, codes in leaves.items():
        own = of_leaf.reindex(sorted(codes))
        has_shape = not (own["kind"] == "elsewhere").any() and not own["kind"].isna().any()
        rows.append({"block": block, "name": _name(own["label"].fillna("").tolist()), "leaf": min(codes), "km2": float(own["km2"].sum()) if has_shape else np.nan, "has_shape": has_shape,
                     "is_rest": bool((own["kind"] != "cell").any()), "shapes": tuple(own["geometry"]) if has_shape else (), "pieces": tuple(g for g in own["geometry"].fillna("") if g)})  # fmt: skip
    return pd.DataFrame(rows)


def _name(labels: list[str]) -> str:
    """The places of a block in few words: those in the middle of somewhere rather than what is left elsewhere."""
    first, *more = sorted(labels, key=lambda label: (label.startswith("elsewhere"), label)) or [""]
    first = first[:1].upper() + first[1:]
    return first if not more else f"{first} and {more[0]}" if len(more) == 1 else f"{first} and {len(more)} more places"


def summed_by_place(frame: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """Counts of each place over the rows of one view, with what `place_blocks` knows of it; `label` is its name."""
    summed = frame.groupby(["area_block", "area"], as_index=False, sort=False)["n"].sum()
    return summed.assign(label=summed["area"]).join(blocks.set_index("block"), on="area_block").reset_index(drop=True)


def known_through(frame: pd.DataFrame, *, agencies: Mapping[str, int], most: float = 0.8) -> pd.DataFrame:
    """For each place, the group of agencies that most records came through, its share, and in what way it is known.

    frame: area_block, area, group, group_block, n of the view of places by agency; agencies: group → how many it joins.
    Columns: area_block, area, n, through, share_pct, known: "one" (one agency has at least `most`), "others" (a group of
    joined agencies has), "several".
    """
    summed = frame.groupby(["area_block", "area", "group", "group_block"], as_index=False, sort=False)["n"].sum()
    total = summed.groupby("area_block")["n"].transform("sum")
    summed = summed.assign(share_pct=summed["n"] / total * 100, n=total)
    top = summed.sort_values("share_pct", ascending=False, kind="stable").drop_duplicates("area_block")
    is_most = top["share_pct"] >= most * 100
    is_one = top["group_block"].map(agencies) == 1
    known = np.where(is_most & is_one, "one", np.where(is_most, "others", "several"))
    made = top.rename(columns={"group": "through"}).assign(known=known)
    return made[["area_block", "area", "n", "through", "share_pct", "known"]].reset_index(drop=True)
