"""Which grid of a question may be shown: the finest answers and groups at which every cell holds at least k pupils."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from data_loaders.survey.groups import WHOLE, Split, cut_of
from data_loaders.survey.pupils import Question, Wave
from data_loaders.survey.scales import NOT_ASKED, Band

TOO_FEW = "Some group of pupils who answered alike, or who did not answer, would be too small to show, however answers and groups are joined."
TOGETHER = "Beside the other splits of this question it would tell of a group that is too small."


@dataclass(frozen=True)
class Grid:
    """A full grid: every band in every block. Empty `blocks` with a reason where none may be shown."""

    question: Question
    split: Split
    step: str
    bands: tuple[Band, ...]
    blocks: tuple[str, ...]
    reason: str = ""

    @property
    def is_shown(self) -> bool:
        return not self.reason

    def withheld(self, reason: str) -> Grid:
        return Grid(self.question, self.split, "", (), (), reason)


@dataclass(frozen=True)
class Floor:
    """`beside`: for each other set of pupils that a question of the wave was put to, who is in one and not in the other."""

    k: int
    dominance: float
    beside: tuple[np.ndarray, ...]


def floor_of(wave: Wave, question: Question, *, k: int, dominance: float) -> Floor:
    """Bases of two questions are published, so the pupils by whom they differ must be nobody or many in every group."""
    own = wave.asked(question)
    others = [wave.asked(q) for q in wave.questions] + [np.ones(len(own), dtype=bool)]
    apart = {(a & ~b).tobytes(): a & ~b for other in others for a, b in ((own, other), (other, own))}
    return Floor(k, dominance, tuple(mask for mask in apart.values() if mask.any()))


def find_grid(wave: Wave, question: Question, split: Split, floor: Floor) -> Grid:
    """Groups first, then answers: of all steps of the scale the one with the most blocks, then with the most bands."""
    asked = wave.asked(question)
    codes = wave.answers[question.identifier].to_numpy(dtype=str)
    routed = bool((codes[asked] == NOT_ASKED).any())
    best: Grid | None = None
    for step in question.scale.steps:
        bands = question.scale.step(step, routed=routed)
        counts = _counts(wave, split, codes, asked, bands)
        beside = [np.bincount(split.leaf[mask], minlength=len(split.path)) for mask in floor.beside]
        blocks = cut_of(split, partial(_passes, counts=counts, beside=beside, floor=floor), asked)
        if not blocks or (split.name != "all" and blocks == [WHOLE]):
            continue
        grid = Grid(question, split, step, bands, tuple(blocks))
        if best is None or _worth(grid) > _worth(best):
            best = grid
    return best or Grid(question, split, "", (), (), TOO_FEW)


def _worth(grid: Grid) -> int:
    return len(grid.blocks) ** 2 * len(grid.bands)


def _counts(
    wave: Wave, split: Split, codes: np.ndarray, asked: np.ndarray, bands: tuple[Band, ...]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pupils, their weight, and the largest weight: leaves × bands."""
    shape = (len(split.path), len(bands))
    n, total, largest = np.zeros(shape, dtype=np.int64), np.zeros(shape), np.zeros(shape)
    for number, band in enumerate(bands):
        inside = asked & np.isin(codes, sorted(band.answers))
        n[:, number] = np.bincount(split.leaf[inside], minlength=shape[0])
        total[:, number] = np.bincount(split.leaf[inside], weights=wave.design.weights[inside], minlength=shape[0])
        np.maximum.at(largest[:, number], split.leaf[inside], wave.design.weights[inside])
    return n, total, largest


def _passes(
    leaves: np.ndarray, *, counts: tuple[np.ndarray, np.ndarray, np.ndarray], beside: list[np.ndarray], floor: Floor
) -> bool:
    n, total, largest = (part[leaves] for part in counts)
    weight = total.sum(axis=0)
    apart = [int(part[leaves].sum()) for part in beside]
    return (
        bool((n.sum(axis=0) >= floor.k).all())
        and bool((weight > 0).all() and (largest.max(axis=0) <= floor.dominance * weight).all())
        and all(number == 0 or number >= floor.k for number in apart)
    )
