"""A name that points to another room is looked up, and the nearest name that is known stands in the sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches


def nearest(name: str, known: Collection[str]) -> str:
    """What was probably meant, as a question; where nothing is near, all that is known."""
    near = get_close_matches(name, known, n=1, cutoff=0.6) or get_close_matches(name.upper(), known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Known: {', '.join(sorted(known))}." if known else "None is known here. Remove it."


def unknown_names(at: str, names: Iterable[str], *, known: Collection[str], what: str) -> list[str]:
    """A sentence for each name that is none of those known."""
    return [f"{at} names '{name}', which is no {what}. {nearest(name, known)}" for name in names if name not in known]


def code_problems(at: str, listed: Collection[str], codes: Collection[str]) -> list[str]:
    """Every code of a column has its place in the policy, and every place is a code: nothing is counted as something else."""
    return [
        *unknown_names(at, listed, known=codes, what="code of its column"),
        *(f"{at} has no place for the code '{code}' of its column. Add it." for code in codes if code not in listed),
    ]
