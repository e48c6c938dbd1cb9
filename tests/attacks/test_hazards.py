"""Hazards of the platform, each found by trying it, each kept out: without a browser, on the very code that serves."""

from __future__ import annotations

import asyncio
import csv
import io
import logging
from typing import Any

import pytest
import streamlit as st
from starlette.types import Message, Receive, Scope, Send

from dashboard import in_force, server
from dashboard.charts.table import Table, TableColumn
from dashboard.draw.file import csv_text
from dashboard.serve.addresses import Door
from dashboard.words.escaping import plain

pytestmark = pytest.mark.attack
HOST = "127.0.0.1:8501"


def answer(kind: str, headers: dict[str, str], path: str = "/") -> list[dict[str, Any]]:
    """What the guard in front of the application sends back."""
    sent: list[dict[str, Any]] = []

    async def inner(scope: Scope, _: Receive, send: Send) -> None:
        begin = {"type": "websocket.accept"} if scope["type"] == "websocket" else {"type": "http.response.start", "status": 200, "headers": []}  # fmt: skip
        await send(begin)

    async def receive() -> Message:
        return {"type": f"{kind}.connect"}

    async def send(message: Message) -> None:
        sent.append(dict(message))

    scope = {"type": kind, "path": path, "method": "GET", "query_string": b"", "client": ("127.0.0.1", 5),
             "headers": [(k.encode(), v.encode()) for k, v in headers.items()]}  # fmt: skip
    asyncio.run(server.Guard(inner, Door("127.0.0.1"))(scope, receive, send))
    return sent


@pytest.mark.parametrize(
    "origin", [{}, {"origin": "https://example.org"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9"}]
)
def test_a_websocket_without_origin_or_from_elsewhere_is_closed(origin: dict[str, str]) -> None:
    assert answer("websocket", {"host": HOST, **origin}) == [{"type": "websocket.close", "code": 4403}]


def test_a_websocket_from_here_is_accepted() -> None:
    assert answer("websocket", {"host": HOST, "origin": f"http://{HOST}"}) == [{"type": "websocket.accept"}]


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:8501", "127.0.0.1.example.org", "", "localhost@example.org"]
)
def test_an_unknown_host_is_not_served(host: str) -> None:
    begun = answer("http", {"host": host})[0]
    assert begun["status"] == 400
    assert b"content-security-policy" in dict(begun["headers"])  # a refusal carries the rules too


def test_every_answer_carries_the_rules_and_only_the_frame_of_the_map_has_looser_ones() -> None:
    for path in ("/", "/static/a.js", "/library/leaflet/leaflet.js", "/component/x/index.html"):
        headers = {k.decode(): v.decode() for k, v in answer("http", {"host": HOST}, path)[0]["headers"]}
        policy = headers["content-security-policy"]
        assert {h.lower() for h in server.HEADERS} <= set(headers)
        assert "http:" not in policy
        assert "https:" not in policy
        assert ("unsafe-eval" in policy) == path.startswith("/component/")
        assert policy.endswith("; sandbox allow-scripts") == path.startswith("/component/")  # an origin of its own
        script = policy.split("script-src", 1)[1].split(";")[0]
        assert ("'unsafe-inline'" in script) == path.startswith("/component/")


def test_an_error_tells_an_id_and_no_value(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(st, "error", shown.append)
    with pytest.raises(KeyError) as raised:
        raise KeyError("canarychild0001")
    with caplog.at_level(logging.DEBUG):
        told = server.tell_without_values(raised.value)
    assert told
    assert len(shown) == 1
    assert "canarychild0001" not in shown[0] + caplog.text
    assert shown[0].split()[-1].rstrip(".") in caplog.text


def test_the_table_toolbar_exports_nothing_and_errors_show_no_details() -> None:
    assert server.OPTIONS["client.disableDataExport"] is True
    assert server.OPTIONS["client.showErrorDetails"] == "none"
    assert server.OPTIONS["browser.gatherUsageStats"] is False
    assert server.OPTIONS["client.toolbarMode"] == "viewer"


@pytest.mark.parametrize(
    "text",
    ["![x](https://example.org/b.png)", "[x](https://example.org)", "<img src=//example.org/b>", ":material/home:", "$x$", "**bold**",
     "`code`", "# head"],
)  # fmt: skip
def test_text_from_data_can_call_nobody(text: str) -> None:
    safe = plain(text)
    assert "![" not in safe.replace("\\!", "").replace("\\[", "")
    assert "](" not in safe.replace("\\]", "").replace("\\(", "")
    assert safe != text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "＝1+1", "\r=1"])
def test_no_cell_of_a_download_is_a_formula(text: str) -> None:
    written = csv_text(Table((TableColumn(text),), ((text,), (-5,))), [(text, text)])
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"))))  # the mark that spreadsheets know UTF-8 by
    assert [row[0][0] for row in rows] == ["'", "'", "'", "-"]  # a number stays a number
    assert rows[0][1] == f"'{text}"


def test_a_visitor_who_clears_all_caches_takes_nothing_away(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connected client can clear Streamlit's caches for everybody: the release stands outside them."""
    monkeypatch.setenv(in_force.RELEASES, str(store))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")
    before = in_force.release_in_force().release
    st.cache_data.clear()
    st.cache_resource.clear()
    after = in_force.release_in_force().release
    assert after is before
