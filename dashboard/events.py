"""The dated events that concern an area: what is marked on its chart, and where its limits may begin afresh."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.delivered import needed_by
from dashboard.ask.months import Months, leaves_of
from dashboard.ask.published import rows_of
from dashboard.selection import ALL, WHOLE
from data_loaders.release import Release


def events_that_concern(release: Release, *datasets: str) -> pd.DataFrame:
    """The events of these datasets, in time order, each with its `number` in the whole list; one that names none concerns all."""
    events = rows_of(release, "events").sort_values(["date", "label"], kind="stable").reset_index(drop=True)
    named = events["datasets"].map(lambda text: {code.strip() for code in text.split(";") if code.strip()})
    concerns = [not codes or bool(codes & {*datasets}) for codes in named]
    return events.assign(number=range(1, len(events) + 1))[pd.Series(concerns, index=events.index, dtype=bool)]


def events_of(release: Release, question: Months) -> pd.DataFrame:
    """The events that touch the dataset and the area asked for, in time order, each with its `number` in the whole list.

    `is_wide`: whether one concerns all of that area; only at such may limits begin afresh. An event whose scope names no
    delivered area concerns everybody.
    """
    events = events_that_concern(release, question.dataset, *map(needed_by, question.dimensions))
    areas = rows_of(release, "areas")
    chains = _chains(areas)
    chosen = leaves_of(release, question.dataset, "area").get(question.block, frozenset())
    is_whole = question.level == WHOLE or question.block == ALL or not chosen
    wanted = [chains[c] for c in (set(areas["area_code"]) if is_whole else chosen) if c in chains]
    scopes = [
        set(areas.loc[(areas["area_code"] == s) | (areas["area_name"] == s), "area_code"]) for s in events["scope"]
    ]
    council = set(areas.loc[areas["area_level"] == WHOLE, "area_code"])
    touches = [not s or any(s & chain for chain in wanted) for s in scopes]
    is_wide = [not s or bool(s & council) or (not is_whole and all(s & chain for chain in wanted)) for s in scopes]
    wide = events.assign(is_wide=pd.Series(is_wide, index=events.index, dtype=bool))
    return wide[pd.Series(touches, index=events.index, dtype=bool)]


def _chains(areas: pd.DataFrame) -> dict[str, set[str]]:
    """Area code → itself and every area that it is part of."""
    parent = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    chains: dict[str, set[str]] = {}
    for code in parent:
        chain, at = {code}, parent[code]
        while at in parent and at not in chain:
            chain.add(at)
            at = parent[at]
        chains[code] = chain
    return chains
