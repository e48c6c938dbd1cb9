"""What is known of the columns of the records that are counted, by definition: their codes, their ties, their clocks.

The codes of a delivered column are those of its delivery; the codes of a derived one are those of `deliveries/derived.py`.
The disclosure policy orders and bands them and is held against this when it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from data_loaders.deliveries import DERIVED_LABELS, TABLES

TIME = "time"
APRIL = 4
Ties = frozenset[frozenset[str]]


@dataclass(frozen=True)
class RecordColumn:
    kind: Literal["area", "cells", "one code", "several codes"]
    codes: tuple[str, ...] = ()
    history_months: int = 0  # how far back its builder looks
    times: Mapping[str, tuple[int, int]] = field(
        default_factory=dict
    )  # how often one person counts in a code: 0, no end
    once: tuple[str, ...] = ()  # codes that one person can have once in twelve months
    year_starts: int = 0  # the month with which the year that it looks at begins; until that is over it may change


@dataclass(frozen=True)
class RecordKind:
    """One kind of record: the delivered table it comes from, its columns, and what tells its units of counting apart."""

    table: str
    columns: Mapping[str, RecordColumn]
    unit_column: str = ""
    datasets: Mapping[str, str] = field(default_factory=dict)  # dataset → the unit that it counts, "" for all records
    within: Mapping[str, str] = field(default_factory=dict)  # unit → the unit that counts the same records too
    tied: Ties = frozenset()  # columns that know something of each other, or of time


def _delivered(table: str, *names: str) -> dict[str, RecordColumn]:
    return {name: RecordColumn("one code", tuple(TABLES[table].column(name).codes)) for name in names}


def _derived(*names: str) -> dict[str, RecordColumn]:
    return {name: RecordColumn("one code", tuple(DERIVED_LABELS[name])) for name in names}


def _ties(*pairs: tuple[str, str]) -> Ties:
    return frozenset(frozenset(pair) for pair in pairs)


YEAR_TIMES = {"ONCE": (1, 1), "2_TO_3": (2, 3), "4_TO_9": (4, 9), "10_OR_MORE": (10, 0)}
SEVERAL = ("push_factors", "pull_factors", "contexts_named")

MISSING = RecordKind(
    table="missing_episodes",
    columns={
        "area_code": RecordColumn("area"),
        "found_area_code": RecordColumn("area"),
        **_delivered(
            "missing_episodes", "age_band", "sex", "missing_from", "care_status", "risk_level", "outcome",
            "harm_reported", "found_context_type",
        ),
        **_derived(
            "hour_band", "weekday", "day_kind", "duration_band", "discussion_stage", "provider_clock", "declined_reason",
            "offered_again", "arranged_clock",
        ),
        "repeat_band": RecordColumn("one code", tuple(DERIVED_LABELS["repeat_band"]), history_months=12, once=("FIRST",)),
        "year_band": RecordColumn("one code", tuple(YEAR_TIMES), times=YEAR_TIMES, year_starts=APRIL),
        **{name: RecordColumn("several codes", tuple(DERIVED_LABELS[name])) for name in SEVERAL},
    },
    unit_column="counting_unit",
    datasets={"missing_episodes": "EPISODE", "missing_reports": "REPORT", "missing_investigations": "INVESTIGATION"},
    within={"INVESTIGATION": "REPORT"},
    # A child missing from foster care is looked after; a Saturday is a weekend; what was declined was not held.
    tied=_ties(
        ("missing_from", "care_status"), ("weekday", "day_kind"), ("day_kind", TIME),
        *(("discussion_stage", of_it) for of_it in ("arranged_clock", "provider_clock", "declined_reason", "offered_again", *SEVERAL)),
        ("declined_reason", "offered_again"),
    ),
)  # fmt: skip

INCIDENTS = RecordKind(
    table="efh_incidents",
    columns={
        "area_code": RecordColumn("area"),
        "cell": RecordColumn("cells"),
        **_delivered(
            "efh_incidents", "harm_type", "context_type", "source_agency", "ird_held", "time_band", "day_type", "response_level"
        ),
    },
    datasets={"incidents": ""},
)  # fmt: skip

RECORD_KINDS: dict[str, RecordKind] = {"missing": MISSING, "incidents": INCIDENTS}  # `records` of a policy dataset
