"""What counts of answers that came counted tell together: by adding up and taking away what is printed, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, permutations

from data_loaders.published.recount.answers import Ladder
from data_loaders.published.recount.counted_answers import CODED, CountedWave, delivered_rows, upward
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.sample import SILENT
from data_loaders.published.recount.waves import waves

Given = frozenset[str]  # answers that are told together
Figures = dict[Given, float]
EVERYBODY, NOT_ASKED = frozenset({"all who were asked"}), frozenset({"of the population, not asked"})


@dataclass
class Printed:
    """What is printed of one question. `families`: split (areas are one) → group → its figures; `inside`: group → what holds it."""

    whole: Figures = field(default_factory=dict)
    families: dict[str, dict[str, Figures]] = field(default_factory=lambda: defaultdict(dict))
    inside: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    above: dict[str, list[str]] = field(default_factory=dict)  # every area that an area lies in, told or not

    def rests(self, family: str) -> dict[str, Figures]:
        """Of each group that holds others, and of the whole: whom these others leave."""
        made = {}
        for holder in dict.fromkeys(self.inside[family].values()):
            parts = [self.families[family][group] for group, of in self.inside[family].items() if of == holder]
            own = self.families[family].get(holder, self.whole)
            both = [given for given in own if all(given in part for part in parts)]
            made[holder] = {given: own[given] - sum(part[given] for part in parts) for given in both}
        return made

    def told(self, family: str) -> list[Figures]:
        return [*self.families[family].values(), *self.rests(family).values()]


def few_together(evidence: Evidence) -> int:
    """How many sums and differences are of one to k − 1 pupils, or contradict each other, in the waves that are new."""
    k, found = evidence.policy.survey.k[evidence.policy.audience], 0
    for wave in waves(evidence):
        if isinstance(wave, CountedWave):
            every = [_printed(wave, question, evidence) for question in wave.questions]
            asked = [own for own in every if own.whole]
            found += _uneven(wave, evidence) + sum(1 for own in every if own.families and not own.whole)
            found += sum(1 for own in asked for n in _known(own) if n < 0 or 0 < n < k)
            found += sum(1 for one, other in combinations(asked, 2) for n in _apart(one, other) if 0 < abs(n) < k)
            found += sum(1 for one, other in permutations(asked, 2) for n in _beside_sizes(one, other) if 0 < n < k)
    return found


def _beside_sizes(one: Printed, other: Printed) -> Iterator[float]:
    """What an answer of a question and a group whose size another tells, or all but that group, have in common for certain: among all,
    and inside each area of the one in which the group of the other lies."""
    everybody = max(own.whole[EVERYBODY] for own in (one, other))
    tables = [[one.whole], *(one.told(family) for family in list(one.families))]
    counts = [n for told in tables for own in told for n in _of_answers(own)]
    for family in list(other.families):
        groups, known = other.families[family], one.families.get(family, {})
        sizes = [(own[EVERYBODY], other.above.get(group, ())) for group, own in groups.items() if group not in known]
        left = [
            (own[EVERYBODY], [h, *other.above.get(h, ())]) for h, own in other.rests(family).items()
        ]  # they lie in `h`
        for size, areas in [*sizes, *left]:
            yield from (n + part - everybody for n in counts for part in (size, everybody - size))
            for area in (area for area in areas if area in known):
                whole = max(own[area][EVERYBODY] for own in (known, groups) if area in own)
                yield from (n + part - whole for n in _of_answers(known[area]) for part in (size, whole - size))


def _of_answers(own: Figures) -> list[float]:
    """How many gave each answer, or several that are told together; and how many others were asked and gave none of these."""
    given = [n for answers, n in own.items() if answers != NOT_ASKED]
    return [*given, *(own[EVERYBODY] - n for n in given)]


def _known(own: Printed) -> Iterator[float]:
    """Each figure, each that is left, and what two groups of different splits have in common for certain."""
    tables = {"": [own.whole], **{family: own.told(family) for family in list(own.families)}}
    yield from (n for told in tables.values() for figures in told for n in figures.values())
    for one, other in combinations(tables.values(), 2):
        pairs = ((a, n, b, m) for first in one for a, n in first.items() for second in other for b, m in second.items())
        for a, n, b, m in pairs:
            if EVERYBODY in (a, b) and a != b:
                continue
            wider = a if a >= b else b if b >= a else None
            if wider is not None and wider in own.whole:
                yield max(n + m - own.whole[wider], 0)


def _apart(one: Printed, other: Printed) -> Iterator[float]:
    """How many more of a group, or of whom groups leave, were asked one of two questions."""
    for family in one.families.keys() & other.families.keys():
        pairs = [(one.families[family], other.families[family])]
        if one.inside[family] == other.inside[family]:
            pairs.append((one.rests(family), other.rests(family)))
        for these, those in pairs:
            yield from (these[group][EVERYBODY] - those[group][EVERYBODY] for group in these.keys() & those.keys())
    yield one.whole[EVERYBODY] - other.whole[EVERYBODY]


def _printed(wave: CountedWave, question: str, evidence: Evidence) -> Printed:
    made, groups = Printed(), _figures(wave, question, evidence)
    parent = dict(evidence.areas["parent_code"].fillna("")) if evidence.has("ref_area") else {}
    areas = {group for split, group in groups if split not in ("all", *CODED)}
    for (split, group), figures in groups.items():
        if split == "all":
            made.whole = figures
            continue
        family = split if split in CODED else "area"
        above = [area for area in upward(group, parent)[1:] if area in areas] if family == "area" else []
        made.families[family][group] = figures
        made.above[group] = upward(group, parent)[1:] if family == "area" else []
        made.inside[family][group] = above[0] if above else ""
    return made


def _figures(wave: CountedWave, question: str, evidence: Evidence) -> dict[tuple[str, str], Figures]:
    """Split and group → the printed counts by what they are of, and what these add up to on the scale."""
    cells, part = (_own(evidence.published[name], wave) for name in ("survey_cells", "survey_part"))
    population = {(r.split, r.block): r.population for r in part.itertuples()}
    ladder, made = wave.questions[question].ladder, {}
    for (split, group), rows in cells[cells["question_id"] == question].groupby(["split", "block"]):
        bands = {code: given for code, _, _, given in ladder.bands(ladder.step_of(set(rows["band"])) or "each")}
        counts = {frozenset(bands[r.band]): float(r.n) for r in rows.itertuples() if r.band in bands}
        figures = _added_up(counts, ladder)
        figures[EVERYBODY] = float(rows["n"].sum())
        if (people := population.get((split, group), float("nan"))) == people:
            figures[NOT_ASKED] = people - figures[EVERYBODY]
        made[split, group] = figures
    return made


def _added_up(counts: Figures, ladder: Ladder) -> Figures:
    made = dict(counts)
    for step in ("sides", *(("two_sides",) if ladder.parts["neither"] else ()), "positive"):
        for _, _, _, given in ladder.bands(step):
            inside = [own for own in counts if own <= set(given)]
            if set(given) == {answer for own in inside for answer in own}:
                made[frozenset(given)] = sum(counts[own] for own in inside)
    return made


def _own(frame: Frame, wave: CountedWave) -> Frame:
    return frame[(frame["survey_id"] == wave.survey) & (frame["wave"] == wave.wave)]


def _uneven(wave: CountedWave, evidence: Evidence) -> int:
    """Groups whose answers do not make their base, or of which two rows say different things."""
    found = 0
    for question, asked in wave.questions.items():
        rows = wave.delivered[wave.delivered["question_id"] == question]
        for groups in delivered_rows(rows, evidence).values():
            for own in groups.values():
                said = {(r.response_code, r.n, r.base_n, r.non_response_n, str(r.population_n)) for r in own}
                answers = [n for code, n, *_ in said if code in asked.ladder.labels]
                bases, codes = {one[2:] for one in said}, {one[0] for one in said}
                silent = sum(n for code, n, *_ in said if code in SILENT)
                found += (
                    silent not in (0, own[0].non_response_n)
                    or len(bases) > 1
                    or len(codes) < len(said)
                    or sum(answers) != own[0].base_n
                )
    return found
