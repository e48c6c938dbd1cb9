"""Documents come in only while a page asks for one, from the visitor whom it asked, and a bounded number of them.

Streamlit takes a file for any session on every page and keeps it after its socket has closed: forty of five megabytes
were taken and kept. Here a page says that it asks (`expect_upload`), and only then is anything read.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from threading import Lock

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PATH = "/_stcore/upload_file/"
FORGET_AFTER_S = 3600.0  # a page that nobody has touched for an hour asks for nothing any more
_asked: dict[str, float] = {}
_lock = Lock()


@dataclass(frozen=True)
class UploadBounds:
    """Framing of the form comes on top of a file's bytes; `files_a_minute` are those of the whole process."""

    bytes_of_a_file: int
    files_a_minute: int = 20  # twenty people who check a paragraph each in the same minute
    framing_bytes: int = 10_000


def expect_upload(session: str) -> None:
    """A page asks this visitor for a document. Called on each run of the page that shows the question."""
    now = time.monotonic()
    with _lock:
        for other in [name for name, at in _asked.items() if now - at > FORGET_AFTER_S]:
            del _asked[other]
        _asked[session] = now


def is_expected(session: str) -> bool:
    """Whether a page asks this visitor for a document."""
    with _lock:
        at = _asked.get(session)
    return at is not None and time.monotonic() - at <= FORGET_AFTER_S


class Uploads:
    """In front of Streamlit's upload: what no page asked for is refused before a byte of it is read."""

    def __init__(self, app: ASGIApp, bounds: UploadBounds) -> None:
        self.app, self.bounds = app, bounds
        self.taken: deque[float] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or PATH not in scope["path"] or scope["method"] not in ("PUT", "POST"):
            return await self.app(scope, receive, send)
        status, sentence = self._refusal(scope)
        if status:
            return await PlainTextResponse(sentence, status)(scope, receive, send)
        self.taken.append(time.monotonic())
        return await self.app(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str]:
        session = scope["path"].split(PATH, 1)[1].split("/", 1)[0]
        lengths = [value for key, value in scope["headers"] if key.lower() == b"content-length"]
        length = int(lengths[0]) if lengths and lengths[0].isdigit() else None
        now = time.monotonic()
        while self.taken and now - self.taken[0] > 60:
            self.taken.popleft()
        if not is_expected(session):
            return 403, "No page asks for a document."
        if length is None:
            return 411, "The size of the document has to be said."
        if length > self.bounds.bytes_of_a_file + self.bounds.framing_bytes:
            return 413, "The document is too large."
        if len(self.taken) >= self.bounds.files_a_minute:
            return 429, "Many documents are being checked just now. Please try again in a minute."
        return 0, ""
