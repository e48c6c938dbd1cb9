"""The legend under a map, as a list that a screen reader reads; every sign can be told without its colour."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.maps.picture import Mark
from dashboard.maps.safe_text import shown

HATCHING = "repeating-linear-gradient(135deg,rgba(31,42,51,.45) 0 1px,transparent 1px 5px)"


def legend_html(marks: Sequence[Mark]) -> str:
    """One item for each mark. Colours are the product's own; every text is escaped."""
    items = "".join(
        f'<li style="{ITEM}"><span aria-hidden="true" style="{_sign(mark)}"></span>{shown(mark.text)}</li>'
        for mark in marks
    )
    return f'<ul aria-label="Legend of the map" style="{LIST}">{items}</ul>' if items else ""


LIST = "list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;font-size:.875rem"
ITEM = "display:flex;align-items:center;gap:.45rem;margin:0;padding:0"


def _sign(mark: Mark) -> str:
    line = "dashed" if mark.pattern == "broken" else "solid"
    picture = f"background-image:{HATCHING};" if mark.pattern == "hatched" else ""
    size = "width:.8rem;height:.8rem;border-radius:50%" if mark.pattern == "point" else "width:1.4rem;height:.9rem"
    return f"flex:none;display:inline-block;background-color:{mark.fill};{picture}border:1.5px {line} {mark.outline};{size}"
