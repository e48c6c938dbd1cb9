"""A file goes to whom it was offered, once it is written down that it does, and each time it is fetched is one entry."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from dashboard.access.log import AccessLog
from dashboard.access.visitor import HEADER, Visitor
from dashboard.serve import exports
from dashboard.serve.exports import Export
from dashboard.serve.files import Files, Made, Shelf

CONTENT = bytes(range(256)) * 8
PAPER = Export("2026-03-31-0123456789abcdef", "paper", "for=cpc", "paper", "a-paper.pdf", ("trend", "area"))
MADE = Made(CONTENT, "application/pdf", PAPER)
# As the Streamlit that is installed names a file: its names have changed before, and nothing was held against them any more.
STORAGE = MemoryMediaFileStorage("/media")
FILE = STORAGE.load_and_get_id(CONTENT, "application/pdf", MediaFileKind.DOWNLOADABLE, "a-paper.pdf")
ADDRESS = f"/media/{FILE}.pdf"
ASKED: list[str] = []


async def streamlit(scope: Scope, _: Receive, send: Send) -> None:
    """Offers a file over the socket, and gives any file to anybody who asks: what Streamlit does."""
    if scope["type"] == "websocket":
        return await send({"type": "websocket.send", "bytes": b"\x00 url: /media/" + FILE.encode() + b".pdf \x01"})
    ASKED.append(scope["path"])
    said = [(b"content-disposition", b'attachment; filename="a-paper.pdf"')] if "pdf" in scope["path"] else []
    await send({"type": "http.response.start", "status": 200, "headers": said})
    await send({"type": "http.response.body", "body": b"figures"})


class Reader:
    """Somebody who speaks HTTP to the door that files go through."""

    def __init__(self, app: Files, who: str = "one", pages: tuple[str, ...] | None = None) -> None:
        self.app, self.visitor = app, Visitor(who, pages)

    def offered(self) -> Reader:
        async def send(_: Message) -> None: ...

        async def receive() -> Message:
            return {"type": "websocket.disconnect"}

        headers = [(HEADER.encode(), self.visitor.as_header())]
        asyncio.run(self.app({"type": "websocket", "path": "/", "headers": headers}, receive, send))
        return self

    def ask(self, path: str = ADDRESS, method: str = "GET", **headers: str) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)  # type: ignore[arg-type]  # two libraries' words for the same messages
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                named = {name.replace("_", "-"): value for name, value in headers.items()}
                return await client.request(method, path, headers={HEADER: self.visitor.as_header(), **named})

        return asyncio.run(asked())


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AccessLog:
    kept = AccessLog(tmp_path / "log" / "access.jsonl", b"invented key of thirty-two bytes")
    monkeypatch.setattr(exports, "access_log", lambda: kept)
    monkeypatch.setattr(exports, "release_in_force", lambda: None)
    monkeypatch.setenv("CSD_RELEASES", str(tmp_path / "releases"))
    monkeypatch.setenv("CSD_AUDIENCE", "partnership")
    its_own = tmp_path / "releases" / "partnership" / PAPER.release  # of one that is not there nothing leaves
    its_own.mkdir(parents=True)
    return kept


@pytest.fixture
def app() -> Files:
    shelf = Shelf()
    shelf.put("one", Made(CONTENT, "application/pdf", PAPER))
    return Files(streamlit, shelf)


def entries(log: AccessLog) -> int:
    return log.verify() if log.file.exists() else 0


def test_only_whom_a_page_offered_it_gets_a_file(app: Files, log: AccessLog) -> None:
    assert Reader(app).ask().status_code == 404
    one = Reader(app).offered()
    assert one.ask().content == CONTENT
    assert one.ask(f"/media/{'b' * 56}.pdf").status_code == 404
    another = Reader(app, "another")
    assert another.ask().status_code == 404
    assert another.offered().ask().status_code == 404  # named to them, and made for somebody else
    assert Reader(app, pages=("missing",)).ask().status_code == 403  # a role that was taken away since
    assert entries(log) == 1


def test_an_entry_says_which_file_of_what(app: Files, log: AccessLog) -> None:
    Reader(app).offered().ask()
    said = log.file.read_text()
    for part in (
        '"kind": "paper"',
        '"export": "a-paper.pdf"',
        '"page": "paper"',
        '"selection": "for=cpc"',
        '["trend", "area"]',
        PAPER.release,
    ):
        assert part in said  # fmt: skip


def test_who_asks_only_whether_it_is_there_takes_nothing(app: Files, log: AccessLog) -> None:
    one = Reader(app).offered()
    head = one.ask(method="HEAD")
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(CONTENT)))
    script = one.ask(Sec_Fetch_Mode="cors", Sec_Fetch_Dest="empty")  # Streamlit's own, before it lets the browser fetch
    assert (script.is_success, script.content) == (True, b"")
    same = one.ask(If_None_Match=head.headers["etag"])
    assert (same.status_code, same.content) == (304, b"")
    assert one.ask(method="POST").status_code == 405
    assert entries(log) == 0


def test_each_time_it_is_fetched_is_one_entry(app: Files, log: AccessLog) -> None:
    one = Reader(app).offered()
    assert one.ask().content == CONTENT
    assert entries(log) == 1
    assert one.ask(Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="empty").content == CONTENT
    assert entries(log) == 2
    assert one.ask(If_None_Match='"another"').content == CONTENT
    assert entries(log) == 3


@pytest.mark.parametrize(
    "span", ["bytes=1-", "bytes=0-", "bytes=-2047", "bytes=100-200", "bytes=0-1,5-9", f"bytes={len(CONTENT)}-"]
)
def test_who_asks_for_a_part_gets_the_whole_and_each_time_is_an_entry(app: Files, log: AccessLog, span: str) -> None:
    one = Reader(app).offered()
    for number in (1, 2, 3):  # the second time once left no trace
        part = one.ask(Range=span)
        assert (part.status_code, part.content, part.headers["accept-ranges"]) == (200, CONTENT, "none")
        assert "content-range" not in part.headers
        assert entries(log) == number
    assert one.ask(Range=span, If_Range=part.headers["etag"]).content == CONTENT
    assert entries(log) == 4


def test_a_file_is_called_as_streamlit_calls_it_and_nothing_else_lies_there(app: Files) -> None:
    assert STORAGE.get_url(FILE) == ADDRESS
    one, before = Reader(app).offered(), len(ASKED)
    for path in (
        "/media/",
        "/media/x",
        f"/media/{FILE}",
        f"/media/a/{FILE}.pdf",
        "/media/%2e.pdf",
        f"/media/../media/{FILE}x.pdf",
    ):
        assert one.ask(path).status_code == 404, path
    assert len(ASKED) == before
    assert one.ask("/static/media/font.woff2").status_code == 200


def test_a_file_that_cannot_be_written_down_stays_here(app: Files, log: AccessLog) -> None:
    log.file.mkdir(parents=True)
    told = Reader(app).offered().ask()
    assert told.status_code == 503
    assert "written down first" in told.text


def test_nothing_of_a_release_that_was_withdrawn_leaves_though_another_is_in_force(
    app: Files, log: AccessLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, folder = Reader(app).offered(), tmp_path / "releases" / "partnership"
    (folder / "withdrawn").write_text("2026-01-31-ffffffffffffffff\n")
    assert one.ask().status_code == 200  # another one was
    (folder / "withdrawn").write_text(f"2026-01-31-ffffffffffffffff\n{PAPER.release}\n")
    told = one.ask()
    assert (told.status_code, "withdrawn" in told.text) == (503, True)
    assert entries(log) == 1
    monkeypatch.setattr(exports, "access_log", lambda: None)  # also where no log is kept
    assert one.ask().status_code == 503


def test_a_file_of_which_nobody_says_what_it_is_stays_here_and_a_picture_does_not(log: AccessLog) -> None:
    app = Files(streamlit, Shelf())
    one = Reader(app).offered()
    assert one.ask().status_code == 404
    assert one.ask(f"/media/{FILE}.png").content == b"figures"
    assert entries(log) == 0


def made(number: int, **said: Any) -> Made:
    return Made(bytes([number]) * 1000, "text/html", PAPER, **said)


def test_a_shelf_is_bounded_for_a_person_and_for_all_and_in_time() -> None:
    shelf = Shelf(bytes_at_most=5000, of_a_person=3, seconds=60)
    names = [shelf.put("one", made(number)) for number in range(4)]
    assert [bool(shelf.find("one", name)) for name in names] == [False, True, True, True]
    for number in range(3):
        shelf.put("another", made(number))
    assert [bool(shelf.find("one", name)) for name in names] == [False, False, True, True]
    late = shelf.put("a third", made(9, at=time.monotonic() - 61))
    assert shelf.find("a third", late) is None
    assert len(shelf._made) <= 5


def test_offers_are_forgotten_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.serve.files.MOST", 3)
    app = Files(streamlit)
    for number in range(9):
        app._offer("one", f"{number:056d}")
    assert len(app.offered) == 3
