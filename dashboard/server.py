"""The server: Streamlit's application behind rules that the browser enforces, on this machine's address only."""

from __future__ import annotations

import base64
import gc
import hashlib
import logging
import os
import re
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from dashboard.catalogue.links import ADDRESSES
from dashboard.charts.palette import DARK, LIGHT, Role
from dashboard.draw.library import FILES, ROOT, library_file
from dashboard.draw.tiles import TILES
from dashboard.serve import exports, ready
from dashboard.serve.addresses import Door, answers_to
from dashboard.serve.asking import Asks, Nobody
from dashboard.serve.bounds import Bounded, PersonBounded
from dashboard.serve.entrance import Entrance
from dashboard.serve.files import Files
from dashboard.serve.fonts import FewSigns
from dashboard.serve.forwarded import forwarded
from dashboard.serve.unknown import NOT_HERE, Unknown
from dashboard.serve.uploads import UploadBounds, Uploads
from dashboard.serve.visitors import has_code, new_cookie
from language.documents import MOST_BYTES, MOST_MB

# What Streamlit tells of itself to anybody who asks: how busy it is, and a way of driving it without a browser.
CLOSED = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent")
KEPT_NOWHERE = (
    "/media/",
    "/record/",
    "/auth/",
    "/oauth2callback",
    "/ready",
)  # a shared machine's browser keeps none of it
NOT_MODIFIED = 304  # of a file that a browser keeps and may go on keeping
APP = Path(__file__).with_name("app.py")
# Streamlit's page does not know under which path it is served and asks for it, first beneath the page's own address: two
# answers of "not found" on every link that leads straight to a page. This tells it.
WHERE = "window.__streamlit = {BACKEND_BASE_URL: window.location.origin}"
log = logging.getLogger("dashboard")


def start_page() -> bytes:
    """Streamlit's own start page, which also knows where it is served."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_bytes()
    return page.replace(b"<head>", f"<head><script>{WHERE}</script>".encode(), 1)


def inline_scripts() -> str:
    """Hashes of the few words of script in the start page, so that no other inline script can run."""
    scripts = re.findall(rb"<script>(.*?)</script>", start_page(), re.DOTALL)
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s).digest()).decode()}'" for s in scripts)


# Everything from this server; styles inline because Streamlit's own style sheets are made in the browser.
REST_OF_POLICY = (
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
POLICY = f"default-src 'self'; script-src 'self' {inline_scripts()}; {REST_OF_POLICY}"
# The map's frame is a document that builds its script as it runs. It is held to this server, and has an origin of its own: what runs in it
# reaches neither the page round it nor a cookie.
FRAME_POLICY = (
    f"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; {REST_OF_POLICY}; sandbox allow-scripts"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
THEME: dict[str, Role] = {
    "backgroundColor": "page", "secondaryBackgroundColor": "sunken", "textColor": "ink", "primaryColor": "data", "linkColor": "data",
    "borderColor": "edge",
}  # fmt: skip
OPTIONS = {
    "browser.gatherUsageStats": False,
    "client.disableDataExport": True,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    "runner.magicEnabled": False,
    # After every run Streamlit has all objects searched for lost ones: two thirds of what an answer took, and everybody else waits
    # meanwhile. Python searches by itself, when there are many new ones.
    "runner.postScriptGC": False,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.maxUploadSize": MOST_MB,
    "server.showEmailPrompt": False,
    "theme.baseRadius": "small",
    "theme.headingFontWeights": [650, 600, 600],
    "theme.headingFontSizes": ["28px", "22px", "17px"],
    **{f"theme.{scheme}.{option}": roles[role] for scheme, roles in (("light", LIGHT), ("dark", DARK)) for option, role in THEME.items()},
}  # fmt: skip


def policy_of(path: str) -> str:
    """The map's frame may also fetch pictures from a tile server, if the council has named one (CSD_TILES)."""
    if not path.startswith("/component/"):
        return POLICY
    tiles = urlsplit(os.environ.get(TILES, ""))
    if tiles.scheme in ("http", "https") and re.fullmatch(r"[\w.-]+(:\d+)?", tiles.netloc):
        return FRAME_POLICY.replace("img-src 'self'", f"img-src 'self' {tiles.scheme}://{tiles.netloc}")
    return FRAME_POLICY


class Guard:
    """Refuses unknown hosts and foreign websockets, and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        is_refused = not self._answers(scope)
        scope = forwarded(scope, self.door.proxies)
        if is_refused and scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 4403})
        guarded = _with_headers(scope, send)
        if is_refused:
            return await PlainTextResponse("This address is not served here.", 400)(scope, receive, guarded)
        if scope["path"].startswith(CLOSED):
            return await PlainTextResponse(NOT_HERE, 404)(scope, receive, guarded)
        await self.app(scope, receive, guarded)

    def _answers(self, scope: Scope) -> bool:
        """Whether the host is one of ours, and a websocket comes from a page of the same host."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        name = host.rsplit(":", 1)[0] if host.rsplit(":", 1)[-1].isdigit() else host
        is_foreign = scope["type"] == "websocket" and urlsplit(headers.get("origin", "")).netloc != host
        return not is_foreign and answers_to(name, (scope.get("client") or ("", 0))[0], self.door)


def _with_headers(scope: Scope, send: Send) -> Send:
    """Every answer has the security headers, and a visitor's first page a code for their drafts."""
    cookie = Headers(scope=scope).get("cookie", "")

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer = MutableHeaders(scope=message)
            answer.update({**HEADERS, "Content-Security-Policy": policy_of(scope["path"])})
            if scope["path"].startswith(KEPT_NOWHERE) or _depends(message["status"]):
                answer["Cache-Control"] = "no-store"
            if answer.get("content-type", "").startswith("text/html") and not has_code(cookie):
                answer.append("Set-Cookie", new_cookie(scheme=scope["scheme"]))
        await send(message)

    return guarded


def _depends(status: int) -> bool:
    """Whether an answer is for whoever asks now: sent elsewhere, refused or not found is another one after a sign-in."""
    return status >= 300 and status != NOT_MODIFIED


def make_app(door: Door, asks: Asks | None = None, secrets: dict[str, Any] | None = None) -> st.App:
    """The application. Options are set here, so that they hold from any working directory."""
    sealed = {"server.cookieSecret": secrets["auth"]["cookie_secret"]} if secrets else {}  # the same on every replica
    for option, value in {**OPTIONS, **sealed}.items():
        if option in config.get_config_options():
            config.set_option(option, value)
    # A document to be checked stays in memory: Starlette would put parts above 1 MB into a temporary file.
    MultiPartParser.spool_max_size = 2 * MOST_BYTES
    middleware = [
        Middleware(Guard, door=door),
        Middleware(Bounded),
        Middleware(Entrance, asks=asks or Nobody(), addresses=ADDRESSES),
        Middleware(PersonBounded),
        Middleware(Unknown, addresses=ADDRESSES, start=start_page),
        Middleware(Uploads, bounds=UploadBounds(bytes_of_a_file=MOST_BYTES)),
        Middleware(Files),
        Middleware(FewSigns),
        Middleware(GZipMiddleware, minimum_size=1000),
    ]
    routes = [
        Route(f"{ROOT}/{{name:path}}", library),
        Route(exports.ADDRESS, exports.record_export, methods=["POST"]),
        Route(ready.ADDRESS, ready.ready(asks or Nobody())),
        *(Route(address, straight_to) for address in sorted(ADDRESSES) if address != "/"),
    ]
    return st.App(APP, middleware=middleware, routes=routes, secrets=secrets, on_script_error=tell_without_values)


async def straight_to(_: Request) -> Response:
    """The start page under the address of a page: what is on it comes over the socket, as everywhere."""
    return HTMLResponse(start_page(), headers={"Cache-Control": "no-cache"})


async def library(request: Request) -> Response:
    """Leaflet and what it needs, from installed packages: listed files and nothing else."""
    name = request.path_params["name"]
    if name not in FILES:
        return PlainTextResponse("There is no such file.", 404)
    return FileResponse(library_file(name), headers={"Cache-Control": "public, max-age=86400"})


def tell_without_values(error: Exception) -> bool:
    """An error shows an id and logs the id with the kind of the error: its text could hold values."""
    identifier = uuid.uuid4().hex[:8]
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "?"
    log.error("page error %s: %s at %s", identifier, type(error).__name__, where)
    st.error(f"This page could not be drawn. Please report it with the number {identifier}.")
    return True


def warm_up() -> None:
    """Do once what every first visitor would wait for, then take it out of the garbage collector's sight."""

    from dashboard.findings.trend import trend_finding
    from dashboard.in_force import release_in_force
    from dashboard.selection import Selection

    release = release_in_force().release
    if release.manifest.datasets:
        trend_finding(release, Selection(release.manifest.datasets[0].name), months=36)
    gc.collect()
    gc.freeze()
