"""What one visitor may take of the server: messages, connections, time for a request. One visitor never takes it from all.

Five sockets that asked for 200 runs a second each once held the service for over 90 seconds and went on after they had
left. A person clicks a few times a second at most, so a bucket empties only for a machine, and then its socket is closed.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TRY_LATER = 1013  # RFC 6455 registry: the server is busy, come back later
TOO_MANY = 1008  # policy: this socket asked for more than anybody may
CONTENT = 408


@dataclass(frozen=True)
class Bounds:
    """How much is allowed. Messages are counted after the handshake; a change of a control is one message."""

    messages_a_second: float = (
        4.0  # a person holds less; dragging a slider sends about one message a quarter of a second
    )
    messages_at_once: float = 40.0  # a page that restores its controls sends a few at once, a hurried person some more
    messages_a_second_of_an_address: float = 40.0  # an office of 200 behind one address, one change every five seconds
    messages_at_once_of_an_address: float = 400.0
    connections: int = 400  # one process holds about 160 sessions in comfort; the rest are tabs that nobody looks at
    connections_of_an_address: int = 250  # an office behind one address, each with a tab or two
    seconds_for_a_request: float = 20.0  # the largest upload on a slow line; a request that trickles holds a place


class Bucket:
    """Fills by `rate` a second up to `most`; `take` says whether there was one to take."""

    def __init__(self, rate: float, most: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.most, self.clock = rate, most, clock
        self.held, self.at = most, clock()

    def take(self) -> bool:
        now = self.clock()
        self.held = min(self.most, self.held + (now - self.at) * self.rate)
        self.at = now
        if self.held < 1:
            return False
        self.held -= 1
        return True


@dataclass
class _Addresses:
    """Open connections and the bucket of each address; an address without a connection is forgotten."""

    bounds: Bounds
    open: Counter[str] = field(default_factory=Counter)
    buckets: dict[str, Bucket] = field(default_factory=dict)

    def enter(self, address: str) -> bool:
        if self.open.total() >= self.bounds.connections or self.open[address] >= self.bounds.connections_of_an_address:
            return False
        self.open[address] += 1
        rate, most = self.bounds.messages_a_second_of_an_address, self.bounds.messages_at_once_of_an_address
        self.buckets.setdefault(address, Bucket(rate, most))
        return True

    def leave(self, address: str) -> None:
        self.open[address] -= 1
        if self.open[address] <= 0:
            del self.open[address]
            del self.buckets[address]


class Bounded:
    """Closes sockets that ask for too much, refuses connections that are too many, and ends requests that trickle."""

    def __init__(self, app: ASGIApp, bounds: Bounds | None = None) -> None:
        self.app, self.bounds = app, bounds or Bounds()
        self.addresses = _Addresses(self.bounds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await self._socket(scope, receive, send)
        if scope["type"] == "http":
            return await self._request(scope, receive, send)
        return await self.app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = (scope.get("client") or ("", 0))[0]
        if not self.addresses.enter(address):
            return await send({"type": "websocket.close", "code": TRY_LATER})
        own = Bucket(self.bounds.messages_a_second, self.bounds.messages_at_once)
        is_closed = False

        async def counted() -> Message:
            nonlocal is_closed
            message = await receive()
            if message["type"] != "websocket.receive" or (own.take() and self.addresses.buckets[address].take()):
                return message
            is_closed = True
            await send({"type": "websocket.close", "code": TOO_MANY})
            return {"type": "websocket.disconnect", "code": TOO_MANY}

        async def while_open(message: Message) -> None:
            if not is_closed:  # what the application still had to say goes nowhere
                await send(message)

        try:
            return await self.app(scope, counted, while_open)
        finally:
            self.addresses.leave(address)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The body has to arrive in time; how long the answer takes is the application's affair."""
        ends, is_begun = time.monotonic() + self.bounds.seconds_for_a_request, False
        is_whole = False

        async def in_time() -> Message:
            nonlocal is_whole
            if is_whole:  # the body is there: what is waited for now is that the visitor leaves
                return await receive()
            message = await asyncio.wait_for(receive(), max(ends - time.monotonic(), 0.001))
            is_whole = not message.get("more_body", False)
            return message

        async def noticed(message: Message) -> None:
            nonlocal is_begun
            is_begun = True
            await send(message)

        try:
            return await self.app(scope, in_time, noticed)
        except TimeoutError:
            if not is_begun:
                late = PlainTextResponse("The request did not arrive in time.", CONTENT)
                await late(scope, receive, send)
