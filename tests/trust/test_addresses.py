"""Without a sign-in nobody but this machine is served, and under no name that was not allowed."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from starlette.types import Message, Receive, Scope, Send

from dashboard.serve.addresses import AddressRefusedError, Door, answers_to, check_door, is_loopback
from dashboard.serve.unknown import Unknown


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_addresses_of_this_machine_are_served(address: str) -> None:
    check_door(Door(address))
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "10.0.0.4", "192.168.1.2", "dashboard.example.org", ""])
def test_any_other_address_is_refused_unless_somebody_asks_who_is_there(address: str) -> None:
    with pytest.raises(AddressRefusedError, match="nobody would be asked"):
        check_door(Door(address, names=("dashboard.example.org",)))
    check_door(Door(address, names=("dashboard.example.org",), has_sign_in=True))
    check_door(Door(address, names=("dashboard.example.org",), proxies=("10.0.0.5",)))
    with pytest.raises(AddressRefusedError, match="--allowed-host"):
        check_door(Door(address, has_sign_in=True))


def test_a_proxy_has_to_be_an_address() -> None:
    with pytest.raises(AddressRefusedError, match="no address of a proxy"):
        check_door(Door("127.0.0.1", proxies=("the proxy",)))


def test_local_names_are_for_this_machine_and_nobody_comes_in_beside_the_proxy() -> None:
    door = Door("0.0.0.0", names=("dashboard.example.org",), proxies=("10.0.0.5",))
    assert answers_to("localhost", "127.0.0.1", door)
    assert not answers_to("localhost", "10.0.0.9", door)  # a header that says localhost says nothing
    assert answers_to("dashboard.example.org", "10.0.0.5", door)
    assert not answers_to("dashboard.example.org", "10.0.0.9", door)
    assert not answers_to("other.example.org", "10.0.0.5", door)
    assert answers_to("a.example.org", "10.0.0.9", Door("0.0.0.0", names=("a.example.org",), has_sign_in=True))


def test_the_command_says_why_and_serves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dashboard", "serve", "--release", str(tmp_path), "--address", "0.0.0.0"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 1
    assert "nobody would be asked who they are" in " ".join(ran.stdout.split())
    assert "Traceback" not in ran.stdout + ran.stderr


PAGE = {"accept": "text/html,application/xhtml+xml"}


@pytest.mark.parametrize(
    ("path", "headers", "to"),
    [
        ("/missing/foo/bar?unit=x", PAGE, "/missing-foo-bar?unit=x"), ("/nothing/at/all/", PAGE, "/nothing-at-all"),
        ("/a//b/http:%2F%2Felsewhere.example", PAGE, "/a-b-http%3A-elsewhere.example"), ("/missing", PAGE, ""), ("/", PAGE, ""),
        ("/static/js/index.js", {"accept": "*/*"}, ""), ("/component/map/index.html", PAGE, ""), ("/missing/static/js/index.js", {"accept": "*/*"}, ""),
    ],
)  # fmt: skip
def test_an_address_of_several_parts_leads_to_one_where_the_page_can_say_that_there_is_none(
    path: str, headers: dict[str, str], to: str
) -> None:
    told: dict[str, str] = {}

    async def page(_: Scope, __: Receive, ___: Send) -> None:
        told["page"] = "is shown"

    answer = asked_of(Unknown(page, {"/", "/missing"}, lambda: b""), path, headers)
    told |= {"location": answer[1]["location"]} if "location" in answer[1] else {}
    assert told == ({"location": to} if to else {"page": "is shown"})


def asked_of(
    app: Unknown, path: str, headers: dict[str, str], method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    parts = urlsplit(path)
    scope = {"type": "http", "method": method, "path": unquote(parts.path), "query_string": parts.query.encode(),
             "headers": [(n.encode(), v.encode()) for n, v in headers.items()]}  # fmt: skip
    asyncio.run(app(scope, receive, send))
    said = {n.decode(): v.decode() for message in sent for n, v in message.get("headers", ())}
    return next((m["status"] for m in sent if "status" in m), 0), said, b"".join(m.get("body", b"") for m in sent)


SCRIPT = {"accept": "*/*"}


@pytest.mark.parametrize(
    ("path", "headers", "status", "body"),
    [
        ("/", PAGE, 200, b"streamlit's"), ("/missing", SCRIPT, 200, b"streamlit's"), ("/component/map/index.html", PAGE, 200, b"streamlit's"),
        ("/nothing", PAGE, 404, b"start"), ("/index.html", PAGE, 404, b"start"), ("/missing/", PAGE, 404, b"start"),
        ("/nothing", SCRIPT, 404, b"There is no such page."), ("/missing/foo", SCRIPT, 404, b"There is no such page."),
        ("/static/x", PAGE, 404, b"There is no such page."), ("/static/", PAGE, 404, b"There is no such page."),
        ("/_stcore/x", PAGE, 404, b"There is no such page."), ("/auth/x", PAGE, 404, b"There is no such page."),
        ("/record/x/y", PAGE, 404, b"There is no such page."), ("/library", PAGE, 404, b"There is no such page."),
    ],
)  # fmt: skip
def test_the_start_page_is_answered_to_addresses_of_pages_alone(
    path: str, headers: dict[str, str], status: int, body: bytes
) -> None:
    async def streamlit(scope: Scope, _: Receive, send: Send) -> None:
        """Answers whatever it does not know with its start page; a part of it under a name that says nothing of what it is."""
        in_parts = any(name == b"range" for name, _ in scope["headers"])
        kind = b"multipart/byteranges" if in_parts else b"text/html; charset=utf-8"
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
        await send({"type": "http.response.body", "body": b"streamlit's"})

    app = Unknown(streamlit, {"/", "/missing"}, lambda: b"start")
    assert asked_of(app, path, headers)[::2] == (status, body)
    assert asked_of(app, path, {**headers, "range": "bytes=0-1,3-4"})[::2] == (status, body)
