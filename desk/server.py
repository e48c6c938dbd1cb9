"""The server of the desk: this machine's address, a key, and no other host. It shows delivered rows, so nobody else may ask."""

from __future__ import annotations

import hmac
import logging
import uuid
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from desk.drawing import THEME

APP = Path(__file__).with_name("app.py")
HERE, COOKIE = "127.0.0.1", "desk"
MOST_MB = 200  # of a dropped file, which is held in memory twice; a larger one is put into the folder by hand
# Streamlit's start page has a few words of script inline; everything comes from this server, and goes nowhere else.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip
OPTIONS = {
    "browser.gatherUsageStats": False,
    "client.disableDataExport": True,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    "runner.magicEnabled": False,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.maxUploadSize": MOST_MB,
    "server.showEmailPrompt": False,
    **THEME,
}
log = logging.getLogger("desk")


class Keyed:
    """Lets in who has the key, once by the address and then by a cookie that no page of another host can send."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self.app, self.key = app, key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        is_here = host.rsplit(":", 1)[0] in (HERE, "localhost")
        given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("key", [""])[0]
        if scope["type"] == "websocket":
            is_own = urlsplit(headers.get("origin", "")).netloc == host
            if is_here and is_own and self._fits(_cookie(headers)):
                return await self.app(scope, receive, send)
            return await send({"type": "websocket.close", "code": 4403})

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if is_here and self._fits(given):
            answer = RedirectResponse(scope["path"])
            answer.set_cookie(COOKIE, self.key, httponly=True, samesite="strict")
            return await answer(scope, receive, with_headers)
        if is_here and self._fits(_cookie(headers)):
            return await self.app(scope, receive, with_headers)
        refused = PlainTextResponse("The desk opens with the address that was printed when it was started.", 403)
        await refused(scope, receive, with_headers)

    def _fits(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.key.encode())


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found is not None else ""


def make_app(key: str) -> st.App:
    for option, value in OPTIONS.items():
        if option in config.get_config_options():
            config.set_option(option, value)
    return st.App(APP, middleware=[Middleware(Keyed, key=key)], on_script_error=tell_without_values)


def tell_without_values(error: Exception) -> bool:
    """An error shows a number and logs its kind and place: its text could hold somebody's value."""
    identifier, place = uuid.uuid4().hex[:8], error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "?"
    log.error("desk error %s: %s at %s", identifier, type(error).__name__, where)
    st.error(
        f"This step could not be done. Please report it with the number {identifier}. Nothing was published by it."
    )
    return True
