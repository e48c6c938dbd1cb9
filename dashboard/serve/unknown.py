"""What is no address of the application: Streamlit answers it with its start page, as if it were one; here it is said that it is none.

Streamlit's own page goes out under the application's addresses alone, and a file of it only where there is one. To a browser that is admitted
the answer "not found" (404) is the start page, where the frame says that there is no such page and shows the way back. An address of several
parts cannot be answered so, since the start page does not find its own files there: the browser is sent to the same words as one part.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Whose addresses have several parts: files, sockets, frames and documents that a page asks for.
FILED = ("static", "_stcore", "component", "media", "app", "auth", "library", "record")
# Documents that are no start page: the map's frame, and papers as web pages, which only those get for whom they were made.
DOCUMENTS = ("/component/", "/media/")
NOT_HERE = "There is no such page."


class Unknown:
    """`addresses`: those of the application's pages. `start`: the start page, which is asked for as it is needed."""

    def __init__(self, app: ASGIApp, addresses: Collection[str], start: Callable[[], bytes]) -> None:
        self.app, self.addresses, self.start = app, addresses, start

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        if is_page_of(scope, parts=range(2, 100)):
            return await _as_one_part(scope)(scope, receive, send)
        is_refused = False

        async def unless_start_page(message: Message) -> None:
            nonlocal is_refused
            if message["type"] == "http.response.start" and self._is_start_page(scope["path"], message):
                is_refused = True
                return await self._not_here(scope)(scope, receive, send)
            if not is_refused:
                await send(message)

        await self.app(_as_a_whole(scope), receive, unless_start_page)

    def _is_start_page(self, path: str, answer: Message) -> bool:
        kind = Headers(raw=answer["headers"]).get("content-type", "")
        return kind.startswith("text/html") and path not in self.addresses and not path.startswith(DOCUMENTS)

    def _not_here(self, scope: Scope) -> Response:
        if is_page_of(scope, parts=range(1, 2)):
            return HTMLResponse(self.start(), 404)
        return PlainTextResponse(NOT_HERE, 404)


def is_page_of(scope: Scope, *, parts: range) -> bool:
    """Whether a browser opens an address of so many parts that is no file's."""
    asked = [part for part in scope["path"].split("/") if part]
    wants_page = "text/html" in Headers(scope=scope).get("accept", "")
    return scope["method"] == "GET" and wants_page and len(asked) in parts and asked[0] not in FILED


def _as_a_whole(scope: Scope) -> Scope:
    """Nothing is given in parts: of a part nobody sees what it is a part of."""
    left_out = (b"range", b"if-range")
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name.lower() not in left_out]}


def _as_one_part(scope: Scope) -> Response:
    asked = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
    return RedirectResponse(f"/{one_part(scope['path'])}{asked}", 302)


def one_part(path: str) -> str:
    """The parts as one, which leads nowhere else: "/missing/foo" → "missing-foo"."""
    return quote("-".join(part for part in path.split("/") if part), safe="")
