"""How often children were counted again, counted from the records."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from data_loaders.published.effects import GRID, LEAST_RECORDS, WITHHELD, against_the_next
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.counted import months_of, place_of
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.spans import periods_between
from data_loaders.published.recount.trees import facts_of

PLACES = ("area", "cells")


def design_effects(evidence: Evidence) -> Frame:
    rows = []
    for name, policy in evidence.policy.datasets.items():
        if policy.coverage in evidence.delivered:
            for split, own in _of_dataset(evidence, name):
                effect = _told(own, evidence.policy.k(name))
                is_told = not math.isnan(effect)
                rows.append((name, split, effect, "published" if is_told else "withheld", "" if is_told else WITHHELD))
    return pd.DataFrame(rows, columns=["dataset", "split", "effect", "status", "reason"])


def _of_dataset(evidence: Evidence, name: str) -> Iterator[tuple[str, Frame]]:
    """Split → for each child and time how often it was counted (`n`), and what it adds (`squares`)."""
    facts, policy = facts_of(evidence, name), evidence.policy.datasets[name]
    years = list(periods_between(*months_of(evidence, name), "year", evidence.policy.time.year_starts))
    nobody = facts["person"].isin(["", "not known"]).to_numpy()
    child = np.where(nobody, -1 - np.arange(len(facts)), pd.factorize(facts["person"])[0])
    splits = [split for split, dimension in policy.dimensions.items() if dimension.kind not in PLACES]
    records = pd.DataFrame({"child": child, "year": place_of(facts["day"].to_numpy(dtype="datetime64[s]"), years)})
    records = records.assign(**{split: pd.factorize(facts[f"of {split}"])[0] for split in splits})
    records = records[records["year"] >= 0]
    if (records["child"].value_counts() > 1).sum() < evidence.policy.k(name):
        records = records.iloc[
            :0
        ]  # an identifier that never comes twice may be that of a record, and of few it is not told
    once = records.groupby(["child", "year"], as_index=False).size().rename(columns={"size": "n"})
    yield "", once.assign(squares=once["n"] ** 2)
    last = int(once["year"].max()) + 1 if len(once) else 0  # a year after it, without records, stands beside none
    yield "time", _against_the_next(once, last)
    for split in splits:
        yield split, _apart(records, once, split)
        yield against_the_next(split), _apart_from_the_next(records, split, last)


def _against_the_next(once: Frame, years: int) -> Frame:
    """Each child in one year and the next, where it was counted in either."""
    table = once.pivot(index="child", columns="year", values="n").reindex(columns=range(years)).fillna(0)
    pairs = [(table[at], table[at + 1]) for at in range(years - 1)]
    made = [pd.DataFrame({"n": a + b, "squares": (a - b) ** 2}).reset_index() for a, b in pairs]
    both = pd.concat([once.iloc[:0][["child", "n"]].assign(squares=0.0), *made])
    return both[both["n"] > 0]


def _apart(records: Frame, once: Frame, split: str) -> Frame:
    """How far each child's groups lie from those of all children of its year, as a part of what chance would give.

    Over all groups, Σ(n_c − p_c·n)² is Σn_c² − 2n·Σp_c·n_c + n²·Σp_c²; where a child is not, n_c is nought.
    """
    group = ["year", split]
    share = records.groupby(group).size() / records.groupby("year").size()
    own = records.groupby(["child", *group], as_index=False).size().rename(columns={"size": "of"})
    own = own.merge(share.rename("share").reset_index(), on=group)
    own = own.assign(squared=own["of"] ** 2, met=own["of"] * own["share"])
    made = once.merge(own.groupby(["child", "year"], as_index=False)[["squared", "met"]].sum(), on=["child", "year"])
    alike = made["year"].map((share**2).groupby("year").sum())
    apart = made["squared"] - 2 * made["n"] * made["met"] + made["n"] ** 2 * alike
    return made.assign(squares=(apart / (1 - alike)).where(alike < 1 - 1e-9, 0.0))


def _apart_from_the_next(records: Frame, split: str, years: int) -> Frame:
    """The same of the difference between a year and the next: how far each child's groups moved against those of all children.

    A child's row is its groups in the later year less what all children's shares would have made of them, less the same of the
    earlier; chance is that of the shares of both years together.
    """
    made = [pd.DataFrame({"child": [], "n": [], "squares": []})]
    counted = records.groupby(["year", "child", split]).size()
    for at in range(years - 1):
        pair = counted[counted.index.get_level_values("year").isin([at, at + 1])]
        if pair.empty:
            continue
        wide = pair.unstack(split, fill_value=0)
        all_children = wide.groupby("year").sum()
        met = all_children.div(all_children.sum(axis=1), axis=0).reindex(wide.index.get_level_values("year"))
        beyond = wide - met.mul(wide.sum(axis=1).to_numpy(), axis=0).to_numpy()
        sign = np.where(wide.index.get_level_values("year") == at + 1, 1.0, -1.0)
        moved = beyond.mul(sign, axis=0).groupby("child").sum()
        alike = ((all_children.sum() / all_children.to_numpy().sum()) ** 2).sum()
        squares = (moved**2).sum(axis=1) / (1 - alike) if alike < 1 - 1e-9 else moved.sum(axis=1) * 0.0
        times = wide.sum(axis=1).groupby("child").sum()
        made.append(pd.DataFrame({"n": times, "squares": squares}).reset_index())
    return pd.concat(made, ignore_index=True)


def _told(own: Frame, k: int) -> float:
    """Nobody weighs more than the child with the k-th largest effect of its own; rounded up."""
    records = own["n"].sum()
    if records < LEAST_RECORDS:
        return math.nan
    largest = (own["squares"] / own["n"]).groupby(own["child"]).max().nlargest(k)
    most = largest.iloc[-1] if len(largest) >= k else 0.0
    effect = own["squares"].clip(upper=most * own["n"]).sum() / records
    return next((g for g in GRID if effect <= g + 1e-9), GRID[-1])


EFFECTS = {"design_effects": Recount("Counted again child by child and year by year.", design_effects)}
