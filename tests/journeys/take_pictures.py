"""Takes the pictures of README and docs/design.md from a served release: make pictures."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser
from visitor import ROOT, opened_browser, served, visit

DOCS = ROOT / "docs"
COLOURS = 256  # of a picture: enough for a page of few roles, and a third of the bytes
# File → address, width, height, theme.
PICTURES = {
    "missing.png": ("missing", 1440, 900, "light"),
    "design/overview.png": ("", 1440, 900, "light"),
    "design/trend-dark.png": ("missing", 1440, 900, "dark"),
    "design/map.png": ("places", 1440, 900, "light"),
    "design/audits.png": ("audits", 1440, 900, "light"),
    "design/survey.png": ("survey", 1440, 900, "light"),
    "design/paper.png": ("paper", 1440, 900, "light"),
    "design/link.png": ("missing?area=nowhere", 1440, 420, "light"),
    "design/phone.png": ("missing", 390, 844, "light"),
}


def take(browser: Browser, address: str, url: str, size: tuple[int, int], theme: str) -> Image.Image:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=theme)  # type: ignore[arg-type]  # light or dark
    page = context.new_page()
    visit(page, f"{address}/{url}")
    page.wait_for_timeout(1500)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return picture


def main(store: Path, key: Path) -> None:
    with served(store, "--public-key", str(key)) as address, opened_browser() as browser:
        for name, (url, wide, high, theme) in PICTURES.items():
            file = DOCS / name
            file.parent.mkdir(exist_ok=True)
            picture = take(browser, address, url, (wide, high), theme).quantize(COLOURS)
            picture.save(file, optimize=True)
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
