"""One visitor cannot take the server from the others: sockets, addresses, requests that trickle, documents nobody asked for."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.visitor import HEADER, Visitor
from dashboard.serve.bounds import TOO_MANY, TRY_LATER, Bounded, Bounds, Bucket, PersonBounded
from dashboard.serve.uploads import UploadBounds, Uploads, expect_upload


class Application:
    """Takes messages until it is told that the visitor has gone, or reads the whole body."""

    def __init__(self) -> None:
        self.taken = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            while (await receive())["type"] != "websocket.disconnect":
                self.taken += 1
            await send({"type": "websocket.send", "text": "too late"})
            return
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def flood(bounded: ASGIApp, messages: int, *, address: str = "10.0.0.1", who: str = "") -> list[Message]:
    """What a socket gets that sends so many messages at once and then goes."""
    sent: list[Message] = []
    waiting: list[Message] = [{"type": "websocket.receive", "bytes": b""} for _ in range(messages)]

    async def receive() -> Message:
        return waiting.pop() if waiting else {"type": "websocket.disconnect", "code": 1000}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(HEADER.encode(), Visitor(who, None).as_header())]
    asyncio.run(bounded({"type": "websocket", "client": (address, 1), "headers": headers}, receive, send))
    return sent


def test_a_machine_is_closed_and_a_person_is_not() -> None:
    application = Application()
    bounded = Bounded(application, Bounds(messages_a_second=0.001, messages_at_once=10))
    assert flood(bounded, 10) == [{"type": "websocket.send", "text": "too late"}]
    assert application.taken == 10
    assert flood(bounded, 11) == [{"type": "websocket.close", "code": TOO_MANY}]  # and nothing after it
    assert application.taken == 20


def test_many_sockets_of_one_address_share_one_bucket_while_another_address_has_its_own() -> None:
    bounds = Bounds(messages_at_once=100, messages_a_second_of_an_address=0.001, messages_at_once_of_an_address=30)
    bounded = Bounded(Application(), bounds)
    assert bounded.addresses.enter("10.0.0.1")  # another socket of the same address is open meanwhile
    assert flood(bounded, 25)[0]["type"] == "websocket.send"
    assert flood(bounded, 25)[0] == {"type": "websocket.close", "code": TOO_MANY}
    assert flood(bounded, 25, address="10.0.0.2")[0]["type"] == "websocket.send"


def test_connections_are_counted_and_given_back() -> None:
    bounded = Bounded(Application(), Bounds(connections=3, connections_of_an_address=2))
    assert [bounded.addresses.enter(a) for a in ("a", "a", "a", "b", "c")] == [True, True, False, True, False]
    bounded.addresses.leave("a")
    assert bounded.addresses.enter("c")
    assert flood(bounded, 1) == [{"type": "websocket.close", "code": TRY_LATER}]
    for address in ("a", "b", "c"):
        bounded.addresses.leave(address)
    assert not bounded.addresses.buckets  # nothing grows with those who have left


def test_a_person_is_bounded_behind_the_one_address_of_an_office_and_the_others_are_not() -> None:
    bounds = Bounds(connections_of_a_person=2, messages_a_second_of_a_person=0.001, messages_at_once_of_a_person=10)
    bounded = PersonBounded(Application(), bounds)
    assert [bounded.people.enter(who) for who in ("one", "one", "one", "another")] == [True, True, False, True]
    assert flood(bounded, 1, who="one") == [{"type": "websocket.close", "code": TRY_LATER}]
    assert flood(bounded, 1, who="another")[0]["type"] == "websocket.send"
    bounded.people.leave("one")
    assert flood(bounded, 6, who="one")[0]["type"] == "websocket.send"
    assert flood(bounded, 6, who="one")[0] == {"type": "websocket.close", "code": TOO_MANY}  # over all tabs
    assert flood(bounded, 6, who="another")[0]["type"] == "websocket.send"
    assert [flood(bounded, 50)[0]["type"] for _ in range(5)] == [
        "websocket.send"
    ] * 5  # of whom it is not known who they are


def test_a_bucket_fills_again_with_time() -> None:
    now = [0.0]
    bucket = Bucket(2.0, 3.0, clock=lambda: now[0])
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]
    now[0] = 0.5
    assert [bucket.take() for _ in range(2)] == [True, False]
    now[0] = 100.0
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]


def ask(application: Any, scope: dict[str, Any], *, trickles: bool = False) -> int:
    """The status of the answer; a body that trickles never ends."""
    status: list[int] = []

    async def receive() -> Message:
        if trickles:
            await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"x", "more_body": trickles}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    asyncio.run(application({"type": "http", "client": ("10.0.0.1", 1), **scope}, receive, send))
    return status[0]


def test_a_request_that_trickles_ends() -> None:
    bounded = Bounded(Application(), Bounds(seconds_for_a_request=0.1))
    assert ask(bounded, {"path": "/"}, trickles=True) == 408
    assert ask(bounded, {"path": "/"}) == 200


def upload(application: Any, *, session: str = "visitor", length: str | None = "100") -> int:
    headers = [] if length is None else [(b"content-length", length.encode())]
    path = f"/_stcore/upload_file/{session}/file"
    return ask(application, {"path": path, "method": "PUT", "headers": headers})


def test_a_document_is_taken_only_where_a_page_asked_for_it() -> None:
    uploads = Uploads(Application(), UploadBounds(bytes_of_a_file=1000))
    assert upload(uploads, session="nobody") == 403
    expect_upload("visitor")
    assert upload(uploads) == 200
    assert upload(uploads, length=None) == 411
    assert upload(uploads, length="999999") == 413


def test_forty_documents_in_a_minute_are_not_taken() -> None:
    uploads = Uploads(Application(), UploadBounds(bytes_of_a_file=1000, files_a_minute=20))
    expect_upload("visitor")
    assert [upload(uploads) for _ in range(40)] == [200] * 20 + [429] * 20


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/missing"])
def test_other_requests_pass(path: str) -> None:
    assert ask(Uploads(Application(), UploadBounds(bytes_of_a_file=1)), {"path": path, "method": "GET"}) == 200
