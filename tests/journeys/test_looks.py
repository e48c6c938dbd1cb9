"""How pages look, compared with an earlier version of the code over the same release: pages × widths × themes (make look)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from looks import LOOKS, THEMES, differing, pictures, side_by_side
from PIL import Image, ImageDraw
from visitor import ROOT, free_port, opened_browser, running, served

FOLDER = ROOT / "build" / "looks"  # git does not track it


def drawn(*marks: tuple[int, int, int, int]) -> Image.Image:
    picture = Image.new("RGB", (240, 120), "#FAF9F6")
    for mark in marks:
        ImageDraw.Draw(picture).rectangle(mark, fill="#0B5F6B")
    return picture


def test_what_an_eye_sees_is_told_and_what_it_does_not_see_is_not() -> None:
    bar = (24, 24, 120, 47)
    assert not differing(drawn(bar), drawn(bar)).any()
    assert differing(drawn(bar), drawn((24, 24, 156, 47))).any()  # longer
    assert differing(drawn(bar), drawn()).any()  # gone
    softened = drawn(bar)
    softened.putpixel((121, 30), (200, 210, 210))
    assert not differing(drawn(bar), softened).any()
    shorter = drawn(bar).crop((0, 0, 240, 96))
    assert differing(drawn(bar), shorter).any()  # a page that ends earlier


@pytest.fixture
def earlier(pytestconfig: pytest.Config, tmp_path: Path) -> Iterator[Path]:
    """The code as it was, in a folder of its own."""
    folder = tmp_path / "earlier"
    run = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run(
        [*run, "add", "--detach", str(folder), pytestconfig.getoption("--since")], check=True, capture_output=True
    )
    yield folder
    subprocess.run([*run, "remove", "--force", str(folder)], check=True, capture_output=True)


@pytest.mark.browser
@pytest.mark.long
@pytest.mark.look
def test_pages_look_as_before_unless_they_were_meant_to_change(
    store: Path, earlier: Path, pytestconfig: pytest.Config, tell: Callable[[str], None]
) -> None:
    """What was meant to change is named: --changed "missing audits". Pictures of what differs lie in build/looks."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    meant, port, changed, looked = str(pytestconfig.getoption("--changed")).split(), free_port(), set(), 0
    command = [sys.executable, "-m", "dashboard", "serve", "--release", str(store), "--port", str(port)]
    with running(command, port, folder=earlier) as before, served(store) as after, opened_browser() as browser:
        for url in LOOKS:
            for theme in THEMES:
                for (width, was), (_, now) in zip(
                    pictures(browser, before, url, theme), pictures(browser, after, url, theme), strict=True
                ):
                    looked += 1
                    told = differing(was, now)
                    if told.any():
                        name = f"{url or 'overview'}-{width}-{theme}".replace("?", "-").replace("=", "-")
                        side_by_side(was, now).save(FOLDER / f"{name}.png")
                        tell(f"looks otherwise: {name}, {told.mean():.1%} of it")
                        changed.add(url or "overview")
    tell(f"pictures compared: {looked} of each version")
    assert looked == len(LOOKS) * len(THEMES) * 3
    assert changed - set(meant) == set(), f"not meant to change; look at {FOLDER.relative_to(ROOT)}"
