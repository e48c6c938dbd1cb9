"""Takes the pictures of README, docs/design.md and the page Help from a served release: make pictures."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser
from visitor import ROOT, opened_browser, served, visit

HELP, HELP_WIDE = "dashboard/web/pictures", 960  # px: twice what a step of the help has room for
COLOURS = 256  # of a picture: enough for a page of few roles, and a third of the bytes
# File → address, width, height, theme.
PICTURES = {
    "docs/missing.png": ("missing", 1440, 900, "light"),
    "docs/design/overview.png": ("", 1440, 900, "light"),
    "docs/design/trend-dark.png": ("missing", 1440, 900, "dark"),
    "docs/design/map.png": ("places", 1440, 900, "light"),
    "docs/design/audits.png": ("audits", 1440, 900, "light"),
    "docs/design/survey.png": ("survey", 1440, 900, "light"),
    "docs/design/paper.png": ("paper", 1440, 900, "light"),
    "docs/design/link.png": ("missing?area=nowhere", 1440, 420, "light"),
    "docs/design/phone.png": ("missing", 390, 844, "light"),
    f"{HELP}/director.png": ("", 1440, 900, "light"),
    f"{HELP}/officer.png": ("paper", 1440, 900, "light"),
    f"{HELP}/chair.png": ("missing?area=COM-AIRDRIE%2BNK&also=COM-MOTHERWELL%2BNK", 1440, 900, "light"),
    f"{HELP}/data.png": ("method", 1440, 900, "light"),
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
            file = ROOT / name
            file.parent.mkdir(exist_ok=True)
            picture = take(browser, address, url, (wide, high), theme)
            if name.startswith(HELP):
                picture = picture.resize((HELP_WIDE, HELP_WIDE * high // wide), Image.Resampling.LANCZOS)
            picture.quantize(COLOURS).save(file, optimize=True)
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
