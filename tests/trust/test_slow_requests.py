"""Half requests, over real connections: bounded in number and in time, and others are answered meanwhile."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from streamlit_client import free_port
from websockets.sync.client import connect

from dashboard.serve.bounds import Bounded, Bounds
from dashboard.serve.slow import connections

HEAD = b"POST /x HTTP/1.1\r\nHost: 127.0.0.1\r\n"
BODY = HEAD + b"Content-Length: 1000\r\n\r\nbegun"


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        while (said := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": said["text"]})
        return
    body = await Request(scope, receive).body()
    await PlainTextResponse(f"{len(body)} bytes")(scope, receive, send)


@contextmanager
def served(most: int, seconds: float) -> Iterator[tuple[int, Callable[[], int]]]:
    """The port, and how many connections wait."""
    kind, port = connections(most=most, seconds=seconds), free_port()
    app = Bounded(echo, Bounds(seconds_for_a_request=seconds))
    server = uvicorn.Server(uvicorn.Config(app, http=kind, port=port, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield port, lambda: len(kind.waiting.since)
    finally:
        server.should_exit = True
        thread.join(10)


def half(stack: ExitStack, port: int, begun: bytes, number: int) -> list[socket.socket]:
    opened = []
    for _ in range(number):
        one = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
        one.sendall(begun)
        opened.append(one)
    return opened


def is_closed(one: socket.socket) -> bool:
    one.settimeout(0.05)
    try:
        return one.recv(1000) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


@pytest.mark.parametrize("begun", [b"", HEAD, BODY])
def test_half_requests_are_bounded_in_number_while_others_are_answered(begun: bytes) -> None:
    with served(most=40, seconds=60) as (port, waiting), ExitStack() as stack:
        opened = half(stack, port, begun, 150)
        for _ in range(5):
            begin = time.monotonic()
            answer = httpx.post(f"http://127.0.0.1:{port}/", content=b"x" * 100, timeout=5)
            assert (answer.text, time.monotonic() - begin < 2) == ("100 bytes", True)
        assert waiting() <= 40
        closed = [is_closed(one) for one in opened]
        assert closed[:100] == [True] * 100  # the longest waiting gave way
        assert sum(closed) <= 120


@pytest.mark.parametrize("begun", [b"", HEAD, BODY])
def test_a_request_that_never_ends_is_ended(begun: bytes) -> None:
    with served(most=40, seconds=0.5) as (port, waiting), ExitStack() as stack:
        opened = half(stack, port, begun, 3)
        until = time.monotonic() + 8
        while waiting() and time.monotonic() < until:
            for one in opened:  # one sign after another, as who means no good sends them
                try:
                    one.sendall(b"x" if begun else b"")
                except OSError:
                    continue
            time.sleep(0.2)
        assert waiting() == 0


def test_who_waits_for_an_answer_or_holds_a_socket_is_not_counted() -> None:
    with served(most=5, seconds=0.5) as (port, waiting), ExitStack() as stack:
        socket_ = stack.enter_context(connect(f"ws://127.0.0.1:{port}/", proxy=None))
        half(stack, port, HEAD, 30)
        time.sleep(2.5)
        socket_.send("still here")
        assert socket_.recv(timeout=5) == "still here"
        assert waiting() == 0
