"""A first visit fetches the signs that can be shown, and no others."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from dashboard.serve import fonts
from dashboard.serve.fonts import CAME_AS, ICONS, LETTERS
from tests.pages.icons import LIST, NAMED, named
from tests.pages.letters import signs

ROOT = Path(__file__).resolve().parents[2]
AT_MOST = {ICONS: 12_000, LETTERS: 40_000}
# Polish, Gaelic, Welsh, Romanian, French, Czech, Turkish, Lithuanian, Norwegian, German and
# Vietnamese, and the signs of figures.
WORDS = "Łódź Żółć Bàgh Èirinn Tŷ Gŵyl Șerban Țară Cœur Žižkov Dvořák İnci Ağrı Ąžuolas Ærø Straße Nguyễn “15–18” ‘no’ … −2 → 3 ≥ 4 ≤ 5 × 6 · £7 €8 90 % m²"


@pytest.mark.parametrize("kind", CAME_AS)
def test_the_few_signs_are_of_the_font_that_is_installed(kind: str) -> None:
    font = fonts.installed(kind)
    assert font is not None
    assert fonts.made_of(kind, font).is_file(), f"Streamlit has another font: run python -m tests.pages.{kind}"
    assert fonts.made_of(kind, font).stat().st_size < AT_MOST[kind] < font.stat().st_size


def test_every_icon_that_is_named_is_among_them() -> None:
    """`star_filled` is a name that Streamlit's font has no sign for either."""
    ours = {
        name
        for room in ("dashboard", "pages", "desk", "language")
        for file in (ROOT / room).rglob("*.py")
        for name in NAMED.findall(file.read_text(encoding="utf-8"))
    }
    assert (named() | ours) - set(LIST.read_text(encoding="utf-8").split()) <= {"star_filled"}


def test_names_of_languages_in_latin_script_are_among_the_letters() -> None:
    assert {ord(sign) for sign in WORDS} <= set(signs())


@pytest.mark.parametrize("kind", CAME_AS)
def test_they_go_out_under_the_address_that_streamlits_style_asks_for(kind: str) -> None:
    font = fonts.installed(kind)
    assert font is not None
    style = "".join(file.read_text(encoding="utf-8") for file in (fonts.STATIC / "css").glob("index.*.css"))
    assert re.search(rf"url\(\.\./media/{re.escape(font.name)}\)", style)
    assert asked(f"/static/media/{font.name}") == fonts.made_of(kind, font).read_bytes()
    assert asked("/static/media/SourceSerif.woff2") == b"Streamlit's own"


def test_of_another_font_streamlits_own_goes_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "MaterialSymbols-Rounded.new.woff2"
    other.write_bytes(b"another")
    for there in (other, None):
        monkeypatch.setattr(fonts, "installed", lambda _, there=there: there)
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
    asyncio.run(fonts.FewSigns(streamlit)(scope, receive, send))
    return b"".join(message.get("body", b"") for message in said)
