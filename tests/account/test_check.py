"""`check` does what `publish` does, short of writing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
from typer.testing import CliRunner

from data_loaders.commands import app
from data_loaders.demo import write_demo

FORUM = ("ref_area", "manifest", "forum_", "theme_")


def test_what_passes_check_is_published_and_what_publish_refuses_check_refuses(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo", seed=3, scale=0.1)
    folder = tmp_path / "deliveries"
    folder.mkdir()
    for file in (tmp_path / "demo").glob("*.csv"):
        if file.name.startswith(FORUM):
            shutil.copy(file, folder)
    manifest = pd.read_csv(folder / "manifest.csv", dtype=str)
    there = {file.name for file in folder.iterdir()}
    manifest[manifest["file"].isin(there)].to_csv(folder / "manifest.csv", index=False)
    run, out = CliRunner(), str(tmp_path / "releases")
    checked = run.invoke(app, ["check", str(folder), "--out", out])
    assert checked.exit_code == 0, checked.output
    assert "Nothing would stop publication." in checked.output
    assert not (tmp_path / "releases" / "partnership" / "current").exists()
    assert run.invoke(app, ["publish", str(folder), "--out", out]).exit_code == 0
    (folder / "theme_codings.csv").unlink()  # a table that was published a moment ago
    manifest[manifest["file"].isin(there - {"theme_codings.csv"})].to_csv(folder / "manifest.csv", index=False)
    refused = [run.invoke(app, [name, str(folder), "--out", out]) for name in ("check", "publish")]
    assert [r.exit_code for r in refused] == [1, 1]
    for r in refused:
        assert '"lost table"' in " ".join(r.output.replace("│", " ").split())  # the cure repeats the kind
