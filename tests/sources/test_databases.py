"""A database read in place: the same rows as from a file, from a real server that only this test knows, and nothing written to it."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import psycopg
import pytest
import shapely

from data_loaders.sources import collect
from data_loaders.sources.databases import BATCH
from data_loaders.untrusted import bounds

AREAS = "area_code,area_level,area_name,parent_code\nC1,COUNCIL,Invented council,\nW1,WARD,Upper,C1\nW2,WARD,Lower,C1\n"
ROWS = """episode_id,child_pseudo_id,counting_unit,start_dt,end_dt,age_band,sex,area_from
e1,c1,EPISODE,2025-03-29T22:00,2025-03-30T05:30,13-15,F,W1
e2,c2,EPISODE,2025-06-01T10:00,2025-06-01T18:00,16-17,M,W2
e3,c3,REPORT,2025-10-25T23:00,,10-12,F,NK
"""
MAPPING = """[police]
table = "missing_episodes"
[police.database]
kind = "{kind}"
host = "{host}"
port = {port}
name = "invented"
query = '''{query}'''
user_from = "INVENTED_USER"
password_from = "INVENTED_PASSWORD"
[police.columns]
episode_id = "Ref"
[police.manifest]
supplier_agency = "POLICE"
extract_date = "2026-01-31"
period_start = "2025-01-01"
period_end = "2025-12-31"
audience = "public"
[ref_area.manifest]
supplier_agency = "OTHER"
extract_date = "2026-01-31"
audience = "public"
"""
QUERY = 'SELECT episode_id AS "Ref", child_pseudo_id, counting_unit, start_dt, end_dt, age_band, sex, area_from FROM episodes ORDER BY 1'


@dataclass(frozen=True)
class Server:
    port: int
    password: str


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with started() as own:
        yield own


@contextmanager
def started() -> Iterator[Server]:
    """PostgreSQL on a free port of this machine, with an account that may only read. It runs as nobody of importance."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = shutil.which("initdb") or (str(programs[-1]) if programs else None)
    assert initdb, "PostgreSQL is needed: make test installs it, or on Debian: sudo apt-get install postgresql"
    programs_folder = Path(initdb).resolve().parent
    account = {"user": "postgres", "group": "postgres", "extra_groups": ()} if os.getuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="invented-server-"))
    password = secrets.token_hex(8)
    (folder / "password").write_text(password)
    if account:
        shutil.chown(folder, "postgres", "postgres")
        shutil.chown(folder / "password", "postgres", "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    made = [
        programs_folder / "initdb",
        "-D",
        folder / "data",
        "-U",
        "owner",
        "--pwfile",
        folder / "password",
        "-A",
        "scram-sha-256",
        "--no-sync",
    ]
    subprocess.run(
        made,
        check=True,
        capture_output=True,
        cwd=folder,
        env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
        **account,
    )
    run = [
        programs_folder / "postgres",
        "-D",
        folder / "data",
        "-p",
        str(port),
        "-k",
        folder,
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "fsync=off",
    ]
    process = subprocess.Popen(run, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **account)
    try:
        _fill(port, password)
        yield Server(port, password)
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(folder)


def _fill(port: int, password: str) -> None:
    for attempt in range(100):
        try:
            connection = psycopg.connect(host="127.0.0.1", port=port, dbname="postgres", user="owner", password=password, autocommit=True)  # fmt: skip
            break
        except psycopg.OperationalError:
            assert attempt < 99, "the server did not start"
            time.sleep(0.1)
    with connection:
        connection.execute("CREATE DATABASE invented")
    with psycopg.connect(host="127.0.0.1", port=port, dbname="invented", user="owner", password=password) as own:
        own.execute(
            "CREATE TABLE episodes (episode_id text, child_pseudo_id text, counting_unit text, start_dt timestamp, end_dt timestamp, "
            "age_band text, sex text, area_from text)"
        )
        for line in ROWS.splitlines()[1:]:
            own.execute(
                "INSERT INTO episodes VALUES (%s,%s,%s,%s,%s,%s,%s,%s)", [cell or None for cell in line.split(",")]
            )
        own.execute("CREATE TABLE wards (code text, level text, name text, parent text, shape text)")
        for number, (code, at) in enumerate({"W1": 300_000, "W2": 310_000}.items()):
            square = shapely.set_srid(shapely.box(at, 660_000, at + 9_000, 669_000), 27700)
            own.execute(
                "INSERT INTO wards VALUES (%s,'WARD',%s,'C1',%s)",
                [code, f"Invented {number}", shapely.to_wkb(square, hex=True, include_srid=True)],
            )
        own.execute("CREATE TABLE private (name text)")
        own.execute("INSERT INTO private VALUES ('somebody named')")
        own.execute(
            "CREATE FUNCTION erase() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM episodes; SELECT 1'"
        )
        own.execute(f"CREATE ROLE reader LOGIN PASSWORD '{password}'")
        own.execute("GRANT SELECT ON episodes, wards TO reader")


@pytest.fixture
def folder(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INVENTED_USER", "reader")
    monkeypatch.setenv("INVENTED_PASSWORD", server.password)
    (tmp_path / "ref_area.csv").write_text(AREAS)
    return ask(tmp_path, server)


def ask(folder: Path, server: Server, query: str = QUERY, *, kind: str = "postgresql", host: str = "127.0.0.1") -> Path:
    (folder / "mapping.toml").write_text(MAPPING.format(kind=kind, host=host, port=server.port, query=query))
    return folder


def told(folder: Path) -> str:
    (problem,) = [p for p in collect(folder).problems if p.table == "missing_episodes"]
    return problem.sentence


def test_the_rows_are_those_of_a_file(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("file")
    (other / "police.csv").write_text(ROWS.replace("episode_id", "Ref"))
    (other / "ref_area.csv").write_text(AREAS)
    mapping = (folder / "mapping.toml").read_text()
    before, after = mapping.split("[police.database]")
    (other / "mapping.toml").write_text(
        before + 'files = ["police.csv"]\n[police.columns]' + after.split("[police.columns]")[1]
    )
    read, expected = collect(folder), collect(other)
    assert read.problems == expected.problems == ()
    pd.testing.assert_frame_equal(read.tables["missing_episodes"], expected.tables["missing_episodes"])
    assert [o.file for o in read.origins if o.table == "missing_episodes"] == ["police (database)"]


def test_many_rows_come_in_batches_and_are_bounded(
    folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = 2 * BATCH + 17
    query = (
        f"SELECT 'e' || n AS \"Ref\", 'c' || n % 900 AS child_pseudo_id, 'REPORT' AS counting_unit, timestamp '2025-01-01' + n * interval '37 minutes' AS start_dt, "
        f"NULL AS end_dt, '13-15' AS age_band, 'F' AS sex, 'W1' AS area_from FROM generate_series(1, {many}) n"
    )
    ask(folder, server, query)
    rows = collect(folder).tables["missing_episodes"]
    assert (len(rows), rows["episode_id"].nunique(), int(rows.index[-1])) == (many, many, many + 1)
    monkeypatch.setattr(bounds, "CELLS", 8 * BATCH)  # the second batch is one too many: the third is never asked for
    assert "reaches to row 10,000" in told(folder)


def test_boundaries_of_a_database_of_places_are_read(folder: Path, server: Server) -> None:
    (folder / "ref_area.csv").write_text("area_code,area_level,area_name,parent_code\nC1,COUNCIL,Invented council,\n")
    wards = MAPPING.format(
        kind="postgresql",
        host="127.0.0.1",
        port=server.port,
        query="SELECT code, level, name, parent, shape FROM wards",
    )
    wards = wards.split("[police.columns]")[0].replace("police", "wards").replace("missing_episodes", "ref_area")
    columns = '[wards.columns]\narea_code = "code"\narea_level = "level"\narea_name = "name"\nparent_code = "parent"\n'
    about = '[wards.manifest]\nsupplier_agency = "OTHER"\nextract_date = "2026-01-31"\naudience = "public"\n'
    (folder / "mapping.toml").write_text((folder / "mapping.toml").read_text() + wards + columns + about)
    areas = collect(folder).tables["ref_area"].set_index("area_code")
    shape = shapely.from_geojson(areas.at["W1", "geometry"])
    assert shape.geom_type == "Polygon"
    assert areas.at["W1", "lat"] == pytest.approx(55.86, abs=0.1)  # 304,500 east and 664,500 north of the British grid
    assert areas.at["W1", "lon"] == pytest.approx(-3.53, abs=0.1)


REFUSED = {
    "a column that is not there": ("SELECT no_such_column FROM episodes", 'column "no_such_column" does not exist'),
    "what is no question": ("DELETE FROM episodes", "the query is refused"),
    "several at once": ("SELECT 1; DELETE FROM episodes", "the query is refused"),
    "a function that writes": ("SELECT erase()", "would change something"),
    "what the account may not see": ("SELECT name FROM private", "may not read what the query names"),
    "an error that quotes a value": ("SELECT child_pseudo_id::int FROM episodes", "its words may quote a record"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_says_why_and_quotes_nothing(folder: Path, server: Server, what: str) -> None:
    query, sentence = REFUSED[what]
    said = told(ask(folder, server, query))
    assert sentence in said
    assert "c1" not in said
    assert len(collect(ask(folder, server)).tables["missing_episodes"]) == 3  # nothing was changed


def test_who_signs_in_stands_in_the_environment_alone(
    folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVENTED_PASSWORD", "a wrong one")
    said = told(folder)
    assert "does not let the account" in said
    assert "wrong one" not in said
    monkeypatch.delenv("INVENTED_PASSWORD")
    assert "has no variable INVENTED_PASSWORD" in told(folder)
    monkeypatch.setenv("INVENTED_PASSWORD", server.password)
    assert "pyodbc" in told(ask(folder, server, kind="sqlserver"))
    ask(folder, server)
    (folder / "mapping.toml").write_text((folder / "mapping.toml").read_text().split("[police.manifest]")[0])
    assert any("[police.manifest]" in p.sentence for p in collect(folder).problems)
