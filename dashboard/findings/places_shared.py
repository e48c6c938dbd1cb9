"""What the circles of the map have in common: the setting, the harm, the time of day, what was tried there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, leaves_of
from dashboard.charts.rows import Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, State, source_of, way
from dashboard.findings.place_card import WHEN, Spot, done_here, leaf_of, spot_of
from dashboard.findings.place_ground import DATASET
from dashboard.findings.place_scan import Cluster, clusters, why_no_scan
from dashboard.findings.reasons import not_to_be_seen
from dashboard.measures.places_near import counts_of_blocks, hours_of, rows_of_leaf
from dashboard.words import places_shared as words
from dashboard.words.form import capital, headlined, listed
from dashboard.words.place_card import is_joined
from data_loaders.release import Release

QUESTION = "What do the places on the map share?"


@dataclass(frozen=True)
class Common:
    """One circle. Each is blank where it may not be shown; `wider`: the setting is of this place and others joined with it.

    `kind`: the setting where it is of one kind; several kinds joined are no setting that places can have in common.
    """

    key: str
    name: str
    setting: str
    kind: str
    harm: str
    time: str
    done: tuple[str, ...]
    wider: bool


def places_shared(release: Release) -> Finding:
    """One row for each circle, and what most of them have in common."""
    found = clusters(release)
    if not found:
        why = why_no_scan(release) or words.NO_CIRCLES
        return not_to_be_seen(release, State.NOT_COVERED, why, key="places-shared", question=QUESTION)
    counts = counts_of_blocks(ask(release, Months(DATASET, across="place")).frame)
    each = tuple(_common(release, circle, counts) for circle in found)
    setting, time = (_most(told) for told in ((c.kind for c in each), (c.time for c in each)))
    title = words.shared_title(
        len(each), setting, time, sum(bool(c.done) for c in each), untold=sum(not c.kind for c in each)
    )
    place, where, harm, when, tried = (capital(head) for head in words.HEADS)
    columns = (
        Column(place),
        Column(where, 150),
        Column(harm, 150, hides=True),
        Column(when, 150),
        Column(tried, 200),
    )
    lines = tuple(
        Row((Words("", c.name, note=words.WIDER if c.wider else "", href=way("place-card", place=c.key)), *(Words(text or words.HIDDEN) for text in (c.setting, c.harm, c.time)),
             Words(listed(list(c.done), 3) or words.NOTHING)))
        for c in each
    )  # fmt: skip
    return Finding(
        "places-shared", QUESTION, title, words.SUBTITLE, release.id, result=tuple((c.name, c.setting, c.time, c.done) for c in each),
        table=Table(heads(*words.HEADS),
                    tuple((c.name, c.setting or words.HIDDEN, c.harm or words.HIDDEN, c.time or words.HIDDEN, listed(list(c.done), 9) or words.NOTHING) for c in each)),
        chart=Rows(columns, (Group("", lines),), f"{title}. One row for each circle of the map.", row_height=52.0), bear_in_mind=words.ALIKE,
        about=About(words.LARGEST, words.PER_HOUR, (words.JOINED,), source_of(release)),
    )  # fmt: skip


def _common(release: Release, circle: Cluster, counts: pd.Series) -> Common:
    spot = spot_of(release, circle.key, counts)
    setting, is_wider = _largest(release, spot, "context")
    harm, _ = _largest(release, spot, "harm")
    done = tuple(dict.fromkeys(str(kind) for kind in done_here(release, spot)["type"]))
    # Of kinds that are told together nobody knows which was recorded most.
    kind = "" if is_joined(setting) else headlined(setting)
    name = f"{circle.number}. {circle.name}"
    return Common(
        circle.key,
        name,
        kind or (words.TOGETHER if setting else ""),
        kind,
        headlined(harm),
        _busiest(release, spot),
        done,
        is_wider,
    )


def _largest(release: Release, spot: Spot, split: str) -> tuple[str, bool]:
    """The group with most of the block that holds the place, and whether that block holds other places too."""
    evidence, leaf = ask(release, Months(DATASET, across="place", split=split)), leaf_of(release, spot)
    if not evidence.is_shown or not leaf:
        return "", False
    leaves = leaves_of(release, DATASET, "place")
    rows = rows_of_leaf(evidence.frame, leaves, leaf)
    if rows.empty:
        return "", False
    of = next(block for block in set(evidence.frame["area_block"]) if leaf in leaves[block])
    return str(rows.loc[rows["n"].idxmax(), "group"]), set(leaves[of]) > set(spot.blocks)


def _busiest(release: Release, spot: Spot) -> str:
    """The time of day with most for each of its hours, in the district that holds the place: single places have no times."""
    evidence, leaf = ask(release, WHEN), leaf_of(release, spot)
    if not evidence.is_shown or not leaf:
        return ""
    rows = rows_of_leaf(evidence.frame, leaves_of(release, DATASET, "place"), leaf)
    bands = leaves_of(release, DATASET, "time_band")
    hours = {str(r.group): hours_of(bands[r.group_block]) for r in evidence.frame.drop_duplicates("group").itertuples()}
    rates = {str(r.group): r.n / hours[str(r.group)] for r in rows.itertuples() if hours.get(str(r.group))}
    return headlined(max(rates, key=lambda group: rates[group], default=""))


def _most(texts: Iterable[str]) -> tuple[str, int]:
    """What is said of most of them, and of how many."""
    known = Counter(text for text in texts if text)
    return known.most_common(1)[0] if known else ("", 0)
