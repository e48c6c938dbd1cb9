"""Answers that were delivered counted already, read again row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from data_loaders.deliveries.missing import SEXES
from data_loaders.deliveries.survey import FIFTHS, STAGES
from data_loaders.published.recount.answers import Band
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.questions import Question, question_row, questions_of
from data_loaders.published.recount.sample import limits

CODED = {"stage": ("stage", STAGES), "sex": ("sex", SEXES), "simd": ("simd_quintile", FIFTHS)}
UNDIVIDED = ("", "ALL", "NA", "NR")
COUNTED = "Standard errors take each pupil as drawn alone, since these answers came counted: the true ranges are wider."
REASONS = (
    "Some group of pupils who answered alike, or who did not answer, would be too small to show, however answers and groups are joined.",
    "What is left beside its groups, or the difference of its base from that of another question, would be too small.",
)
Row = dict[str, object]


@dataclass(frozen=True)
class Group:
    """`share`: of each answer, in parts of 1 of those who answered."""

    n: dict[str, int]
    share: dict[str, float]
    answered: int
    silent: int
    population: float

    def count(self, answers: tuple[str, ...]) -> int:
        return sum(self.silent if code == "NR" else self.n.get(code, 0) for code in answers)

    def figures(self, answers: tuple[str, ...], base: str) -> Row:
        asked = self.answered + self.silent
        is_of_all = base == "asked" or answers == ("NR",)
        part = sum(self.share.get(code, 0.0) for code in answers if code != "NR")
        if is_of_all:
            part = (part * self.answered + (self.silent if "NR" in answers else 0)) / asked
        n = asked if is_of_all else self.answered
        error = (part * (1 - part) / max(n - 1, 1)) ** 0.5
        low, high = limits(part, error, n=n, degrees=n - 1)
        return {
            "share_pct": 100 * part,
            "se_pct": 100 * error,
            "lower_pct": 100 * low,
            "upper_pct": 100 * high,
            "degrees": n - 1,
        }


@dataclass(frozen=True)
class CountedWave:
    survey: str
    wave: str
    questions: dict[str, Question]
    delivered: Frame

    def rows(self, evidence: Evidence) -> dict[str, list[Row]]:
        names = ("questions", "views", "bands", "blocks", "cells", "sides", "differences", "part")
        made: dict[str, list[Row]] = {name: [] for name in names}
        named: dict[tuple[str, str], int] = {}
        published = evidence.published["survey_views"]
        own = published[(published["survey_id"] == self.survey) & (published["wave"] == self.wave)]
        said = {(r.question_id, r.split): r for r in own.itertuples()}
        for question, asked in self.questions.items():
            rows = self.delivered[self.delivered["question_id"] == question]
            if rows.empty:
                continue
            made["questions"].append(_question(question, asked))
            for split, groups in _groups(rows, evidence).items():
                view = said.get((question, split))
                step = str(view.step) if view is not None else ""
                reason = str(view.reason) if view is not None and view.reason in REASONS else REASONS[0]
                bands = asked.ladder.bands(step) if step else []
                base = "answered" if any(b[3] == ("NR",) for b in bands) else "asked" if step else ""
                made["views"].append({"question_id": question, "split": split, "status": "published" if step else "withheld",
                                      "reason": "" if step else reason, "step": step, "base": base, "interval": COUNTED})  # fmt: skip
                if step:
                    _publish(made, question, split, groups, (step, base, bands), named, evidence)
        if not self.tells_populations(evidence):
            made["part"] = [{**row, "population": None} for row in made["part"]]
        return made

    def tells_populations(self, evidence: Evidence) -> bool:
        """All populations of a wave are told or none is."""
        part = evidence.published["survey_part"]
        own = part[(part["survey_id"] == self.survey) & (part["wave"] == self.wave)]
        return bool(own["population"].notna().any())


def counted_waves(evidence: Evidence) -> Iterator[CountedWave]:
    if evidence.has("survey_results", "survey_questions"):
        k = evidence.policy.survey.k[evidence.policy.audience]
        for (survey, wave), rows in evidence.table("survey_results").groupby(["survey_id", "wave"], sort=True):
            if (rows["base_n"] + rows["non_response_n"].fillna(0)).lt(k).all():
                continue  # fewer than the floor were asked anything
            yield CountedWave(survey, wave, questions_of(evidence, survey, wave), rows)


def _question(question: str, asked: Question) -> Row:
    return question_row(
        question, asked, frozenset(s.strip() for s in asked.row["stages_asked"].split(";") if s.strip())
    )


def _groups(rows: Frame, evidence: Evidence) -> dict[str, dict[str, Group]]:
    """Split → code → its answers."""
    found = delivered_rows(rows, evidence)
    return {split: {code: _group(own) for code, own in sorted(groups.items())} for split, groups in found.items()}


def delivered_rows(rows: Frame, evidence: Evidence) -> dict[str, dict[str, list[Any]]]:
    """Split → code → its rows, of those that are divided by one thing or by nothing."""
    level = dict(evidence.areas["area_level"]) if evidence.has("ref_area") else {}
    found: dict[str, dict[str, list[Any]]] = {}  # rows as pandas reads them, which have no type
    for row in rows.itertuples():
        divided = [
            (split, getattr(row, column))
            for split, (column, _) in CODED.items()
            if getattr(row, column) not in UNDIVIDED
        ]
        if row.area_code not in UNDIVIDED and level.get(row.area_code) != "COUNCIL":
            divided.append((level.get(row.area_code, ""), row.area_code))
        if len(divided) < 2:
            split, code = divided[0] if divided else ("all", "ALL")
            if split not in CODED or code in CODED[split][1]:
                found.setdefault(split, {}).setdefault(code, []).append(row)
    wanted = ["all", *CODED, *evidence.policy.survey.area_levels]
    return {split: found[split] for split in wanted if split in found}


def _group(rows: list[Any]) -> Group:
    first = rows[0]
    n = {r.response_code: int(r.n) for r in rows}
    answered, silent = int(first.base_n), int(first.non_response_n)
    return Group(n, {c: k / answered for c, k in n.items()}, answered, silent, float(first.population_n))


def _publish(
    made: dict[str, list[Row]], question: str, split: str, groups: dict[str, Group], shown: tuple[str, str, list[Band]],
    named: dict[tuple[str, str], int], evidence: Evidence,
) -> None:  # fmt: skip
    step, base, bands = shown
    made["bands"] += [{"question_id": question, "step": step, "band": code, "position": at, "label": label, "side": side}
                      for at, (code, label, side, _) in enumerate(bands)]  # fmt: skip
    total = sum(group.answered + group.silent for group in groups.values())
    is_new = {code for code in groups if (split, code) not in named}
    for at, (code, group) in enumerate(groups.items()):
        key: Row = {"question_id": question, "split": split, "block": code}
        made["cells"] += [
            {**key, "band": band, "n": group.count(given), **group.figures(given, base)} for band, _, _, given in bands
        ]
        for side in ("positive", "negative"):
            answers = tuple(a for _, _, own, given in bands if own == side for a in given)
            if answers:
                size = group.answered + (group.silent if base == "asked" else 0)
                made["sides"].append(
                    {**key, "side": side, "n": group.count(answers), "base_n": size, **group.figures(answers, base)}
                )
        if code in is_new:
            named[split, code] = at
            label, leaves = _named(split, code, evidence)
            made["blocks"] += [
                {"split": split, "block": code, "label": label, "position": at, "leaf": leaf} for leaf in leaves
            ]
            share, pupils = 100 * (group.answered + group.silent) / total, group.answered + group.silent
            made["part"].append({"split": split, "block": code, "label": label, "position": at, "pupils": pupils, "sample_pct": share,
                                 "population": group.population, "population_pct": None})  # fmt: skip


def _named(split: str, code: str, evidence: Evidence) -> tuple[str, list[str]]:
    if split in CODED:
        return CODED[split][1][code], [code]
    if code == "ALL":
        return "All who were asked", [""]
    parent = dict(evidence.areas["parent_code"].fillna(""))
    inside = [area for area in parent if code in upward(area, parent)]
    return str(evidence.areas.at[code, "area_name"]), sorted(inside)


def upward(area: str, parent: dict[str, str]) -> list[str]:
    line: list[str] = []
    while area and area not in line:
        line.append(area)
        area = parent.get(area, "")
    return line
