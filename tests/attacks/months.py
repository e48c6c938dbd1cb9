"""Months in a row published from one invented world: records come late, are corrected and are erased, and a series begins anew."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import pandas as pd
from worlds import POLICY, World, build, read

from data_loaders.publish import publish
from data_loaders.release import Release

MISSING = "missing_episodes"
BESIDE = {"ref_area", "ref_population", "school_terms", "locations"}


@dataclass(frozen=True)
class Month:
    """What comes with one delivery: its last day; who is audience; what happens to the records before it."""

    until: str
    audience: str = "partnership"
    erases: int = 0
    corrects: float = 0.0
    rebase: str | None = None


def months_in_a_row(
    folder: Path, months: list[Month], *, of: World, late: float, tables: dict[str, str], policy: Path = POLICY
) -> list[Release]:
    """Publish month after month. `late`: the share of each month's records that come with the delivery after it.

    `tables`: those of records, with the column of their day; what stands beside them is delivered as it is. What was delivered
    the first time, the second time and so on is kept beside the deliveries, for whoever keeps the score; and what was private then.
    """
    deliveries = build(of, folder)
    _keep(deliveries, BESIDE | set(tables))
    whole = {table: one_row_each(read(deliveries / f"{table}.csv")) for table in tables}
    made, erased = [], set[str]()
    for number, month in enumerate(months):
        before = (
            months[number - 1].until if number else f"{pd.Timestamp(month.until) - pd.offsets.MonthEnd(1):%Y-%m-%d}"
        )
        for table, day in tables.items():
            here = whole[table][whole[table][day].str[:10] <= month.until]
            here = here[~comes_late(here, late) | (here[day].str[:10] <= before)]
            if table == MISSING:
                erased |= set(_with_four(here[~here["child_pseudo_id"].isin(erased)])[: month.erases])
                here = _corrected(here[~here["child_pseudo_id"].isin(erased)], month.corrects, number)
            here.to_csv(deliveries / f"{table}.csv", index=False)
            here.to_csv(folder / f"{table} {number:02d}.csv", index=False)
        _cover(deliveries, set(tables), month.until)
        made.append(
            publish(deliveries, out=folder / "out", policy_file=policy, audience=month.audience, rebase=month.rebase)
        )
        shutil.copytree(folder / "out.private", folder / f"out.private {number:02d}")
    return made


def comes_late(rows: pd.DataFrame, share: float) -> pd.Series:
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


def one_row_each(rows: pd.DataFrame) -> pd.DataFrame:
    """Without episodes that begin before an earlier one of the child has ended: a row is a record then."""
    if "counting_unit" not in rows:
        return rows
    episodes = rows[rows["counting_unit"] == "EPISODE"].sort_values("start_dt")
    latest = episodes.groupby("child_pseudo_id")["end_dt"].transform(lambda ends: ends.cummax().shift(fill_value=""))
    return rows.drop(episodes.index[episodes["start_dt"] < latest])


def _with_four(rows: pd.DataFrame) -> list[str]:
    times = rows.loc[rows["counting_unit"] == "EPISODE", "child_pseudo_id"].value_counts()
    return sorted(times.index[times == 4])
