"""The font of icons, with those alone that Streamlit's own scripts name: 9 kB on a first visit instead of 375.

It goes out under the address of the font that is installed, if it was made of that one; of another one Streamlit's own does, as if
there were none here. An icon that is not in it shows the first letter of its name. `python -m tests.pages.icons` makes it anew.
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


def installed() -> Path | None:
    """The font that came with Streamlit."""
    return next(iter(sorted((STATIC / "media").glob("MaterialSymbols-Rounded.*.woff2"))), None)


def made_of(font: Path) -> Path:
    """Where the few icons of a font lie: the name says which font they were taken from."""
    return ASSETS / f"icons-{hashlib.sha256(font.read_bytes()).hexdigest()[:12]}.woff2"


class Icons:
    """Stands before Streamlit's own files, and hands everything on where the few icons are of another font."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        font = installed()
        self.few = made_of(font) if font is not None and made_of(font).is_file() else None
        self.address = f"/static/media/{font.name}" if font is not None else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.few is None or scope["type"] != "http" or scope["path"] != self.address:
            return await self.app(scope, receive, send)
        await FileResponse(self.few, media_type="font/woff2", headers=FOR_A_YEAR)(scope, receive, send)
