"""Who took part: pupils of a wave by stage and by area, beside the young people who live there."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.safety.floor import Floor
from data_loaders.safety.ladder import WHOLE, Band, Ladder, Step, leaves_of
from data_loaders.survey.groups import TOGETHER, Split
from data_loaders.survey.pupils import Wave

# The age at which most pupils are in a stage, as a band of the population; primary 5 is younger than the bands reach.
AGES = {
    "P5": "under 10",
    "P6": "10-12",
    "P7": "10-12",
    "S1": "10-12",
    "S2": "13-15",
    "S3": "13-15",
    "S4": "13-15",
    "S5": "16-17",
    "S6": "16-17",
}
AGE_WORDS = {"under 10": "Under 10", "10-12": "About 10 to 12", "13-15": "About 13 to 15", "16-17": "About 16 and 17"}


def part_rows(wave: Wave, groups: Sequence[tuple[Split, Step]], tables: Tables, floor: Floor) -> pd.DataFrame:
    """split, block, label, position, pupils, sample_pct, population, population_pct. groups: of each split those that are told.

    Every row holds at least k pupils, as in every other table; a population is there for areas and for ages.
    """
    people = _population(tables.get("ref_population"), wave)
    parts = [_rows(split, people, blocks) for split, blocks in groups]
    for split, blocks in groups:
        if (
            split.name == "stage" and blocks == split.ladder.steps[0]
        ):  # an age is a sum of stages, each of which is shown
            ages = _ages(wave, split)
            parts.append(_rows(ages, people, groups_of_part(ages, floor)))
    shown = [part for part in parts if len(part)]
    return pd.concat(shown, ignore_index=True) if shown else pd.DataFrame()


def _ages(wave: Wave, stages: Split) -> Split:
    """A stage that nobody gave stands where it does among the stages."""
    held: dict[str, set[str]] = {}
    for stage in stages.ladder.steps[0]:
        held.setdefault(AGES[stage.code], set()).update(stage.leaves)
    own = tuple(Band(age, AGE_WORDS[age], frozenset(held[age])) for age in AGE_WORDS if age in held)
    whole = (Band(WHOLE, TOGETHER, frozenset(leaf for band in own for leaf in band.leaves)),)
    codes = {leaf: (age,) for age, leaves in held.items() for leaf in leaves}
    return Split("age", Ladder("age", (own, whole)), leaves_of(wave.pupils["stage"]), codes)


def _rows(split: Split, people: pd.DataFrame | None, blocks: Step) -> pd.DataFrame:
    rows = []
    for position, block in enumerate(blocks):
        inside = split.inside(block)
        rows.append((split.name, block.code, block.label, position, int(inside.sum()), round(100 * float(inside.mean()), 1),
                     _people(people, split, block)))  # fmt: skip
    columns = ["split", "block", "label", "position", "pupils", "sample_pct", "population"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(population_pct=(100 * frame["population"] / frame["population"].sum(skipna=False)).round(1))


def groups_of_part(split: Split, floor: Floor, first: int = 0) -> Step:
    """The finest groups, from a step on, of which each holds k pupils of a wave; none where there are none.

    A leaf that holds k of its own and others tells that these are no more than it has above k: it is told from 2k − 1.
    """
    for step in split.ladder.steps[first:]:
        least = [floor.k if band.code == WHOLE or not band.leaves & split.hosts else 2 * floor.k - 1 for band in step]
        if all(split.inside(band).sum() >= n for band, n in zip(step, least, strict=True)):
            return step
    return ()


def _population(delivered: pd.DataFrame | None, wave: Wave) -> pd.DataFrame | None:
    """People of the ages that were surveyed, in the year of the wave if it names one, else in the latest."""
    if delivered is None or delivered.empty:
        return None
    ages = sorted({AGES[s] for s in wave.pupils["stage"].unique() if s in AGES})
    year = next((int(word) for word in wave.wave.replace("/", " ").split() if word.isdigit() and len(word) == 4), None)
    years = sorted(delivered["year"].dropna().unique())
    chosen = year if year in years else years[-1]
    both = delivered[delivered["sex"] == "ALL"] if (delivered["sex"] == "ALL").any() else delivered
    own = both[(both["year"] == chosen) & both["age_band"].isin(ages)]
    return own if len(own) else None  # of no age that is known none are told, and not nobody


def _people(people: pd.DataFrame | None, split: Split, block: Band) -> float:
    if people is None or split.name in ("stage", "sex", "simd"):
        return float("nan")
    if split.name == "all":
        return float(people["population"].sum())
    column = "age_band" if split.name == "age" else "area_code"
    inside = people[people[column].isin(split.delivered(block))]
    return float(inside["population"].sum()) if len(inside) else float("nan")
