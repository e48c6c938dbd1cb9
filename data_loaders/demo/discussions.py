"""Invented conversations after the return, and the service that makes them come in time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_loaders.demo.children import codes
from data_loaders.demo.truth import Truth

PUSH = np.array(["CONFLICT_AT_HOME", "UNHAPPY_PLACEMENT", "SCHOOL_WORRY", "CONTACT_WANTED"])
PULL = np.array(["FRIENDS", "RELATIONSHIP", "PARTY", "ONLINE_CONTACT", "EXPLOITATION_CONCERN"])


def invent_discussions(rng: np.random.Generator, records: pd.DataFrame, truth: Truth) -> pd.DataFrame:
    """One row for most ended episodes. The service raises the share that is arranged within 72 hours, nothing else."""
    ended = records[(records["counting_unit"] == "EPISODE") & (records["end_dt"] != "")]
    ended = ended[rng.random(len(ended)) < 0.92]
    count = len(ended)
    end = pd.DatetimeIndex(pd.to_datetime(ended["end_dt"], format="%Y-%m-%dT%H:%M"))
    after = np.asarray(end >= pd.Timestamp(truth.service_month))
    offered = rng.random(count) < 0.95
    accepted = offered & (rng.random(count) < 0.7)
    in_time = rng.random(count) < np.where(after, truth.in_time_after, truth.in_time_before)
    wait = np.where(in_time, rng.uniform(2, 70, count), rng.uniform(75, 300, count))
    arranged = end + pd.to_timedelta((wait * 60).round(), unit="m")
    completed = arranged + pd.to_timedelta(rng.integers(60, 60 * 96, count), unit="m")
    happened = accepted & (rng.random(count) < 0.85)
    provider = np.where(
        after & (rng.random(count) < 0.7), "BARNARDOS", rng.choice(["POLICE", "SOCIAL_WORK", "SCHOOL"], count)
    )
    return pd.DataFrame(
        {
            "discussion_id": codes(rng, count, "d"),
            "episode_id": ended["episode_id"].to_numpy(),
            "offered": np.where(offered, "Y", "N"),
            "offered_dt": _text(end + pd.Timedelta(minutes=45), offered),
            "arranged_dt": _text(arranged, accepted),
            "completed_dt": _text(completed, happened),
            "accepted": np.where(accepted, "Y", "N"),
            "declined_reason": np.where(offered & ~accepted, "NOT_WANTED", ""),
            "completed_by": np.where(happened, provider, ""),
            "choice_offered": rng.choice(["Y", "N"], count),
            "push_factors": np.where(happened, rng.choice(PUSH, count), ""),
            "pull_factors": np.where(happened, rng.choice(PULL, count), ""),
            "contexts_named": np.where(
                happened, rng.choice(["PEER", "NEIGHBOURHOOD", "ONLINE", "COMMERCIAL"], count), ""
            ),
            "info_shared": rng.choice(["Y", "N"], count),
            "safety_plan": rng.choice(["Y", "N"], count),
        }
    )


def _text(moment: pd.DatetimeIndex, kept: np.ndarray) -> np.ndarray:
    is_spring = (moment.month == 3) & (moment.weekday == 6) & (moment.day > 24) & (moment.hour == 1)
    existing = pd.DatetimeIndex(np.where(is_spring, moment + pd.Timedelta(hours=1), moment))
    return np.where(kept, existing.strftime("%Y-%m-%dT%H:%M"), "")
