"""Answers that were counted before they were delivered, under the same rules: a full grid of at least k, or nothing.

Groups are not joined here; answers are. Shares count each pupil once, as those of groups do everywhere: a weighted one would tell
beside its count who gave an answer, and what weights a supplier took is not known. What counts tell of pupils without a count of
their own is held in `told`. Levels of areas are told with the same answers, so what they tell together is what is left of each;
where that is not safe the finest level gives way. Sizes of groups that one question tells are held against the answers of others. Bases of two questions must not differ by few, nor populations from
who was asked: else no population is told. Rows that divide by two things at once are not used. Nobody knows how the pupils
were drawn, so standard errors take each as drawn alone, and the page says that the true ranges are wider.
"""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pandas as pd

from data_loaders.deliveries.missing import SEXES
from data_loaders.deliveries.survey import FIFTHS, STAGES
from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.reference import contracted
from data_loaders.safety.floor import Floor
from data_loaders.safety.ladder import WHOLE
from data_loaders.survey.denominators import ASKED, base_of
from data_loaders.survey.divided import COLUMNS, divided
from data_loaders.survey.estimates import share_interval
from data_loaders.survey.grids import WHY
from data_loaders.survey.groups import line_of
from data_loaders.survey.publication import NAMES, question_row
from data_loaders.survey.pupils import Question, questions_of
from data_loaders.survey.scales import NO_ANSWER
from data_loaders.survey.shares import PLACES
from data_loaders.survey.told import Block, Key, Told, share_few, sizes_tell, sums_of

Blocks = dict[str, dict[str, Block]]  # split → group → its counts
LABELS = {"stage": STAGES, "sex": SEXES, "simd": FIFTHS}
COUNTED = "Standard errors take each pupil as drawn alone, since these answers came counted: the true ranges are wider."


def waves_of_results(tables: Tables, policy: Policy) -> dict[tuple[str, str], dict[str, pd.DataFrame]]:
    """The tables of every wave of `survey_results`."""
    if "survey_results" not in tables:
        return {}
    frame, made = tables["survey_results"].reset_index(drop=True), {}
    floor = Floor(policy.survey.k[policy.audience])
    for (survey, wave), rows in frame.groupby(["survey_id", "wave"], sort=True):
        if not floor.is_reached(int((rows["base_n"] + rows["non_response_n"].fillna(0)).max())):
            continue  # of few no more is told than of nobody, and when more are there the wave begins
        questions = questions_of(str(survey), str(wave), tables["survey_questions"])
        parts = _wave(rows, questions, policy, tables["ref_area"])
        named = {n: pd.DataFrame(parts[n]).assign(survey_id=survey, wave=wave) for n in NAMES}
        made[(str(survey), str(wave))] = {n: contracted(frame, n) for n, frame in named.items()}
    return made


def _wave(
    rows: pd.DataFrame, questions: list[Question], policy: Policy, areas: pd.DataFrame
) -> dict[str, list[dict[str, object]]]:
    made: dict[str, list[dict[str, object]]] = {name: [] for name in NAMES}
    own = {q.identifier: rows[rows["question_id"] == q.identifier] for q in questions}
    parts = [(q, _blocks(own[q.identifier], policy, areas)) for q in questions if len(own[q.identifier])]
    told_of_wave, steps = _told(
        parts, _units(policy.survey.area_levels), Floor(policy.survey.k[policy.audience]), areas
    )
    for question, blocks in parts:
        made["survey_questions"].append(question_row(question))
        for split, groups in blocks.items():
            step = steps.get((question.identifier, split), "")
            view: dict[str, object] = {"question_id": question.identifier, "split": split, "status": "published" if step else "withheld",
                    "reason": "" if step else WHY, "step": step, "interval": COUNTED, "base": ""}  # fmt: skip
            if step:
                view["base"] = base_of(question.scale.step(step, routed=False))
                _publish(made, question, split, groups, step, areas)
            made["survey_views"].append(view)
    if not _may_tell_populations(told_of_wave, Floor(policy.survey.k[policy.audience])):
        made["survey_part"] = [{**row, "population": None} for row in made["survey_part"]]
    return made


def _units(area_levels: tuple[str, ...]) -> list[list[tuple[str, ...]]]:
    """What is told together, the most wanted first; of each the choices: levels of areas, with fewer of the finest ones each time."""
    alone: list[list[tuple[str, ...]]] = [[(split,)] for split in ("all", *COLUMNS)]
    return [*alone, [area_levels[at:] for at in range(len(area_levels))]]


def _told(
    parts: list[tuple[Question, Blocks]], units: list[list[tuple[str, ...]]], floor: Floor, areas: pd.DataFrame
) -> tuple[list[list[Told]], dict[Key, str]]:
    """What is told of each question, the whole of all of them first; and question and split → step."""
    told, steps, asked = [list[Told]() for _ in parts], dict[Key, str](), dict[Key, set[int]]()
    whole = units[:1]
    for wanted, (own, (question, blocks)) in product((whole, units[1:]), zip(told, parts, strict=True)):
        found, is_there = list[Told](), "all" in blocks if wanted is whole else bool(own)
        for choices in wanted if is_there else ():
            others = [one for of in told if of is not own for one in of]
            options = (
                (step, _joined(question, [s for s in splits if _divides(s, blocks)], step, blocks, areas))
                for splits, step in product(choices, question.scale.steps)
            )
            for step, one in (o for o in options if _may_be_told(o[1], [*own, *found], others, asked, floor)):
                found.append(one)
                steps |= {(question.identifier, split): step for split, _ in one.groups}
                break
        own += found
        for key, block in (pair for one in found for pair in one.everybody.items()):
            asked.setdefault(key, set()).add(block.asked)
    return told, steps


def _may_be_told(own: Told, told: list[Told], others: list[Told], asked: dict[Key, set[int]], floor: Floor) -> bool:
    if not own.groups or not own.is_safe(floor) or not _bases_agree(asked, own, floor):
        return False
    if any(sizes_tell(own, other, floor) or sizes_tell(other, own, floor) for other in others):
        return False
    return not any(share_few(own, other, floor) for other in told)


def _divides(split: str, blocks: dict[str, dict[str, Block]]) -> bool:
    return split == "all" or len(blocks.get(split, ())) > 1


def _joined(
    question: Question, splits: list[str], step: str, blocks: dict[str, dict[str, Block]], areas: pd.DataFrame
) -> Told:
    groups = {(split, code): group for split in splits for code, group in blocks[split].items()}
    answers = tuple(band.answers for band in question.scale.step(step, routed=False))
    above = _above(list(groups), areas) if splits != ["all"] else {}
    # The smallest area that is told and holds an area; of all others the whole.
    holders = {key: next((area for area in line if area in groups), ("all", WHOLE)) for key, line in above.items()}
    return Told(groups, holders, blocks["all"][WHOLE], answers, sums_of(question.scale, step), above)


def _above(groups: list[Key], areas: pd.DataFrame) -> dict[Key, tuple[Key, ...]]:
    """Every area that a group lies in, the smallest first; none of one that is no area."""
    parent = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    lines = {key: line_of(key[1], parent, level) for key in groups}
    return {key: tuple((name, area) for name, area in line.items() if area != key[1]) for key, line in lines.items()}


def _bases_agree(asked: dict[Key, set[int]], told: Told, floor: Floor) -> bool:
    """Of each group, and of whom groups leave, nobody or k more were asked one question than another."""
    return floor.may_differ([own.asked - other for key, own in told.everybody.items() for other in asked.get(key, ())])


def _may_tell_populations(told_of_wave: list[list[Told]], floor: Floor) -> bool:
    """Whether the printed populations tell of no few pupils who were not asked a question; those of a split all or none."""
    of = dict[Key, float]()
    for told in told_of_wave:
        for own in told:
            of = {
                key: group.population for key, group in own.groups.items()
            } | of  # what the first question says is printed
    for told in told_of_wave:
        known = [own for own in told if not np.isnan([of[key] for key in own.groups]).all()]
        not_asked = [own.of_not_asked(of, of["all", WHOLE]) for own in known]
        if not all(own.leaves_no_few(floor) for own in not_asked):
            return False
        if any(share_few(one, other, floor) for one, other in combinations(not_asked, 2)):
            return False
    return True


def _blocks(own: pd.DataFrame, policy: Policy, areas: pd.DataFrame) -> dict[str, dict[str, Block]]:
    """Split → group → its counts, the whole first."""
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    by = divided(own, areas)
    one, found = (by != "").sum(axis=1), dict[str, dict[str, Block]]()
    if (one == 0).any():
        found["all"] = {WHOLE: _block(own[one == 0])}
    for split, column in COLUMNS.items():
        groups = own[(one == 1) & (by[column] != "")]
        if len(groups):
            found[split] = {str(code): _block(rows) for code, rows in groups.groupby(column) if code in LABELS[split]}
    placed = own[(one == 1) & (by["area_code"] != "")]
    for wanted in policy.survey.area_levels:
        groups = placed[placed["area_code"].map(level) == wanted]
        if len(groups):
            found[wanted] = {str(code): _block(rows) for code, rows in groups.groupby("area_code")}
    return found


def _block(rows: pd.DataFrame) -> Block:
    """Rows that say the same twice are one: where they differ, `checks.survey` has stopped them."""
    counts = dict(zip(rows["response_code"], rows["n"].astype(int), strict=True))
    first = rows.iloc[0]
    return Block(counts, int(first["base_n"]), int(first["non_response_n"]), float(first["population_n"]))


def _publish(
    made: dict[str, list[dict[str, object]]], question: Question, split: str, groups: dict[str, Block], step: str, areas: pd.DataFrame
) -> None:  # fmt: skip
    bands, at = question.scale.step(step, routed=False), {"question_id": question.identifier, "split": split}
    base = base_of(bands)
    own = {"question_id": question.identifier, "step": step}
    named = [{**own, "band": b.code, "position": i, "label": b.label, "side": b.side} for i, b in enumerate(bands)]
    made["survey_bands"] += [band for band in named if band not in made["survey_bands"]]  # splits share a step
    told = {row["block"] for row in made["survey_part"] if row["split"] == split}
    total = sum(group.asked for group in groups.values())
    for position, (code, group) in enumerate(groups.items()):
        made["survey_cells"] += [
            {**at, "block": code, "band": b.code, "n": group.n(b.answers), **_figures(group, b.answers, base)}
            for b in bands
        ]
        for side in ("positive", "negative"):
            answers = frozenset[str]().union(*(b.answers for b in bands if b.side == side))
            if answers:
                n = group.n(answers)
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
    share = _share(group, answers, base)
    se = (share * (1 - share) / max(n - 1, 1)) ** 0.5
    low, high = share_interval(share, se, n=n, degrees=n - 1)
    low, high, shown = (round(100 * x, PLACES) for x in (low, high, share))
    return {"share_pct": shown, "se_pct": round(100 * se, 2), "lower_pct": low, "upper_pct": high, "degrees": n - 1}


def _share(group: Block, answers: frozenset[str], base: str) -> float:
    """Of those who answered or, with `ASKED` or for the silent, of all who were asked."""
    if base == ASKED or answers == {NO_ANSWER}:
        return group.n(answers) / group.asked
    return group.n(answers - {NO_ANSWER}) / group.answered


def _named(split: str, code: str, areas: pd.DataFrame) -> tuple[str, list[str]]:
    if split in LABELS:
        return LABELS[split][code], [code]
    if code == WHOLE:
        return "All who were asked", [""]
    parent = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    name = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    return name[code], sorted(c for c in parent if code in line_of(c, parent, level).values())
