"""The survey again: every count pupil by pupil, every share from the weights, every error from the clusters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd

from data_loaders.published.recount.answers import NOT_PUT, Band, Ladder
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.counted_answers import CountedWave
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.groups import Split
from data_loaders.published.recount.order import as_published
from data_loaders.published.recount.questions import question_row
from data_loaders.published.recount.sample import Sample, chance, limits, reach, tell_apart
from data_loaders.published.recount.survey_part import part_rows
from data_loaders.published.recount.waves import Wave, waves

CLUSTERED = "Standard errors follow from weights, strata and clusters."


ONCE = "Shares of groups count each pupil once; standard errors follow from strata and clusters."
SIMPLE = "Standard errors take each pupil as drawn alone: the survey names no clusters."


TABLES = ("questions", "views", "bands", "blocks", "cells", "sides", "differences", "part")


def recounted(evidence: Evidence) -> dict[str, Frame]:
    """All tables of the survey at once."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    for wave in waves(evidence):
        own = wave.rows(evidence) if isinstance(wave, CountedWave) else _rows(wave, evidence)
        for name, made in own.items():
            rows[name] += [{"survey_id": wave.survey, "wave": wave.wave, **row} for row in made]
    return {f"survey_{name}": pd.DataFrame(made) for name, made in rows.items()}


def _rows(wave: Wave, evidence: Evidence) -> dict[str, list[dict[str, object]]]:
    made: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    shown = _shown(evidence.published["survey_cells"], wave)
    used: dict[str, dict[str, dict[str, None]]] = {name: {} for name in wave.splits}
    for question, asked in wave.questions.items():
        made["questions"].append(question_row(question, asked, wave.sample.asked_stages[question]))
        for split in wave.splits:
            view = _view(evidence, wave, question, split, shown.get((question, split), ((), frozenset())))
            made["views"].append(view.row)
            for name, rows in view.tables.items() if view.step else ():
                made[name] += rows
            for block, leaves in view.leaves.items():
                used[split].setdefault(block, {}).update(dict.fromkeys(leaves))
    made["bands"] = [dict(row) for row in dict.fromkeys(tuple(row.items()) for row in made["bands"])]
    made["blocks"] = [row for split, blocks in used.items() for row in _block_rows(wave.splits[split], split, blocks)]
    made["part"] = list(part_rows(wave, evidence))
    return made


Shown: TypeAlias = tuple[tuple[str, ...], frozenset[str]]  # the groups of a view and the bands of its answers


def _shown(cells: Frame, wave: Wave) -> dict[tuple[str, str], Shown]:
    own = cells[(cells["survey_id"] == wave.survey) & (cells["wave"] == wave.wave)]
    views = own.groupby(["question_id", "split"], sort=False)
    return {key: (tuple(dict.fromkeys(rows["block"])), frozenset(rows["band"])) for key, rows in views}


def _view(evidence: Evidence, wave: Wave, question: str, split: str, shown: Shown) -> _View:
    """What a view holds follows from the deliveries and from which groups and bands it shows."""
    (blocks, bands), least = shown, evidence.policy.survey.k[evidence.policy.audience]
    name = f"survey {wave.survey} {wave.wave} {question} {split} {blocks} {sorted(bands)}"
    return evidence.read_once(name, lambda _: _View(wave, question, split, blocks, bands, least))


@dataclass(frozen=True, eq=False)
class _View:
    wave: Wave
    question: str
    split: str
    shown: tuple[str, ...]
    bands_shown: frozenset[str]
    least: int  # pupils that a figure is of

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
        clustered = CLUSTERED if self.split == "all" else ONCE
        interval = clustered if self.wave.sample.has_clusters else SIMPLE
        shown = {"status": "published", "step": self.step, "base": self.base} if self.step else {
            "status": "withheld", "step": "", "base": ""}  # fmt: skip
        return {"question_id": self.question, "split": self.split, "interval": interval, **shown}

    @cached_property
    def tables(self) -> dict[str, list[dict[str, object]]]:
        made = {"bands": self.bands(), "cells": self.cells(), "sides": self.sides(), "differences": self.differences()}
        return {name: list(rows) for name, rows in made.items()}

    @cached_property
    def leaves(self) -> dict[str, list[str]]:
        """The leaves of each group that is shown, of those who were asked."""
        asked, groups = self.wave.sample.asked(self.question), self.wave.splits[self.split]
        return {block: list(groups.codes(block, asked)) or [""] for block in self.blocks} if self.step else {}

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
        said = self.wave.sample.said[self.question]
        return np.any([said == answer for answer in answers], axis=0) if answers else np.zeros(len(said), dtype=bool)

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
            inside = self._asked & self.wave.splits[self.split].inside(block)
            for code, _, side, answers in self.own_bands:
                base = inside if side == "not_asked" else inside & ~self._gave(("NA",))
                base = base & self._in_base() if side not in ("none", "not_asked") else base
                gave = self._gave(answers)
                yield {
                    **self._key(block),
                    "band": code,
                    "n": int((inside & gave).sum()),
                    **self._figures(gave, base, inside),
                }

    def sides(self) -> Iterator[dict[str, object]]:
        for block in self.blocks:
            here = self.wave.splits[self.split].inside(block)
            base, put = self._in_base() & here, self._asked & here
            for side in ("positive", "negative"):
                answers = tuple(a for _, _, own, given in self.own_bands if own == side for a in given)
                if answers:
                    gave = self._gave(answers)
                    yield {**self._key(block), "side": side, "n": int((base & gave).sum()), "base_n": int(base.sum()),
                           **self._figures(gave, base, put)}  # fmt: skip

    def differences(self) -> Iterator[dict[str, object]]:
        good = self._gave(tuple(a for _, _, side, given in self.own_bands if side == "positive" for a in given))
        sample, base = self._each_once, self._in_base()
        for block in self.blocks if len(self.blocks) > 1 else []:
            inside = self.wave.splits[self.split].inside(block)
            (one, each_one), (other, each_other) = sample.share(good, base & inside), sample.share(good, base & ~inside)
            error, degrees = sample.error(each_one - each_other), min(sample.degrees(self._asked), int(base.sum()) - 1)
            apart = 100 * (one - other)
            yield {**self._key(block), "difference_pct": apart, "se_pct": 100 * error, "p_value": chance(one - other, error, degrees),
                   "lower_pct": apart - 100 * reach(degrees) * error, "upper_pct": apart + 100 * reach(degrees) * error}  # fmt: skip

    @cached_property
    def _each_once(self) -> Sample:
        return replace(self.wave.sample, weight=np.ones(len(self.wave.sample.weight)))

    @cached_property
    def sample(self) -> Sample:
        """All pupils together by their weights, where these tell of nobody; everybody else once."""
        own, base = self.wave.sample, self._in_base()
        if self.split != "all" or tell_apart(own.heavier(base), int(base.sum()), self.least) is None:
            return self._each_once
        return own

    def _key(self, block: str) -> dict[str, object]:
        return {"question_id": self.question, "split": self.split, "block": block}

    def _figures(self, gave: np.ndarray, base: np.ndarray, put: np.ndarray) -> dict[str, object]:
        """`put`: who of the group was asked. How many schools they are of is told, and not of how many those who answered are."""
        sample = self.sample
        share, each = sample.share(gave, base)
        error, degrees = sample.error(each), min(sample.degrees(put), int(base.sum()) - 1)
        if sample.heavier(base) > 0:
            per = tell_apart(sample.heavier(base), int(base.sum()), self.least) or 1.0
            share, error = np.clip(np.rint(100 * share / per) * per, per, 100 - per) / 100, round(100 * error, 2) / 100
        low, high = limits(share, error, n=int(base.sum()), degrees=degrees)
        return {
            "share_pct": 100 * share,
            "se_pct": 100 * error,
            "lower_pct": 100 * low,
            "upper_pct": 100 * high,
            "degrees": degrees,
        }


STEPS = ("each", "sides", "two_sides", "positive")


def _block_rows(split: Split, name: str, blocks: dict[str, dict[str, None]]) -> Iterator[dict[str, object]]:
    for block, leaves in blocks.items():
        for leaf in leaves:
            yield {
                "split": name,
                "block": block,
                "label": split.names[block],
                "position": split.order[block],
                "leaf": leaf,
            }


def _table(name: str) -> Callable[[Evidence], Frame]:
    def expected(evidence: Evidence) -> Frame:
        return as_published(name, evidence.once("survey", recounted)[name], evidence)

    return expected


PUPIL = "Counted again pupil by pupil from the delivered answers; shares of all from weights, errors from strata and clusters."


SURVEY = {
    "survey_questions": Recount("Compared with the delivered questions.", _table("survey_questions")),
    "survey_views": Recount(
        "Every question by every split is shown with its counts, or said to be withheld.", _table("survey_views")
    ),
    "survey_bands": Recount("Worked out again from the delivered scales.", _table("survey_bands")),
    "survey_blocks": Recount("Worked out again from the delivered codes and areas.", _table("survey_blocks")),
    "survey_cells": Recount(PUPIL, _table("survey_cells")),
    "survey_sides": Recount(PUPIL, _table("survey_sides")),
    "survey_differences": Recount(PUPIL, _table("survey_differences")),
    "survey_part": Recount(
        "Counted again pupil by pupil, beside the delivered estimates of residents.", _table("survey_part")
    ),
}
