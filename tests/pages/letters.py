"""Makes the font of letters anew, out of the one that came with Streamlit, with the signs of languages in Latin script alone:

python -m tests.pages.letters          (with fonttools and brotli beside: pip install "fonttools[woff]")
"""

from __future__ import annotations

from pathlib import Path

from dashboard.serve.fonts import LETTERS, installed, made_of
from tests.pages.icons import as_web_font

# Basic Latin, Latin-1, Latin Extended-A (Polish, Gaelic, Welsh, Czech, the Baltic and Turkish …), the Romanian, Welsh
# and Vietnamese letters beyond it, accents that stand alone, and the signs of a text: dashes, quotes, arrows, minus, and what compares two figures.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EA0, 0x1EF9), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x300, 0x304), (0x306, 0x30C), (0x323, 0x323), (0x326, 0x328), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026),
    (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2212), (0x221A, 0x221A), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
)  # fmt: skip
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk"]
OWN_NAME = "Partnership Letters"  # its licence keeps the name of the whole font for the whole font


def signs() -> list[int]:
    return [sign for first, last in RANGES for sign in range(first, last + 1)]


def few(font: Path) -> bytes:
    """A font of these signs, in every weight that the whole one has."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    opened = TTFont(font)
    options = subset.Options(flavor="woff2", layout_features=FEATURES, glyph_names=False)
    options.notdef_outline = True  # a box and no gap for a sign that no font of the reader has
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=signs())
    subsetter.subset(opened)
    for record in opened["name"].names:
        if record.nameID in (1, 3, 4, 6):
            record.string = OWN_NAME.replace(" ", "") if record.nameID == 6 else OWN_NAME
    return as_web_font(opened)


if __name__ == "__main__":
    font = installed(LETTERS)
    if font is None:
        raise SystemExit("Streamlit has no font of letters here.")
    made = few(font)
    for old in made_of(LETTERS, font).parent.glob(f"{LETTERS}-*.woff2"):
        old.unlink()
    made_of(LETTERS, font).write_bytes(made)
    print(f"{made_of(LETTERS, font).name}: {len(made):,} bytes instead of {font.stat().st_size:,}")
