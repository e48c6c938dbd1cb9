"""Seeded invented deliveries with planted truths, so that any stranger can run the whole river."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa

from data_loaders.demo.audits import audit_tables
from data_loaders.demo.children import make_children
from data_loaders.demo.committee import committee_tables, minimum_dataset_table, minimum_dataset_truth
from data_loaders.demo.contexts import context_tables
from data_loaders.demo.discussions import discussion_table
from data_loaders.demo.episodes import draw_rows, episode_table
from data_loaders.demo.ground import ground_table
from data_loaders.demo.incidents import incident_tables
from data_loaders.demo.lives import EVEN, LIVES
from data_loaders.demo.past import known_until
from data_loaders.demo.place_actions import in_contexts, place_action_tables
from data_loaders.demo.places import read_places
from data_loaders.demo.practice import practice_tables
from data_loaders.demo.practice_records import record_tables
from data_loaders.demo.story import LAST, read_story
from data_loaders.demo.surroundings import council_of, event_table, indicator_table, population_table, term_table
from data_loaders.demo.survey import survey_tables
from data_loaders.demo.truth import planted_truths
from data_loaders.demo.writing import write_tables, write_truth

__all__ = ["write_demo"]


def write_demo(
    folder: Path,
    *,
    seed: int = 1,
    scale: float = 1.0,
    world: str = "planted",
    heavy_child: float = 0.0,
    lives: str = EVEN,
    sizes: Mapping[str, float] | None = None,
    eighteen: int = 0,
    until: np.datetime64 = LAST,
) -> dict[str, object]:
    """Write an invented delivery of each table into a folder; return what was planted (also in truth.json).

    `scale` 1 makes about 2,400 episodes of 420 children. `world` is "planted", or "flat": no change.
    `heavy_child` is the share of one locality's episodes that one child makes. `lives` says how children live (demo/lives.py):
    "even", or "lifelike" as records of real children look. `sizes` plants another size than story.toml's, by name. `eighteen` is how many of the last rows say an age of 18, which no
    delivery may. `until`, the last day
    of a month, writes what partners would have delivered soon after it (demo/past.py). The same arguments give the
    same bytes.
    Raises ValueError for an unknown world or way of living, a scale that is not above 0 or a share outside 0 to 1.
    """
    if lives not in LIVES:
        raise ValueError(f"Children cannot live {lives!r}: choose one of {', '.join(LIVES)}.")
    story = read_story(
        seed=seed, scale=scale, world=world, heavy_child=heavy_child, lives=lives, sizes=sizes, eighteen=eighteen
    )
    places = read_places(story)
    children = make_children(story, places)
    rows = draw_rows(story, places, children)
    tables = {
        "ref_area": pa.Table.from_pandas(places.frame, preserve_index=False),
        "ground": ground_table(story, places),
        "ref_population": population_table(places),
        "missing_episodes": episode_table(story, places, children, rows),
        "return_discussions": discussion_table(story, rows),
        "events": event_table(story, places),
        "school_terms": term_table(),
        "cpc_indicators": pa.concat_tables(
            [indicator_table(story, places), minimum_dataset_table(story, council_of(places))]
        ),
    }
    more, planted = incident_tables(story, places)
    tables |= more | place_action_tables(story, places)
    tables |= practice_tables(story) | record_tables(story)
    truths = planted_truths(story, places, children, rows)
    truths["places"] = planted
    asked, planted = survey_tables(story, places)
    tables |= asked
    truths["survey"] = planted
    audits, truths["audits"] = audit_tables(story)
    contexts, truths["contexts"] = context_tables(story, places)
    tables |= audits | contexts | committee_tables()
    tables["interventions"] = in_contexts(tables["interventions"], tables["context_cases"], places)
    truths["minimum_dataset"] = minimum_dataset_truth(story)
    write_tables(folder, tables if until == LAST else known_until(tables, until), until=until)
    write_truth(folder, truths)
    return truths
