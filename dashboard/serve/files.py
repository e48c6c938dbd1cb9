"""Files leave the server only to whom a page offered them, and only once it is written down that they do.

Streamlit keeps a file that was made at the press of a button until two runs of anybody have ended, which under load is before the
browser has asked for it, and its button asks twice: a script looks whether it is there, then the browser fetches it. So a file
waits here for whom it was made, and each way of asking gets what it needs.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from dashboard.access.visitor import visitor_of
from dashboard.serve.exports import NOT_OPEN, Export, write_export

# A file's name before its ending, however Streamlit makes one (it has changed from a digest of 56 signs to one of 32). What lies
# under the folder and is not called so goes to nobody.
FOLDER = "/media/"
PATH = re.compile(r"/media/([0-9A-Za-z_-]+)\.")
IN_A_MESSAGE = re.compile(rb"/media/([0-9A-Za-z_-]+)\.")
MOST = 20_000  # offers that are remembered: a hundred for each of two hundred visitors
NOT_OFFERED = "No page has offered you this file. Please press the button on the page once more."
OF_A_SCRIPT = ("cors", "same-origin")  # Sec-Fetch-Mode: a link that is pressed navigates, also one that downloads


@dataclass
class Made:
    """A file that was made for somebody."""

    content: bytes
    mime: str
    export: Export
    at: float = field(default_factory=time.monotonic)


class Shelf:
    """Files that wait for whom they were made. The oldest give way: each is a few seconds' work, and a press makes it anew."""

    def __init__(self, *, bytes_at_most: int = 128_000_000, of_a_person: int = 20, seconds: float = 600.0) -> None:
        self.bytes_at_most, self.of_a_person, self.seconds = bytes_at_most, of_a_person, seconds
        self._made: OrderedDict[tuple[str, str], Made] = OrderedDict()
        self._lock = Lock()

    def put(self, who: str, made: Made) -> str:
        """Under the name that Streamlit gives it, which is returned."""
        name = _named(made)
        with self._lock:
            self._made.pop((who, name), None)
            self._made[who, name] = made
            while self._is_full(who):
                self._made.popitem(last=False)
        return name

    def _is_full(self, who: str) -> bool:
        oldest = next(iter(self._made.values()))
        own = [key for key in self._made if key[0] == who]
        if len(own) > self.of_a_person:
            self._made.move_to_end(own[0], last=False)
            return True
        is_heavy = sum(len(made.content) for made in self._made.values()) > self.bytes_at_most
        return (is_heavy and len(self._made) > 1) or time.monotonic() - oldest.at > self.seconds

    def find(self, who: str, name: str) -> Made | None:
        with self._lock:
            made = self._made.get((who, name))
        return made if made is not None and time.monotonic() - made.at <= self.seconds else None


def _named(made: Made) -> str:
    storage = MemoryMediaFileStorage(FOLDER.rstrip("/"))
    return storage.load_and_get_id(made.content, made.mime, MediaFileKind.DOWNLOADABLE, made.export.name)


_shelf = Shelf()


def put_on_shelf(who: str, made: Made) -> str:
    """A page has made a file for somebody, who will ask for it. The name that Streamlit gives it is returned."""
    return _shelf.put(who, made)


class Files:
    """Reads in what goes over a socket which files were offered to whom, and asks for them on the way out."""

    def __init__(self, app: ASGIApp, shelf: Shelf | None = None) -> None:
        self.app, self.shelf = app, shelf or _shelf
        self.offered: OrderedDict[tuple[str, str], None] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await self.app(scope, receive, self._noticing(scope, send))
        if scope["type"] == "http" and scope["path"].startswith(FOLDER):
            return await self._file(scope, receive, send)
        await self.app(scope, receive, send)

    def _noticing(self, scope: Scope, send: Send) -> Send:
        who = visitor_of(Headers(scope=scope), is_asked=False).who

        async def noticed(message: Message) -> None:
            for found in IN_A_MESSAGE.findall(message.get("bytes") or b""):
                self._offer(who, found.decode("ascii"))
            await send(message)

        return noticed

    async def _file(self, scope: Scope, receive: Receive, send: Send) -> None:
        who = visitor_of(Headers(scope=scope), is_asked=False).who
        asked = PATH.match(scope["path"])
        if asked is None or (who, asked[1]) not in self.offered:
            return await PlainTextResponse(NOT_OFFERED, 404)(scope, receive, send)
        made = self.shelf.find(who, asked[1])
        if made is not None:
            return await answer(scope, asked[1], made)(scope, receive, send)
        await self._picture(scope, receive, send)

    def _offer(self, who: str, file: str) -> None:
        self.offered[who, file] = None
        self.offered.move_to_end((who, file))
        while len(self.offered) > MOST:
            self.offered.popitem(last=False)

    async def _picture(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A picture of a page goes out as it is. A file to be taken along of which nobody knows what it is stays here."""
        is_refused = False

        async def unless_taken_along(message: Message) -> None:
            nonlocal is_refused
            if message["type"] == "http.response.start":
                said = Headers(raw=message["headers"]).get("content-disposition", "")
                is_refused = said.startswith("attachment")
                if is_refused:
                    return await PlainTextResponse(NOT_OFFERED, 404)(scope, receive, send)
            if not is_refused:
                await send(message)

        await self.app(scope, receive, unless_taken_along)


def answer(scope: Scope, name: str, made: Made) -> Response:
    """What somebody gets who asks for a file that was made for them. Each time it is fetched is one entry, written before.

    Whoever asks only whether it is there (HEAD, a script of the page), or whether it has changed, gets none of it. Who asks for a part
    gets the whole: else the log would have to say of each part what was taken along.
    """
    asked = Headers(scope=scope)
    seal = f'"{name}"'
    said = {
        "Content-Disposition": f"attachment; filename*=utf-8''{quote(made.export.name, safe='')}",
        "Accept-Ranges": "none",
        "ETag": seal,
    }
    if scope["method"] not in ("GET", "HEAD"):
        return PlainTextResponse("Files are fetched.", 405, {"Allow": "GET, HEAD"})
    if seal in (one.strip() for one in asked.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=said)
    if scope["method"] == "HEAD":
        return Response(media_type=made.mime, headers={**said, "Content-Length": str(len(made.content))})
    if asked.get("sec-fetch-mode") in OF_A_SCRIPT:
        return Response(status_code=204, headers=said)
    refused = write_export(visitor_of(asked, is_asked=False), made.export)
    if refused:
        return PlainTextResponse(refused, 403 if refused == NOT_OPEN else 503)
    return Response(made.content, media_type=made.mime, headers=said)
