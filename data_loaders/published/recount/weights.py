"""What a pupil of each group counts, again: by the one split whose groups differ most in weight."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data_loaders.policy.survey import SurveyPolicy
from data_loaders.published.recount.groups import Split
from data_loaders.published.recount.sample import Sample

NARROWEST, WIDEST = 2, 128  # in thousandths; each width is twice the one before


@dataclass(frozen=True)
class Weights:
    """`of`: finest group of a split → what one of its pupils counts, told by the middle of a cell."""

    split: str
    of: Mapping[str, float]

    def each(self, split: Split) -> np.ndarray:
        group_of = {leaf: group for group, leaves in split.steps[0].items() for leaf in leaves}
        return np.array([self.of[group_of[leaf]] for leaf in split.leaf])


def weights_told(sample: Sample, splits: Mapping[str, Split], policy: SurveyPolicy) -> Weights | None:
    """None where pupils count alike, or where no split has groups that are all large enough to say what one of theirs counts."""
    weight = sample.weight / 2 ** np.rint(np.log2(sample.weight.mean()))
    if weight.min() <= 0:
        return None
    best, most = None, 0.0
    for name, split in splits.items():
        told = (
            _by(weight, split, name, most_asked=max(policy.k.values()), heaviest=policy.dominance)
            if name != "all"
            else None
        )
        if told is None or len(set(told.of.values())) == 1:
            continue
        explained = round(float(np.var(told.each(split)) / max(float(np.var(sample.weight)), 1e-9)), 6)
        if best is None or explained > most:
            best, most = told, explained
    return best


def _by(weight: np.ndarray, split: Split, name: str, *, most_asked: int, heaviest: float) -> Weights | None:
    own = {group: weight[np.isin(split.leaf, leaves)] for group, leaves in split.steps[0].items()}
    own = {group: found for group, found in own.items() if len(found)}
    if min(map(len, own.values())) < most_asked or any(w.max() > heaviest * w.sum() for w in own.values()):
        return None
    wide = 1000 * most_asked * (weight.max() - weight.min()) / min(len(w) for w in own.values())
    cell = next((NARROWEST * 2**at for at in range(7) if NARROWEST * 2**at >= wide - 1e-6), WIDEST + 1)
    if cell > WIDEST:
        return None
    return Weights(
        name, {group: (math.floor(1000 * w.mean() / cell + 1e-9) + 0.5) * cell / 1000 for group, w in own.items()}
    )
