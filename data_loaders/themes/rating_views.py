"""The ratings of one round as grids that are safe: each standard, each area of practice, groups of teams.

The record that was read is protected. A group is shown at the finest banding of the six points at which each of its bands
has at least k different records, no one of which holds more than its part of the band; an empty band fails too. Inside one
view every difference of two choices is therefore nothing, or a union of such bands. What several views tell together is
attacked in `witnesses`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_loaders.policy.audits import AuditPolicy, Bands

ITEM, AREA, TEAM_AREA, ALL = "item", "area", "team_area", "ALL"
WHOLE: Bands = ((1, 2, 3, 4, 5, 6),)
POINTS = range(1, 7)


@dataclass(frozen=True)
class Group:
    """One row of bars: a group of standards (`items`), of all teams or of one, at one banding."""

    view: str
    group: str
    team: str
    items: tuple[str, ...]
    bands: Bands
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Kept:
    """What of a round may be shown, and why the rest may not. `ratings`: item_id, practice_area, record, team, rating."""

    ratings: pd.DataFrame
    groups: tuple[Group, ...]
    withheld: tuple[tuple[str, str, str, str], ...]  # view, group, team, reason


def pooled_teams(ratings: pd.DataFrame, least: int) -> pd.Series:
    """The team of each row; groups of teams with too few records are joined, the smallest first."""
    sizes = ratings.groupby("team")["record"].nunique()
    parts: dict[tuple[str, ...], int] = {(str(team),): int(size) for team, size in sizes.items()}
    while len(parts) > 1 and min(parts.values()) < least:
        first, second = sorted(parts, key=lambda part: (parts[part], part))[:2]
        parts[tuple(sorted(first + second))] = parts.pop(first) + parts.pop(second)
    named = {team: " + ".join(part) for part in parts for team in part}
    return ratings["team"].map(named)


def safe_views(ratings: pd.DataFrame, policy: AuditPolicy, k: int) -> Kept:
    """Every view of one round, each group at its own banding."""
    ratings = ratings.assign(team=pooled_teams(ratings, max(policy.team_least, k)))
    withheld: list[tuple[str, str, str, str]] = []
    enough = ratings.groupby("item_id")["record"].nunique() >= k
    for item in enough.index[~enough]:
        withheld.append((ITEM, str(item), ALL, f"Fewer than {k} records were read against this standard."))
    ratings = ratings[ratings["item_id"].isin(enough.index[enough])]
    groups = [
        _group(policy, k, view=ITEM, group=str(item), rows=rows) for item, rows in ratings.groupby("item_id", sort=True)
    ]
    finest = {group.group: len(group.bands) for group in groups}
    for area, rows in ratings.groupby("practice_area", sort=True):
        groups.append(_group(policy, k, view=AREA, group=str(area), rows=rows, finest=finest))
    groups += _teams(ratings, policy, k, withheld)
    return Kept(ratings, tuple(groups), tuple(withheld))


def _teams(
    ratings: pd.DataFrame, policy: AuditPolicy, k: int, withheld: list[tuple[str, str, str, str]]
) -> list[Group]:
    """Teams at the coarsest banding, in each area where every band of every team passes. Sums over areas follow from them."""
    made: list[Group] = []
    few = f"In one group of teams a band would hold fewer than {k} records."
    if ratings["team"].nunique() < 2:
        return made
    for area, rows in ratings.groupby("practice_area", sort=True):
        parts = [
            _at(part, policy.bandings[-1], TEAM_AREA, str(area), str(team))
            for team, part in rows.groupby("team", sort=True)
        ]
        if len(parts) == ratings["team"].nunique() and all(
            _passes(part, policy.bandings[-1], k, policy.dominance) for _, part in rows.groupby("team")
        ):
            made += parts
        else:
            withheld.append((TEAM_AREA, str(area), ALL, few))
    return made


def _group(
    policy: AuditPolicy, k: int, *, view: str, group: str, rows: pd.DataFrame, finest: dict[str, int] | None = None
) -> Group:
    """At the first banding that passes. An area less those of its standards that are shown as finely (`finest`: bands of
    each) must pass too, at this banding and at each coarser one: what is left of it could be worked out."""
    for at, bands in enumerate(policy.bandings):
        rests = [(rows[rows["item_id"].map(finest) < len(b)], b) for b in policy.bandings[at:]] if finest else []
        if all(_passes(part, b, k, policy.dominance) for part, b in [(rows, bands), *rests] if len(part)):
            return _at(rows, bands, view, group, ALL)
    return _at(rows, WHOLE, view, group, ALL)


def _passes(rows: pd.DataFrame, bands: Bands, k: int, dominance: float) -> bool:
    for band in bands:
        records = rows.loc[rows["rating"].isin(band), "record"].value_counts()
        if len(records) < k or records.max() > dominance * records.sum():
            return False
    return True


def _at(rows: pd.DataFrame, bands: Bands, view: str, group: str, team: str) -> Group:
    counts = tuple(int(rows["rating"].isin(band).sum()) for band in bands)
    return Group(view, group, team, tuple(sorted(rows["item_id"].unique())), bands, counts)
