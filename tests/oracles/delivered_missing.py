"""Episodes, reports, repeats and return discussions, counted from the rows one by one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from delivered_rows import (
    BEFORE,
    LATEST,
    Figures,
    Row,
    codes_in,
    council_year,
    hours_between,
    mean,
    moment,
    month_words,
    months_delivered,
    per_cent,
    rows_in,
)
from slow_intervals import individual_limits, share_limits

# The finding, the step that is dated, and the hours within which it is to be there.
CLOCKS = (("discussions-arranged", "arranged_dt", 72), ("discussions-held", "completed_dt", 7 * 24))
EPISODES, REPORTS, INVESTIGATIONS = "EPISODE", "REPORT", "INVESTIGATION"
BANDS = {
    "Children missing once that year": (1, 1), "Children missing two or three times": (2, 3),
    "Children missing four to nine times": (4, 9), "Children missing ten times or more": (10, 10**6),
}  # fmt: skip
MISSING_FROM = {
    "Home, with not known": {"HOME", "NK"}, "Children's house": {"CHILDRENS_HOUSE"}, "Foster care": {"FOSTER"},
    "Kinship care": {"KINSHIP"}, "Secure care, health setting and other": {"SECURE", "HEALTH", "OTHER"}, "School": {"SCHOOL"},
}  # fmt: skip
OUTCOMES = {
    "Came back, with not known": {"RETURNED_SELF", "NK"},
    "Found by police, found by others and in another way": {"FOUND_POLICE", "FOUND_OTHER", "OTHER"},
}


def counted(folder: Path, unit: str) -> list[Row]:
    return [row for row in rows_in(folder, "missing_episodes") if row["counting_unit"] == unit]


def overlapping(episodes: list[Row]) -> list[tuple[str, str]]:
    """Pairs of episodes of one child, the later begun before the earlier ended: one episode, written down twice."""
    of_child: dict[str, list[Row]] = {}
    for row in episodes:
        of_child.setdefault(row["child_pseudo_id"], []).append(row)
    found = []
    for own in of_child.values():
        own.sort(key=lambda row: row["start_dt"])
        for one, other in pairwise(own):
            if (end := moment(one["end_dt"])) and (start := moment(other["start_dt"])) and start < end:
                found.append((one["episode_id"], other["episode_id"]))
    return found


def by_month(rows: list[Row]) -> list[int]:
    """A number for each of the 36 months."""
    return [len(of_month(rows, month)) for month in months_delivered()]


def of_month(rows: list[Row], month: str) -> list[Row]:
    return [row for row in rows if month_words(row["start_dt"]) == month]


def of_year(rows: list[Row], year: int) -> list[Row]:
    return [row for row in rows if council_year(row["start_dt"]) == year]


def in_time(folder: Path, episodes: list[Row], step: str, hours: float) -> set[str]:
    """Episodes after which the discussion was arranged (or held) within so many hours of the return, not before."""
    ends = {row["episode_id"]: row["end_dt"] for row in episodes}
    found = set()
    for row in rows_in(folder, "return_discussions"):
        elapsed = hours_between(ends.get(row["episode_id"], ""), row[step])
        if elapsed is not None and 0 <= elapsed <= hours:
            found.add(row["episode_id"])
    return found


def monthly(folder: Path) -> Figures:
    episodes = counted(folder, EPISODES)
    within = {finding: in_time(folder, episodes, step, hours) for finding, step, hours in CLOCKS}
    found: Figures = {}
    for month in months_delivered():
        own = [row["episode_id"] for row in of_month(episodes, month)]
        found["missing-trend", month, "episodes"] = len(own)
        for finding, ids in within.items():
            found[finding, month, "in time"] = sum(name in ids for name in own)
            found[finding, month, "of episodes"] = len(own)
            found[finding, month, "share"] = per_cent(sum(name in ids for name in own), len(own))
    return found


def repeats(folder: Path) -> Figures:
    """Whose episodes they are: children and episodes by how often the child went missing in the council year."""
    found: Figures = {}
    times_of: dict[int, dict[str, int]] = {LATEST: {}, BEFORE: {}}
    for year, times in times_of.items():
        for row in of_year(counted(folder, EPISODES), year):
            times[row["child_pseudo_id"]] = times.get(row["child_pseudo_id"], 0) + 1
    for band, (least, most) in BANDS.items():
        episodes = {year: sum(n for n in t.values() if least <= n <= most) for year, t in times_of.items()}
        children = sum(least <= n <= most for n in times_of[LATEST].values())
        whole = {year: sum(t.values()) for year, t in times_of.items()}
        found["concentration", band, "episodes"] = episodes[LATEST]
        found["concentration", band, "of"] = whole[LATEST]
        found["concentration", band, "latest year"] = per_cent(episodes[LATEST], whole[LATEST])
        found["concentration", band, "year before"] = per_cent(episodes[BEFORE], whole[BEFORE])
        found["per-child", band, "children"] = children
        found["per-child", band, "share of children"] = per_cent(children, len(times_of[LATEST]))
        found["per-child", band, "for each child"] = episodes[LATEST] / children
    return found


def divided(folder: Path) -> Figures:
    """Where children were missing from, and how it ended: shares of the latest year and of the one before."""
    found: Figures = {}
    split = (("mix-missing-from", "missing_from", MISSING_FROM), ("mix-outcome", "outcome", OUTCOMES))
    for finding, column, groups in split:
        for name, codes in groups.items():
            for year, head in ((LATEST, "latest year"), (BEFORE, "year before")):
                own = of_year(counted(folder, EPISODES), year)
                number = sum((row[column] or "NK") in codes for row in own)
                found[finding, name, head] = per_cent(number, len(own))
                if year == LATEST:
                    found[finding, name, "episodes"] = number
    return found


def rates(folder: Path) -> Figures:
    """Episodes of the latest year for 1,000 people aged 10 to 17 of each locality."""
    people = rows_in(folder, "ref_population")
    latest = max(row["year"] for row in people)
    found: Figures = {}
    place = localities(folder)
    for code, name in sorted(set(place.values())):
        wards = {ward for ward, locality in place.items() if locality == (code, name)}
        number = sum(row["area_from"] in wards for row in of_year(counted(folder, EPISODES), LATEST))
        living = sum(
            int(row["population"])
            for row in people
            if row["year"] == latest and row["sex"] == "ALL" and row["area_code"] in wards
        )
        if name != "Motherwell":  # there the unknown ones are joined
            found["funnel", name, "people aged 10 to 17"] = living
            found["funnel", name, "episodes"] = number
            found["funnel", name, "per 1,000"] = 1000 * number / living
    return found


def localities(folder: Path) -> dict[str, tuple[str, str]]:
    """Ward → code and name of its locality."""
    areas = {row["area_code"]: row for row in rows_in(folder, "ref_area")}
    found = {}
    for code, row in areas.items():
        above = row
        while above["area_level"] not in ("LOCALITY", "COUNCIL"):
            above = areas[above["parent_code"]]
        if row["area_level"] == "WARD":
            found[code] = (above["area_code"], above["area_name"])
    return found


def milestones(folder: Path) -> Figures:
    """How far the conversation got, of all episodes of a year."""
    found: Figures = {}
    after = {row["episode_id"]: row for row in rows_in(folder, "return_discussions")}
    for year, head in ((LATEST, "latest year"), (BEFORE, "year before")):
        own = of_year(counted(folder, EPISODES), year)
        talks = [after[row["episode_id"]] for row in own if row["episode_id"] in after]
        within = in_time(folder, own, "completed_dt", 7 * 24)
        reached = {
            "Offered": sum(talk["offered"] == "Y" for talk in talks),
            "Held": sum(bool(talk["completed_dt"]) for talk in talks), "Held within 7 days": len(within),
        }  # fmt: skip
        for milestone, number in reached.items():
            found["discussions-path", milestone, head] = per_cent(number, len(own))
            if year == LATEST:
                found["discussions-path", milestone, "reached"] = number
    return found


def named(folder: Path, column: str, code: str) -> tuple[int, int]:
    """Discussions held after episodes of the latest year that name a code, and all of them."""
    own = {row["episode_id"] for row in of_year(counted(folder, EPISODES), LATEST)}
    held = [row for row in rows_in(folder, "return_discussions") if row["completed_dt"] and row["episode_id"] in own]
    return sum(code in codes_in(row[column]) for row in held), len(held)


def usual_ranges(folder: Path) -> Figures:
    """The average of each stretch of the charts, and the limits within which nearly all months lie."""
    found: Figures = {}
    episodes = counted(folder, EPISODES)
    months, turn = by_month(episodes), turn_of(by_month(episodes))
    for number, month in enumerate(months_delivered()):
        stretch = months[:turn] if number < turn else months[turn:]
        low, high = individual_limits(stretch)
        _put(found, ("missing-trend", month), (mean(stretch), low, high))
    for finding, step, hours in CLOCKS:
        ids = in_time(folder, episodes, step, hours)
        own = [sum(row["episode_id"] in ids for row in of_month(episodes, month)) for month in months_delivered()]
        for first in range(
            0, len(months), 12
        ):  # the title of each compares years, so the chart has a level for each year
            part, of = own[first : first + 12], months[first : first + 12]
            for month, (low, high) in zip(months_delivered()[first : first + 12], share_limits(part, of), strict=True):
                _put(found, (finding, month), (per_cent(sum(part), sum(of)), 100 * low, 100 * high))
    return found


def _put(found: Figures, row: tuple[str, str], values: tuple[float, float, float]) -> None:
    for head, value in zip(("average", "usual, from", "to"), values, strict=True):
        found[*row, head] = value


def turn_of(months: list[int]) -> int:
    """The month from which a second level begins: two means, of half a year at least, that leave least unexplained."""

    def unexplained(turn: int) -> float:
        return sum((n - mean(part)) ** 2 for part in (months[:turn], months[turn:]) for n in part)

    return min(range(6, len(months) - 5), key=unexplained)
