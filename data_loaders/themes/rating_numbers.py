"""Whether a number of ratings tells of few records: one can have as many ratings of an area as the area has standards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import TypeAlias

import numpy as np
import pandas as pd

from data_loaders.safety.attack.meet import every_union
from data_loaders.safety.floor import Floor, Ints

OfTeams: TypeAlias = dict[str, list[tuple[frozenset[object], int]]]


def ratings_hold(own: pd.DataFrame, everybody: pd.DataFrame, points: Sequence[int], floor: Floor) -> bool:
    """Whether how many ratings of an area a group of teams has in these points tells of no few of its records on some of the standards.

    Of 27 ratings on two standards, by 25 records, two records at least have such a rating on the first, and on both. own, everybody:
    item_id, record, rating, of the group of teams and of all.
    """
    (standard, standards), (record, records) = pd.factorize(own["item_id"]), pd.factorize(own["record"])
    is_in, has = own["rating"].isin(points).to_numpy(), np.zeros((len(standards), len(records)), dtype=bool)
    has[standard[is_in], record[is_in]] = True
    of_all = everybody[everybody["rating"].isin(points)]["item_id"].value_counts().reindex(standards, fill_value=0)
    most = np.minimum(np.bincount(standard, minlength=len(standards)), of_all.to_numpy())
    some, ratings = every_union(len(standards)), int(has.sum())
    of_some = ((some @ has) > 0).sum(axis=1)[ratings - (1 - some) @ most > 0]
    times = has.sum(axis=0)
    of_times = [int((times >= n).sum()) for n in range(1, len(standards) + 1) if ratings > len(records) * (n - 1)]
    of_none = [int((times == 0).sum())] if ratings < len(records) else []
    return floor.may_differ([0, *of_some.tolist(), *of_times, *of_none])


def of_teams(rows: pd.DataFrame, teams: Iterable[str], coarse: Sequence[Sequence[int]]) -> OfTeams:
    """Of each group of teams and these points, the records with such a rating, and how many these are at least, by the number of ratings.
    rows: item_id, record, rating, team, of one area."""
    most = rows["item_id"].nunique()
    (team, names), rating = pd.factorize(rows["team"]), rows["rating"]
    in_points = [rating.isin(points).to_numpy() for points in coarse]
    at = {str(name): number for number, name in enumerate(names)}
    record = rows["record"].to_numpy()
    own = {name: [record[(team == at.get(name, -2)) & is_in] for is_in in in_points] for name in teams}
    return {
        name: [(frozenset(found.tolist()), -(-len(found) // most)) for found in parts] for name, parts in own.items()
    }


def areas_meet(one: OfTeams, other: OfTeams, sizes: Mapping[str, int], floor: Floor) -> bool:
    """Whether two areas that are told by groups of teams tell of few records of a group that have a rating of both in these points.

    Of 25 records of a team 19 are good on the one and 9 weak on the other: three are both at least. `sizes`: group of teams → how many
    records.
    """
    for team, size in sizes.items():
        for (these, least), (those, of_those) in product(one[team], other[team]):
            if least + of_those > size and not floor.is_reached(len(these & those)):
                return True
    return False


def margins_hold(row: Ints, column: Ints, record: Ints, floor: Floor) -> bool:
    """Whether how many ratings are in each row, and how many in each column, tell of no few records that are in some of both.

    row, column, record: of each rating its band, its group of teams and its record, each numbered from nought up.
    """
    if not len(row):
        return True
    bands, teams, records = (int(of.max()) + 1 for of in (row, column, record))
    table = np.bincount(row * teams + column, minlength=bands * teams).reshape(bands, teams)
    has, of_team = np.zeros((bands, records), dtype=bool), np.zeros((teams, records), dtype=np.int64)
    has[row, record] = True
    of_team[column, record] = 1
    one, other = every_union(bands), every_union(teams)
    must_meet = (one @ table.sum(axis=1))[:, None] + (other @ table.sum(axis=0))[None, :] > len(row)
    both = ((one @ has) > 0).astype(np.int64) @ (other @ of_team).T
    return floor.may_differ([0, *both[must_meet].tolist()])
