"""Answers that were counted before they were delivered, under the same rules: a full grid of at least k, or nothing.

Groups are not joined here; answers are. Shares count each pupil once, as those of groups do everywhere: a weighted one would tell
beside its count who gave an answer, and what weights a supplier took is not known. What is left when all groups of a split
are taken from the whole (pupils of whom the group is not known) is a group too: nobody, or at least k with each answer. Bases
of two questions must not differ by few. Rows that divide by two things at once are not used. Nobody knows how the pupils were
drawn, so standard errors take each as drawn alone, and the page says that the true ranges are wider.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_loaders.deliveries.missing import SEXES
from data_loaders.deliveries.survey import FIFTHS, STAGES
from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.reference import contracted
from data_loaders.safety.floor import Floor
from data_loaders.safety.ladder import WHOLE
from data_loaders.survey.denominators import ASKED, base_of
from data_loaders.survey.estimates import share_interval
from data_loaders.survey.grids import WHY
from data_loaders.survey.groups import line_of
from data_loaders.survey.publication import NAMES, question_row
from data_loaders.survey.pupils import Question, questions_of
from data_loaders.survey.scales import NO_ANSWER, Answer
from data_loaders.survey.shares import PLACES

COLUMNS = {"stage": "stage", "sex": "sex", "simd": "simd_quintile"}
LABELS = {"stage": STAGES, "sex": SEXES, "simd": FIFTHS}
NOT_DIVIDED = ("", "ALL", "NA", "NR")
COUNTED = "Standard errors take each pupil as drawn alone, since these answers came counted: the true ranges are wider."


@dataclass(frozen=True)
class Block:
    """One group's counts by code, with the base that answered and the silent."""

    counts: dict[str, int]
    answered: int
    silent: int
    population: float

    def n(self, band: Answer) -> int:
        return sum(self.silent if code == NO_ANSWER else self.counts.get(code, 0) for code in band.answers)

    @property
    def asked(self) -> int:
        return self.answered + self.silent

    def share(self, answers: frozenset[str], base: str) -> float:
        """Of those who answered or, with `ASKED` or for the silent, of all who were asked."""
        if answers == {NO_ANSWER}:
            return self.silent / self.asked
        said = sum(self.counts.get(code, 0) for code in answers - {NO_ANSWER}) / self.answered
        if base != ASKED:
            return said
        return said * self.answered / self.asked + (self.silent / self.asked if NO_ANSWER in answers else 0.0)


def waves_of_results(tables: Tables, policy: Policy) -> dict[tuple[str, str], dict[str, pd.DataFrame]]:
    """The tables of every wave of `survey_results`."""
    if "survey_results" not in tables:
        return {}
    frame, made = tables["survey_results"].reset_index(drop=True), {}
    for (survey, wave), rows in frame.groupby(["survey_id", "wave"], sort=True):
        questions = questions_of(str(survey), str(wave), tables["survey_questions"])
        parts = _wave(rows, questions, policy, tables["ref_area"])
        named = {n: pd.DataFrame(parts[n]).assign(survey_id=survey, wave=wave) for n in NAMES}
        made[(str(survey), str(wave))] = {n: contracted(frame, n) for n, frame in named.items()}
    return made


def _wave(
    rows: pd.DataFrame, questions: list[Question], policy: Policy, areas: pd.DataFrame
) -> dict[str, list[dict[str, object]]]:
    made: dict[str, list[dict[str, object]]] = {name: [] for name in NAMES}
    floor, bases = Floor(policy.survey.k[policy.audience]), dict[tuple[str, str], set[int]]()
    for question in questions:
        own = rows[rows["question_id"] == question.identifier]
        if own.empty:
            continue
        made["survey_questions"].append(question_row(question))
        blocks = _blocks(own, policy, areas)
        steps = {split: _step(question, groups, blocks.get("all", {}), floor) for split, groups in blocks.items()}
        for split, groups in blocks.items():
            step = steps[split] if steps.get("all") else ""
            if step and not _bases_agree(bases, split, groups, floor):
                step = ""
            view: dict[str, object] = {"question_id": question.identifier, "split": split, "status": "published" if step else "withheld",
                    "reason": "" if step else WHY, "step": step, "interval": COUNTED, "base": ""}  # fmt: skip
            if step:
                view["base"] = base_of(question.scale.step(step, routed=False))
                _publish(made, question, split, groups, step, areas)
            made["survey_views"].append(view)
    return made


def _blocks(own: pd.DataFrame, policy: Policy, areas: pd.DataFrame) -> dict[str, dict[str, Block]]:
    """Split → group → its counts, the whole first."""
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    divided = pd.DataFrame({c: ~own[c].isin(NOT_DIVIDED) for c in ("area_code", *COLUMNS.values())})
    is_council = own["area_code"].map(level).fillna("") == "COUNCIL"
    divided["area_code"] &= ~is_council
    one, found = divided.sum(axis=1), dict[str, dict[str, Block]]()
    if (one == 0).any():
        found["all"] = {WHOLE: _block(own[one == 0])}
    for split, column in COLUMNS.items():
        groups = own[(one == 1) & divided[column]]
        if len(groups):
            found[split] = {str(code): _block(rows) for code, rows in groups.groupby(column) if code in LABELS[split]}
    placed = own[(one == 1) & divided["area_code"]]
    for wanted in policy.survey.area_levels:
        groups = placed[placed["area_code"].map(level) == wanted]
        if len(groups):
            found[wanted] = {str(code): _block(rows) for code, rows in groups.groupby("area_code")}
    return found


def _block(rows: pd.DataFrame) -> Block:
    counts = dict(zip(rows["response_code"], rows["n"].astype(int), strict=True))
    return Block(
        counts,
        int(rows["base_n"].iloc[0]),
        int(rows["non_response_n"].iloc[0]),
        float(rows["population_n"].iloc[0]),
    )


def _step(question: Question, groups: dict[str, Block], whole: dict[str, Block], floor: Floor) -> str:
    """The finest answers at which every group holds k with each, and what is left of the whole nobody or k; "" if none."""
    if not whole or (WHOLE not in groups and len(groups) < 2):
        return ""
    for step in question.scale.steps:
        bands = question.scale.step(step, routed=False)
        left = [whole[WHOLE].n(b) - sum(g.n(b) for g in groups.values()) for b in bands]
        if floor.is_reached([g.n(b) for g in groups.values() for b in bands]) and floor.may_differ(left):
            return step
    return ""


def _bases_agree(bases: dict[tuple[str, str], set[int]], split: str, groups: dict[str, Block], floor: Floor) -> bool:
    keys = {(split, code): group.asked for code, group in groups.items()}
    if not floor.may_differ([asked - other for key, asked in keys.items() for other in bases.get(key, ())]):
        return False
    for key, asked in keys.items():
        bases.setdefault(key, set()).add(asked)
    return True


def _publish(
    made: dict[str, list[dict[str, object]]], question: Question, split: str, groups: dict[str, Block], step: str, areas: pd.DataFrame
) -> None:  # fmt: skip
    bands, at = question.scale.step(step, routed=False), {"question_id": question.identifier, "split": split}
    base = base_of(bands)
    own = {"question_id": question.identifier, "step": step}
    made["survey_bands"] += [
        {**own, "band": b.code, "position": i, "label": b.label, "side": b.side} for i, b in enumerate(bands)
    ]
    told = {row["block"] for row in made["survey_part"] if row["split"] == split}
    total = sum(group.asked for group in groups.values())
    for position, (code, group) in enumerate(groups.items()):
        made["survey_cells"] += [
            {**at, "block": code, "band": b.code, "n": group.n(b), **_figures(group, b.answers, base)} for b in bands
        ]
        for side in ("positive", "negative"):
            answers = frozenset[str]().union(*(b.answers for b in bands if b.side == side))
            if answers:
                n = sum(group.n(b) for b in bands if b.side == side)
                size = group.asked if base == ASKED else group.answered
                made["survey_sides"].append(
                    {**at, "block": code, "side": side, "n": n, "base_n": size, **_figures(group, answers, base)}
                )
        if code not in told:
            label, leaves = _named(split, code, areas)
            made["survey_blocks"] += [
                {"split": split, "block": code, "label": label, "position": position, "leaf": leaf} for leaf in leaves
            ]
            share = round(100 * group.asked / total, 1)
            made["survey_part"].append({"split": split, "block": code, "label": label, "position": position, "pupils": group.asked,
                                        "sample_pct": share, "population": group.population, "population_pct": None})  # fmt: skip


def _figures(group: Block, answers: frozenset[str], base: str) -> dict[str, object]:
    n = group.asked if base == ASKED or answers == {NO_ANSWER} else group.answered
    share = group.share(answers, base)
    se = (share * (1 - share) / max(n - 1, 1)) ** 0.5
    low, high = share_interval(share, se, n=n, degrees=n - 1)
    low, high, shown = (round(100 * x, PLACES) for x in (low, high, share))
    return {"share_pct": shown, "se_pct": round(100 * se, 2), "lower_pct": low, "upper_pct": high, "degrees": n - 1}


def _named(split: str, code: str, areas: pd.DataFrame) -> tuple[str, list[str]]:
    if split in LABELS:
        return LABELS[split][code], [code]
    if code == WHOLE:
        return "All who were asked", [""]
    parent = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    name = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    return name[code], sorted(c for c in parent if code in line_of(c, parent, level).values())
