"""One dataset of the policy made ready: its records as integers, its calendar, its hierarchies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data_loaders.deliveries import label
from data_loaders.deliveries.derived import RUN_LABELS, within_a_list
from data_loaders.facts import FACTS, Tables
from data_loaders.policy import PolicyRefusedError
from data_loaders.policy.datasets import NAMED, NOT_NAMED, DatasetPolicy, Dimension
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.floor import Floor, Ints
from data_loaders.safety.views.areas import area_leaves, leaf_indices
from data_loaders.safety.views.hierarchy import Block, Hierarchy, Leaf, build_hierarchy
from data_loaders.safety.views.place_labels import leaf_districts, place_labels
from data_loaders.safety.views.places import ELSEWHERE, leaf_of_records, partition
from data_loaders.safety.views.records import Records, unnamed_of
from data_loaders.safety.views.sizes import sizes_of_areas, sizes_of_places, sizes_of_values, smaller_first

OTHER = "OTHER"  # where a partnership's own code is none of the policy's, and nothing is residual
ALL_RESIDUAL, SOME_RESIDUAL = "+NK", "~"
SEVERAL = r"\s*[;,|]\s*"  # between codes of a cell that holds several


@dataclass(frozen=True)
class Countable:
    """What the finder and the audit see of a dataset. `label` and `code` of blocks come from its hierarchies.

    `safe`: which grids were found safe and which not, since a view that has to yield asks the same again.
    """

    name: str
    policy: DatasetPolicy
    k: int
    records: Records
    calendar: Calendar
    hierarchies: dict[str, Hierarchy]
    codes: dict[str, dict[Block, str]]
    safe: dict[tuple[object, ...], bool] = field(init=False, default_factory=dict, repr=False, compare=False)
    periods: dict[str, Ints] = field(init=False, default_factory=dict, repr=False, compare=False)

    def period(self, unit: str) -> Ints:
        """Position of the period of each record, −1 where that is not whole; the same for every grid of a unit."""
        if unit not in self.periods:
            self.periods[unit] = self.calendar.index(self.records.month, unit)
        return self.periods[unit]

    def block_id(self, dimension: str, block: Block) -> str:
        """A short, stable name of a block for tables and links: a code where it has one, else the joined leaf codes.

        Residual values join one after the other: `M+NK` holds all that ever join M, and `M~OTHER` those that have by then. So
        no two blocks of a chain have one name.
        """
        hierarchy = self.hierarchies[dimension]
        core = tuple(leaf for leaf in block if leaf not in hierarchy.residual) or block
        code = self.codes[dimension].get(core) or "+".join(hierarchy.leaves[leaf].code for leaf in core)
        if len(block) == len(core):
            return code
        if len(core) > 1 or block in hierarchy.steps[len(hierarchy.residual)]:
            return f"{code}{ALL_RESIDUAL}"
        some = "+".join(hierarchy.leaves[leaf].code for leaf in block if leaf not in core)
        return f"{code}{SOME_RESIDUAL}{some}"

    @property
    def floor(self) -> Floor:
        return Floor(self.k, self.policy.dominance)

    @property
    def people(self) -> int:
        return self.records.people


def countable(
    name: str,
    policy: DatasetPolicy,
    *,
    k: int,
    tables: Tables,
    facts: pd.DataFrame,
    calendar: Calendar,
    leaves: tuple[str, ...] = (),
) -> Countable:
    """Keep the records that the policy's `where` names, code them, and build one hierarchy for each dimension.

    `leaves`: those of the partition of places that another audience has been shown already.
    """
    kept, records = records_of(policy, facts)
    # One partition for every audience: whoever sees two releases could subtract places that cut through each other.
    places_k = min(policy.k.values())
    hierarchies, codes = {}, {}
    for key, dimension in policy.dimensions.items():
        if dimension.kind == "area":
            hierarchies[key], codes[key], leaf = _areas(key, dimension, tables, kept)
        elif dimension.kind == "cells":
            inside = calendar.index(records.month, "all") >= 0
            hierarchies[key], leaf = _cells(
                key, dimension, tables, kept, records, inside, Floor(places_k, policy.dominance), leaves
            )
            codes[key] = {}
        else:
            hierarchies[key], codes[key], leaf = _categories(key, dimension, kept)
        records.leaf[key] = leaf
    return Countable(name, policy, k, records, calendar, hierarchies, codes)


def records_of(policy: DatasetPolicy, facts: pd.DataFrame) -> tuple[pd.DataFrame, Records]:
    """The rows that the policy's `where` names, and whose and of which month each is; leaves are still to be coded."""
    person_column, date_column, _ = FACTS[policy.records]
    # Numbered over all kinds of records, so that one child has one number in reports, investigations and episodes.
    every, people = pd.factorize(facts[person_column].fillna(""))
    kept = facts.assign(person=every)
    for column, value in policy.where.items():
        kept = kept[kept[column] == value]
    when = kept[date_column].dt
    month = (when.year * 12 + when.month - 1).to_numpy(dtype=np.int64)
    sensitive = kept["is_sensitive"].to_numpy(dtype=bool) if "is_sensitive" in kept else None
    return kept, Records(kept["person"].to_numpy(dtype=np.int64), month, {}, len(people), unnamed_of(people), sensitive)


def _areas(
    key: str, dimension: Dimension, tables: Tables, kept: pd.DataFrame
) -> tuple[Hierarchy, dict[Block, str], Ints]:
    known = area_leaves(tables["ref_area"], dimension.levels)
    leaf = leaf_indices(kept[dimension.column], known.leaf_of)
    population = tables.get("ref_population", pd.DataFrame())
    hierarchy = build_hierarchy(
        key,
        known.leaves,
        weakness=smaller_first(sizes_of_areas(population, [leaf.code for leaf in known.leaves])),
        levels=known.levels,
        residual=known.residual,
        names=known.names,
    )
    return hierarchy, known.codes, leaf


def _cells(
    key: str,
    dimension: Dimension,
    tables: Tables,
    kept: pd.DataFrame,
    records: Records,
    inside: np.ndarray,
    floor: Floor,
    leaves: tuple[str, ...],
) -> tuple[Hierarchy, Ints]:
    finest = kept[dimension.column].to_numpy(dtype=object)
    sensitive = kept["is_sensitive"].to_numpy(dtype=bool)
    codes = leaves or partition(finest[inside], sensitive[inside], records.person[inside], floor)
    position = {code: i for i, code in enumerate(codes)}
    leaf = np.array([position[code] for code in leaf_of_records(finest, sensitive, codes)], dtype=np.int64)
    districts: dict[str, list[int]] = {}
    district_of = leaf_districts(codes, tables["ref_area"])
    for code, number in position.items():
        districts.setdefault(district_of[code][0], []).append(number)
    elsewhere = position[ELSEWHERE]
    is_empty = frozenset({elsewhere}) if not (leaf[inside] == elsewhere).any() else frozenset[int]()
    labels = place_labels(codes, tables["ref_area"])
    hierarchy = build_hierarchy(
        key,
        [Leaf(code, labels[code]) for code in codes],
        weakness=smaller_first(sizes_of_places(codes)),
        levels=[
            ("CELL", tuple((i,) for i in range(len(codes)))),
            ("DISTRICT", tuple(tuple(group) for _, group in sorted(districts.items()))),
        ],
        names={tuple(group): name for code, group in districts.items() if (name := _district_name(code, district_of))},
        residual=is_empty,
    )
    return hierarchy, leaf


def _district_name(code: str, district_of: dict[str, tuple[str, str]]) -> str:
    return next((name for known, name in district_of.values() if known == code), "")


def _categories(key: str, dimension: Dimension, kept: pd.DataFrame) -> tuple[Hierarchy, dict[Block, str], Ints]:
    position = {code: i for i, code in enumerate(dimension.leaves)}
    leaf = coded(kept, dimension).map(position).to_numpy(dtype=np.int64)
    known = sizes_of_values()
    residual = frozenset(position[code] for code in dimension.residual)
    levels = [
        (name, tuple(sorted(tuple(sorted(position[c] for c in band)) for band in banding)))
        for name, banding in dimension.bandings.items()
    ]
    hierarchy = build_hierarchy(
        key,
        [Leaf(code, _leaf_label(dimension, code)) for code in dimension.leaves],
        weakness=smaller_first([known.get((dimension.column, code), 0.0) for code in dimension.leaves]),
        levels=levels,
        residual=residual,
        is_ordered=dimension.kind == "ordered",
        names=run_names(
            dimension.column, dimension.leaves, [_leaf_label(dimension, code) for code in dimension.leaves]
        ),
        listed=within_a_list,
    )
    return hierarchy, {}, leaf


def coded(kept: pd.DataFrame, dimension: Dimension) -> pd.Series:
    """The leaf code of each record in a dimension that is not an area; what the policy does not name is residual."""
    values = kept[dimension.column]
    if dimension.contains:
        several = values.fillna("")
        is_named = {text: dimension.contains in re.split(SEVERAL, text.strip()) for text in several.unique()}
        return several.map(is_named).map({True: NAMED, False: NOT_NAMED})
    is_known = values.isin(dimension.leaves)
    if is_known.all():
        return values
    unknown = next((code for code in (*reversed(dimension.residual), OTHER) if code in dimension.leaves), None)
    if unknown is None:
        raise PolicyRefusedError(
            f"The column {dimension.column} holds codes that the policy does not name.", "Add them to its leaves."
        )
    return values.where(is_known, unknown)


def run_names(column: str, codes: Sequence[str], labels: list[str]) -> dict[Block, str]:
    """Short names for neighbours that were joined, where the values follow each other: 'Monday to Friday', '00:00–18:00'."""
    runs = [(i, j) for i in range(len(labels)) for j in range(i + 1, len(labels))]
    if column == "weekday":
        return {tuple(range(i, j + 1)): f"{labels[i]} to {labels[j]}" for i, j in runs}
    if column in ("hour_band", "time_band"):
        timed = [(i, j) for i, j in runs if all("–" in label for label in labels[i : j + 1])]
        return {tuple(range(i, j + 1)): f"{labels[i].split('–')[0]}–{labels[j].split('–')[1]}" for i, j in timed}
    known = RUN_LABELS.get(column, {})
    named = {(i, j): known.get((codes[i], codes[j])) for i, j in runs}
    return {tuple(range(i, j + 1)): name for (i, j), name in named.items() if name}


def _leaf_label(dimension: Dimension, code: str) -> str:
    if not dimension.contains:
        return label(dimension.column, code)
    named = label(dimension.column, dimension.contains)
    return f"{named} named" if code == NAMED else f"{named} not named, or no discussion"
