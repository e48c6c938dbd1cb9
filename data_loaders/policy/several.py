"""A column with several codes in one cell: each code becomes a dimension, a view and ties of its own."""

from __future__ import annotations

from data_loaders.deliveries import label
from data_loaders.policy.datasets import NAMED, NOT_NAMED, DatasetPolicy, Dimension, View

Parts = dict[str, dict[str, str]]  # dimension → name of its part → the code that the part is about


def expanded(dataset: DatasetPolicy) -> DatasetPolicy:
    """A dimension with several codes in one cell becomes one yes-or-no dimension for each code, with its view and ties."""
    parts = {
        key: {f"{key}_{code.lower()}": code for code in dimension.leaves}
        for key, dimension in dataset.dimensions.items()
        if dimension.kind == "several"
    }
    dimensions = {key: d for key, d in dataset.dimensions.items() if key not in parts}
    for key, codes in parts.items():
        dimensions |= {name: _part(dataset.dimensions[key], code) for name, code in codes.items()}
    tied = tuple(
        (one, other)
        for tie in dataset.tied
        for one in parts.get(tie[0], [tie[0]])
        for other in parts.get(tie[1], [tie[1]])
    )
    views = tuple(each for view in dataset.views for each in _views(view, parts))
    return dataset.model_copy(update={"dimensions": dimensions, "views": views, "tied": tied})


def _part(whole: Dimension, code: str) -> Dimension:
    title = f"{whole.title}: {label(whole.column, code)}"
    return whole.model_copy(update={"title": title, "kind": "nominal", "leaves": (NAMED, NOT_NAMED), "contains": code})


def _views(view: View, parts: Parts) -> tuple[View, ...]:
    several = next((key for key in view.dimensions if key in parts), None)
    if several is None:
        return (view,)
    return tuple(View(name=name, dimensions={name: view.dimensions[several]}) for name in parts[several])
