"""Incidents of harm outside the family, each with its place and with the group of children it concerned.

A record counts for one group: incidents that share a child, directly or through others, have the same group. Different
groups are different children, so k groups are at least k children; a child is never counted twice.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from data_loaders.facts.cells import cells_at
from data_loaders.facts.sensitive_places import sensitive_places

NOT_NAMED = "not known"  # the group of records without a child, where others have one
GROUP_OF = "group of "  # before the name of one of its children
SEPARATOR = r"\s*[;,|]\s*"


def incident_records(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row for each incident, with every column that the policy's dimensions name."""
    incidents = tables["efh_incidents"].reset_index(drop=True)
    place = _places_of(incidents, tables.get("locations"))
    facts = incidents[
        ["occurred_date", "harm_type", "source_agency", "time_band", "day_type", "response_level", "ird_held"]
    ].copy()
    facts["record"] = incidents["incident_id"]
    facts["group"] = groups(incidents["child_group_pseudo_ids"], incidents["incident_id"])
    facts["context_type"] = incidents["context_type"].where(incidents["context_type"] != "", place["context_type"])
    facts["area_code"] = incidents["area_code"].where(incidents["area_code"] != "", place["area_code"])
    facts["cell"] = cells_at(incidents["lat"].fillna(place["lat"]), incidents["lon"].fillna(place["lon"]))
    facts["is_sensitive"] = sensitive_places(incidents, place, tables.get("locations"))
    return facts


def groups_again(facts: pd.DataFrame, counted: int, delivered: pd.DataFrame) -> pd.DataFrame:
    """Groups as they are known today: a new incident can show that two groups of before share a child.

    One that is not delivered today is of all groups in which those stand today with which it was counted: it may be what they share.
    """
    today = facts["record"].map(delivered.set_index("record")["group"])
    is_old = (np.arange(len(facts)) < counted) & (facts["record"] != "") & ~facts["group"].isin(["", NOT_NAMED])
    missed = set(facts.loc[is_old & today.isna(), "group"])
    of_both = pd.DataFrame({"before": facts["group"], "today": today})[
        is_old & facts["group"].isin(missed) & today.notna()
    ]
    same = _joined(of_both[of_both["today"] != NOT_NAMED].drop_duplicates())
    now = today.fillna(facts["group"])
    return facts.assign(group=now.map(lambda name: same.get(name, name)))


def _joined(pairs: pd.DataFrame) -> dict[str, str]:
    """Name → the one name of all that are bound to it by pairs."""
    if pairs.empty:
        return {}
    codes, names = pd.factorize(pd.concat([pairs["before"], pairs["today"]]))
    ends = codes[: len(pairs)], codes[len(pairs) :]
    connected = connected_components(csr_matrix((np.ones(len(pairs)), ends), shape=(len(names),) * 2), directed=False)[
        1
    ]
    first = pd.Series(names).groupby(connected).min()
    return dict(zip(names, pd.Series(connected).map(first), strict=True))


def nothing_of_the_day(facts: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> dict[str, np.ndarray]:
    """The kind of day of an incident is delivered with it."""
    del facts, tables
    return {}


def groups(ids: pd.Series, records: pd.Series) -> np.ndarray:
    """A code for each row, named after one of its children: rows that share a child have the same. Rows without any child share
    one code, if others have some.

    Where no row names a child, each row is a code of its own, and the release says that records are counted.
    """
    several = ids.fillna("").str.strip()
    if (several == "").all():
        return np.array([f"record {name}" for name in records])
    named = several[several != ""].str.split(SEPARATOR, regex=True).explode()
    child, children = pd.factorize(named)
    row = named.index.to_numpy()
    links = csr_matrix((np.ones(len(row)), (row, len(ids) + child)), shape=(len(ids) + len(children),) * 2)
    connected = connected_components(links, directed=False)[1]
    name = pd.Series(children).groupby(connected[len(ids) :]).min()
    return np.where(several == "", NOT_NAMED, GROUP_OF + pd.Series(connected[: len(ids)]).map(name).astype("str"))


def _places_of(incidents: pd.DataFrame, locations: pd.DataFrame | None) -> pd.DataFrame:
    """The delivered location of each incident, row for row; blank where none is named."""
    columns = ["label", "context_type", "area_code", "lat", "lon", "is_sensitive"]
    if locations is None:
        blank = {"label": "", "context_type": "", "area_code": "", "lat": np.nan, "lon": np.nan, "is_sensitive": "N"}
        return pd.DataFrame(blank, index=incidents.index)
    found = incidents[["location_id"]].merge(locations[["location_id", *columns]], on="location_id", how="left")
    text = ["label", "context_type", "area_code", "is_sensitive"]
    return found[columns].fillna(dict.fromkeys(text, ""))
