"""Invented reports, investigations and episodes: separate rows about the same children, not linked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data_loaders.demo.children import Children, identifiers
from data_loaders.demo.codes import CodedColumn, drawn, missing_from, with_unknown
from data_loaders.demo.lives import EVEN, with_siblings
from data_loaders.demo.moments import as_text, draw_starts, existing, minutes, month_of, month_shares
from data_loaders.demo.places import Places
from data_loaders.demo.story import EXTRACT, FIRST, MONTHS, ROWS, Story

BANDS, BAND_FROM = np.array(["10-12", "13-15", "16-17"]), [13, 16]
# How much likelier than a ten-year-old a child of each age, 10 to 17, is to be missing.
AGE_WEIGHT = np.array([1, 1.5, 2.5, 4, 5.5, 6, 5, 3.5])
MEDIAN_HOURS, SPREAD = 5.0, 1.2
ROUNDS = 25
AREA_NK, NO_END = 0.003, 0.004
CODED = (
    CodedColumn("risk_level", ("LOW", "MEDIUM", "HIGH"), (0.22, 0.6, 0.18)),
    CodedColumn("found_context_type",
                ("HOME", "PEER", "NEIGHBOURHOOD", "COMMERCIAL", "TRANSPORT", "RESIDENTIAL", "OTHER"),
                (0.2, 0.33, 0.19, 0.1, 0.06, 0.07, 0.05)),
    CodedColumn("not_at_home_protocol", ("Y", "N"), (0.07, 0.93)),
    CodedColumn("outcome", ("RETURNED_SELF", "FOUND_POLICE", "FOUND_OTHER", "OTHER"),
                (0.52, 0.27, 0.17, 0.04)),
    CodedColumn("harm_reported", ("Y", "N"), (0.09, 0.91)),
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """Who, when, in which unit: what discussions and truths need of the rows. Times are local minutes."""

    identifier: np.ndarray
    unit: np.ndarray
    child: np.ndarray
    start: np.ndarray
    end: np.ndarray


def draw_rows(story: Story, places: Places, children: Children) -> Drawn:
    """All rows of the three units, in the order of their start."""
    parts = [_unit(story, places, children, unit) for unit in ROWS]
    unit = np.repeat(np.array(list(ROWS)), [len(child) for child, _ in parts])
    child, start = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(start, kind="stable")
    unit, child, start = unit[order], child[order], start[order]
    rng = story.rng(3)
    hours = np.maximum(rng.lognormal(np.log(MEDIAN_HOURS), SPREAD, len(start)), 1 / 60)
    end = _before_the_next(unit, child, start, existing(start + minutes(hours)))
    end[(rng.random(len(end)) < NO_END) | (end >= EXTRACT.astype("datetime64[m]"))] = np.datetime64("NaT")
    return Drawn(identifier=identifiers(rng, "e", len(start)), unit=unit, child=child, start=start, end=end)


def _before_the_next(unit: np.ndarray, child: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Ends such that a child is back before going missing again: rows that overlap would be one episode, not two."""
    order = np.lexsort((start, child, unit))
    same = (unit[order][1:] == unit[order][:-1]) & (child[order][1:] == child[order][:-1])
    made = end.copy()
    earlier, later = order[:-1][same], order[1:][same]
    made[earlier] = np.minimum(end[earlier], start[later])
    return made


def episode_table(story: Story, places: Places, children: Children, rows: Drawn) -> pa.Table:
    """The rows as the table `missing_episodes`."""
    rng, child, count = story.rng(4), rows.child, len(rows.child)
    age = children.age[child] + (rows.start - FIRST).astype(int) / (365.25 * 24 * 60)
    ward = children.ward_in(child, month_of(rows.start.astype("datetime64[D]")))
    found = np.where(rng.random(count) < 0.65, ward, rng.integers(0, len(places.wards), count))
    wards = np.append(places.wards, "NK")
    columns: dict[str, object] = {
        "episode_id": pa.array(rows.identifier).cast("string"),
        "child_pseudo_id": pa.array(children.identifier).cast("string").take(pa.array(child)),
        "counting_unit": rows.unit,
        "start_dt": as_text(rows.start),
        "end_dt": as_text(rows.end),
        "age_band": _ages(story, with_unknown(rng, BANDS[np.digitize(age, BAND_FROM)])),
        "sex": children.sex[child],
        "missing_from": missing_from(rng, children.care[child]),
        "care_status": children.care[child],
        "area_from": wards[np.where(rng.random(count) < AREA_NK, len(places.wards), ward)],
        "area_found": wards[np.where(rng.random(count) < 0.015, len(places.wards), found)],
        "source_agency": np.full(count, "POLICE"),
    }
    return pa.table(columns | {column.name: drawn(rng, column, count) for column in CODED})


def _ages(story: Story, bands: np.ndarray) -> np.ndarray:
    """As recorded; the last ones in a system that goes on counting somebody who has turned 18."""
    return np.where(np.arange(len(bands)) >= len(bands) - story.eighteen, "18", bands)


def _unit(story: Story, places: Places, children: Children, unit: str) -> tuple[np.ndarray, np.ndarray]:
    """Child and start of each row of one unit."""
    rng = story.rng(100 + list(ROWS).index(unit))
    joint = np.cumsum(_joint(children, month_shares(story, unit)).ravel())
    place = np.searchsorted(joint, rng.random(story.rows(unit)) * joint[-1], side="right")
    child, month = np.divmod(np.minimum(place, len(joint) - 1), len(MONTHS))
    if unit == "EPISODE" and story.heavy_child:
        child = _with_heavy_child(rng, story.heavy_child, places, children, child)
    start = draw_starts(rng, month)
    return child, start if story.lives == EVEN else with_siblings(rng, children.lives, child, start)


def _joint(children: Children, months: np.ndarray) -> np.ndarray:
    """Children × months: how likely a row is in each.

    A child can only be missing while aged 10 to 17, so the two shares are not independent. Iterative
    proportional fitting (Deming and Stephan 1940)
    keeps both the planted share of each month and that of each child.
    """
    age = children.age[:, None] + (np.arange(len(MONTHS)) + 0.5) / 12
    possible = np.where((age >= 10.05) & (age < 17.95), AGE_WEIGHT[np.clip(age.astype(int) - 10, 0, 7)], 0.0)
    possible *= children.lives.activity()
    if not children.lives.is_even:  # months differ by who happens to be missing in them, as in life
        return np.asarray(possible * months * children.weight[:, None])
    for _ in range(ROUNDS):
        possible *= (children.weight / possible.sum(axis=1))[:, None]
        possible *= months / possible.sum(axis=0)
    return np.asarray(possible)


def _with_heavy_child(
    rng: np.random.Generator, share: float, places: Places, children: Children, child: np.ndarray
) -> np.ndarray:
    """Give one child exactly this share of the episodes of the least populous locality."""
    where = int(np.argmin(places.locality_share))
    # Nobody may be missing at an age outside 10 to 17: the child must be in the bands in every month.
    local = np.flatnonzero(children.locality == where)
    heavy, other = local[np.argsort(np.abs(children.age[local] - 12.5), kind="stable")[:2]]
    rows = rng.permutation(np.flatnonzero(children.locality[child] == where))
    taken = round(share * len(rows))
    changed = child.copy()
    changed[rows[:taken]] = heavy
    rest = rows[taken:]
    changed[rest[changed[rest] == heavy]] = other
    return changed
