"""One question of a survey by one split, counted again: its cells, both ends of its scale, and each group against all others."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data_loaders.published.recount.answers import NOT_PUT, Band, Ladder
from data_loaders.published.recount.sample import chance, limits, reach, rounded_up
from data_loaders.published.recount.waves import Wave

ERRORS = "tandard errors follow from strata and clusters, by one design effect for all {}."
ALONE = "tandard errors take each pupil as drawn alone: the survey names no clusters."
STEPS = ("each", "sides", "two_sides", "positive")


@dataclass(frozen=True, eq=False)
class SurveyView:
    """What a question by a split holds follows from the deliveries and from which groups and bands it shows."""

    wave: Wave
    question: str
    split: str
    shown: tuple[str, ...]
    bands_shown: frozenset[str]
    least: int  # pupils that a figure is of
    kin: tuple[SurveyView, ...] = ()  # other views that have one design effect with this one

    @property
    def ladder(self) -> Ladder:
        return self.wave.questions[self.question].ladder

    @cached_property
    def step(self) -> str:
        return (self.ladder.step_of(set(self.bands_shown)) or "none of its steps") if self.bands_shown else ""

    @cached_property
    def blocks(self) -> list[str]:
        """Those that are published, and every leaf that none of them holds: nobody may be left out."""
        groups, asked = self.wave.splits[self.split], self.wave.sample.asked(self.question)
        own = [b for b in self.shown if b in groups.leaves]
        held = np.any([groups.inside(block) for block in own], axis=0) if own else np.zeros(len(asked), dtype=bool)
        return [*own, *groups.finest(asked & ~held)]

    @property
    def row(self) -> dict[str, object]:
        interval = self._sureness()
        shown = {"status": "published", "step": self.step, "base": self.base} if self.step else {
            "status": "withheld", "step": "", "base": ""}  # fmt: skip
        return {"question_id": self.question, "split": self.split, "interval": interval, **shown}

    def _sureness(self) -> str:
        if not self.wave.sample.has_clusters:
            return f"S{ALONE}"
        if self.split == "all":
            return f"Each pupil counts once; s{ERRORS.format('answers')}"
        return f"Shares of groups count each pupil once; s{ERRORS.format('groups and answers')}"

    @cached_property
    def tables(self) -> dict[str, list[dict[str, object]]]:
        made = {"bands": self.bands(), "cells": self.cells(), "sides": self.sides(), "differences": self.differences()}
        return {name: list(rows) for name, rows in made.items()}

    @cached_property
    def leaves(self) -> dict[str, list[str]]:
        """The leaves of each group that is shown; of stages, those that were asked."""
        asked, groups = self.wave.sample.asked(self.question), self.wave.splits[self.split]
        who = asked if self.split == "stage" else np.ones(len(asked), dtype=bool)
        return {block: list(groups.codes(block, who)) or [""] for block in self.blocks} if self.step else {}

    @cached_property
    def own_bands(self) -> list[Band]:
        step = self.step if self.step in STEPS else "each"
        codes = self.wave.sample.said[self.question]
        return [*self.ladder.bands(step), *([NOT_PUT] if (self._asked & (codes == "NA")).any() else [])]

    @cached_property
    def base(self) -> str:
        return "answered" if any(answers == ("NR",) for _, _, _, answers in self.own_bands) else "asked"

    @cached_property
    def _asked(self) -> np.ndarray:
        return self.wave.sample.asked(self.question)

    def _gave(self, answers: tuple[str, ...]) -> np.ndarray:
        return self.wave.sample.gave(self.question, answers)

    @cached_property
    def _in_base(self) -> np.ndarray:
        left_out = ("NA", "NR") if self.base == "answered" else ("NA",)
        return np.asarray(self._asked & ~self._gave(left_out))

    def bands(self) -> Iterator[dict[str, object]]:
        for at, (code, label, side, _) in enumerate(self.own_bands):
            yield {
                "question_id": self.question,
                "step": self.step,
                "band": code,
                "position": at,
                "label": label,
                "side": side,
            }

    def cells(self) -> Iterator[dict[str, object]]:
        for block in self.blocks:
            for band in self.own_bands:
                gave, base = self._gave(band[3]), self._base_of(band, block)
                n = int((base & gave).sum())
                yield {**self._key(block), "band": band[0], "n": n, **self._figures(gave, base)}

    def _base_of(self, band: Band, block: str) -> np.ndarray:
        """Of whom the share of a band is: of all who were asked, or who were not led past the question, or who answered."""
        inside = np.asarray(self._asked & self.wave.splits[self.split].inside(block))
        if band[2] == "not_asked":
            return inside
        return np.asarray(inside & (~self._gave(("NA",)) if band[2] == "none" else self._in_base))

    def sides(self) -> Iterator[dict[str, object]]:
        for block in self.blocks:
            base = self._in_base & self.wave.splits[self.split].inside(block)
            for side, gave in self._ends.items():
                yield {**self._key(block), "side": side, "n": int((base & gave).sum()), "base_n": int(base.sum()),
                       **self._figures(gave, base)}  # fmt: skip

    @cached_property
    def _ends(self) -> dict[str, np.ndarray]:
        """Who is at which end of the scale; an end that no band has is left out."""
        held = {
            side: tuple(answer for _, _, own, given in self.own_bands if own == side for answer in given)
            for side in ("positive", "negative")
        }
        return {side: self._gave(answers) for side, answers in held.items() if answers}

    def differences(self) -> Iterator[dict[str, object]]:
        degrees = self._degrees(self._in_base)
        for block, who in self._beside_others:
            one, other = (self.wave.sample.share(self._ends["positive"], own)[0] for own in who)
            simple = sum(p * (1 - p) / max(int(own.sum()) - 1, 1) for p, own in zip((one, other), who, strict=True))
            apart, error = one - other, math.sqrt(self._effect_of_differences * simple)
            yield {**self._key(block), "difference_pct": 100 * apart, "se_pct": 100 * error, "p_value": chance(apart, error, degrees),
                   "lower_pct": 100 * (apart - reach(degrees) * error), "upper_pct": 100 * (apart + reach(degrees) * error)}  # fmt: skip

    @cached_property
    def _beside_others(self) -> list[tuple[str, tuple[np.ndarray, np.ndarray]]]:
        """Each group, who of it a share is of, and who of all others."""
        base, groups = self._in_base, self.wave.splits[self.split]
        blocks = self.blocks if len(self.blocks) > 1 else []
        return [(block, (base & groups.inside(block), base & ~groups.inside(block))) for block in blocks]

    @cached_property
    def added(self) -> tuple[list[float], list[float]]:
        """What schools add to the variances of each group: of all its answers, and of both ends of the scale."""
        base, groups = self._in_base, self.wave.splits[self.split]
        answers = [[(self._gave(b[3]), self._base_of(b, block)) for b in self.own_bands] for block in self.blocks]
        ends = [[(gave, base & groups.inside(block)) for gave in self._ends.values()] for block in self.blocks]
        return [self.wave.sample.worth_less(own) for own in answers], [self.wave.sample.worth_less(own) for own in ends]

    @cached_property
    def added_to_differences(self) -> list[float]:
        found, good = [], self._ends["positive"]
        for _, (own, others) in self._beside_others:
            (one, each_one), (other, each_other) = (
                self.wave.sample.share(good, own),
                self.wave.sample.share(good, others),
            )
            n, m = max(int(own.sum()) - 1, 1), max(int(others.sum()) - 1, 1)
            simple = one * (1 - one) / n + other * (1 - other) / m
            found.append(self.wave.sample.error(each_one - each_other) ** 2 / simple if simple > 0 else math.nan)
        return found

    @cached_property
    def _effect(self) -> float:
        """The mean over groups, of all answers or of both ends of the scale: the one that is greater."""
        answers, ends = zip(*(view.added for view in (self, *self.kin)), strict=True)
        return rounded_up(max(float(np.mean([one for own in of for one in own])) for of in (answers, ends)))

    @cached_property
    def _effect_of_differences(self) -> float:
        return rounded_up(float(np.mean([one for view in (self, *self.kin) for one in view.added_to_differences])))

    def _degrees(self, base: np.ndarray) -> int:
        """As many as all who were asked the question make, at twice the floor or more for each; fewer than who a figure is of."""
        each = self.wave.people_per_degree
        each = 2 * self.least * rounded_up(each / (2 * self.least)) if self.wave.sample.has_clusters else 1.0
        return max(1, min(int(self._asked.sum() // each), int(base.sum()) - 1))

    def _key(self, block: str) -> dict[str, object]:
        return {"question_id": self.question, "split": self.split, "block": block}

    def _figures(self, gave: np.ndarray, base: np.ndarray) -> dict[str, object]:
        """All of it follows from the share that is told, how many it is of, one effect of the view and degrees of the question."""
        n, degrees = int(base.sum()), self._degrees(base)
        share = int((base & gave).sum()) / n if n else math.nan
        error = math.sqrt(self._effect * share * (1 - share) / max(n - 1, 1))
        low, high = limits(share, error, n=n, degrees=degrees)
        return {
            "share_pct": 100 * share,
            "se_pct": 100 * error,
            "lower_pct": 100 * low,
            "upper_pct": 100 * high,
            "degrees": degrees,
        }
