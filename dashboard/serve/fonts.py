"""Two fonts with the signs that are shown and no others: icons in 8 kB instead of 375, letters in 30 instead of 170.

Each goes out under the address of the font that is installed, if it was made of that one; of another one Streamlit's own does, as if
there were none here. An icon that is not in it shows the first letter of its name; a letter that is not, the reader's own font.
`python -m tests.pages.icons` and `python -m tests.pages.letters` make them anew.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import streamlit as st
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

ASSETS = Path(__file__).resolve().parents[1] / "web" / "assets"
STATIC = Path(st.__file__).parent / "static" / "static"
FOR_A_YEAR = {"Cache-Control": "public, max-age=31536000, immutable"}  # its address has the digest of the installed one
ICONS, LETTERS = "icons", "letters"
CAME_AS = {ICONS: "MaterialSymbols-Rounded.*.woff2", LETTERS: "SourceSansVF-Upright.*.woff2"}


def installed(kind: str) -> Path | None:
    """The font that came with Streamlit."""
    return next(iter(sorted((STATIC / "media").glob(CAME_AS[kind]))), None)


def made_of(kind: str, font: Path) -> Path:
    """Where the few signs of a font lie: the name says which font they were taken from."""
    return ASSETS / f"{kind}-{hashlib.sha256(font.read_bytes()).hexdigest()[:12]}.woff2"


class FewSigns:
    """Stands before Streamlit's own files, and hands everything on where the few signs are of another font."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        fonts = ((kind, font) for kind in CAME_AS if (font := installed(kind)) is not None)
        self.few = {f"/static/media/{font.name}": few for kind, font in fonts if (few := made_of(kind, font)).is_file()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        few = self.few.get(scope["path"]) if scope["type"] == "http" else None
        if few is None:
            return await self.app(scope, receive, send)
        await FileResponse(few, media_type="font/woff2", headers=FOR_A_YEAR)(scope, receive, send)
