"""The one test of nesting: bandings hold every leaf once and each is made of whole bands of the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_loaders.policy.names import nearest

Bands = Sequence[Sequence[str]]


def nesting_problems(bandings: Mapping[str, Bands], leaves: Sequence[str]) -> list[str]:
    """The first thing that keeps the bandings, finer first, from being one ladder over the leaves; else nothing."""
    finer: list[set[str]] = [{leaf} for leaf in leaves]
    for name, banding in bandings.items():
        bands = [set(band) for band in banding]
        if sorted(leaf for band in banding for leaf in band) != sorted(leaves) or not all(bands):
            held = ", ".join(leaves)
            return [f"is not nested: banding '{name}' must hold every leaf exactly once. Leaves: {held}."]
        if not all(any(block <= band for band in bands) for block in finer):
            return [
                f"is not nested: a band of banding '{name}' cuts through a band of the finer one before it. Join whole bands."
            ]
        finer = bands
    return []


def neighbour_problems(bandings: Mapping[str, Bands], leaves: Sequence[str]) -> list[str]:
    """Where only neighbours may be joined, a band is an unbroken run of the leaves."""
    at = {leaf: position for position, leaf in enumerate(leaves)}
    for name, banding in bandings.items():
        for band in banding:
            held = sorted(at[leaf] for leaf in band)
            if held != list(range(held[0], held[-1] + 1)):
                return [f"joins what are no neighbours: {', '.join(band)} in banding '{name}'. Keep to the order."]
    return []


def order_problems(steps: Sequence[str], finest_first: Sequence[str]) -> list[str]:
    """A ladder of levels or of units is some of what is known, each once, from the finest to the coarsest."""
    if unknown := [step for step in steps if step not in finest_first]:
        return [f"names unknown levels {', '.join(unknown)}. {nearest(unknown[0], finest_first)}"]
    ranks = [finest_first.index(step) for step in steps]
    if not ranks or ranks != sorted(set(ranks)):
        return [f"is not nested: list each once, from the finest to the coarsest: {', '.join(finest_first)}."]
    return []
