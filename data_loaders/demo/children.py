"""Invented children: each keeps a home ward, a sex, a care status and a frequency, and grows older."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data_loaders.demo.lives import EVEN, HEAVY_TAIL, Lives, even_lives, lifelike_lives
from data_loaders.demo.places import Places
from data_loaders.demo.story import CHILDREN, Story

SEX, SEX_SHARE = np.array(["F", "M", "OTHER", "NK"]), [0.515, 0.465, 0.008, 0.012]
CARE = np.array(["NOT_LA", "LA_HOME", "LA_AWAY", "CARE_EXPERIENCED", "NK"])
CARE_SHARE = [0.58, 0.08, 0.27, 0.055, 0.015]
# Somebody who is often missing takes at most this part of a locality, so that its other children remain.
MOST_OF_LOCALITY = 0.7


@dataclass(frozen=True)
class Children:
    """One entry for each child: `ward` numbers the places' wards, `age` is in years on the first day."""

    identifier: np.ndarray
    ward: np.ndarray
    locality: np.ndarray
    sex: np.ndarray
    care: np.ndarray
    age: np.ndarray
    weight: np.ndarray
    is_frequent: np.ndarray
    next_ward: np.ndarray
    lives: Lives

    def ward_in(self, child: np.ndarray, month: np.ndarray) -> np.ndarray:
        """Where each of these children lives in each of these months (numbers), as the number of a ward."""
        return np.asarray(np.where(month >= self.lives.moves[child], self.next_ward[child], self.ward[child]))


def make_children(story: Story, places: Places) -> Children:
    """The children of a story; `weight` is each child's share of all rows and sums to 1."""
    rng = story.rng(1)
    count = max(2 * len(places.localities), round(CHILDREN * story.scale))
    repeats = story.planted.get("repeats")
    frequent = np.arange(count) < (max(1, round(count * repeats["children_share"])) if repeats else 0)
    is_even = story.lives == EVEN
    locality = _localities(places, frequent) if is_even else places.locality_of[_homes(rng, places, count)]
    ward = _wards(rng, places, locality)
    age = np.where(frequent, rng.uniform(10.2, 14.9, count), rng.uniform(7.5, 17.7, count))
    months_seen = np.clip(np.minimum(age + 3, 18) - np.maximum(age, 10), 0.1, 3)
    rate = rng.gamma(0.8, 1.0, count) * months_seen + 0.02 if is_even else rng.lognormal(0, HEAVY_TAIL, count)
    share = locality_shares(story, places)
    if not is_even:  # where many records come of few children, places differ by who happens to live there
        by_chance = np.bincount(locality, weights=rate, minlength=len(share)) / rate.sum()
        share = by_chance * share / places.locality_share / (by_chance * share / places.locality_share).sum()
    return Children(
        identifier=identifiers(rng, "c", count), ward=ward, locality=locality,
        sex=SEX[rng.choice(len(SEX), count, p=SEX_SHARE)],
        care=CARE[rng.choice(len(CARE), count, p=CARE_SHARE)],
        age=age, weight=_weights(rate, frequent, locality, share, repeats["rows_share"] if repeats else 0.0),
        is_frequent=frequent, next_ward=_homes(story.rng(41), places, count),
        lives=even_lives(count) if is_even else lifelike_lives(story, count),
    )  # fmt: skip


def _homes(rng: np.random.Generator, places: Places, count: int) -> np.ndarray:
    """Wards drawn at random, by the young people who live there."""
    return rng.choice(len(places.wards), count, p=places.young / places.young.sum())


def locality_shares(story: Story, places: Places) -> np.ndarray:
    """Each locality's share of all rows: that of its young people, but for the one planted above it."""
    share = places.locality_share
    if "excess" not in story.planted:
        return share
    chosen = places.localities == story.planted["excess"]["scope"]
    above = share[chosen].sum() * story.planted["excess"]["size"]
    return np.asarray(np.where(chosen, above, share * (1 - above) / share[~chosen].sum()))


def identifiers(rng: np.random.Generator, prefix: str, count: int) -> np.ndarray:
    """Different identifiers: a letter and twelve characters in which letters and digits alternate.

    No run of digits, so that nothing can look like a telephone or health number. The multiplier shares no
    factor with 60**6, which makes the numbers different without a search.
    """
    number = (np.arange(count, dtype=np.int64) * 7_368_787 + int(rng.integers(60**6))) % 60**6
    text = np.empty((count, 13), dtype=np.uint8)
    text[:, 0] = ord(prefix)
    for place in range(6):
        number, part = np.divmod(number, 60)
        text[:, 1 + 2 * place], text[:, 2 + 2 * place] = ord("a") + part // 10, ord("0") + part % 10
    return rng.permutation(text.view("S13").ravel())


def _localities(places: Places, frequent: np.ndarray) -> np.ndarray:
    """Spread evenly by population, frequent children apart: no locality gets them all by chance."""
    edges = np.cumsum(places.locality_share)
    edges[-1] = 1.0
    first = int(frequent.sum())
    spread = [(np.arange(size) + 0.5) / max(size, 1) for size in (first, len(frequent) - first)]
    return np.searchsorted(edges, np.concatenate(spread))


def _wards(rng: np.random.Generator, places: Places, locality: np.ndarray) -> np.ndarray:
    ward = np.empty(len(locality), dtype=int)
    for number in range(len(places.localities)):
        here, its = locality == number, np.flatnonzero(places.locality_of == number)
        ward[here] = rng.choice(its, int(here.sum()), p=places.young[its] / places.young[its].sum())
    return ward


def _weights(
    rate: np.ndarray, frequent: np.ndarray, locality: np.ndarray, share: np.ndarray, frequent_share: float
) -> np.ndarray:
    """Weights of the frequent children equal; the others fill their locality up to its share."""
    each = frequent_share / max(int(frequent.sum()), 1)
    crowd = np.bincount(locality, weights=frequent, minlength=len(share))
    each = min(each, float((MOST_OF_LOCALITY * share / np.maximum(crowd, 1)).min()))
    rest = np.where(frequent, 0.0, rate)
    total = np.bincount(locality, weights=rest, minlength=len(share))
    return np.where(frequent, each, rest / total[locality] * (share - crowd * each)[locality])
