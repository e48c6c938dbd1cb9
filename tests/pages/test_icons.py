"""A first visit fetches the icons that can be shown, and no others."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from dashboard.serve import icons
from tests.pages.icons import LIST, NAMED, named

ROOT = Path(__file__).resolve().parents[2]


def test_the_few_icons_are_of_the_font_that_is_installed() -> None:
    font = icons.installed()
    assert font is not None
    assert icons.made_of(font).is_file(), "Streamlit has another font of icons: run python -m tests.pages.icons"
    assert icons.made_of(font).stat().st_size < 12_000 < font.stat().st_size


def test_every_icon_that_is_named_is_among_them() -> None:
    """`star_filled` is a name that Streamlit's font has no sign for either."""
    ours = {
        name
        for room in ("dashboard", "pages", "desk", "language")
        for file in (ROOT / room).rglob("*.py")
        for name in NAMED.findall(file.read_text(encoding="utf-8"))
    }
    assert (named() | ours) - set(LIST.read_text(encoding="utf-8").split()) <= {"star_filled"}


def test_they_go_out_under_the_address_that_streamlits_style_asks_for() -> None:
    font = icons.installed()
    assert font is not None
    style = "".join(file.read_text(encoding="utf-8") for file in (icons.STATIC / "css").glob("index.*.css"))
    assert re.search(rf"url\(\.\./media/{re.escape(font.name)}\)", style)
    assert asked(f"/static/media/{font.name}") == icons.made_of(font).read_bytes()
    assert asked("/static/media/SourceSans.woff2") == b"Streamlit's own"


def test_of_another_font_streamlits_own_goes_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "MaterialSymbols-Rounded.new.woff2"
    other.write_bytes(b"another")
    for there in (other, None):
        monkeypatch.setattr(icons, "installed", lambda there=there: there)
        assert asked(f"/static/media/{other.name}") == b"Streamlit's own"


def asked(path: str) -> bytes:
    """What comes under an address, of the room in front of Streamlit."""
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("Streamlit's own")(scope, receive, send)

    scope: Scope = {"type": "http", "method": "GET", "path": path, "headers": [], "asgi": {"spec_version": "2.4"}}
    asyncio.run(icons.Icons(streamlit)(scope, receive, send))
    return b"".join(message.get("body", b"") for message in said)
