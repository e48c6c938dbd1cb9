"""Audits again: ratings one by one, coefficients from the formulas as they were published."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from data_loaders.published.recount.coefficients import STATISTICS, estimate
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.order import as_published
from data_loaders.published.recount.ratings import columns, ratings
from data_loaders.published.recount.teams import teams_meant

GROUP = ["round", "view", "group"]


def items(evidence: Evidence) -> Frame:
    return evidence.table("audit_items") if evidence.has("audit_ratings", "audit_rounds") else pd.DataFrame()


def ties(evidence: Evidence) -> Frame:
    """Standard by standard, those that are tied to an indicator."""
    own = evidence.table("audit_items")
    rows = [(i.item_id, i.quality_indicator) for i in own.itertuples() if i.quality_indicator] if len(own) else []
    return pd.DataFrame(rows, columns=["item_id", "quality_indicator"])


def rounds(evidence: Evidence) -> Frame:
    k = evidence.policy.audits.k[evidence.policy.audience]
    read = read_enough(evidence)
    everyone: dict[str, set[str]] = {}
    if evidence.has("audit_ratings", "audit_items", "audit_rounds"):
        for at, record in columns(evidence, "round", "record_pseudo_id"):
            everyone.setdefault(at, set()).add(record)
    rows = []
    before = evidence.previous.get("audit_rounds", pd.DataFrame())
    told = [(str(r.round), r.held_on) for r in before.itertuples()]
    for held in sorted(evidence.table("audit_rounds").itertuples(), key=lambda r: (r.held_on, r.round)):
        read_now = everyone.get(str(held.round), set())
        others = [name for name, day in told if day == held.held_on and name != held.round]
        is_twice = held.round not in dict(told) and any(
            name not in everyone or not read_now.isdisjoint(everyone[name]) for name in others
        )
        if len(read_now) >= k and not is_twice:
            told.append((str(held.round), held.held_on))
            records = {
                record
                for at, item, _, record, _, _ in ratings(evidence, "A")
                if at == held.round and (at, item) in read
            }
            if len(records) >= k:  # each of its standards read of few: like a round of few
                rows.append((held.round, held.held_on, held.frame_n, len(records), held.drawn))
    return pd.DataFrame(rows, columns=["round", "held_on", "frame_n", "records", "drawn"])


def read_enough(evidence: Evidence) -> set[tuple[str, str]]:
    """(round, standard) that is shown; others are in no area either."""
    cells = evidence.published["audit_cells"]
    own = cells[cells["view"] == "item"]
    return set(zip(own["round"], own["group"], strict=True))


def groups(evidence: Evidence) -> Frame:
    """Every standard and area of a round stands there, shown or not; a group that is shown has its cells, no other has."""
    own, cells = evidence.published["audit_groups"], evidence.published["audit_cells"]
    shown = list(cells[[*GROUP, "team"]].drop_duplicates().itertuples(index=False, name=None))
    enough, published = read_enough(evidence), set(evidence.published["audit_rounds"]["round"])
    read = [(at, item, area, team) for at, item, area, _, team, _ in ratings(evidence, "A") if at in published]
    new = {str(at) for name in ("audit_rounds", "audit_groups") for at in evidence.fresh(name)["round"]}
    standards = evidence.table("audit_items")["item_id"] if read else []
    wanted = {(at, "item", str(item), "ALL") for at in {row[0] for row in read} & new for item in standards}
    wanted |= {
        (at, "item", item, "ALL") for at, item, _, _ in read
    }  # what came out before stays: only of what was read
    wanted |= {(at, "area", area, "ALL") for at, item, area, _ in read if (at, item) in enough}
    hidden = {key for key in wanted if key not in shown}
    teams = {(at, area, team) for at, item, area, team in read if (at, item) in enough}
    for at, view, group, team in own.loc[own["status"] == "withheld", [*GROUP, "team"]].itertuples(
        index=False, name=None
    ):
        known = any((at, group, one) in teams for one in teams_meant(evidence, at, team))
        if view == "team_area" and (at, view, group, team) not in shown and (known or team == "ALL"):
            hidden.add((at, view, group, team))
    told = {key[:3] for key in [*shown, *hidden]}
    hidden |= {(at, "team_area", area, "ALL") for at, area, _ in teams if (at, "team_area", area) not in told}
    rows = [(*key, "shown", "") for key in shown] + [(*key, "withheld", "") for key in sorted(hidden)]
    made = pd.DataFrame(rows, columns=[*GROUP, "team", "status", "reason"])
    return as_published("audit_groups", made, evidence)


def cells(evidence: Evidence) -> Frame:
    """The bands of each group are those that are published. A group that is said to be shown and has none has one of all points."""
    own, said = evidence.published["audit_cells"], evidence.published["audit_groups"]
    counted: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
    for at, item, area, _, team, points in ratings(evidence, "A"):
        for key in ((at, "item", item), (at, "area", area)):
            counted.setdefault(key, []).append((team, points))
    there = set(own[[*GROUP, "team"]].itertuples(index=False, name=None))
    missing = [
        (*key, 1, 6)
        for key in said.loc[said["status"] == "shown", [*GROUP, "team"]].itertuples(index=False, name=None)
        if key not in there
    ]
    keys = [*own[[*GROUP, "team", "low", "high"]].itertuples(index=False, name=None), *missing]
    keys = _as_their_standards(keys, evidence)
    enough = read_enough(evidence)
    out: dict[tuple[str, str, str], list[tuple[str, int]]] = {
        (at, "area", area): [] for at, item, area, *_ in ratings(evidence, "A") if (at, item) not in enough
    }
    for at, item, area, _, team, points in ratings(evidence, "A"):
        if (at, "area", area) in out and (at, item) in enough:
            out[at, "area", area].append((team, points))
    counted |= out  # standards that too few records were read against are not in their area either
    rows = []
    for at, view, group, team, low, high in keys:
        rows_of = counted.get((at, "item" if view == "item" else "area", group), [])
        teams = None if team == "ALL" else teams_meant(evidence, at, team)
        n = sum(low <= points <= high and (teams is None or by in teams) for by, points in rows_of)
        rows.append((at, view, group, team, low, high, n))
    return pd.DataFrame(rows, columns=[*GROUP, "team", "low", "high", "n"])


def _as_their_standards(keys: list[tuple[Any, ...]], evidence: Evidence) -> list[tuple[Any, ...]]:
    """The bands of an area of a round that is new are those of the standard of it that has fewest."""
    new = {str(at) for at in evidence.fresh("audit_rounds")["round"]}
    area = (
        dict(zip(*(evidence.table("audit_items")[c] for c in ("item_id", "practice_area")), strict=True)) if new else {}
    )
    bands: dict[tuple[str, str], dict[str, list[tuple[int, int]]]] = {}
    for at, view, group, _, low, high in keys:
        if view == "item" and at in new and group in area:
            bands.setdefault((at, str(area[group])), {}).setdefault(group, []).append((low, high))
    made, done = list[tuple[Any, ...]](), set[tuple[str, str]]()
    for at, view, group, team, low, high in keys:
        if view != "area" or (at, group) not in bands:
            made.append((at, view, group, team, low, high))
        elif (at, group) not in done:
            done.add((at, group))
            made += [(at, view, group, team, *band) for band in min(bands[at, group].values(), key=len)]
    return made


def both_read(evidence: Evidence) -> dict[tuple[str, str, str], list[tuple[str, int, int]]]:
    """(round, view, group) → record and both ratings, where the second auditor had not seen the first's. Every standard that is shown and
    every area of one; a standard of which both read few is taken as read by one."""
    second = {(at, item, record): points for at, item, _, record, _, points in ratings(evidence, "B")}
    enough, k = read_enough(evidence), evidence.policy.audits.k[evidence.policy.audience]
    first = [row for row in ratings(evidence, "A") if row[:2] in enough]
    twice: dict[tuple[str, str], set[str]] = {}
    for at, item, _, record, _, _ in first:
        if (at, item, record) in second:
            twice.setdefault((at, item), set()).add(record)
    found: dict[tuple[str, str, str], list[tuple[str, int, int]]] = {}
    for at, item, area, record, _, points in first:
        for key in ((at, "item", item), (at, "area", area)):
            own = found.setdefault(key, [])
            if record in twice.get((at, item), ()) and len(twice[at, item]) >= k:
                own.append((record, points, second[at, item, record]))
    return found


def pairs(evidence: Evidence) -> Frame:
    own, found = evidence.published["audit_pairs"], both_read(evidence)
    agreed = evidence.published["audit_agreement"]
    rows = [
        (*row, sum(row[3] <= one <= row[4] and row[5] <= other <= row[6] for _, one, other in found.get(row[:3], [])))
        for row in own.drop(columns="n").itertuples(index=False, name=None)
    ]
    told = agreed[(agreed["scale"] == "decision") & (agreed["status"] == "shown")]
    there = {row[:3] for row in rows}
    rows += [
        (*key, 1, 6, 1, 6, len(found[key]))
        for key in dict.fromkeys(told[GROUP].itertuples(index=False, name=None))
        if key not in there
    ]
    return pd.DataFrame(rows, columns=list(own.columns))


def agreement(evidence: Evidence) -> Frame:
    """Every group that is shown stands there with both scales. Of the decision, from its table of bands; of six points, in steps.

    A round that is out stays as it is, whoever read of it since: also where nothing of it could be told.
    """
    own = evidence.published["audit_agreement"]
    shown_in = evidence.published["audit_pairs"]
    tables = {key: rows for key, rows in shown_in.groupby(GROUP, sort=False)}
    found = both_read(evidence)
    before, out = (evidence.previous.get(name) for name in ("audit_agreement", "audit_rounds"))
    rounds_shown = set(evidence.published["audit_rounds"]["round"]) - (set() if out is None else set(out["round"]))
    rows: list[tuple[object, ...]] = []
    for key in sorted(found):
        if key[0] in rounds_shown:
            rows += _decision(key, tables.get(key), found[key], evidence)
            rows += _six_points(key, tables.get(key), found[key], evidence)
    made = pd.DataFrame(rows, columns=list(own.columns))
    if before is not None and len(before):
        made = pd.concat([before, made], ignore_index=True) if rows else before.reset_index(drop=True)
    return as_published("audit_agreement", made, evidence)


def _decision(
    key: tuple[str, ...], table: Frame | None, read: list[tuple[str, int, int]], evidence: Evidence
) -> Iterator[tuple[object, ...]]:
    policy, k = evidence.policy.audits, evidence.policy.audits.k[evidence.policy.audience]
    if (few := _too_few(read, evidence)) or table is None:
        why = few or f"One way of deciding differently, or alike, was taken for fewer than {k} records."
        yield (*key, "decision", "", *[math.nan] * 5, "withheld", why)
        return
    bands = sorted(set(zip(table["first_low"], table["first_high"], strict=True)))
    size = len(bands)
    counts = np.zeros((size, size))
    for _, one, other in read:
        counts[_at(bands, one), _at(bands, other)] += 1
    yield from _coefficients(key, "decision", counts, step=0.0, resamples=policy.resamples)


def _six_points(
    key: tuple[str, ...], table: Frame | None, read: list[tuple[str, int, int]], evidence: Evidence
) -> Iterator[tuple[object, ...]]:
    policy, k = evidence.policy.audits, evidence.policy.audits.k[evidence.policy.audience]
    alike = {record for record, one, other in read if one == other}
    apart = {record for record, one, other in read if one != other}
    why = _too_few(read, evidence)
    if not why and min(len(alike), len(apart)) < k:
        why = f"Fewer than {k} records were rated alike, or fewer than {k} differently."
    if table is not None:
        bands = sorted(set(zip(table["first_low"], table["first_high"], strict=True)))
        inside = {record for record, one, other in read if one != other and _at(bands, one) == _at(bands, other)}
        why = why or ("Few were decided alike and rated differently." if 0 < len(inside) < k else "")
    if why:
        yield (*key, "six_points", "", *[math.nan] * 5, "withheld", why)
        return
    counts = np.zeros((6, 6))
    for _, one, other in read:
        counts[one - 1, other - 1] += 1
    yield from _coefficients(key, "six_points", counts, step=policy.coefficient_step, resamples=policy.resamples)


def _too_few(read: list[tuple[str, int, int]], evidence: Evidence) -> str:
    least = evidence.policy.audits.pairs_least
    records = {record for record, _, _ in read}
    return "" if len(records) >= least else f"Fewer than {least} records were read by both auditors: too few to tell."


def _coefficients(
    key: tuple[str, ...], scale: str, counts: np.ndarray, *, step: float, resamples: int
) -> Iterator[tuple[object, ...]]:
    pairs = counts.sum() if scale == "decision" else counts.sum() // 10 * 10
    for statistic in STATISTICS:
        value, low, high = estimate(statistic, scale, tuple(map(tuple, counts)), resamples)
        yield (*key, scale, statistic, as_told(value, step, round), as_told(low, step, math.floor), as_told(high, step, math.ceil), step,
               pairs, "shown", "")  # fmt: skip


def _at(bands: list[tuple[int, int]], points: int) -> int:
    return next(at for at, (low, high) in enumerate(bands) if low <= points <= high)


def as_told(value: float, step: float, rounding: Callable[[float], float]) -> float:
    """In steps, or to four places; 0.83875 and 0.8387500000000001 are one number and are rounded alike."""
    if math.isnan(value):
        return value
    return round(rounding(round(value / step, 6)) * step, 4) if step else round(round(value, 9), 4)


def review(evidence: Evidence) -> Frame:
    rows = evidence.table("system_review")
    return rows.sort_values(["review_dt", "domain", "level", "component"], kind="stable") if len(rows) else rows


AUDITS = {
    "audit_items": Recount("Compared with the delivered standards.", items),
    "audit_ties": Recount("Compared with the delivered standards.", ties),
    "audit_rounds": Recount("Counted again record by record.", rounds),
    "audit_groups": Recount(
        "Every group of the delivered ratings is shown with its bands, or said to be withheld.", groups
    ),
    "audit_cells": Recount("Counted again rating by rating.", cells),
    "audit_pairs": Recount("Counted again record by record.", pairs),
    "audit_agreement": Recount("Worked out again from both auditors' ratings, limits included.", agreement),
    "audit_observations": Recount("Compared with what was delivered.", lambda e: e.table("audit_observations")),
    "system_review": Recount("Compared with the delivered review.", review),
}
