"""How pages look, compared with an earlier version of the code over the same release: pages × widths × themes (make look)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from looks import LOOKS, THEMES, differing, pictures, side_by_side
from PIL import Image, ImageDraw
from playwright.sync_api import Browser
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


@pytest.fixture(scope="module")
def before(store: Path, pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the code as it was, which runs in a folder of its own."""
    folder, port = tmp_path_factory.mktemp("looks") / "earlier", free_port()
    run, since = ["git", "-C", str(ROOT), "worktree"], str(pytestconfig.getoption("--since"))
    subprocess.run([*run, "add", "--detach", str(folder), since], check=True, capture_output=True)
    command = [sys.executable, "-m", "dashboard", "serve", "--release", str(store), "--port", str(port)]
    with running(command, port, folder=folder) as address:
        yield address
    subprocess.run([*run, "remove", "--force", str(folder)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def after(store: Path) -> Iterator[str]:
    with served(store) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened_browser() as browser:
        yield browser


@pytest.mark.browser
@pytest.mark.long
@pytest.mark.look
@pytest.mark.parametrize("url", LOOKS)
def test_a_page_looks_as_before_unless_it_was_meant_to_change(
    url: str, before: str, after: str, browser: Browser, pytestconfig: pytest.Config, tell: Callable[[str], None]
) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    page, changed = url or "overview", []
    for theme in THEMES:
        sides = (pictures(browser, address, url, theme) for address in (before, after))
        for (width, was), (_, now) in zip(*sides, strict=True):
            told = differing(was, now)
            if told.any():
                name = f"{page}-{width}-{theme}".replace("?", "-").replace("=", "-")
                side_by_side(was, now).save(FOLDER / f"{name}.png")
                changed.append(name)
                tell(f"looks otherwise: {name}, {told.mean():.1%} of it")
    if page not in str(pytestconfig.getoption("--changed")).split():
        assert changed == [], f"not meant to change; look at {FOLDER.relative_to(ROOT)}"
