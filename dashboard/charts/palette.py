"""The one palette and the one scale of type, for page and paper. A colour is named by its role and never by its value."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

Theme = Literal["light", "dark", "contrast", "print"]
Role = Literal[
    "page", "surface", "sunken", "ink", "ink2", "data", "before", "range", "changed", "better", "worse", "edge", "rule", "grid", "chip", "chip-ink",
    "map-ground", "map-1", "map-2", "map-3", "map-4", "map-less", "map-outside", "map-water", "map-park",
    "rating-1", "rating-2", "rating-3", "rating-4", "rating-5", "rating-6", "rating-low", "rating-high",
]  # fmt: skip
Paint = Callable[[str], str]  # from a role, or a colour of a figure not yet ported, to what a renderer writes

LIGHT: dict[Role, str] = {
    "page": "#FAF9F6", "surface": "#FFFFFF", "sunken": "#F1EFE9", "ink": "#17232B", "ink2": "#4C5963", "data": "#0B5F6B",
    "before": "#6F787E", "range": "#DAE9EA", "changed": "#A4450B", "better": "#1D57A5", "worse": "#86195E",
    "edge": "#7F878C", "rule": "#DDD9D0", "grid": "#E7E4DC",
    "chip": "#FFF1BF", "chip-ink": "#5A4300",
    # Neighbours differ by 1.6 : 1 or more, so that four classes can be told apart in grey and by most who see few colours.
    "map-ground": "#F3F1EA", "map-1": "#97C9CB", "map-2": "#58A2A8", "map-3": "#257C86", "map-4": "#09525E", "map-less": "#D9B679", "map-outside": "#E5E2DA", "map-water": "#C6D8EE", "map-park": "#DCE8CF",
    "rating-1": "#5A6268", "rating-2": "#8C9499", "rating-3": "#C4C8CA", "rating-4": "#A9D2D3", "rating-5": "#4E9BA1", "rating-6": "#0B5F6B",
    "rating-low": "#6B7176", "rating-high": "#2F7F88",  # 1 and 2, 5 and 6 in one
}  # fmt: skip
DARK: dict[Role, str] = LIGHT | {
    "page": "#11181D", "surface": "#182127", "sunken": "#202B32", "ink": "#EEF2F3", "ink2": "#AEBBC2", "data": "#74C7CF",
    "before": "#7E8D96", "range": "#1F3F46", "changed": "#F4A764", "better": "#8FBEF5", "worse": "#F09BCB",
    "edge": "#74848E", "rule": "#33414A", "grid": "#2A363E",
    "chip": "#3B3110", "chip-ink": "#FFE08A",
    "map-ground": "#1A2328", "map-1": "#204950", "map-2": "#2B6D75", "map-3": "#46959E", "map-4": "#79C7D0", "map-less": "#7A5C24", "map-outside": "#2A3136", "map-water": "#2B4668", "map-park": "#34452F",
}  # fmt: skip
CONTRAST: dict[Role, str] = LIGHT | {
    "page": "#FFFFFF", "surface": "#FFFFFF", "sunken": "#FFFFFF", "ink": "#000000", "ink2": "#000000", "data": "#000000",
    "before": "#4A4A4A", "range": "#EDEDED", "changed": "#7A2E00", "better": "#003C8F", "worse": "#6B0048",
    "edge": "#000000", "rule": "#000000", "grid": "#BDBDBD",
    "chip": "#FFFFFF", "chip-ink": "#000000",
}  # fmt: skip
PRINT: dict[Role, str] = LIGHT | {
    "page": "#FFFFFF", "surface": "#FFFFFF", "sunken": "#FFFFFF", "ink": "#000000", "ink2": "#3D3D3D", "data": "#0B4F59",
    "before": "#757575", "range": "#E6E6E6", "changed": "#8A3A06", "better": "#17478A", "worse": "#6F124D",
    "edge": "#767676", "rule": "#BDBDBD", "grid": "#DDDDDD",
    "chip": "#FFFFFF", "chip-ink": "#000000",
}  # fmt: skip
THEMES: dict[Theme, dict[Role, str]] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST, "print": PRINT}
MAP_CLASSES: tuple[Role, ...] = ("map-1", "map-2", "map-3", "map-4")
RATINGS: tuple[Role, ...] = (
    "rating-1",
    "rating-2",
    "rating-3",
    "rating-4",
    "rating-5",
    "rating-6",
    "rating-low",
    "rating-high",
)

FONT = '"Source Sans", "Source Sans Pro", "Source Sans 3", sans-serif'
# Size and line in px. Text is at most 68 characters wide and charts 1,120 px: longer lines are lost at the return.
TYPE = {
    "h1": (28, 34), "finding": (22, 28), "card": (40, 44), "fact": (28, 34), "h3": (17, 24), "body": (17, 26), "table": (15, 20),
    "small": (14, 20), "chart": (13, 16), "label": (13, 18),
}  # fmt: skip


def on_page(colour: str) -> str:
    """A role as the variable of the theme that the reader has; the style sheet is made from the same palette."""
    return f"var(--{colour})" if colour in LIGHT else colour


def literal(theme: Theme) -> Paint:
    """A role as the value of one theme: on paper and in files nothing can look a variable up."""
    roles = {str(role): value for role, value in THEMES[theme].items()}
    return lambda colour: roles.get(colour, colour)


def variables(theme: Theme) -> str:
    """The roles of a theme as declarations of a style sheet."""
    return "".join(f"--{role}:{value};" for role, value in THEMES[theme].items())


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminances as WCAG 2 defines it, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (p / 255 for p in parts(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def parts(colour: str, ground: int = 255) -> tuple[int, int, int]:
    """Red, green and blue of a role on paper or of a written colour; what is see-through is laid on white."""
    colour = literal("print")(colour)
    if colour.startswith("#"):
        digits = colour[1:] if len(colour) > 4 else "".join(c * 2 for c in colour[1:])
        return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    numbers = [float(n) for n in re.findall(r"[\d.]+", colour)]
    if len(numbers) < 3:
        return 31, 42, 51
    over = numbers[3] if len(numbers) > 3 else 1.0
    red, green, blue = (round(n * over + ground * (1 - over)) for n in numbers[:3])
    return red, green, blue


def hexed(colour: str) -> str:
    """Any of the colours as six digits, for formats that know nothing else."""
    return bytes(parts(colour)).hex().upper()


def readable_on(colour: str) -> str:
    """Whichever of near-black and white has the higher contrast on this ground."""
    return max(("#17232b", "#ffffff"), key=lambda text: contrast(text, f"#{hexed(colour)}"))
