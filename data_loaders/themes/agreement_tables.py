"""What may be shown of how far two auditors agree.

Two things. First, tables of decisions: bands of the first auditor by bands of the second, each cell with k or more different
records. Every coefficient of such a table tells nothing that the table does not, so it is shown as it is. Second, all six
points. Their table is too fine to show, and a coefficient with its number of records is a count in another dress: raw
agreement 0.97 of 100 records are three rated differently, and a weighted kappa told to three places says by how much. So
these are told only where at least k records were rated alike and k differently, and, beside a table of decisions, none or k
were decided alike and rated differently; and only to the nearest tenth, limits rounded outward.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_loaders.policy.audits import AuditPolicy
from data_loaders.safety.floor import Floor
from data_loaders.safety.grid import Axis, Records, count, hidden
from data_loaders.safety.ladder import Ladder, Step, leaves_of
from data_loaders.themes.agreement import (
    Floats,
    alpha_of_table,
    bootstrap_interval,
    cohen_kappa,
    gwet_ac,
    raw_agreement,
)
from data_loaders.themes.rating_bases import agreeing
from data_loaders.themes.rating_teams import Teams
from data_loaders.themes.rating_views import (
    AREA,
    ITEM,
    POINTS,
    TEAM_AREA,
    RoundViews,
    bases_of,
    point_ladder,
    points_of,
)

Statistic = Callable[[Floats], Floats]
DECISION, SIX_POINTS = "decision", "six_points"
STATISTICS: dict[str, dict[str, Statistic]] = {
    DECISION: {
        "raw": raw_agreement, "kappa": lambda t: cohen_kappa(t, "linear"), "alpha": alpha_of_table,
        "ac1": gwet_ac,
    },
    SIX_POINTS: {
        "raw": raw_agreement, "kappa": lambda t: cohen_kappa(t, "quadratic"), "alpha": alpha_of_table,
        "ac1": lambda t: gwet_ac(t, "quadratic"),
    },
}  # fmt: skip
Bands = tuple[tuple[int, ...], ...]
SINGLE: Bands = tuple((point,) for point in POINTS)
WHY = hidden("children")


@dataclass(frozen=True)
class Scope:
    """The pairs of one standard or area: columns record, first, second."""

    view: str
    group: str
    pairs: pd.DataFrame
    bands: Bands | None  # None: no table may be shown


def pairs_of(ratings: pd.DataFrame) -> pd.DataFrame:
    """Records that both auditors rated, the second without having seen the first. `ratings`: also rater, is_blind."""
    first = ratings[ratings["rater"] == "A"].rename(columns={"rating": "first"})
    second = ratings[(ratings["rater"] == "B") & (ratings["is_blind"] != "N")].rename(columns={"rating": "second"})
    return first.merge(second[["item_id", "record", "second"]], on=["item_id", "record"])


def scopes(pairs: pd.DataFrame, views: RoundViews, policy: AuditPolicy, floor: Floor) -> list[Scope]:
    """Each standard of which something is shown, then each area of them, whether or not a second auditor read any. `views`: bands of
    all ratings of the first auditor, which are shown as well."""
    made, first = list[Scope](), views.ratings
    enough = {item for item, base in bases_of(pairs).items() if floor.is_reached(len(base))}
    # What both read of few is told like what they read of none, in its area too.
    pairs = pairs[pairs["item_id"].isin(enough)]
    told_by_team = frozenset(group.group for group in views.groups if group.view == TEAM_AREA)
    teams = Teams(first, told_by_team, tuple(map(points_of, point_ladder(policy).steps[-2])), views.bands)
    known = {group.group: len(group.bands) for group in views.groups if group.view == ITEM}
    steps = point_ladder(policy).steps[:-1]
    agree = agreeing(bases_of(pairs), floor, list(bases_of(first).values()))
    read_of = {str(item): rows for item, rows in first.groupby("item_id", sort=False)}
    for item, alone in sorted(read_of.items()):
        rows = pairs[pairs["item_id"] == item]
        alone = alone[~alone["record"].isin(rows["record"])]
        is_read = rows["record"].nunique() >= policy.pairs_least and item in agree
        coarse_enough = [step for step in steps if is_read and len(step) <= known[str(item)]]
        safe_steps = (s for s in coarse_enough if _holds(rows, s, floor) and _rest_is_safe(alone, s, floor))
        step = next((s for s in safe_steps if _holds_beside_teams(rows, alone, s, teams, floor)), None)
        made.append(_scope(ITEM, str(item), rows, step))
    shown = {scope.group for scope in made if scope.bands is not None}
    for area in sorted(first["practice_area"].unique()):
        rows = pairs[pairs["practice_area"] == area]
        rest = rows[~rows["item_id"].isin(shown)]  # the area less its standards must be safe as well
        read = first[first["practice_area"] == area].merge(rows[["item_id", "record"]], how="left", indicator=True)
        alone, coarse = read[read["_merge"] == "left_only"], steps[-1]
        safe = _holds(rows, coarse, floor) and (rest.empty or _holds(rest, coarse, floor)) and _rest_is_safe(alone, coarse, floor)  # fmt: skip
        is_read = rows["record"].nunique() >= policy.pairs_least and set(rows["item_id"]) <= agree
        safe = safe and _holds_beside_teams(rows, alone, coarse, teams, floor)
        made.append(_scope(AREA, str(area), rows, coarse if safe and is_read else None))
    return made


def _holds_beside_teams(pairs: pd.DataFrame, alone: pd.DataFrame, step: Step, teams: Teams, floor: Floor) -> bool:
    """Whether a table of both auditors tells of no few of a group of teams. alone: what the first auditor alone read."""
    number, own = _band_of(tuple(points_of(band) for band in step)), ["item_id", "practice_area", "record"]
    both = [f"{number[one]}:{number[other]}" for one, other in zip(pairs["first"], pairs["second"], strict=True)]
    read = pd.concat([pairs[own], alone[own]])
    bands = pd.Series([*both, *(f"{number[point]}:one" for point in alone["rating"])], index=read.index, dtype=object)
    return teams.hold_beside(read.assign(band=bands), floor)


def _scope(view: str, group: str, pairs: pd.DataFrame, step: Step | None) -> Scope:
    return Scope(view, group, pairs, None if step is None else tuple(points_of(band) for band in step))


def table_of(pairs: pd.DataFrame, bands: Bands) -> Floats:
    number = _band_of(bands)
    table = np.zeros((len(bands), len(bands)))
    np.add.at(
        table, (pairs["first"].map(number).to_numpy(dtype=int), pairs["second"].map(number).to_numpy(dtype=int)), 1
    )
    return table


def _band_of(bands: Bands) -> dict[int, int]:
    """Point → the number of its band."""
    return {point: at for at, band in enumerate(bands) for point in band}


def pair_rows(name: str, scope: Scope) -> Iterator[dict[str, object]]:
    """The cells of a table that may be shown."""
    if scope.bands is None:
        return
    for (one, other), n in np.ndenumerate(table_of(scope.pairs, scope.bands)):
        a, b = scope.bands[one], scope.bands[other]
        yield {"round": name, "view": scope.view, "group": scope.group, "first_low": a[0], "first_high": a[-1],
               "second_low": b[0], "second_high": b[-1], "n": int(n)}  # fmt: skip


def agreement_rows(name: str, scope: Scope, policy: AuditPolicy, floor: Floor) -> Iterator[dict[str, object]]:
    """Coefficients of the decision, exactly; of the six points, in steps; or why not."""
    for scale in (DECISION, SIX_POINTS):
        whole = {"round": name, "view": scope.view, "group": scope.group, "scale": scale}
        if not _may_show(scope, scale, policy, floor):
            yield {**whole, "statistic": "", "value": np.nan, "lower": np.nan, "upper": np.nan, "step": np.nan, "pairs": np.nan,
                   "status": "withheld", "reason": WHY}  # fmt: skip
            continue
        step = policy.coefficient_step if scale == SIX_POINTS else 0.0
        table = table_of(scope.pairs, scope.bands if scale == DECISION and scope.bands else SINGLE)
        for statistic, function in STATISTICS[scale].items():
            low, high = bootstrap_interval(table, function, resamples=policy.resamples)
            yield {**whole, "statistic": statistic, "value": stepped(float(function(table)), step, round),
                   "lower": stepped(low, step, math.floor), "upper": stepped(high, step, math.ceil), "step": step,
                   "pairs": table.sum() if scale == DECISION else table.sum() // 10 * 10, "status": "shown", "reason": ""}  # fmt: skip


def _may_show(scope: Scope, scale: str, policy: AuditPolicy, floor: Floor) -> bool:
    if scope.pairs["record"].nunique() < policy.pairs_least:
        return False
    if scale == DECISION:
        return scope.bands is not None
    alike = scope.pairs["first"] == scope.pairs["second"]
    reached = floor.is_reached([scope.pairs.loc[part, "record"].nunique() for part in (alike, ~alike)])
    return reached and floor.may_differ([_apart_inside(scope)])


def _apart_inside(scope: Scope) -> int:
    """How many records were decided alike and rated differently: what six points say beside the table of decisions that is shown."""
    if scope.bands is None:
        return 0
    number = _band_of(scope.bands)
    apart = scope.pairs[scope.pairs["first"] != scope.pairs["second"]]
    return int(apart.loc[apart["first"].map(number) == apart["second"].map(number), "record"].nunique())


def _holds(pairs: pd.DataFrame, step: Step, floor: Floor) -> bool:
    """Whether every way of deciding, alike or not, was taken for enough records."""
    axes = [Axis(Ladder(name, (step,)), leaves_of(pairs[name].astype(int))) for name in ("first", "second")]  # fmt: skip
    return floor.holds(count(_records(pairs), axes, [step, step]).cells)


def _rest_is_safe(alone: pd.DataFrame, step: Step, floor: Floor) -> bool:
    """Records that only the first auditor read: in each band none, or k and more."""
    axis = Axis(Ladder("rating", (step,)), leaves_of(alone["rating"].astype(int)))
    return floor.may_differ(count(_records(alone), [axis], [step]).cells.persons)


def _records(rows: pd.DataFrame) -> Records:
    return Records(pd.factorize(rows["record"])[0].astype(np.int64))


def stepped(value: float, step: float, rounding: Callable[[float], float]) -> float:
    """To the step, or to four places. The last bits go first (what two orders of adding up may differ by), so that a half is a half."""
    if math.isnan(value):
        return value
    return round(rounding(round(value / step, 6)) * step, 4) if step else round(round(value, 9), 4)
