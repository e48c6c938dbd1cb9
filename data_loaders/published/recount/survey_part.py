"""Who took part again: pupils by group, beside the delivered estimates of residents."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.groups import AGES, Split, ages_of
from data_loaders.published.recount.waves import Wave


def part_rows(wave: Wave, evidence: Evidence) -> Iterator[dict[str, object]]:
    own = evidence.published["survey_part"]
    own = own[(own["survey_id"] == wave.survey) & (own["wave"] == wave.wave)]
    residents = _residents(wave, evidence)
    for name, split in (
        {**wave.splits, "age": ages_of(wave.splits["stage"])} if "stage" in wave.splits else wave.splits
    ).items():
        shown = [b for b in dict.fromkeys(own.loc[own["split"] == name, "block"]) if b in split.leaves]
        if not shown and name == "age":
            continue
        held = np.any([split.inside(b) for b in shown], axis=0) if shown else np.zeros(len(split.leaf), dtype=bool)
        finest = list(split.steps[0])
        groups = [*shown, *split.finest(~held)]
        first = {
            b: min(finest.index(g) for g, of in split.steps[0].items() if set(of) & set(split.leaves[b]))
            for b in groups
        }
        blocks = sorted(first, key=lambda b: first[b])
        people = [_people(residents, name, split, block) for block in blocks]
        for at, block in enumerate(blocks):
            inside = split.inside(block)
            yield {"split": name, "block": block, "label": split.names[block], "position": at, "pupils": int(inside.sum()),
                   "sample_pct": 100 * inside.mean(),
                   "population": people[at], "population_pct": 100 * people[at] / sum(people)}  # fmt: skip


def _residents(wave: Wave, evidence: Evidence) -> Frame:
    """Those of the ages that were surveyed, in the year that the wave is named after, or the latest."""
    people = evidence.table("ref_population")
    if people.empty:
        return people
    ages = {age for age, stages in AGES.items() if set(stages) & set(wave.sample.people["stage"])}
    years = sorted(set(people["year"]))
    named = [int(word) for word in wave.wave.replace("/", " ").split() if word.isdigit() and len(word) == 4][:1]
    year = named[0] if named and named[0] in years else years[-1]
    both = people[people["sex"] == "ALL"] if (people["sex"] == "ALL").any() else people
    return both[(both["year"] == year) & both["age_band"].isin(ages)]


def _people(residents: Frame, name: str, split: Split, block: str) -> float:
    if residents.empty or name in ("stage", "sex", "simd"):
        return float("nan")
    if name == "all":
        return float(residents["population"].sum())
    own = residents[
        residents["age_band" if name == "age" else "area_code"].isin(
            split.codes(block, np.ones(len(split.leaf), dtype=bool))
        )
    ]
    return float(own["population"].sum()) if len(own) else float("nan")
