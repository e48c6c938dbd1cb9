"""`check` does what `publish` does, short of writing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from data_loaders.commands import app
from data_loaders.commands.terminal import out, report
from data_loaders.keys import private_folder
from data_loaders.problem import stop

BOTH = ("cpc_indicators", "events")


def test_what_passes_check_is_published_and_what_publish_refuses_check_refuses(
    few: Callable[..., Path], tmp_path: Path
) -> None:
    folder = few(*BOTH)
    run, store = CliRunner(), str(tmp_path / "releases")
    checked = run.invoke(app, ["check", str(folder), "--out", store])
    assert checked.exit_code == 0, checked.output
    assert "Nothing would stop publication." in checked.output
    assert not (tmp_path / "releases" / "partnership" / "current").exists()
    published = run.invoke(app, ["publish", str(folder), "--out", store])
    assert published.exit_code == 0
    told = _told(checked.output)
    assert "cpc_indicators" in told
    assert "counted" in told
    assert _told(published.output) == told
    folder = few(*BOTH[:-1])  # without a table that was published a moment ago
    refused = [run.invoke(app, [name, str(folder), "--out", store]) for name in ("check", "publish")]
    assert [r.exit_code for r in refused] == [1, 1]
    for r in refused:
        assert '"lost table"' in " ".join(r.output.replace("│", " ").split())  # the cure repeats the kind


def test_check_leaves_nothing_behind(few: Callable[..., Path]) -> None:
    """Not beside the deliveries, not where releases would stand: with contexts, whose keys need a secret, and before any release."""
    folder = few("context_cases", "context_stage_history", "context_risks", "context_weights", "context_measures")
    shutil.rmtree(private_folder(folder), ignore_errors=True)
    before = sorted(folder.parent.rglob("*"))
    for more in ([], ["--out", str(folder.parent / "elsewhere")]):
        checked = CliRunner().invoke(app, ["check", str(folder), *more])
        assert "Nothing would stop publication." in checked.output, checked.output
        assert sorted(folder.parent.rglob("*")) == before


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
