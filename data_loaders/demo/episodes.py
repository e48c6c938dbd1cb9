"""Invented reports, investigations and episodes of the same children, with season, week and night in them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_loaders.demo.children import Children, codes
from data_loaders.demo.truth import FIRST_DAY, LAST_DAY, Truth

HOURS = np.array([3, 2, 1, 1, 1, 1, 1, 2, 3, 3, 3, 3, 4, 4, 5, 6, 7, 8, 10, 12, 13, 12, 9, 6], dtype=float)
WEEKDAYS = np.array([0.9, 0.9, 0.95, 1.0, 1.25, 1.2, 0.9])
PER_EPISODE = {"EPISODE": 1.0, "REPORT": 1.2, "INVESTIGATION": 0.55}


def invent_records(
    rng: np.random.Generator, children: Children, areas: pd.DataFrame, truth: Truth, *, episodes: int
) -> pd.DataFrame:
    parts = [_of_unit(rng, children, areas, truth, unit=unit, base=episodes) for unit in PER_EPISODE]
    return pd.concat(parts, ignore_index=True).sort_values(["start_dt", "episode_id"], ignore_index=True)


def day_weights(days: pd.DatetimeIndex, truth: Truth, unit: str) -> np.ndarray:
    """Expected share of each day: season, weekday, and what is planted. Reports follow the re-recording too."""
    season = 1.0 + 0.15 * np.cos(2 * np.pi * (days.dayofyear.to_numpy() - 190) / 365.25)
    weight = season * WEEKDAYS[days.weekday.to_numpy()]
    weight = np.where(days >= pd.Timestamp(truth.rise_month), weight * truth.rise_factor, weight)
    if unit == "REPORT":
        weight = np.where(days >= pd.Timestamp(truth.rerecording_month), weight * truth.rerecording_factor, weight)
    return np.asarray(weight)


def _of_unit(
    rng: np.random.Generator, children: Children, areas: pd.DataFrame, truth: Truth, *, unit: str, base: int
) -> pd.DataFrame:
    days = pd.date_range(FIRST_DAY, LAST_DAY)
    weight = day_weights(days, truth, unit)
    extra = weight.sum() / day_weights(days, truth, "EPISODE").sum()
    count = int(base * PER_EPISODE[unit] * extra)
    child = rng.choice(len(children.code), count, p=children.weight)
    day = rng.choice(len(days), count, p=weight / weight.sum())
    hour = rng.choice(24, count, p=HOURS / HOURS.sum())
    start = days[day] + pd.to_timedelta(hour, unit="h") + pd.to_timedelta(rng.integers(0, 60, count), unit="m")
    start = _existing(start)
    end = _existing(start + pd.to_timedelta(rng.lognormal(np.log(5 * 60), 1.1, count).round() + 10, unit="m"))
    age = children.age[child] + (start - FIRST_DAY).days.to_numpy() / 365.25
    wards = areas.loc[areas["area_level"] == "WARD", "area_code"].to_numpy(dtype=object)
    home = wards[children.ward[child]]
    moved = rng.random(count)
    frame = pd.DataFrame(
        {
            "episode_id": codes(rng, count, unit[0].lower()),
            "child_pseudo_id": children.code[child],
            "counting_unit": unit,
            "start_dt": start.strftime("%Y-%m-%dT%H:%M"),
            "end_dt": np.where(rng.random(count) < 0.01, "", end.strftime("%Y-%m-%dT%H:%M")),
            "age_band": np.select([age < 13, age < 16], ["10-12", "13-15"], default="16-17"),
            "sex": children.sex[child],
            "missing_from": _missing_from(rng, children.care[child]),
            "care_status": children.care[child],
            "risk_level": _pick(rng, count, {"LOW": 0.3, "MEDIUM": 0.5, "HIGH": 0.185, "NK": 0.015}),
            "area_from": np.where(rng.random(count) < 0.003, "NK", home),
            "area_found": np.where(moved < 0.6, home, wards[rng.integers(0, len(wards), count)]),
            "found_context_type": _pick(rng, count, {
                "HOME": 0.3, "PEER": 0.22, "NEIGHBOURHOOD": 0.18, "COMMERCIAL": 0.1, "TRANSPORT": 0.06, "RESIDENTIAL": 0.07,
                "SCHOOL": 0.02, "YOUTH_PROVISION": 0.02, "OTHER": 0.015, "NK": 0.015}),
            "not_at_home_protocol": _pick(rng, count, {"N": 0.9, "Y": 0.08, "NK": 0.02}),
            "outcome": _pick(rng, count, {"RETURNED_SELF": 0.55, "FOUND_POLICE": 0.28, "FOUND_OTHER": 0.15, "OTHER": 0.02}),
            "harm_reported": _pick(rng, count, {"N": 0.84, "Y": 0.11, "NK": 0.05}),
            "source_agency": _pick(rng, count, {"POLICE": 0.88, "SOCIAL_WORK": 0.12}),
        }
    )  # fmt: skip
    return frame


def _existing(moment: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """Move the hour that does not exist in spring on to the one after it."""
    is_spring = (moment.month == 3) & (moment.weekday == 6) & (moment.day > 24) & (moment.hour == 1)
    return pd.DatetimeIndex(np.where(is_spring, moment + pd.Timedelta(hours=1), moment))


def _missing_from(rng: np.random.Generator, care: np.ndarray) -> np.ndarray:
    away = _pick(rng, len(care), {"CHILDRENS_HOUSE": 0.6, "FOSTER": 0.25, "KINSHIP": 0.13, "SECURE": 0.02})
    home = _pick(rng, len(care), {"HOME": 0.9, "KINSHIP": 0.05, "SCHOOL": 0.03, "HEALTH": 0.01, "NK": 0.01})
    return np.where(care == "LA_AWAY", away, home)


def _pick(rng: np.random.Generator, count: int, chances: dict[str, float]) -> np.ndarray:
    share = np.array(list(chances.values()))
    return np.asarray(rng.choice(np.array(list(chances)), count, p=share / share.sum()))
