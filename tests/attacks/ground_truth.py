"""The delivered records as they are, to score attacks with. Nothing here comes from the product: pandas and numpy only.

Every derived column (bands, clocks, stages) is worked out again from the raw text of the CSV files, in the plainest way.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from incidents_truth import place_of, read_incidents

ZONE = "Europe/London"
UNITS = {"missing_episodes": "EPISODE", "missing_reports": "REPORT", "missing_investigations": "INVESTIGATION"}
DIRECT = {
    "age": "age_band", "sex": "sex", "missing_from": "missing_from", "care_status": "care_status", "risk_level": "risk_level",
    "outcome": "outcome", "harm_reported": "harm_reported", "found_context": "found_context_type", "area": "area_from",
    "found_area": "area_found",
}  # fmt: skip
SEVERAL = {"push_": "push_factors", "pull_": "pull_factors", "contexts_": "contexts_named"}
DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
AREAS = ("area", "found_area")
DISCUSSED = (
    "offered",
    "accepted",
    "arranged_dt",
    "completed_dt",
    "completed_by",
    "declined_reason",
    "offered_again",
    *SEVERAL.values(),
)
DAY = 86_400


def read_csv(deliveries: Path, table: str) -> pd.DataFrame | None:
    file = deliveries / f"{table}.csv"
    return pd.read_csv(file, dtype="str", keep_default_na=False) if file.is_file() else None


@dataclass(frozen=True)
class Truth:
    """`records`, by dataset: record_id, child, month and a column for each dimension, a row for each delivered row.

    `calendar`: the kinds of day that each month has, as (month, kind).
    """

    records: dict[str, pd.DataFrame]
    calendar: frozenset[tuple[int, str]]

    def of(self, dataset: str) -> pd.DataFrame:
        if dataset not in self.records:
            raise KeyError(
                f"There is no independent recount of the dataset '{dataset}' yet: add it to ground_truth.py."
            )
        return self.records[dataset]


def read_truth(deliveries: Path) -> Truth:
    raw = read_csv(deliveries, "missing_episodes")
    assert raw is not None
    raw, followed = _written_once(raw, read_csv(deliveries, "return_discussions"))
    made = pd.DataFrame({"record_id": raw["episode_id"], "child": raw["child_pseudo_id"], "unit": raw["counting_unit"]})
    made["start"] = pd.to_datetime(raw["start_dt"])
    made["month"] = made["start"].dt.year * 12 + made["start"].dt.month - 1
    for dimension, column in DIRECT.items():
        made[dimension] = raw[column]
    start, end = _seconds(raw["start_dt"]), _seconds(raw["end_dt"])
    made["hour_band"] = [f"{h // 3 * 3:02d}-{h // 3 * 3 + 3:02d}" for h in made["start"].dt.hour]
    made["weekday"] = [DAYS[d] for d in made["start"].dt.day_of_week]
    terms = read_csv(deliveries, "school_terms")
    made["day_kind"] = _day_kinds(made["start"], terms)
    made["duration"] = [_duration((b - a) / 3600) for a, b in zip(start, end, strict=True)]
    made["repeat_band"] = [_band(n, "FIRST") for n in _times_in_twelve_months(made, start)]
    council_year = (made["month"] - 3) // 12
    times = made.groupby(["unit", "child", council_year])["child"].transform("count")
    made["year_band"] = [_band(n, "ONCE") for n in times]
    records = _with_discussions(made, end, raw, followed)
    days = pd.Series(pd.date_range(f"{made['start'].min():%Y-%m}-01", made["start"].max() + pd.offsets.MonthEnd(0)))
    months = days.dt.year * 12 + days.dt.month - 1
    by_dataset = {name: records[records["unit"] == unit].reset_index(drop=True) for name, unit in UNITS.items()}
    if (incidents := read_incidents(deliveries)) is not None:
        by_dataset["incidents"] = incidents
    return Truth(by_dataset, frozenset(zip(months.tolist(), _day_kinds(days, terms), strict=True)))


def _written_once(raw: pd.DataFrame, discussions: pd.DataFrame | None) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Overlapping episodes of one child as the first of them, ended with the last; of their discussions the last episode's."""
    start, end = _seconds(raw["start_dt"]), _seconds(raw["end_dt"])
    first = list(range(len(raw)))
    running: dict[str, tuple[int, float, str]] = {}
    until = list(raw["end_dt"])
    for row in sorted(range(len(raw)), key=lambda i: (start[i], i)):
        if raw["counting_unit"].iat[row] != "EPISODE":
            continue
        child = raw["child_pseudo_id"].iat[row]
        began, ends, text = running.get(child, (row, -np.inf, ""))
        if start[row] >= ends:
            began, ends, text = row, -np.inf, ""
        if end[row] > ends:
            ends, text = end[row], raw["end_dt"].iat[row]
        first[row], until[began] = began, text
        running[child] = (began, ends, text)
    if discussions is not None:
        at = {episode: i for i, episode in reversed(list(enumerate(raw["episode_id"])))}
        rows = [at.get(e) for e in discussions["episode_id"]]
        best: dict[int, tuple[float, int, int]] = {}
        for n, row in enumerate(rows):
            if row is not None:
                rank = (-end[row] if not np.isnan(end[row]) else 0.0, row, n)
                best[first[row]] = min(best.get(first[row], rank), rank)
        kept = discussions.iloc[[n for _, _, n in best.values()]].copy()
        kept["episode_id"] = [raw["episode_id"].iat[f] for f in best]
        discussions = kept.reset_index(drop=True)
    once = raw.assign(end_dt=until)
    return once[[f == i for i, f in enumerate(first)]].reset_index(drop=True), discussions


def leaf_codes(records: pd.DataFrame, dimension: str, leaves: set[str]) -> pd.Series:
    """The leaf that each record belongs to, among the leaves that the release names."""
    if dimension == "place":
        return records["cells"].map(lambda cells: place_of(cells, leaves))
    if dimension not in records:
        raise KeyError(
            f"There is no independent recount of the dimension '{dimension}' yet: add it to ground_truth.py."
        )
    values = records[dimension]
    if dimension in AREAS:
        coarse = values + ":NK"
        return values.where(values.isin(leaves), coarse.where(coarse.isin(leaves), "NK"))
    return values.where(values.isin(leaves), "NK")


def _seconds(text: pd.Series) -> np.ndarray:
    """Elapsed seconds since 1970 of local times; NaN where blank. An hour that occurs twice is the first of the two."""
    local = pd.to_datetime(text.where(text != "", None))
    aware = local.dt.tz_localize(ZONE, ambiguous=np.ones(len(local), dtype=bool), nonexistent="NaT")
    return ((aware - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(seconds=1)).to_numpy(dtype=float)


def _duration(hours: float) -> str:
    if np.isnan(hours):
        return "NK"
    return "UNDER_6H" if hours < 6 else "6_TO_24H" if hours < 24 else "1_TO_3D" if hours < 72 else "OVER_3D"


def _band(times: int, one: str) -> str:
    return one if times == 1 else "2_TO_3" if times <= 3 else "4_TO_9" if times <= 9 else "10_OR_MORE"


def _times_in_twelve_months(made: pd.DataFrame, start: np.ndarray) -> list[int]:
    """For each row: rows of the same child and unit in the 365 days up to and including it, in the order of the file."""
    times = [0] * len(made)
    seen: dict[tuple[str, str], list[float]] = {}
    for row in sorted(range(len(made)), key=lambda i: (start[i], i)):
        before = seen.setdefault((made["unit"].iat[row], made["child"].iat[row]), [])
        before.append(start[row])
        times[row] = len(before) - bisect_left(before, start[row] - 365 * DAY)
    return times


def _day_kinds(start: pd.Series, terms: pd.DataFrame | None) -> list[str]:
    kinds: dict[pd.Timestamp, str] = {}
    for term in terms.itertuples() if terms is not None else ():
        for day in pd.date_range(term.start_date, term.end_date):
            kinds[day] = "SCHOOL_DAY" if term.kind == "TERM" else "SCHOOL_HOLIDAY"
    return ["WEEKEND" if day.day_of_week >= 5 else kinds.get(day, "NK") for day in start.dt.normalize()]


def _with_discussions(
    made: pd.DataFrame, end: np.ndarray, raw: pd.DataFrame, discussions: pd.DataFrame | None
) -> pd.DataFrame:
    if discussions is None:
        talk = pd.DataFrame("", index=raw.index, columns=[*DISCUSSED]).assign(offered="NK")
    else:
        talk = raw[["episode_id"]].merge(discussions.drop_duplicates("episode_id"), on="episode_id", how="left")
        talk = talk.reindex(columns=[*DISCUSSED]).fillna({**dict.fromkeys(DISCUSSED, ""), "offered": "N"})
    arranged, completed = _seconds(talk["arranged_dt"]), _seconds(talk["completed_dt"])
    made["arranged_clock"] = [_clock(b, a, 72 * 3600) for b, a in zip(end, arranged, strict=True)]
    made["discussion"] = [
        _stage(offered, accepted, _clock(b, c, 7 * DAY), not np.isnan(c))
        for offered, accepted, b, c in zip(talk["offered"], talk["accepted"], end, completed, strict=True)
    ]
    made["provider"] = [_provider(s, w) for s, w in zip(made["discussion"], talk["completed_by"], strict=True)]
    made["declined"] = [
        (reason or "NK") if stage == "OFFERED" and accepted == "N" else "NONE"
        for stage, accepted, reason in zip(made["discussion"], talk["accepted"], talk["declined_reason"], strict=True)
    ]
    made["offered_again"] = [
        (again or "NK") if stage == "OFFERED" and accepted == "N" else "NONE"
        for stage, accepted, again in zip(made["discussion"], talk["accepted"], talk["offered_again"], strict=True)
    ]
    named = {}
    for prefix, column in SEVERAL.items():
        lists = [
            {code.strip() for code in text.replace(",", ";").replace("|", ";").split(";")} for text in talk[column]
        ]
        for code in sorted(set().union(*lists, _codes_of(prefix)) - {""}):
            named[f"{prefix}{code.lower()}"] = ["NAMED" if code in codes else "NOT_NAMED" for codes in lists]
    return pd.concat([made, pd.DataFrame(named, index=made.index)], axis=1)


def _codes_of(prefix: str) -> set[str]:
    """Codes that exist though nobody named them."""
    return {
        "push_": {"FAMILY_CONFLICT", "PLACEMENT", "SCHOOL", "MENTAL_HEALTH", "BOREDOM", "OTHER"},
        "pull_": {"FRIENDS", "PARTY", "FAMILY", "RELATIONSHIP", "PLACE", "OTHER"},
        "contexts_": {"HOME", "PEER", "SCHOOL", "NEIGHBOURHOOD", "COMMERCIAL", "TRANSPORT", "ONLINE", "RESIDENTIAL",
                      "YOUTH_PROVISION"},
    }[prefix]  # fmt: skip


def _clock(back: float, done: float, limit: float) -> str:
    if np.isnan(back) or done < back:
        return "NK"
    if np.isnan(done):
        return "NOT_DONE"
    return "IN_TIME" if done - back <= limit else "LATE"


def _stage(offered: str, accepted: str, within: str, is_held: bool) -> str:
    if is_held:
        return {"IN_TIME": "COMPLETED_IN_TIME", "LATE": "COMPLETED_LATE"}.get(within, "COMPLETED_TIME_NK")
    if offered == "Y":
        return "ACCEPTED" if accepted == "Y" else "OFFERED"
    return "NOT_OFFERED" if offered == "N" else "NK"


def _provider(stage: str, who: str) -> str:
    if not stage.startswith("COMPLETED"):
        return "NONE"
    return f"{who if who not in ('', 'NK') else 'OTHER'}_{'IN_TIME' if stage == 'COMPLETED_IN_TIME' else 'LATE'}"
