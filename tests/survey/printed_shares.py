"""Shares of all pupils worked out again from printed counts and printed weights, with the tables alone and none of the product's code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

QUESTION = ["survey_id", "wave", "question_id"]
# Which answers of all pupils stand in an answer of the groups, by the end of the scale they are at; its own always.
STANDS_IN = {"rest": ("neither", "negative", "none", "rest"), "neither": ("neither",)}


def shares_of_all(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """By question and band, 0 to 1 and not rounded. Each counts what those who gave an answer count on average, as far as groups tell it apart."""
    found: dict[tuple[object, ...], float] = {}
    for key, whole, groups in _views(tables):
        counts = pd.Series(1.0, index=whole["band"])
        for (_, side), rows in groups.groupby(["band", "side"]):
            counts[_inside(whole, rows["band"].iat[0], side, set(groups["side"]))] = (
                rows["n"] * rows["weight"]
            ).sum() / rows["n"].sum()
        n = whole.set_index("band")["n"] * counts
        side = whole.set_index("band")["side"]
        for band in whole["band"]:
            left_out = (
                [] if side[band] == "not_asked" else ["not_asked"] if side[band] == "none" else ["not_asked", "none"]
            )
            found[*key, band] = n[band] / n[~side.isin(left_out)].sum()
    return pd.Series(found, name="share").rename_axis([*QUESTION, "band"])


def _views(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[tuple[object, ...], pd.DataFrame, pd.DataFrame]]:
    """Each question of all pupils, with the cells of the groups whose weights are printed."""
    steps = tables["survey_views"][[*QUESTION, "split", "step"]]
    cells = tables["survey_cells"].merge(steps, on=[*QUESTION, "split"])
    cells = cells.merge(tables["survey_bands"][[*QUESTION, "step", "band", "side"]], on=[*QUESTION, "step", "band"])
    part = tables["survey_part"].dropna(subset="weight")
    for key, own in cells.groupby(QUESTION):
        beside = part[(part["survey_id"] == key[0]) & (part["wave"] == key[1])]
        leaves = tables["survey_blocks"].query("survey_id == @key[0] and wave == @key[1]")
        weight = {(r.split, r.block): (float(r.weight), int(r.pupils)) for r in beside.itertuples()}
        groups = own[own["split"].isin(beside["split"])].copy()
        groups["weight"] = [_mean(weight, leaves, r.split, r.block) for r in groups.itertuples()]
        yield key, own[own["split"] == "all"], groups


def _mean(weight: Mapping[tuple[str, str], tuple[float, int]], leaves: pd.DataFrame, split: str, block: str) -> float:
    """Of a group that joins several: their weights, each as often as it has pupils."""
    if (split, block) in weight:
        return weight[split, block][0]
    own = [weight[split, leaf] for leaf in leaves.query("split == @split and block == @block")["leaf"]]
    return sum(one * pupils for one, pupils in own) / sum(pupils for _, pupils in own)


def _inside(whole: pd.DataFrame, band: str, side: str, sides: set[str]) -> list[str]:
    stand = {side, *STANDS_IN.get(side, ())} | ({"none"} if side == "neither" and "none" not in sides else set())
    own = whole["band"] == band
    return list(whole["band"][own] if own.any() else whole["band"][whole["side"].isin(stand)])
