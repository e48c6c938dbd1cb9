"""Any whole delivery, with whatever is wrong in it: `check` says what `publish` does, and every row is counted or named. All rows are invented."""

from __future__ import annotations

import csv
import random
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from data_loaders.publish import RiverStoppedError, publish, rehearse
from data_loaders.publish.outlook import Rehearsal
from tests.kept import POLICY

AREAS = "area_code,area_level,area_name,parent_code\nC1,COUNCIL,Invented council,\nW1,WARD,Upper,C1\nW2,WARD,Lower,C1\n"
HEAD = ("episode_id", "child_pseudo_id", "counting_unit", "start_dt", "end_dt", "age_band", "sex", "area_from")
FIRST, LAST = datetime(2025, 1, 1), datetime(2026, 1, 1)
SKIPPED = datetime(2025, 3, 30, 1)  # no clock shows this hour; a moment in it stops
Row = list[str]
# What may be wrong with a row, and whether the delivery then stops.
WRONG: dict[str, tuple[bool, Callable[[Row], None]]] = {
    "an unknown code": (True, lambda row: row.__setitem__(6, "Lass")),
    "a code that says nothing": (False, lambda row: row.__setitem__(6, "NR")),
    "an unknown area": (True, lambda row: row.__setitem__(7, "W9")),
    "no area": (False, lambda row: row.__setitem__(7, "NK")),
    "an end before the start": (True, lambda row: row.__setitem__(4, "2019-01-01T10:00")),
    "no end": (False, lambda row: row.__setitem__(4, "")),
    "a day without an hour": (True, lambda row: row.__setitem__(3, row[3][:10])),
    "a unit that is not known": (True, lambda row: row.__setitem__(2, "NK")),
    "no child": (True, lambda row: row.__setitem__(1, "")),
    "the identifier of another row": (True, lambda row: row.__setitem__(0, "e0")),
    "a reported unit": (False, lambda row: row.__setitem__(2, "REPORT")),
    "years too early": (False, lambda row: row.__setitem__(slice(3, 5), ["2021-03-01T10:00", "2021-03-01T12:00"])),
}  # fmt: skip


def rows_of(seed: int, many: int) -> list[Row]:
    """Over more than the declared year: a month before it, and a month after."""
    chance, rows = random.Random(seed), list[Row]()
    for n in range(many):
        start = FIRST + timedelta(minutes=chance.randrange(-30 * 1440, 395 * 1440))
        end = start + timedelta(minutes=chance.randrange(20, 2_000))
        start, end = (
            x + timedelta(hours=1) if SKIPPED <= x < SKIPPED + timedelta(hours=1) else x for x in (start, end)
        )
        rows.append([f"e{n}", f"c{n % 90}", "EPISODE", *(f"{x:%Y-%m-%dT%H:%M}" for x in (start, end)),
                     chance.choice(("10-12", "13-15", "16-17")), chance.choice("FM"), chance.choice(("W1", "W2"))])  # fmt: skip
    return rows


def written(folder: Path, files: dict[str, list[Row]], talks: list[Row]) -> Path:
    folder.mkdir()
    every = {**{name: [[*HEAD], *rows] for name, rows in files.items()},
             **({"return_discussions.csv": [["discussion_id", "episode_id", "offered"], *talks]} if talks else {})}  # fmt: skip
    for name, rows in every.items():
        with (folder / name).open("w", newline="") as file:
            csv.writer(file).writerows(rows)
    (folder / "ref_area.csv").write_text(AREAS)
    head = "table,file,supplier_agency,extract_date,period_start,period_end,audience,is_synthetic"
    tables = {
        name: "return_discussions" if name in ("return_discussions.csv",) else "missing_episodes" for name in every
    }
    own = [f"{table},{name},POLICE,2026-06-30,2025-01-01,2025-12-31,public,Y" for name, table in tables.items()]
    (folder / "manifest.csv").write_text(
        "\n".join([head, *own, "ref_area,ref_area.csv,OTHER,2026-06-30,,,public,Y"]) + "\n"
    )
    return folder


def what_came(asked: Callable[[], object]) -> tuple[str, ...]:
    """The sentences with which it stopped; none where it did not."""
    try:
        asked()
    except RiverStoppedError as error:
        return tuple(f"{problem.sentence} {problem.cure}" for problem in error.problems)
    return ()


@pytest.mark.long
@settings(max_examples=30, deadline=None, suppress_health_check=[*HealthCheck], database=None, phases=[Phase.generate])
@given(
    st.integers(0, 10**6),
    st.integers(400, 700),
    st.dictionaries(st.sampled_from([*WRONG]), st.integers(1, 12), max_size=2),
    st.booleans(),
    st.booleans(),
)
def test_check_says_what_publish_does_and_no_row_is_lost(
    seed: int, many: int, wrong: dict[str, int], is_in_two: bool, has_talks: bool
) -> None:
    rows, chance = rows_of(seed, many), random.Random(seed + 1)
    for name, times in wrong.items():
        for row in chance.sample(rows[1:], times):
            WRONG[name][1](row)
    files = (
        {"missing_episodes.csv": rows[: many // 2], "missing_episodes more.csv": rows[many // 2 :]}
        if is_in_two
        else {"missing_episodes.csv": rows}
    )
    talks = [[f"d{row[0]}", row[0], "Y"] for row in rows[::5]] if has_talks else []
    talks = list({talk[0]: talk for talk in talks}.values())
    folder = Path(tempfile.mkdtemp())
    try:
        deliveries, out, told = written(folder / "deliveries", files, talks), folder / "releases", list[Rehearsal]()
        how = {"out": out, "policy_file": POLICY, "audience": "partnership"}
        checked = what_came(lambda: told.append(rehearse(deliveries, **how)))
        published = what_came(lambda: publish(deliveries, tell=told.append, **how))
        assert checked == published
        stops = any(WRONG[name][0] for name in wrong)
        assert bool(published) == stops, (wrong, published)
        event("stopped" if stops else "published")
        assert not stops or not list(out.glob("partnership/*/manifest.json"))
        if not stops:
            assert told[0].accounts == told[1].accounts
            _every_row(
                told[1],
                {"missing_episodes": len(rows), "ref_area": 3, **({"return_discussions": len(talks)} if talks else {})},
            )
    finally:
        shutil.rmtree(folder)


def _every_row(outlook: Rehearsal, delivered: dict[str, int]) -> None:
    said = {table: (int(rows.replace(",", "")), [int(part.split()[0].replace(",", "")) for part in parts.split(" + ")])
            for table, rows, parts in outlook.accounts}  # fmt: skip
    assert {table: rows for table, (rows, _) in said.items()} == delivered
    assert all(sum(parts) == rows for rows, parts in said.values())
