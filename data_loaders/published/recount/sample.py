"""A wave of a survey from its delivered rows: who took part, what each said, and how sure a share of them is.

The variance is that of a sum over clusters drawn in strata (Särndal, Swensson and Wretman 1992, section 5.5), written out here
in its plainest form; a stratum with one cluster only is held against the mean of all clusters.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from scipy.special import betaincinv, stdtr, stdtrit

from data_loaders.deliveries.survey import STAGES
from data_loaders.published.recount.evidence import Frame

PROFILE = ["area_code", "stage", "sex", "simd_quintile", "stratum", "cluster", "stratum_size"]
SILENT = ("", "NR", "NK")  # delivered codes of those who were asked and did not say
CONFIDENCE = 0.95
Mask = np.ndarray


@dataclass(frozen=True)
class Sample:
    """`people` row for row with `said` (question → code, NR where there is none) and with the numbers of their cluster."""

    people: Frame
    said: dict[str, np.ndarray]
    asked_stages: dict[str, frozenset[str]]  # question → stages in which it was put, blank for all
    cluster: np.ndarray
    stratum_of: np.ndarray  # cluster → stratum
    fraction: np.ndarray  # stratum → share of its clusters that was drawn; 0 where that is not known
    _gave: dict[tuple[str, tuple[str, ...]], Mask] = field(default_factory=dict, repr=False)

    @property
    def has_clusters(self) -> bool:
        return len(self.stratum_of) < len(self.people)

    def asked(self, question: str) -> Mask:
        stages = self.asked_stages[question]
        return np.asarray(self.people["stage"].isin(stages)) if stages else np.ones(len(self.people), dtype=bool)

    def gave(self, question: str, answers: tuple[str, ...]) -> Mask:
        """Who said one of these; worked out once, since every group of every split asks for it."""
        if (question, answers) not in self._gave:
            said, made = self.said[question], np.zeros(len(self.people), dtype=bool)
            for answer in answers:
                made |= said == answer
            self._gave[question, answers] = made
        return self._gave[question, answers]

    def degrees(self, who: Mask) -> int:
        """Clusters less strata of those that hold somebody."""
        clusters = np.flatnonzero(np.bincount(self.cluster[who], minlength=len(self.stratum_of)))
        return len(clusters) - int((np.bincount(self.stratum_of[clusters]) > 0).sum())

    def people_per_degree(self) -> float:
        """Of the question with the most people for each degree; 1 where people were drawn by themselves."""
        asked = [self.asked(question) for question in self.asked_stages] if self.has_clusters else []
        return max((own.sum() / max(self.degrees(own), 1) for own in asked), default=1.0)

    def worth_less(self, shares: list[tuple[Mask, Mask]]) -> float:
        """By how much the drawing of clusters adds to the variances of these shares (is so, of whom), all of them together."""
        drawn = simple = 0.0
        for is_so, who in shares:
            share, each = self.share(is_so, who)
            drawn += (int(who.sum()) - 1) * self.error(each) ** 2
            simple += share * (1 - share)
        return drawn / simple if simple > 0 else math.nan

    def share(self, is_so: Mask, who: Mask) -> tuple[float, np.ndarray]:
        """A share, each person once, and what each adds to its error; of nobody there is none."""
        own = who.astype(float)
        if not who.any():
            return math.nan, np.zeros(len(own))
        share = float((own * is_so).sum() / own.sum())
        return share, own * (is_so - share) / own.sum()

    def error(self, each: np.ndarray) -> float:
        sums = np.bincount(self.cluster, weights=each, minlength=len(self.stratum_of))
        drawn = np.bincount(self.stratum_of, minlength=len(self.fraction))
        middle = np.bincount(self.stratum_of, weights=sums, minlength=len(drawn)) / drawn
        middle[drawn == 1] = sums.mean()
        squares = np.bincount(self.stratum_of, weights=(sums - middle[self.stratum_of]) ** 2, minlength=len(drawn))
        more = np.where(
            drawn > 1, drawn / np.maximum(drawn - 1, 1), 1.0
        )  # one cluster tells nothing of how clusters differ
        return float(np.sqrt(((1 - self.fraction) * more * squares).sum()))


def sample_of(rows: Frame, asked_stages: dict[str, str], least: int) -> Sample:
    """One wave; `asked_stages`: question → the delivered list of its stages. Of a stage of fewer than `least` no more is told than of none."""
    rows = rows.assign(who=_persons(rows))
    for column in PROFILE[:4]:
        rows[column] = ["NK" if value in ("", "NR", "NA") else value for value in rows[column].tolist()]
    people = rows.drop_duplicates("who").sort_values("who", kind="stable").reset_index(drop=True)
    at = {who: number for number, who in enumerate(people["who"])}
    said: dict[str, np.ndarray] = {}
    people["stage"] = _known_stages(people["stage"].tolist(), least)
    put: dict[str, Counter[str]] = {}
    number = rows["who"].map(at).to_numpy()
    given = rows["response_code"].where(~rows["response_code"].isin(SILENT), "NR").to_numpy(dtype=object)
    stage_of = people["stage"].to_numpy(dtype=str)
    for question, own in rows.reset_index(drop=True).groupby("question_id"):
        said[str(question)] = np.full(len(people), "NR", dtype=object)
        said[str(question)][number[own.index]] = given[own.index]
        put[str(question)] = Counter(stage_of[number[own.index]].tolist())
    stages = _asked_stages(asked_stages, put, set(stage_of), least)
    said = {question: said[question].astype(str) for question in stages}
    for question, codes in said.items():
        led_past = (codes == "NA") & (np.isin(stage_of, list(stages[question])) | (not stages[question]))
        if led_past.sum() < least:
            codes[led_past] = "NR"
    cluster, stratum_of, fraction = _drawn(people)
    return Sample(people, said, stages, cluster, stratum_of, fraction)


def _known_stages(stages: list[str], least: int) -> list[str]:
    """Those of small stages are together, with the ones not known, or count in the first stage that has enough, where they are few."""
    counts = Counter(stages)
    enough = [stage for stage in STAGES if counts[stage] >= least]
    others = len(stages) - sum(counts[stage] for stage in enough)
    instead = enough[0] if enough and others < least else "NK"
    return [stage if stage in enough else instead for stage in stages]


def _asked_stages(
    listed: dict[str, str], put: dict[str, Counter[str]], everywhere: set[str], least: int
) -> dict[str, frozenset[str]]:
    """Of each question that a stage has answered: those listed for it or, where none are, those that have."""
    made = {}
    for question, words in listed.items():
        found = {stage for stage, n in put.get(question, Counter[str]()).items() if n >= least}
        named = {stage.strip() for stage in words.split(";")} - {""}
        if found:
            made[question] = frozenset(named or (found if found != everywhere else ()))
    return made


def _persons(rows: Frame) -> list[str]:
    """The identifier; where there is none, the rows of one profile are numbered question by question."""
    turns = Counter[tuple[object, ...]]()
    profiles = list(zip(*(rows[column].astype("str").tolist() for column in PROFILE), strict=True))
    number, made = {profile: at for at, profile in enumerate(sorted(set(profiles)))}, []
    for profile, pupil, question in zip(
        profiles, rows["pupil_pseudo_id"].tolist(), rows["question_id"].tolist(), strict=True
    ):
        if pupil:
            made.append(f"id {pupil}")
            continue
        made.append(f"no {number[profile]} {turns[profile, question]}")
        turns[profile, question] += 1
    return made


def _drawn(people: Frame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    strata = sorted(set(people["stratum"]))
    has_clusters = bool((people["cluster"] != "").all())
    units = list(zip(people["stratum"], people["cluster"] if has_clusters else range(len(people)), strict=True))
    known = {unit: at for at, unit in enumerate(dict.fromkeys(units))}
    stratum_of = np.array([strata.index(stratum) for stratum, _ in known])
    fraction = np.zeros(len(strata))
    if people["stratum_size"].notna().all():
        sizes = people.groupby("stratum")["stratum_size"].first()
        are_shares = bool((people["stratum_size"] <= 1).all())
        for at, stratum in enumerate(strata):
            size = float(sizes[stratum])
            fraction[at] = min(size if are_shares else (stratum_of == at).sum() / size, 1.0)
    return np.array([known[unit] for unit in units]), stratum_of, fraction


def rounded_up(value: float) -> float:
    """To one of few steps from 1 on; what arithmetic leaves above a step is no more than it. Of nobody there is none."""
    steps = (step * 10**power for power in range(9) for step in (1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 8))
    return float(next((step for step in steps if step > value - 0.000001), math.nan))


@lru_cache(maxsize=4096)
def reach(degrees: int) -> float:
    """Student's t at the wanted confidence."""
    return float(stdtrit(max(degrees, 1), (1 + CONFIDENCE) / 2))


def limits(share: float, error: float, *, n: int, degrees: int) -> tuple[float, float]:
    """Korn and Graubard (1998): the exact binomial limits for as many independent answers as the drawn ones are worth."""
    worth = share * (1 - share) / error**2 if error > 0 and 0 < share < 1 else float(n)
    worth *= (reach(n - 1) / reach(degrees)) ** 2
    yes, no, tail = share * worth, (1 - share) * worth, (1 - CONFIDENCE) / 2
    low = float(betaincinv(yes, no + 1, tail)) if yes > 0 else 0.0
    return low, float(betaincinv(yes + 1, no, 1 - tail)) if no > 0 else 1.0


def chance(difference: float, error: float, degrees: int) -> float:
    return 1.0 if error == 0 else 2 * float(stdtr(max(degrees, 1), -abs(difference) / error))
