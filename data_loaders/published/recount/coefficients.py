"""Coefficients of agreement again, from the formulas as they were published, with percentile intervals."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np

STATISTICS = ("raw", "kappa", "alpha", "ac1")


SEED, TAIL = 1, 0.025  # of the bootstrap: fixed, so that the same ratings give the same limits; 95 per cent


@lru_cache(maxsize=4096)
def estimate(
    statistic: str, scale: str, table: tuple[tuple[float, ...], ...], resamples: int
) -> tuple[float, float, float]:
    """A coefficient with its percentile interval: records drawn again, as often as the policy says."""
    found = COEFFICIENTS[statistic](_drawn_again(table, resamples), scale)
    again = found[1:][~np.isnan(found[1:])]
    low, high = (float(np.quantile(again, q)) for q in (TAIL, 1 - TAIL)) if len(again) else (math.nan, math.nan)
    return float(found[0]), low, high


@lru_cache(maxsize=1)  # the statistics of one table follow each other
def _drawn_again(table: tuple[tuple[float, ...], ...], resamples: int) -> np.ndarray:
    """The table itself, and then as it was drawn again."""
    counts = np.array(table)
    n = int(counts.sum())
    drawn = np.random.default_rng(SEED).multinomial(n, counts.ravel() / n, size=resamples)
    return np.concatenate([counts[None], drawn.reshape(resamples, *counts.shape).astype(float)])


def raw(tables: np.ndarray, scale: str) -> np.ndarray:
    del scale
    return np.asarray(np.einsum("tii->t", tables) / tables.sum(axis=(1, 2)))


def kappa(tables: np.ndarray, scale: str) -> np.ndarray:
    """Cohen (1968): agreement above chance, with what is credited falling with the distance (linear, or its square)."""
    credit = _credit(tables.shape[1], 1 if scale == "decision" else 2)
    share = tables / tables.sum(axis=(1, 2), keepdims=True)
    seen = (share * credit).sum(axis=(1, 2))
    chance = np.einsum("ti,tj,ij->t", share.sum(axis=2), share.sum(axis=1), credit)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(chance < 1 - 1e-12, (seen - chance) / (1 - chance), np.nan))


def ac1(tables: np.ndarray, scale: str) -> np.ndarray:
    """Gwet (2008): chance from the mean of both margins; for six points with squared distances (AC2)."""
    size = tables.shape[1]
    credit = np.eye(size) if scale == "decision" else _credit(size, 2)
    share = tables / tables.sum(axis=(1, 2), keepdims=True)
    margin = (share.sum(axis=1) + share.sum(axis=2)) / 2
    chance = credit.sum() / (size * (size - 1)) * (margin * (1 - margin)).sum(axis=1)
    return np.asarray(((share * credit).sum(axis=(1, 2)) - chance) / (1 - chance))


def alpha(tables: np.ndarray, scale: str) -> np.ndarray:
    """Krippendorff (2011), ordinal, two auditors and no gap: 1 less disagreement seen over disagreement expected."""
    del scale
    coincidences = tables + tables.transpose(0, 2, 1)
    margin = coincidences.sum(axis=2)
    middle = np.cumsum(margin, axis=1) - margin / 2
    apart = (middle[:, :, None] - middle[:, None, :]) ** 2
    seen = (coincidences * apart).sum(axis=(1, 2))
    expected = np.einsum("ti,tj,tij->t", margin, margin, apart)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(expected > 0, 1 - (margin.sum(axis=1) - 1) * seen / expected, np.nan))


COEFFICIENTS: dict[str, Callable[[np.ndarray, str], np.ndarray]] = {
    "raw": raw,
    "kappa": kappa,
    "alpha": alpha,
    "ac1": ac1,
}


def _credit(size: int, power: int) -> np.ndarray:
    apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) / max(size - 1, 1)
    return np.asarray(1 - apart**power)
