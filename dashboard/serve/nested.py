"""An address with several parts has no page: Streamlit's start page cannot find its own files there, and the screen stays blank.

The browser is sent to the same words as one part, where the frame says that there is no such page and shows the way back.
"""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

# Whose addresses have several parts: files, sockets, frames and documents that a page asks for.
FILED = ("static", "_stcore", "component", "media", "app", "auth", "library", "record")


class Nested:
    """Answers a browser that opens such an address; nothing that a page itself asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_nested(scope):
            return await self.app(scope, receive, send)
        asked = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
        await RedirectResponse(f"/{one_part(scope['path'])}{asked}", 302)(scope, receive, send)


def is_nested(scope: Scope) -> bool:
    """Whether a browser opens an address of several parts that are no file's."""
    parts = [part for part in scope["path"].split("/") if part]
    wants_page = "text/html" in Headers(scope=scope).get("accept", "")
    return scope["method"] == "GET" and wants_page and len(parts) > 1 and parts[0] not in FILED


def one_part(path: str) -> str:
    """The parts as one, which leads nowhere else: "/missing/foo" → "missing-foo"."""
    return quote("-".join(part for part in path.split("/") if part), safe="")
