"""The same rows as CSV, XLSX, ODS, SPSS, Stata, Parquet and from a server give the same release, to the byte. All rows are invented."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import psycopg
import pytest

from data_loaders.keys import BYTES, FILE, private_folder
from data_loaders.publish import publish
from tests.kept import POLICY
from tests.sources.corpus import HEAD
from tests.sources.partners import AREAS, band, episodes
from tests.sources.test_databases import Server, started
from tests.sources.test_one_table_in_every_format import WRITERS

MANIFEST = """[{name}.manifest]
supplier_agency = "POLICE"
extract_date = "2026-01-31"
period_start = "2024-01-01"
period_end = "2025-12-31"
audience = "partnership"
"""
DATABASE = """[missing_episodes.database]
kind = "postgresql"
host = "127.0.0.1"
port = {port}
name = "invented"
query = '''SELECT * FROM deliveries ORDER BY episode_id'''
user_from = "INVENTED_USER"
password_from = "INVENTED_PASSWORD"
"""


def rows() -> pd.DataFrame:
    made = [(f"e{e.number:03d}", f"c{e.child}", "EPISODE", f"{e.start:%Y-%m-%dT%H:%M}", f"{e.end:%Y-%m-%dT%H:%M}", "-".join(map(str, band(e.age))), e.sex, e.ward)
            for e in episodes(300, seed=30)]  # fmt: skip
    return pd.DataFrame(sorted(made), columns=HEAD.split(","))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with started() as own:
        yield own


def released(folder: Path, mapping: str) -> str:
    """The id of the release, which is the digest of all that is in it. The secrets are the same each time."""
    (folder / "ref_area.csv").write_text(AREAS)
    (folder / "mapping.toml").write_text(mapping + MANIFEST.format(name="ref_area"))
    out = folder.with_name(f"{folder.name}-out")
    secret = private_folder(out) / FILE
    secret.parent.mkdir(mode=0o700)
    secret.write_bytes(bytes(BYTES))
    secret.chmod(0o600)
    made = publish(folder, out=out, policy_file=POLICY, audience="partnership")
    assert any(entry.status == "published" for entry in made.manifest.views)
    shutil.rmtree(out)
    return made.id


@pytest.mark.long
def test_the_release_is_the_same(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    frame, ids = rows(), dict[str, str]()
    for suffix, write in WRITERS.items():
        folder = tmp_path / suffix
        folder.mkdir()
        write(frame, folder / f"missing_episodes.{suffix}")
        ids[suffix] = released(folder, MANIFEST.format(name="missing_episodes"))
    monkeypatch.setenv("INVENTED_USER", "owner")
    monkeypatch.setenv("INVENTED_PASSWORD", server.password)
    with psycopg.connect(
        host="127.0.0.1", port=server.port, dbname="invented", user="owner", password=server.password
    ) as own:
        own.execute(f"CREATE TABLE deliveries ({', '.join(f'{name} text' for name in frame)})")
        with own.cursor().copy("COPY deliveries FROM STDIN") as copy:
            for row in frame.itertuples(index=False):
                copy.write_row(row)
    folder = tmp_path / "server"
    folder.mkdir()
    ids["server"] = released(folder, DATABASE.format(port=server.port) + MANIFEST.format(name="missing_episodes"))
    assert set(ids.values()) == {ids["csv"]}, ids
