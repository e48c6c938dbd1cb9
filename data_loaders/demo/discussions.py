"""Invented return discussions: one for most episodes that have ended, with the two clocks."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data_loaders.demo.children import identifiers
from data_loaders.demo.codes import CodedColumn, drawn
from data_loaders.demo.episodes import Drawn
from data_loaders.demo.moments import as_text, existing, minutes
from data_loaders.demo.story import EXTRACT, Story

COVERED, OFFERED, ACCEPTED, LATER = 0.9, 0.95, 0.76, 0.7
BY = CodedColumn(
    "completed_by", ("BARNARDOS", "SOCIAL_WORK", "POLICE", "SCHOOL", "OTHER"), (0.46, 0.33, 0.1, 0.08, 0.03)
)
REASON = CodedColumn(
    "declined_reason",
    ("NOT_WANTED", "TALKED_ALREADY", "NOT_THIS_PERSON", "NOT_NOW", "COULD_NOT_BE_REACHED", "OTHER"),
    (0.33, 0.22, 0.12, 0.15, 0.13, 0.05),
)  # fmt: skip
AGAIN = CodedColumn("offered_again", ("Y", "N"), (0.55, 0.45))
ALWAYS = (CodedColumn("choice_offered", ("Y", "N"), (0.7, 0.3)),)
IF_HELD = (
    CodedColumn("push_factors",
                ("FAMILY_CONFLICT", "FAMILY_CONFLICT;SCHOOL", "PLACEMENT", "MENTAL_HEALTH", "BOREDOM",
                 "OTHER"),
                (0.3, 0.14, 0.16, 0.14, 0.16, 0.1)),
    CodedColumn("pull_factors", ("FRIENDS", "FRIENDS;PARTY", "FAMILY", "RELATIONSHIP", "PLACE", "OTHER"),
                (0.36, 0.16, 0.16, 0.12, 0.12, 0.08)),
    CodedColumn("contexts_named", ("PEER", "PEER;NEIGHBOURHOOD", "HOME", "ONLINE", "TRANSPORT", "COMMERCIAL"),
                (0.28, 0.2, 0.2, 0.14, 0.08, 0.1)),
    CodedColumn("info_shared", ("Y", "N"), (0.8, 0.2)),
    CodedColumn("safety_plan", ("Y", "N"), (0.62, 0.38)),
)  # fmt: skip


def discussion_table(story: Story, rows: Drawn) -> pa.Table:
    """The table `return_discussions`. In-time shares are planted among all ended episodes, row or no row."""
    rng = story.rng(5)
    ended = np.flatnonzero((rows.unit == "EPISODE") & ~np.isnat(rows.end))
    chosen = ended[rng.random(len(ended)) < COVERED]
    back, count = rows.end[chosen], len(chosen)
    draw = rng.random(count)
    offered = np.where(draw < OFFERED, "Y", np.where(draw < 0.99, "N", "NK"))
    times = _times(rng, back, offered == "Y", _in_time_share(story, rows.start[chosen]))
    accepted = np.where(np.isnat(times["completed_dt"]), np.where(rng.random(count) < 0.8, "N", "NK"), "Y")
    columns: dict[str, object] = {
        "discussion_id": pa.array(identifiers(rng, "d", count)).cast("string"),
        "episode_id": pa.array(rows.identifier[chosen]).cast("string"),
        "offered": offered,
        **{name: as_text(moment) for name, moment in times.items()},
        "accepted": pa.array(accepted, mask=offered != "Y"),
        "declined_reason": pa.array(drawn(rng, REASON, count), mask=(offered != "Y") | (accepted != "N")),
    }
    columns |= {c.name: pa.array(drawn(rng, c, count), mask=offered != "Y") for c in ALWAYS}
    columns |= {c.name: pa.array(drawn(rng, c, count), mask=accepted != "Y") for c in (BY, *IF_HELD)}
    # Drawn last, so that what was drawn before is what it was.
    columns["offered_again"] = pa.array(drawn(rng, AGAIN, count), mask=(offered != "Y") | (accepted != "N"))
    return pa.table(columns)


def _in_time_share(story: Story, start: np.ndarray) -> np.ndarray:
    """The planted share that is arranged within 72 hours, for episodes beginning at these times."""
    planted = story.planted.get("discussions")
    if not planted:
        return np.full(len(start), story.flat_arranged_share)
    is_after = start.astype("datetime64[M]") >= story.month("discussions")
    return np.asarray(np.where(is_after, planted["after"], planted["before"]))


def _times(
    rng: np.random.Generator, back: np.ndarray, is_offered: np.ndarray, in_time_share: np.ndarray
) -> dict[str, np.ndarray]:
    """Offered, arranged and completed, in that order; what would lie after the extract has not happened."""
    count = len(back)
    in_time = rng.random(count) < in_time_share / (COVERED * OFFERED)
    # Clear of the limit by more than an hour: a change to or from summer time does not decide.
    hours = np.where(in_time, 2 + 68 * rng.beta(1.6, 1.8, count), 74 + rng.exponential(48, count))
    is_arranged = is_offered & (in_time | (rng.random(count) < LATER))
    is_completed = is_arranged & (rng.random(count) < ACCEPTED)
    arranged = back + minutes(hours)
    happened = {
        "offered_dt": (back + minutes(hours * rng.uniform(0.1, 0.9, count)), is_offered),
        "arranged_dt": (arranged, is_arranged),
        "completed_dt": (arranged + minutes(1 + rng.exponential(40, count)), is_completed),
    }
    known = EXTRACT.astype("datetime64[m]")
    return {
        name: np.where(is_done & (moment < known), existing(moment), np.datetime64("NaT", "m"))
        for name, (moment, is_done) in happened.items()
    }
