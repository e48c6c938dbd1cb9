"""Other worlds: tables of whole numbers that fit everything published, so that nobody can tell them from the true one.

The one protocol of every attack on several figures. Attacked is each group (a cell, or a sum of cells) that truly is one to
k − 1. What the worlds found for it leave open is held in `Held`; how it is judged stands here alone:

- *may be nobody*: some world has nobody in it, so a reader cannot know that anybody is there;
- *uncounted*: two worlds differ by k or more in it, so a reader cannot count it within less than k.

A theme's figures need both (`programs`), a view's sums one of the two (`witnesses`: a sum that must hold somebody is told of
only by what it is part of, and the rule over pairs holds that apart), crossed splits of the survey the first (decision 031).
A world counts once it has been held against the figures in whole numbers. Searches are cut short by steps, never by seconds,
since the same records give the same release on every machine; what has no world when they end counts as given away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from data_loaders.safety.floor import Bools, Floats

WHOLE = 1e-6  # a solver's numbers that are nearer than this to a whole one are that one


@dataclass(frozen=True)
class Held:
    """The least and the most that each attacked group held in the worlds met so far."""

    low: Floats
    high: Floats

    @classmethod
    def nothing(cls, groups: int) -> Held:
        return cls(np.full(groups, np.inf), np.full(groups, -np.inf))

    def with_world(self, values: Floats) -> Held:
        return Held(np.minimum(self.low, values), np.maximum(self.high, values))

    def may_be_nobody(self) -> Bools:
        return np.asarray(self.low < 1 - WHOLE)

    def is_uncounted(self, k: int) -> Bools:
        return np.asarray(self.high - self.low >= k - WHOLE)


def whole_world(wish: Floats, sums: LinearConstraint, box: Bounds, options: Any) -> Floats | None:
    """A table of whole numbers with these sums inside a box, with little of what `wish` weighs; None where none was found.

    It is rounded, so whoever asked holds it against the figures.
    """
    kinds = np.ones(len(wish), dtype=np.int64)
    found: Any = milp(wish, integrality=kinds, bounds=box, constraints=sums, options=options)
    return None if found.x is None else np.asarray(np.round(found.x), dtype=np.float64)
