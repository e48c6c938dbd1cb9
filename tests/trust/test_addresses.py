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
from dashboard.serve.nested import Nested


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

    async def send(message: Message) -> None:
        told.update({n.decode(): v.decode() for n, v in message.get("headers", ()) if n == b"location"})

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    parts = urlsplit(path)
    scope = {"type": "http", "method": "GET", "path": unquote(parts.path), "query_string": parts.query.encode(),
             "headers": [(n.encode(), v.encode()) for n, v in headers.items()]}  # fmt: skip
    asyncio.run(Nested(page)(scope, receive, send))
    assert told == ({"location": to} if to else {"page": "is shown"})
