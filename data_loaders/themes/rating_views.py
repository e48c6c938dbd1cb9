"""The ratings of one round as wanted grids: each standard, each area of practice, groups of teams.

The record that was read is protected. A standard is wanted at the finest banding of the six points, groups of teams at the
coarsest, area by area. An area is told as the coarsest of its standards: more finely, it would tell the bands that this one has not.
What all views tell together is attacked, and the views that cross a group with others give way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from data_loaders.policy.audits import AuditPolicy
from data_loaders.safety.attack import Attempt, Figures, attempt
from data_loaders.safety.attack.figures import Sum, exactly
from data_loaders.safety.floor import Floor
from data_loaders.safety.grid import Axis, Grid, Records, count, hidden
from data_loaders.safety.ladder import Band, Ladder, Step, banded, leaves_of
from data_loaders.themes.rating_bases import Bands, Base, agreeing
from data_loaders.themes.rating_numbers import OfTeams, areas_meet, of_teams, ratings_hold
from data_loaders.themes.rating_teams import in_bands, sizes_hold, teams_hold_inside, teams_of

ITEM, AREA, TEAM_AREA, ALL = "item", "area", "team_area", "ALL"
POINTS = range(1, 7)
WHY = hidden("children")
OTHERS = "Other teams"
# What is given up, in this order, until no small cell is given away by all views together: the standards are wanted most.
GIVEN_UP: tuple[tuple[str, ...], ...] = ((), (TEAM_AREA,), (TEAM_AREA, AREA))


@dataclass(frozen=True)
class Group:
    """One row of bars: a group of standards (`items`), of all teams or of one group of teams, at one banding."""

    view: str
    group: str
    team: str
    items: tuple[str, ...]
    bands: tuple[tuple[int, ...], ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class RoundViews:
    """What of a round may be shown. `ratings`: item_id, practice_area, record, team, rating; `withheld`: view, group, team.

    `bands`: those of standards that are out.
    """

    ratings: pd.DataFrame
    groups: tuple[Group, ...]
    withheld: tuple[tuple[str, str, str], ...]
    bands: Bands


def point_ladder(policy: AuditPolicy) -> Ladder:
    bandings = [[[str(point) for point in band] for band in banding] for banding in policy.bandings]
    return banded("rating", {str(point): str(point) for point in POINTS}, [*bandings, [[str(point) for point in POINTS]]])  # fmt: skip


def points_of(band: Band) -> tuple[int, ...]:
    return tuple(sorted(int(point) for point in band.leaves))


def joined_teams(ratings: pd.DataFrame, least: int) -> pd.Series:
    """The group of teams of each row: every team of which enough records were read, and the others together.

    Where too few were read of the others together they stand with the last team by name, whose group is called so whether or
    not there are any: a team is named only where it is large enough by itself, and of fewer records no more is told than of none.
    """
    floor = Floor(least, 1.0)
    large = sorted(team for team, n in ratings.groupby("team")["record"].nunique().items() if floor.is_reached(int(n)))
    rest = ratings.loc[~ratings["team"].isin(large), "record"].nunique()
    if not large:
        return pd.Series(OTHERS, index=ratings.index)
    last = large[-1]
    host = (last, OTHERS) if floor.is_reached(rest) else (f"{last} + {OTHERS.lower()}",) * 2
    return ratings["team"].map({**{team: team for team in large}, last: host[0]}).fillna(host[1])


def round_views(
    ratings: pd.DataFrame, policy: AuditPolicy, floor: Floor, standards: Iterable[str]
) -> tuple[RoundViews, Attempt]:
    """Every view of one round that all together give nothing away, and what was tried.

    `standards`: all that a record can be read against: one that few were read against stands there like one that none was.
    """
    ratings = ratings.assign(team=joined_teams(ratings, max(policy.team_least, floor.k)))
    ladder, groups, withheld = point_ladder(policy), list[Group](), list[tuple[str, str, str]]()
    teams = teams_of(ratings)
    bases = {item: base for item, base in bases_of(ratings).items() if floor.is_reached(len(base))}
    bands, agree = Bands.of(ratings["record"], floor), agreeing(bases, floor)
    for item in sorted(set(standards)):
        rows = ratings[ratings["item_id"] == item]
        grid = _item(rows, ladder, floor, bands, teams) if item in agree else None
        if grid is None:
            withheld.append((ITEM, item, ALL))
        else:
            groups.append(_group(ITEM, item, ALL, rows, grid))
    shown = {group.group: len(group.bands) for group in groups}
    ratings = ratings[ratings["item_id"].isin(shown)]
    told = pd.concat([in_bands(ratings[ratings["item_id"] == g.group], g.bands) for g in groups] or [ratings.iloc[:0]])
    may_tell_teams = all(sizes_hold(own, teams, floor) for _, own in told.groupby("item_id"))
    sizes = {str(team): int(n) for team, n in ratings.groupby("team")["record"].nunique().items()}
    coarse, by_teams = tuple(map(points_of, ladder.steps[-2])), list[OfTeams]()  # the areas that are told by them
    for area, rows in ratings.groupby("practice_area", sort=True):
        groups.append(whole := _area(str(area), rows, ladder, shown))
        finer = in_bands(rows, whole.bands), told[told["practice_area"] == area]
        may_tell = may_tell_teams and all(teams_hold_inside(own, coarse, floor) for own in finer)
        own_teams = of_teams(rows, sizes, coarse)
        may_tell = may_tell and not any(areas_meet(own_teams, other, sizes, floor) for other in by_teams)
        may_tell = may_tell and bands.may_cross(rows, coarse)
        groups += (by_team := _teams(str(area), rows, ladder, sizes, floor) if may_tell else [])
        by_teams += [own_teams] if by_team else []
        withheld += [] if by_team else [(TEAM_AREA, str(area), ALL)]
    return _withstanding(RoundViews(ratings, tuple(groups), tuple(withheld), bands), floor)


def _item(rows: pd.DataFrame, ladder: Ladder, floor: Floor, bands: Bands, teams: pd.Series) -> Grid | None:
    """The finest bands of a standard that hold enough records each and must not meet what is out in few, nor groups of teams either.

    Where bands of any kind would meet these in few, they are as fine as they can be, and the groups of teams give way.
    """
    steps = [step for step in ladder.steps if _holds(rows, ladder, step, floor)]
    beside_teams = [
        s for s in steps if len(s) > 1 and sizes_hold(in_bands(rows, tuple(map(points_of, s))), teams, floor)
    ]
    for step in (*beside_teams, *(step for step in steps if not beside_teams or len(step) == 1)):
        parts = [rows.loc[rows["rating"].isin(points_of(band)), "record"].tolist() for band in step]
        if bands.take(parts):
            return count(_records(rows), [_points(rows, ladder)], [step])
    return None


def bases_of(ratings: pd.DataFrame) -> dict[str, Base]:
    """The records that each standard was read against."""
    return {str(item): frozenset(records) for item, records in ratings.groupby("item_id")["record"]}


def _area(area: str, rows: pd.DataFrame, ladder: Ladder, shown: dict[str, int]) -> Group:
    """In the bands in which all its standards are shown: finer ones, less those of the others, would be the bands of a standard that was
    shown more coarsely for a reason."""
    step = next(step for step in ladder.steps if len(step) <= rows["item_id"].map(shown).min())
    return _group(AREA, area, ALL, rows, count(_records(rows), [_points(rows, ladder)], [step]))


def _teams(area: str, rows: pd.DataFrame, ladder: Ladder, sizes: dict[str, int], floor: Floor) -> list[Group]:
    """Every group of teams at the coarsest banding, if each band of each may be shown; sums over areas follow from them."""
    step, parts = ladder.steps[-2], list(rows.groupby("team", sort=True))
    if len(parts) < 2 or len(parts) < len(sizes) or not all(_holds(part, ladder, step, floor) for _, part in parts):
        return []
    is_safe = all(ratings_hold(part, rows, points_of(band), floor) for _, part in parts for band in step)
    if not is_safe or not _team_bases_hold(parts, sizes, floor):
        return []
    return [_group(TEAM_AREA, area, str(team), part, count(_records(part), [_points(part, ladder)], [step])) for team, part in parts]  # fmt: skip


def _team_bases_hold(parts: list[tuple[str, pd.DataFrame]], sizes: dict[str, int], floor: Floor) -> bool:
    """Of each group of teams, those that a standard of the area was read against, and those that it was not, are nobody or k."""
    read = [(sizes[team], len(base)) for team, part in parts for base in bases_of(part).values()]
    return floor.may_differ([n for everybody, base in read for n in (base, everybody - base)])


def _holds(rows: pd.DataFrame, ladder: Ladder, step: Step, floor: Floor) -> bool:
    return floor.holds(count(_records(rows), [_points(rows, ladder)], [step]).cells)


def _records(rows: pd.DataFrame) -> Records:
    return Records(pd.factorize(rows["record"])[0].astype(np.int64))


def _points(rows: pd.DataFrame, ladder: Ladder) -> Axis:
    return Axis(ladder, leaves_of(rows["rating"].astype(int)))


def _group(view: str, group: str, team: str, rows: pd.DataFrame, grid: Grid) -> Group:
    bands = tuple(points_of(band) for band in grid.bands[0])
    return Group(view, group, team, tuple(sorted(rows["item_id"].unique())), bands, tuple(grid.n().tolist()))


def _withstanding(views: RoundViews, floor: Floor) -> tuple[RoundViews, Attempt]:
    tried = Attempt(0, ())
    for given_up in GIVEN_UP:
        groups = tuple(group for group in views.groups if group.view not in given_up)
        tried = attempt(published_figures(views.ratings, groups), floor)
        if not tried.pinned:
            break
    lost = tuple((g.view, g.group, g.team) for g in views.groups if g not in groups)
    return RoundViews(views.ratings, groups, (*views.withheld, *lost), views.bands), tried


def published_figures(ratings: pd.DataFrame, groups: tuple[Group, ...]) -> Figures:
    """Standard × point × group of teams, with every published band. A reader is even told how many records each group of teams
    has, and that each was rated once at most on each standard."""
    items, teams = sorted(ratings["item_id"].unique()), sorted(ratings["team"].unique())
    truth = np.zeros((len(items), len(POINTS), len(teams)))
    at = (ratings["item_id"].map(items.index), ratings["rating"].astype(int) - 1, ratings["team"].map(teams.index))
    np.add.at(truth, tuple(place.to_numpy(dtype=int) for place in at), 1)
    item, point, team = np.indices(truth.shape).reshape(3, -1)
    masks = [
        np.isin(item, [items.index(i) for i in group.items]) & np.isin(point, [p - 1 for p in band])
        & ((group.team == ALL) | (team == (teams.index(group.team) if group.team in teams else -1)))
        for group in groups for band in group.bands
    ]  # fmt: skip
    records = ratings.groupby("team")["record"].nunique().reindex(teams).to_numpy(dtype=float)
    is_whole = truth.sum(axis=(1, 2)) == records.sum()
    known = [
        Sum(np.flatnonzero((item == i) & (team == t)), records[t] if is_whole[i] else 0.0, records[t])
        for i, t in product(range(len(items)), range(len(teams)))
    ]
    return Figures(truth.ravel(), (*exactly(truth.ravel(), masks), *known), float(records.max(initial=0)))
