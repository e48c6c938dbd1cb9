"""Two pictures of a page compared as an eye does: by small fields and not by points, so that a hair's breadth is no difference."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from playwright.sync_api import Browser
from visitor import visit

from dashboard.catalogue.pages import PAGES

WIDTHS = (390, 768, 1440)
THEMES = ("light", "dark")
# States that no page opens on: another count, another split, and links that cannot be honoured.
STATES = (
    "missing?unit=missing_reports",
    "missing?area=nowhere",
    "survey-question?by=sex",
    "places?place=nowhere",
    "nothing-here",
)
LOOKS = (*(page.url for page in PAGES), *STATES)
FIELD = 12  # px of a field's side: less than a line of text, more than the softened edge of a sign
SEEN = 10.0  # of 255: what two flat fields must differ by to be told apart side by side
Picture = Image.Image
Fields = NDArray[np.float64]


def pictures(browser: Browser, address: str, url: str, theme: str) -> Iterator[tuple[int, Picture]]:
    """The whole of a page at each width, from one visit."""
    context = browser.new_context(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]  # one of THEMES
    page = context.new_page()
    for number, width in enumerate(WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        if number == 0:
            visit(page, f"{address}/{url}")
        page.wait_for_timeout(400)
        high = page.evaluate("() => (document.querySelector('[data-testid=stMain]') ?? document.body).scrollHeight")
        page.set_viewport_size({"width": width, "height": min(int(high), 6000)})
        page.wait_for_timeout(400)
        yield width, Image.open(BytesIO(page.screenshot())).convert("RGB")
    context.close()


def fields(picture: Picture, size: tuple[int, int]) -> Fields:
    """The mean colour of each field; what one picture is shorter by is black."""
    ground = Image.new("RGB", size)
    ground.paste(picture, (0, 0))
    small = ground.resize((max(1, size[0] // FIELD), max(1, size[1] // FIELD)), Image.Resampling.BOX)
    return np.asarray(small, dtype=np.float64)


def differing(before: Picture, after: Picture) -> NDArray[np.bool_]:
    """Which fields an eye tells apart."""
    size = (max(before.width, after.width), max(before.height, after.height))
    told: NDArray[np.bool_] = np.abs(fields(before, size) - fields(after, size)).max(axis=2) > SEEN
    return told


def side_by_side(before: Picture, after: Picture) -> Picture:
    """Before at the left; after at the right with a frame round what differs."""
    told = differing(before, after)
    both = Image.new("RGB", (before.width + after.width + 16, max(before.height, after.height)), "grey")
    both.paste(before, (0, 0))
    both.paste(after, (before.width + 16, 0))
    rows, columns = np.nonzero(told)
    if len(rows):
        left, top = before.width + 16 + int(columns.min()) * FIELD, int(rows.min()) * FIELD
        right, foot = before.width + 16 + int(columns.max() + 1) * FIELD, int(rows.max() + 1) * FIELD
        ImageDraw.Draw(both).rectangle((left, top, right, foot), outline="#A4450B", width=3)
    return both
