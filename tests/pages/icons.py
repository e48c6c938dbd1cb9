"""Makes the few icons that Streamlit's own scripts name, out of the font that came with it, anew:

python -m tests.pages.icons          (with fonttools and brotli beside: pip install "fonttools[woff]")
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from dashboard.serve.fonts import ASSETS, ICONS, STATIC, installed, made_of

NAMED = re.compile(r":material/([a-z0-9_]+):")
LIST = ASSETS / "icons.txt"
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
LETTERS = {"underscore": "_"} | {f"digit_{word}": str(n) for n, word in enumerate(DIGITS)}


def named() -> set[str]:
    """Every icon that a script of Streamlit can show."""
    return {name for file in (STATIC / "js").glob("*.js") for name in NAMED.findall(file.read_text(encoding="utf-8"))}


def as_web_font(font: Any) -> bytes:
    """A font of fonttools, packed as browsers ask for it."""
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def few(font: Path) -> bytes:
    """A font of their signs and letters alone; the letters are how an icon is asked for."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    opened = TTFont(font)
    kept, wanted = [], named()
    for table in opened["GSUB"].table.LookupList.Lookup[0].SubTable:
        ligatures = table.ExtSubTable.ligatures
        for first, of in list(ligatures.items()):
            words = ["".join(LETTERS.get(part, part) for part in (first, *one.Component)) for one in of]
            ligatures[first] = [one for one, word in zip(of, words, strict=True) if word in wanted]
            kept += [word for word in words if word in wanted]
            if not ligatures[first]:
                del ligatures[first]
    options = subset.Options(flavor="woff2", layout_features=["*"], glyph_names=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="abcdefghijklmnopqrstuvwxyz_0123456789")
    subsetter.subset(opened)
    LIST.write_text("".join(f"{name}\n" for name in sorted(kept)), encoding="utf-8")
    return as_web_font(opened)


if __name__ == "__main__":
    font = installed(ICONS)
    if font is None:
        raise SystemExit("Streamlit has no font of icons here.")
    for old in ASSETS.glob("icons-*.woff2"):
        old.unlink()
    made_of(ICONS, font).write_bytes(few(font))
    print(
        f"{made_of(ICONS, font).name}: {made_of(ICONS, font).stat().st_size:,} bytes instead of {font.stat().st_size:,}"
    )
