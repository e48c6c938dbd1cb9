"""Somebody keeps every release of both audiences and subtracts all of them from each other.

Months in a row are published while records come late, are corrected and are erased, and once the series begins anew. Whatever two
figures of any two releases should say alike (a longer period and the shorter ones in it, a group and the parts of it, the same
cell twice), the attacker takes the difference; every difference that is not nothing is a count of what came, left or changed.
Nothing here knows how it is done: it reads tables, blocks and periods as anybody can.

With the rule of before (late records wait; an erasure shows when the series is begun afresh) the same small world told 434
differences among 4,076 figures held against their parts.
"""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import pandas as pd
import pytest
from subtracted_releases import differences
from worlds import POLICY, World, build, read

from data_loaders.publish import RiverStoppedError, publish
from data_loaders.release import Release, open_release

Tell = Callable[[str], None]


MISSING = "missing_episodes"
BESIDE = {"ref_area", "ref_population", "school_terms", "locations"}
SMALL, LATE = World(77, 1000), 0.04


@dataclass(frozen=True)
class Month:
    """What comes with one delivery: its last day; who is audience; what happens to the records before it."""

    until: str
    audience: str = "partnership"
    erases: int = 0
    corrects: float = 0.0
    rebase: str | None = None


def months_in_a_row(
    folder: Path, months: list[Month], *, of: World, late: float, tables: dict[str, str]
) -> list[Release]:
    """Publish month after month. `late`: the share of each month's records that come with the delivery after it.

    `tables`: those of records, with the column of their day; what stands beside them is delivered as it is.
    """
    deliveries = build(of, folder)
    _keep(deliveries, BESIDE | set(tables))
    whole = {table: _one_row_each(read(deliveries / f"{table}.csv")) for table in tables}
    made, erased = [], set[str]()
    for number, month in enumerate(months):
        before = (
            months[number - 1].until if number else f"{pd.Timestamp(month.until) - pd.offsets.MonthEnd(1):%Y-%m-%d}"
        )
        for table, day in tables.items():
            here = whole[table][whole[table][day].str[:10] <= month.until]
            here = here[~_comes_late(here, late) | (here[day].str[:10] <= before)]
            if table == MISSING:
                erased |= set(_with_four(here[~here["child_pseudo_id"].isin(erased)])[: month.erases])
                here = _corrected(here[~here["child_pseudo_id"].isin(erased)], month.corrects, number)
            here.to_csv(deliveries / f"{table}.csv", index=False)
        _cover(deliveries, set(tables), month.until)
        made.append(
            publish(deliveries, out=folder / "out", policy_file=POLICY, audience=month.audience, rebase=month.rebase)
        )
    return made


def _comes_late(rows: pd.DataFrame, share: float) -> pd.Series:
    """By a checksum of the identifier: which ones is no matter, that they are the same in every delivery is."""
    return rows.iloc[:, 0].map(lambda name: crc32(name.encode()) % 1000 < 1000 * share)


def _corrected(rows: pd.DataFrame, share: float, seed: int) -> pd.DataFrame:
    wrong, made = rows.sample(frac=share, random_state=seed).index, rows.copy()
    made.loc[wrong, ["sex", "age_band"]] = ["F", "13-15"]
    return made


def _keep(deliveries: Path, tables: set[str]) -> None:
    manifest = read(deliveries / "manifest.csv")
    for file in manifest.loc[~manifest["table"].isin(tables), "file"]:
        (deliveries / file).unlink(missing_ok=True)
    manifest[manifest["table"].isin(tables)].to_csv(deliveries / "manifest.csv", index=False)


def _cover(deliveries: Path, tables: set[str], until: str) -> None:
    manifest = read(deliveries / "manifest.csv").assign(sha256="", rows="")
    manifest.loc[manifest["table"].isin(tables), "period_end"] = until
    manifest.to_csv(deliveries / "manifest.csv", index=False)


def _one_row_each(rows: pd.DataFrame) -> pd.DataFrame:
    """Without episodes that begin before an earlier one of the child has ended: a row is a record then."""
    if "counting_unit" not in rows:
        return rows
    episodes = rows[rows["counting_unit"] == "EPISODE"].sort_values("start_dt")
    latest = episodes.groupby("child_pseudo_id")["end_dt"].transform(lambda ends: ends.cummax().shift(fill_value=""))
    return rows.drop(episodes.index[episodes["start_dt"] < latest])


def _with_four(rows: pd.DataFrame) -> list[str]:
    times = rows.loc[rows["counting_unit"] == "EPISODE", "child_pseudo_id"].value_counts()
    return sorted(times.index[times == 4])


def held(releases: list[Release], tell: Tell, name: str) -> None:
    told, tried = differences(releases)
    tell(f"{name}: {len(releases)} releases, {tried} figures held against their parts in any other, {len(told)} differ")
    assert not told, "\n".join(told[:10])
    assert tried > 100


def by_month(releases: list[Release]) -> pd.Series:
    """Episodes of each month as the partnership's releases say, whichever said it."""
    every = pd.concat([r.table("missing_episodes.total") for r in releases if r.manifest.audience == "partnership"])
    assert (every.groupby("period_start")["n"].nunique() == 1).all()
    return every.drop_duplicates("period_start").set_index("period_start")["n"].sort_index()


FEW = [Month("2025-11-30"), Month("2025-12-31", erases=1, corrects=0.02), Month("2026-01-31"), Month("2026-01-31", "public"),
         Month("2026-03-31", rebase="an invented reason")]  # fmt: skip


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Release]]:
    folder = tmp_path_factory.mktemp("few")
    return folder, months_in_a_row(folder, FEW, of=SMALL, late=LATE, tables={MISSING: "start_dt"})


def test_late_corrected_and_erased_records_and_a_new_series_leave_no_difference(
    few: tuple[Path, list[Release]], tell: Tell
) -> None:
    held(few[1], tell, "a few months in a row, both audiences, a child with four episodes erased, a new series")


def test_every_record_counts_once_whenever_it_comes(few: tuple[Path, list[Release]]) -> None:
    """Rows as they were ever delivered, counted by hand: what came late is in the next month, what was erased stays counted."""
    folder, releases = few
    whole = _one_row_each(read(build(SMALL, folder / "again") / f"{MISSING}.csv"))
    last = read(folder / "deliveries" / f"{MISSING}.csv")
    erased = set(whole.loc[~_comes_late(whole, LATE), "child_pseudo_id"]) - set(last["child_pseudo_id"])
    assert len(erased) == 1
    episodes = whole[(whole["counting_unit"] == "EPISODE") & (whole["start_dt"] >= "2023-04")]
    late, month, counted = _comes_late(episodes, LATE), episodes["start_dt"].str[:7], by_month(releases)
    assert counted[:"2025-11-30"].sum() == ((month < "2025-12") & ~late | (month < "2025-11") & late).sum()
    stays = ~episodes["child_pseudo_id"].isin(erased)
    assert counted["2025-12-01"] == (stays & ((month == "2025-12") & ~late | (month == "2025-11") & late)).sum()
    assert counted["2026-01-01"] == (stays & ((month == "2026-01") & ~late | (month == "2025-12") & late)).sum()
    assert late.any()
    assert counted.index.max() == pd.Timestamp("2026-03-01")


def test_a_new_series_is_refused_where_it_would_count_again_what_is_out(few: tuple[Path, list[Release]]) -> None:
    folder, releases = few
    with pytest.raises(RiverStoppedError, match="no series can begin"):
        publish(folder / "deliveries", out=folder / "out", policy_file=POLICY, audience="partnership", rebase="again")
    assert all(release.path.exists() for release in releases), "a release was withdrawn"
    assert open_release(folder / "out").id == releases[-1].id


@pytest.mark.parametrize("what", ["lost", "damaged", "another secret", "of an earlier day"])
def test_without_its_ledger_nothing_is_published(few: tuple[Path, list[Release]], tmp_path: Path, what: str) -> None:
    folder, _ = few
    shutil.copytree(folder / "out", tmp_path / "out")
    private = Path(shutil.copytree(folder / "out.private", tmp_path / "out.private"))
    file = private / "counted_records.ledger"
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    if what == "lost":
        file.unlink()
    elif what == "damaged":
        raw = bytearray(file.read_bytes())
        raw[len(raw) // 2] ^= 1
        file.write_bytes(bytes(raw))
    elif what == "another secret":
        (private / "context_keys.secret").write_bytes(bytes(32))
    else:
        months_in_a_row(tmp_path / "other", FEW[:1], of=SMALL, late=0.5, tables={MISSING: "start_dt"})
        shutil.rmtree(private)
        shutil.copytree(tmp_path / "other" / "out.private", private)
    with pytest.raises(RiverStoppedError, match="ledger") as stopped:
        publish(folder / "deliveries", out=tmp_path / "out", policy_file=POLICY, audience="partnership")
    assert all(problem.cure for problem in stopped.value.problems)


def _year() -> list[Month]:
    ends = [f"{end:%Y-%m-%d}" for end in pd.date_range("2025-04-30", "2026-03-31", freq="ME")]
    made = [Month(end, audience, erases=number % 3 == 1 and audience == "partnership", corrects=0.01)
            for number, end in enumerate(ends) for audience in ("partnership", "public") if audience == "partnership" or number % 4 == 3]  # fmt: skip
    return [
        replace(m, rebase="an invented reason") if m.until == ends[8] and m.audience == "partnership" else m
        for m in made
    ]


@pytest.mark.attack
@pytest.mark.long
def test_twelve_monthly_releases_of_two_audiences_and_a_new_series_leave_no_difference(
    tmp_path: Path, tell: Tell
) -> None:
    tables = {MISSING: "start_dt", "efh_incidents": "occurred_date"}
    releases = months_in_a_row(tmp_path, _year(), of=World(78, 1700), late=0.03, tables=tables)
    held(releases, tell, "twelve months in a row, both audiences, four children erased, one new series")
