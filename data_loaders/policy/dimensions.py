"""What dimensions and views may not say: one sentence with the setting and the cure for each thing found."""

from __future__ import annotations

from collections.abc import Mapping

from data_loaders.policy.datasets import DatasetPolicy, Dimension
from data_loaders.policy.names import nearest, unknown_names
from data_loaders.policy.nesting import neighbour_problems, nesting_problems, order_problems

AREA_LEVELS = ("WARD", "IZ2011", "CLUSTER", "COMMUNITY", "LOCALITY", "COUNCIL")
NOT_KNOWN = "NK"
RESIDUAL = ("OTHER", NOT_KNOWN)  # a value that means something is never put with the largest group unasked


def dataset_problems(datasets: Mapping[str, DatasetPolicy]) -> list[str]:
    problems = []
    for name, dataset in datasets.items():
        at = f"datasets.{name}"
        for key, dimension in dataset.dimensions.items():
            problems += [f"{at}.dimensions.{key} {p}" for p in _dimension_problems(dimension)]
        problems += _view_problems(at, dataset)
        if dataset.part_of:
            problems += unknown_names(f"{at}.part_of", [dataset.part_of], known=datasets, what="dataset")
        ends = [end for tie in dataset.tied for end in tie]
        problems += unknown_names(f"{at}.tied", ends, known={*dataset.dimensions, "time"}, what="dimension of it")
        shown = {key for view in dataset.views for key in view.dimensions}
        problems += [
            f"{at}.dimensions.{key} is in no view. Remove it, or add the view that shows it."
            for key in dataset.dimensions
            if key not in shown
        ]
    return problems


def _dimension_problems(dimension: Dimension) -> list[str]:
    if dimension.kind == "area":
        if problems := order_problems(dimension.levels, AREA_LEVELS):
            return [f"levels {problem}" for problem in problems]
        if dimension.levels[-1] != AREA_LEVELS[-1]:
            return [f"levels must end with {AREA_LEVELS[-1]}, which holds all the others. Add it."]
        if dimension.leaves or dimension.residual or dimension.bandings or dimension.left_out:
            return ["is an area dimension: its leaves come from ref_area. Remove 'leaves', 'residual', 'bandings'."]
        return []
    if dimension.kind == "cells":
        return (
            ["is a partition of places: remove everything but title, kind, column and detail."]
            if (dimension.leaves or dimension.levels or dimension.bandings or dimension.residual or dimension.left_out)
            else []
        )
    return _category_problems(dimension)


def _category_problems(dimension: Dimension) -> list[str]:
    if dimension.levels:
        return ["has 'levels', which only area dimensions have. Remove them."]
    if len(dimension.leaves) < 2 or len(set(dimension.leaves)) != len(dimension.leaves):
        return ["is not nested: it needs at least two leaves, each listed once."]
    if problems := _residual_problems(dimension):
        return problems
    if dimension.kind == "several" and (dimension.bandings or dimension.residual):
        return ["has several codes in one cell, each with a view of its own. Remove 'bandings' and 'residual'."]
    if dimension.kind != "several" and dimension.left_out:
        return ["has 'left_out', which only a column with several codes has. Remove it."]
    if doubled := sorted({*dimension.leaves} & {*dimension.left_out}):
        return [f"lists {', '.join(doubled)} and leaves them out too. Remove them from one of the two."]
    if dimension.contains:
        return ["has 'contains', which the product sets itself. Remove it."]
    return [*_times_problems(dimension), *_banding_problems(dimension)]


def _residual_problems(dimension: Dimension) -> list[str]:
    """What is not known has its place said: it joins the largest group, or a banding says where it stands."""
    if stray := [leaf for leaf in dimension.residual if leaf not in RESIDUAL or leaf not in dimension.leaves]:
        return [f"residual names {', '.join(stray)}; only {' and '.join(RESIDUAL)} of its leaves may be. Remove it."]
    is_placed = dimension.kind == "several" or dimension.bandings or NOT_KNOWN in dimension.residual
    if NOT_KNOWN in dimension.leaves and not is_placed:
        return [f"residual does not hold {NOT_KNOWN}, and no banding says where that stands. Add it to one of the two."]
    return []


def _times_problems(dimension: Dimension) -> list[str]:
    """`times` names every value, each from one upwards; else numbers of people could not be held against counts."""
    if not dimension.times:
        return []
    is_whole = set(dimension.times) == set(dimension.leaves)
    is_right = all(least >= 1 and (most == 0 or most >= least) for least, most in dimension.times.values())
    return (
        []
        if is_whole and is_right
        else ["needs 'times' for every leaf: the least (from 1) and the most, 0 for no end."]
    )


def _banding_problems(dimension: Dimension) -> list[str]:
    problems = nesting_problems(dimension.bandings, dimension.leaves)
    if problems or dimension.kind != "ordered":
        return problems
    return neighbour_problems(dimension.bandings, dimension.leaves)


def _view_problems(at: str, dataset: DatasetPolicy) -> list[str]:
    problems = []
    names = [view.name for view in dataset.views]
    # How many different people, and how many records, are two questions: each has one view at most.
    questions = [(view.children, *sorted(view.dimensions.items())) for view in dataset.views]
    for what, values in (("name", names), ("dimensions", questions)):
        if len(set(values)) != len(values):
            problems.append(f"{at}.views: two views have the same {what}; a question must have one answer. Remove one.")
    for view in dataset.views:
        several = [
            key for key in view.dimensions if key in dataset.dimensions and dataset.dimensions[key].kind == "several"
        ]
        if several and len(view.dimensions) > 1:
            problems.append(
                f"{at}.views.{view.name}: '{several[0]}' has several codes in one cell and must stand alone."
            )
        for key, level in view.dimensions.items():
            known = dataset.dimensions.get(key)
            if known is None:
                near = nearest(key, dataset.dimensions)
                problems.append(f"{at}.views.{view.name} is on the unknown dimension '{key}'. {near}")
            elif level not in known.wanted_at:
                allowed = ", ".join(known.wanted_at)
                problems.append(f"{at}.views.{view.name}: '{key}' cannot be at '{level}'. Possible: {allowed}.")
    return problems
