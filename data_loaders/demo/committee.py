"""What the invented Committee keeps; one risk was not looked at in time, one decision has nothing that shows what came of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from data_loaders.deliveries.committee import COMMITTEE
from data_loaders.demo.story import Story
from data_loaders.demo.surroundings import Indicator, indicator_rows

WORDS = Path(__file__).with_suffix(".toml")
SENTENCES = ("risk", "what_is_done", "decision", "what_came", "what", "what_changed", "you_said", "we_did")
INVENTED = "Invented example: "


def committee_tables() -> dict[str, pa.Table]:
    """risk_register, decisions, learning_log, heard_and_answered and targets; every sentence says that it is invented."""
    told = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return {
        table.name: pa.Table.from_pylist(
            [{c.name: _cell(row, c.name) for c in table.columns} for row in told[table.name]]
        )
        for table in COMMITTEE
    }


@dataclass(frozen=True)
class Measure:
    """A kind of measure of the Minimum Dataset: 1,000 of all children, or 100 of what another measure counted (`of`)."""

    identifier: str
    title: str
    share: float
    of: str = ""


CHILDREN = (68_000, 1_010_000)  # of the council, and of the comparator
# One kind was not delivered, as it will be anywhere. All invented.
MEASURES = (
    Measure("mds_ird", "Inter-agency referral discussions", 0.0081),
    Measure("mds_ird_children", "Children subject to a discussion", 0.0066),
    Measure("mds_concerns_outside", "Discussions with a concern outside the family", 0.19, of="mds_ird"),
    Measure("mds_planning", "Planning meetings held", 0.0041),
    Measure("mds_planning_in_time", "Planning meetings within the timescale", 0.81, of="mds_planning"),
    Measure("mds_registrations", "Registrations", 0.0029),
    Measure("mds_deregistrations", "De-registrations", 0.0030),
    Measure("mds_again", "Registered again within two years", 0.14, of="mds_registrations"),
    Measure("mds_reporter", "Children referred to the Reporter", 0.0117),
    Measure("mds_investigations", "Child protection investigations", 0.0058),
    Measure("mds_ird_investigated", "Discussions that led to an investigation", 0.64, of="mds_ird"),
)
# Two of them are planted: shares of the council in three years, told apart from the comparator's in the last. The first is an
# improvement, from below the comparator's to above it; the second has grown to nearly twice the comparator's.
PLANTED = {"mds_planning_in_time": [0.72, 0.80, 0.93], "mds_again": [0.15, 0.20, 0.26]}
FIRST_YEAR, YEARS = 2023, 3
COMPARATOR = "S92000003"  # Scotland's code; its invented figures are no figures of Scotland


def minimum_dataset_table(story: Story, council: str) -> pa.Table:
    """Three financial years of each measure, for the council and its comparator."""
    return indicator_rows(_figures(story, council))


def minimum_dataset_truth(story: Story) -> dict[str, list[float]]:
    """Measure → the council's shares in the three years, where they are planted: nowhere in a flat world."""
    return PLANTED if story.planted else {}


def _figures(story: Story, council: str) -> Iterator[Indicator]:
    rng, planted = story.rng(91), minimum_dataset_truth(story)
    counted: dict[
        tuple[str, int, str], int
    ] = {}  # a share is of what stands in another row, and of no number of its own
    for m in MEASURES:
        for at in range(YEARS):
            for area, children in zip((council, COMPARATOR), CHILDREN, strict=True):
                base = counted[m.of, at, area] if m.of else children
                n = int(rng.binomial(base, m.share))  # drawn where it is planted, too: the others stay as they are
                if area == council and m.identifier in planted:
                    n = round(base * planted[m.identifier][at])
                counted[m.identifier, at, area] = n
                unit, per = ("per cent", 100) if m.of else ("per 1,000 children", 1000)
                yield m.identifier, m.title, n, base, unit, per, FIRST_YEAR + at, area


def _cell(row: dict[str, Any], column: str) -> str:
    text = str(row.get(column, ""))
    return f"{INVENTED}{text}" if text and column in SENTENCES else text
