"""When somebody goes missing: season, weekday and hour, in local time that exists."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.demo.story import FIRST, LAST, MONTHS, Story

DAYS = np.arange(FIRST, LAST + 1)
WEEKDAY = (DAYS.astype(int) + 3) % 7  # the first day of 1970 was a Thursday; Monday is 0
DAY_WEIGHT = np.array([0.9, 0.88, 0.9, 0.95, 1.3, 1.35, 0.95])
HOUR_WEIGHT = np.array([3, 2, 1.5, 1, 0.7, 0.6, 0.8, 1.2, 2, 2, 2, 2.2, 2.8, 3, 3.5, 5, 6, 7, 8, 9, 9.5, 9, 7, 5])
EVENING_EXTRA = np.where(np.arange(24) >= 18, 1.5, 1.0)
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


def month_shares(story: Story, unit: str) -> np.ndarray:
    """Share of a unit's rows in each month: days, a summer season, and the steps planted for this unit."""
    days = np.bincount(month_of(DAYS), minlength=len(MONTHS))
    season = 1 + 0.15 * np.cos(2 * np.pi * (MONTHS.astype(int) % 12 - 6) / 12)  # highest in July
    share = days * season
    for truth in ("rise", "recording"):
        planted = story.planted.get(truth)
        if planted and planted["counting_unit"] == unit:
            share = share * np.where(story.month(truth) <= MONTHS, planted["size"], 1.0)
    return np.asarray(share / share.sum())


def month_of(days: np.ndarray) -> np.ndarray:
    """The number of each day's month, the first being 0."""
    return np.asarray((days.astype("datetime64[M]") - MONTHS[0]).astype(int))


def draw_starts(rng: np.random.Generator, month: np.ndarray) -> np.ndarray:
    """A local minute in each of the months given (numbers): more on Friday and Saturday evenings."""
    hours = np.outer(DAY_WEIGHT[WEEKDAY], HOUR_WEIGHT)
    hours[np.isin(WEEKDAY, [FRIDAY, SATURDAY])] *= EVENING_EXTRA
    hours[_spring_sundays(), 1] = 0.0
    total = np.cumsum(hours.ravel())
    last = np.searchsorted(month_of(DAYS), np.arange(len(MONTHS)), side="right") * 24 - 1
    upper = total[last]
    lower = np.concatenate([[0.0], upper[:-1]])
    place = np.searchsorted(total, lower[month] + rng.random(len(month)) * (upper - lower)[month], side="right")
    cell = np.minimum(place, last[month])
    minutes = (cell % 24) * 60 + rng.integers(0, 60, len(month))
    return np.asarray(DAYS[cell // 24].astype("datetime64[m]") + minutes.astype("timedelta64[m]"))


def existing(moment: np.ndarray) -> np.ndarray:
    """Local minutes; those of the hour that spring leaves out move to its end, which keeps the order."""
    day = moment.astype("datetime64[D]")
    number = day.astype(int)
    last_week = (day + 7).astype("datetime64[M]") != day.astype("datetime64[M]")
    march = day.astype("datetime64[M]").astype(int) % 12 == 2
    minute = (moment - day.astype("datetime64[m]")).astype(int)
    skipped = last_week & march & ((number + 3) % 7 == SUNDAY) & (minute >= 60) & (minute < 120) & ~np.isnat(moment)
    return np.where(skipped, day.astype("datetime64[m]") + np.timedelta64(120, "m"), moment)


def minutes(hours: np.ndarray) -> np.ndarray:
    """Hours as whole minutes of elapsed time."""
    return np.round(hours * 60).astype("timedelta64[m]")


def as_text(moment: np.ndarray) -> pa.Array:
    """ISO 8601 without offset; what is not known is blank."""
    return pc.strftime(pa.array(moment.astype("datetime64[s]")), format="%Y-%m-%dT%H:%M")


def _spring_sundays() -> np.ndarray:
    """Where in DAYS the last Sunday of each March stands."""
    month = DAYS.astype("datetime64[M]")
    is_last = (DAYS + 7).astype("datetime64[M]") != month
    return np.flatnonzero(is_last & (month.astype(int) % 12 == 2) & (WEEKDAY == SUNDAY))
