"""The river from deliveries to a release, and what must stop it."""

from __future__ import annotations

import csv
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from data_loaders.checks.tables import check_table
from data_loaders.deliveries import TABLES
from data_loaders.keys import CONTEXTS, private_folder
from data_loaders.publish import RiverStoppedError, publish
from data_loaders.release import Release, ReleaseRefusedError, current_id, open_release
from tests.kept import begun, few_views

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
MISSING, INCIDENTS = ("missing_episodes", "events"), ("efh_incidents", "locations")
NAMED = ("training", "learning_log", "risk_register")  # rows that keys are made for, and texts
KILLED_AT_A_WRITE = Path(__file__).with_name("killed_at_a_write.py")


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def written_once(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Without the episodes that begin before an earlier one of the same child has ended: one by one, as a person would."""
    kept, until = [], dict[str, str]()
    for row in sorted(rows, key=lambda r: r["start_dt"]):
        child = row["child_pseudo_id"]
        if row["counting_unit"] == "EPISODE":
            is_same = row["start_dt"] < until.get(child, "")
            until[child] = max(until.get(child, ""), row["end_dt"]) if is_same else row["end_dt"]
            if is_same:
                continue
        kept.append(row)
    return kept


def test_published_totals_are_the_slow_and_obvious_counts(deliveries: Path, release: Release) -> None:
    for dataset, unit in (("missing_episodes", "EPISODE"), ("missing_reports", "REPORT")):
        counted = Counter(
            r["start_dt"][:7]
            for r in written_once(rows_of(deliveries, "missing_episodes"))
            if r["counting_unit"] == unit
        )
        shown = release.table(f"{dataset}.total")
        assert dict(zip(shown["period_start"].dt.strftime("%Y-%m"), shown["n"], strict=True)) == counted


def test_locality_counts_are_the_slow_and_obvious_counts(deliveries: Path, release: Release) -> None:
    blocks = release.table("blocks")
    blocks = blocks[(blocks["dataset"] == "missing_episodes") & (blocks["dimension"] == "area")]
    used = set(release.table("missing_episodes.locality")["area"])
    block_of = {r.leaf: r.block for r in blocks.itertuples() if r.block in used}
    for cell in release.table("missing_episodes.locality").itertuples():
        inside = [
            r
            for r in rows_of_cached(deliveries)
            if r["counting_unit"] == "EPISODE"
            and block_of[r["area_from"]] == cell.area
            and cell.period_start <= datetime.fromisoformat(r["start_dt"]) < cell.period_end + pd.Timedelta(days=1)
        ]
        assert len(inside) == cell.n
        assert len({r["child_pseudo_id"] for r in inside}) >= 5


_cache: dict[Path, list[dict[str, str]]] = {}


def rows_of_cached(folder: Path) -> list[dict[str, str]]:
    return _cache.setdefault(folder, written_once(rows_of(folder, "missing_episodes")))


def test_nothing_about_a_single_child_crosses_the_lock(deliveries: Path, release: Release) -> None:
    identifiers = {r["child_pseudo_id"] for r in rows_of(deliveries, "missing_episodes")}
    identifiers |= {r["episode_id"] for r in rows_of(deliveries, "missing_episodes")}
    text = (release.path / "manifest.json").read_text() + (release.path / "audit.json").read_text()
    for frame in release.frames.values():
        text += frame.to_csv()
    assert not [i for i in identifiers if i in text]


@pytest.mark.parametrize("what", ["table", "audit", "manifest", "deleted", "older audit"])
def test_a_release_that_was_touched_does_not_open(store: Path, tmp_path: Path, what: str) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    release = open_release(copy)
    table = next((release.path / "tables").glob("*.total.parquet"))
    files = {"table": table, "audit": release.path / "audit.json", "manifest": release.path / "manifest.json"}
    if what == "deleted":
        table.unlink()
    elif what == "older audit":
        (release.path / "audit.json").write_text(
            (release.path / "audit.json").read_text().replace("passed", "passed ", 1)
        )
    else:
        raw = bytearray(files[what].read_bytes())
        raw[len(raw) // 2] ^= 1
        files[what].write_bytes(bytes(raw))
    with pytest.raises(ReleaseRefusedError):
        open_release(copy)


@pytest.mark.long
def test_all_deliveries_give_the_same_release_in_another_folder(deliveries: Path, store: Path, tmp_path: Path) -> None:
    secret = (
        private_folder(tmp_path / "all") / CONTEXTS
    )  # keys of contexts are of a store: with another secret they are others
    secret.parent.mkdir(mode=0o700)
    shutil.copy2(private_folder(store) / CONTEXTS, secret)
    made = publish(deliveries, out=tmp_path / "all", policy_file=POLICY, audience="partnership")
    assert made.id == current_id(store, "partnership")


def test_the_same_deliveries_give_the_same_release(tmp_path: Path, few: Callable[..., Path]) -> None:
    """Of a year, in another folder, in another store, and into the same one again."""
    policy = few_views(tmp_path)
    once, elsewhere, again = (
        publish(
            begun(few(*MISSING, *NAMED), "2025-04-01"), out=tmp_path / out, policy_file=policy, audience="partnership"
        ).id
        for out in ("out", "other", "out")
    )
    assert once == elsewhere == again


@pytest.mark.parametrize(
    ("table", "change", "told"),
    [
        ("missing_episodes", ("age_band", "a.person@example.org"), "age_band"),
        ("missing_episodes", ("start_dt", "31/02/2024"), "start_dt"),
        ("missing_episodes", ("end_dt", "2001-01-01T00:00"), "end_dt"),
        ("missing_episodes", ("area_from", "ML1 1AA"), "area_from"),
        ("missing_episodes", ("child_pseudo_id", "a.person@example.org"), "child_pseudo_id"),
        ("events", ("label", "Invented: ring 01698 000 000 today"), "label"),
    ],
)
def test_bad_rows_stop_the_river_with_row_and_column_and_never_the_value(
    few: Callable[..., Path], tmp_path: Path, table: str, change: tuple[str, str], told: str
) -> None:
    folder = few(*MISSING)
    rows = rows_of(folder, table)
    rows[2][change[0]] = change[1]
    pd.DataFrame(rows).to_csv(folder / f"{table}.csv", index=False)
    with pytest.raises(RiverStoppedError) as stopped:
        publish(folder, out=tmp_path / "out", policy_file=POLICY, audience="partnership")
    found = [p for p in stopped.value.problems if p.column == told and p.severity == "stop"]
    assert found
    assert found[0].row == 4
    assert change[1] not in str(stopped.value)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").rglob("current"))


def test_an_unknown_code_is_named_so_that_it_can_be_mapped_and_what_may_be_a_persons_is_not() -> None:
    strange = ["WORKSHOP"] * 5 + ["a.person@example.org"]
    frame = pd.DataFrame({column.name: ["x"] * 6 for column in TABLES["forum_sessions"].columns}).assign(type=strange)
    told = [p for p in check_table("forum_sessions", frame) if p.column == "type"]
    assert "'WORKSHOP' 5 times" in told[0].sentence
    assert "example.org" not in str(told)


def test_a_changed_file_is_refused_by_its_checksum(deliveries: Path, few: Callable[..., Path], tmp_path: Path) -> None:
    folder = few(*MISSING)
    told = pd.read_csv(deliveries / "manifest.csv", dtype="str", keep_default_na=False)
    told[told["table"].isin([*MISSING, "ref_area", "ref_population"])].to_csv(folder / "manifest.csv", index=False)
    file = folder / "events.csv"
    file.write_text(file.read_text().replace("Invented", "Imagined"))
    with pytest.raises(RiverStoppedError, match="not the file"):
        publish(folder, out=tmp_path / "out", policy_file=POLICY, audience="partnership")


def test_new_months_are_added_and_late_records_count_in_the_first_of_them(
    few: Callable[..., Path], tmp_path: Path
) -> None:
    """First two years and three quarters, then all three with late records: published cells must not move."""
    policy = few_views(tmp_path)
    early, late, out = few(*MISSING, *INCIDENTS), few(*MISSING, *INCIDENTS), tmp_path / "out"
    rows = pd.read_csv(early / "missing_episodes.csv", dtype="str", keep_default_na=False)
    until = rows[rows["start_dt"] < "2026-01-01"]
    held_back = until.sample(frac=0.97, random_state=1)
    for folder, part, end in ((early, held_back, "2025-12-31"), (late, rows, "2026-03-31")):
        part.to_csv(folder / "missing_episodes.csv", index=False)
        manifest = pd.read_csv(folder / "manifest.csv", dtype="str", keep_default_na=False)
        manifest.loc[manifest["table"] == "missing_episodes", "period_end"] = end
        manifest.to_csv(folder / "manifest.csv", index=False)
    first = publish(early, out=out, policy_file=policy, audience="partnership")
    second = publish(late, out=out, policy_file=policy, audience="partnership")
    assert second.manifest.previous == first.id
    for view in first.manifest.views:
        if view.status == "published":
            before = first.table(view.table)
            after = second.table(view.table).iloc[: len(before)]
            pd.testing.assert_frame_equal(before, after[before.columns])
    assert len(second.table("missing_episodes.total")) == len(first.table("missing_episodes.total")) + 3
    assert second.dataset("missing_episodes").held == first.dataset("missing_episodes").held
    assert second.table("missing_episodes.total")["n"].sum() == len(
        [r for r in written_once(rows_of(late, "missing_episodes")) if r["counting_unit"] == "EPISODE"]
    )
    assert first.path.exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("partnership = 5", "partnership = 1", "floor"),
        ('version = "1"', 'version = "1"\nsurprise = true', "surprise"),
        (
            'levels = ["WARD", "COMMUNITY", "LOCALITY", "COUNCIL"]',
            'levels = ["LOCALITY", "WARD", "COUNCIL"]',
            "not nested",
        ),
        ('dimensions = { sex = "each" }', 'dimensions = { shoe_size = "each" }', "unknown dimension"),
        ("dominance = 0.5", "dominance = 0.9", "dominance"),
        ('[["IN_TIME"], ["LATE", "NOT_DONE", "NK"]]', '[["IN_TIME"], ["LATE", "NOT_DONE"]]', "not nested"),
    ],
)
def test_a_policy_that_is_weaker_or_unknown_is_refused(
    deliveries: Path, tmp_path: Path, old: str, new: str, told: str
) -> None:
    text = POLICY.read_text(encoding="utf-8")
    assert old in text
    policy = tmp_path / "policy.toml"
    policy.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RiverStoppedError, match=told):
        publish(deliveries, out=tmp_path / "out", policy_file=policy, audience="partnership")


@pytest.mark.parametrize("kills", [2, pytest.param(60, marks=[pytest.mark.attack, pytest.mark.long])])
def test_an_interrupted_publication_leaves_the_previous_release_in_force(
    tmp_path: Path, few: Callable[..., Path], tell: Callable[[str], None], kills: int
) -> None:
    """Killed at many moments, every second one while files are being written: the release in force always opens whole."""
    # Little to publish, so that many can be killed: figures of a committee, and events whose words change.
    folder, out = few("cpc_indicators", "events"), tmp_path / "store"
    order = ["publish", str(folder), "--out", str(out), "--policy", str(POLICY)]
    whole = subprocess.run(
        [sys.executable, str(KILLED_AT_A_WRITE), "0", *order], capture_output=True, text=True, check=True, timeout=300
    )
    steps = int(whole.stdout.splitlines()[-1])
    rng = random.Random(5)
    killed_in_writing = 0
    for number in range(kills):
        dated = pd.read_csv(folder / "events.csv", dtype="str", keep_default_na=False)
        dated.assign(label=[f"Invented event {number}.{row}" for row in range(len(dated))]).to_csv(
            folder / "events.csv", index=False
        )  # something new, or nothing would be written
        if number % 2:
            last = steps if number == 1 else rng.randrange(1, steps)  # the last step puts the pointer in its place
            ended = subprocess.run(
                [sys.executable, str(KILLED_AT_A_WRITE), str(last), *order],
                capture_output=True,
                check=False,
                timeout=300,
            )
            killed_in_writing += ended.returncode == -signal.SIGKILL
        else:
            process = subprocess.Popen(
                [sys.executable, "-m", "data_loaders", *order], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            time.sleep(rng.uniform(0.2, 5.0))
            process.kill()
            process.wait(timeout=30)
        release = open_release(out)
        assert release.audit.is_passed
        for left in (out / "partnership").iterdir():
            if left.is_dir() and not left.name.startswith("."):
                open_release(out, "partnership", left.name)
    tell(f"killed at {kills} moments, {killed_in_writing} of them while writing: the release in force opened each time")
    assert killed_in_writing == kills // 2
