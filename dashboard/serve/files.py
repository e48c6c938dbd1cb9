"""Files leave the server only to whom a page offered them, and only once it is written down that they do."""

from __future__ import annotations

import re
from collections import OrderedDict
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.visitor import visitor_of
from dashboard.serve.exports import NOT_WRITTEN, write_export

# A file's name before its ending, however Streamlit makes one (it has changed from a digest of 56 signs to one of 32). What lies
# under the folder and is not called so goes to nobody.
FOLDER = "/media/"
PATH = re.compile(r"/media/([0-9A-Za-z_-]+)\.")
IN_A_MESSAGE = re.compile(rb"/media/([0-9A-Za-z_-]+)\.")
MOST = 20_000  # offers that are remembered: a hundred for each of two hundred visitors
NOT_OFFERED = "No page has offered you this file."


class Files:
    """Reads in what goes over a socket which files were offered to whom, and asks for them on the way out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.offered: OrderedDict[tuple[str, str], None] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        who = visitor_of(Headers(scope=scope), is_asked=False).who

        async def noticed(message: Message) -> None:
            for found in IN_A_MESSAGE.findall(message.get("bytes") or b""):
                self._offer(who, found.decode("ascii"))
            await send(message)

        if scope["type"] == "websocket":
            return await self.app(scope, receive, noticed)
        if not scope["path"].startswith(FOLDER):
            return await self.app(scope, receive, send)
        asked = PATH.match(scope["path"])
        if asked is None or (who, asked[1]) not in self.offered:
            return await PlainTextResponse(NOT_OFFERED, 404)(scope, receive, send)
        await self._written_down(scope, receive, send)

    def _offer(self, who: str, file: str) -> None:
        self.offered[who, file] = None
        self.offered.move_to_end((who, file))
        while len(self.offered) > MOST:
            self.offered.popitem(last=False)

    async def _written_down(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A picture of a page goes out as it is; a file that is taken along is an export."""
        refused = False

        async def once_written(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and (name := _taken_along(message)):
                refused = not write_export(scope, page="file", selection={}, export=name)
                if refused:
                    return await PlainTextResponse(NOT_WRITTEN, 503)(scope, receive, send)
            if not refused:
                await send(message)

        await self.app(scope, receive, once_written)


def _taken_along(message: Message) -> str:
    said = Headers(raw=message["headers"]).get("content-disposition", "")
    name = re.search(r"filename\*?=(?:utf-8'')?\"?([^\";]+)", said, re.IGNORECASE)
    return unquote(name[1]) if said.startswith("attachment") and name else ""
