"""`check` does what `publish` does, short of writing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
from typer.testing import CliRunner

from data_loaders.commands import app
from data_loaders.commands.terminal import out, report
from data_loaders.demo import write_demo
from data_loaders.problem import stop

FORUM = ("ref_area", "manifest", "forum_", "theme_")
CONTEXTS = ("ref_", "manifest", "context_", "missing_")


def keep(folder: Path, names: tuple[str, ...]) -> Path:
    """The deliveries whose files begin so, and what the manifest says of them."""
    for file in folder.glob("*.csv"):
        if not file.name.startswith(names):
            file.unlink()
    manifest = pd.read_csv(folder / "manifest.csv", dtype=str)
    there = {file.name for file in folder.iterdir()}
    manifest[manifest["file"].isin(there)].to_csv(folder / "manifest.csv", index=False)
    return folder


def test_what_passes_check_is_published_and_what_publish_refuses_check_refuses(tmp_path: Path) -> None:
    write_demo(tmp_path / "demo", seed=3, scale=0.1)
    folder = keep(tmp_path / "demo", FORUM)
    run, store = CliRunner(), str(tmp_path / "releases")
    checked = run.invoke(app, ["check", str(folder), "--out", store])
    assert checked.exit_code == 0, checked.output
    assert "Nothing would stop publication." in checked.output
    assert not (tmp_path / "releases" / "partnership" / "current").exists()
    published = run.invoke(app, ["publish", str(folder), "--out", store])
    assert published.exit_code == 0
    told = _told(checked.output)
    assert "forum_contributions" in told
    assert "counted" in told
    assert _told(published.output) == told
    (folder / "theme_codings.csv").unlink()  # a table that was published a moment ago
    keep(folder, FORUM)
    refused = [run.invoke(app, [name, str(folder), "--out", store]) for name in ("check", "publish")]
    assert [r.exit_code for r in refused] == [1, 1]
    for r in refused:
        assert '"lost table"' in " ".join(r.output.replace("│", " ").split())  # the cure repeats the kind


def test_check_leaves_nothing_behind(tmp_path: Path) -> None:
    """Not beside the deliveries, not where releases would stand: with contexts, whose keys need a secret, and before any release."""
    write_demo(tmp_path / "demo", seed=3, scale=0.1)
    shutil.rmtree(tmp_path / "demo.private", ignore_errors=True)
    keep(tmp_path / "demo", CONTEXTS)
    before = sorted(tmp_path.rglob("*"))
    for more in ([], ["--out", str(tmp_path / "elsewhere")]):
        checked = CliRunner().invoke(app, ["check", str(tmp_path / "demo"), *more])
        assert "Nothing would stop publication." in checked.output, checked.output
        assert sorted(tmp_path.rglob("*")) == before


def _told(output: str) -> str:
    """What became of every row, and of the figures."""
    return output[output.index("Rows of") :].split("Nothing would stop")[0].split("In force")[0]


def test_what_has_to_be_typed_is_not_cut_off_in_a_narrow_terminal() -> None:
    cure = "Map it in mapping.toml under [missing_episodes.codes.counting_unit]."
    with out.capture() as got:
        report([stop("missing_episodes", "a [b].csv", "value", "a [b].csv: the value is none of ours.", cure)])
    assert out.width <= 120
    cells = [line.split("│")[3].strip() for line in got.get().splitlines() if line.count("│") == 4]
    assert "[missing_episodes.codes.counting_unit]." in "".join(cells)
