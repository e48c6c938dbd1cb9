"""A file goes to whom it was offered, once it is written down that it does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from dashboard.access.visitor import HEADER, Visitor
from dashboard.serve import files
from dashboard.serve.files import Files

# As the Streamlit that is installed names a file: its names have changed before, and nothing was held against them any more.
STORAGE = MemoryMediaFileStorage("/media")
FILE = STORAGE.load_and_get_id(b"figures", "text/csv", MediaFileKind.DOWNLOADABLE, "trend.csv")
ASKED: list[str] = []


async def server(scope: Scope, receive: Receive, send: Send) -> None:
    """Offers a file over the socket, and gives any file to anybody who asks: what Streamlit does."""
    if scope["type"] == "websocket":
        return await send({"type": "websocket.send", "bytes": b"\x00 url: /media/" + FILE.encode() + b".csv \x01"})
    ASKED.append(scope["path"])
    said = [(b"content-disposition", b'attachment; filename="trend.csv"')] if "csv" in scope["path"] else []
    await send({"type": "http.response.start", "status": 200, "headers": said})
    await send({"type": "http.response.body", "body": b"figures"})
    await receive()


def ask(app: Files, who: str, path: str = "", *, kind: str = "http") -> tuple[int, bytes]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(HEADER.encode(), Visitor(who, None).as_header())]
    scope = {"type": kind, "method": "GET", "path": path or f"/media/{FILE}.csv", "headers": headers}
    asyncio.run(app(scope, receive, send))
    status = next((m["status"] for m in sent if m["type"] == "http.response.start"), 0)
    return status, b"".join(m.get("body", b"") for m in sent)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], list[str]]:
    def answer(works: bool) -> list[str]:
        names: list[str] = []

        def write(_: Scope, **said: object) -> bool:
            names.append(str(said["export"]))
            return works

        monkeypatch.setattr(files, "write_export", write)
        return names

    return answer


def test_only_whom_a_page_offered_it_gets_a_file(written: Callable[[bool], list[str]]) -> None:
    names, app = written(True), Files(server)
    assert ask(app, "one")[0] == 404
    ask(app, "one", kind="websocket")
    assert ask(app, "one") == (200, b"figures")
    assert ask(app, "another") == (404, b"No page has offered you this file.")
    assert ask(app, "one", f"/media/{'b' * 56}.csv")[0] == 404
    assert names == ["trend.csv"]


def test_a_file_is_called_as_streamlit_calls_it_and_nothing_else_lies_there() -> None:
    assert STORAGE.get_url(FILE).startswith(f"/media/{FILE}.")
    app = Files(server)
    before = len(ASKED)
    for path in (
        "/media/",
        "/media/x",
        f"/media/{FILE}",
        f"/media/a/{FILE}.csv",
        "/media/%2e.csv",
        f"/media/../media/{FILE}.csv",
    ):
        assert ask(app, "one", path)[0] == 404, path
    assert len(ASKED) == before
    assert ask(app, "one", "/static/media/font.woff2")[0] == 200


def test_a_file_that_cannot_be_written_down_stays_here(written: Callable[[bool], list[str]]) -> None:
    written(False)
    app = Files(server)
    ask(app, "one", kind="websocket")
    status, body = ask(app, "one")
    assert status == 503
    assert b"figures" not in body


def test_a_picture_of_a_page_is_no_export(written: Callable[[bool], list[str]]) -> None:
    names, app = written(False), Files(server)
    ask(app, "one", kind="websocket")
    assert ask(app, "one", f"/media/{FILE}.png")[0] == 200
    assert names == []


def test_offers_are_forgotten_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST", 3)
    app = Files(server)
    for number in range(9):
        app._offer("one", f"{number:056d}")
    assert len(app.offered) == 3
