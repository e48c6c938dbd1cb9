"""What one visitor may take of the server: messages, sockets, time for a request. One visitor never takes it from all.

Five sockets that asked for 200 runs a second each once held the service for over 90 seconds and went on after they had
left. A person clicks a few times a second at most, so a bucket empties only for a machine, and then its socket is closed.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.visitor import visitor_of

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
    messages_a_second_of_a_person: float = 8.0  # whoever is signed in, over all tabs: two that are used at once
    messages_at_once_of_a_person: float = 80.0
    connections: int = 400  # one process holds about 160 sessions in comfort; the rest are tabs that nobody looks at
    connections_of_an_address: int = 250  # an office behind one address, each with a tab or two
    connections_of_a_person: int = (
        20  # tabs of somebody who is signed in; behind a council's proxy all have one address
    )
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
class _Holders:
    """Open sockets and the bucket of each who holds some, an address or a person; who holds none is forgotten."""

    most: int  # of all
    most_of_one: int
    rate: float
    at_once: float
    open: Counter[str] = field(default_factory=Counter)
    buckets: dict[str, Bucket] = field(default_factory=dict)

    def enter(self, holder: str) -> bool:
        if self.open.total() >= self.most or self.open[holder] >= self.most_of_one:
            return False
        self.open[holder] += 1
        self.buckets.setdefault(holder, Bucket(self.rate, self.at_once))
        return True

    def leave(self, holder: str) -> None:
        self.open[holder] -= 1
        if self.open[holder] <= 0:
            del self.open[holder]
            del self.buckets[holder]

    async def hold(self, holder: str, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """A socket of this holder, if there may be one more, until it ends or asks for more than there is in the bucket."""
        if not self.enter(holder):
            return await send({"type": "websocket.close", "code": TRY_LATER})
        try:
            await _counted(self.buckets[holder].take, app, scope, receive, send)
        finally:
            self.leave(holder)


async def _counted(take: Callable[[], bool], app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    is_closed = False

    async def counted() -> Message:
        nonlocal is_closed
        message = await receive()
        if message["type"] != "websocket.receive" or take():
            return message
        is_closed = True
        await send({"type": "websocket.close", "code": TOO_MANY})
        return {"type": "websocket.disconnect", "code": TOO_MANY}

    async def while_open(message: Message) -> None:
        if not is_closed:  # what the application still had to say goes nowhere
            await send(message)

    await app(scope, counted, while_open)


class Bounded:
    """Closes sockets that ask for too much, refuses connections that are too many, and ends requests that trickle."""

    def __init__(self, app: ASGIApp, bounds: Bounds | None = None) -> None:
        self.app, self.bounds = app, bounds or Bounds()
        of = self.bounds
        self.addresses = _Holders(
            of.connections,
            of.connections_of_an_address,
            of.messages_a_second_of_an_address,
            of.messages_at_once_of_an_address,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            address = (scope.get("client") or ("", 0))[0]
            return await self.addresses.hold(address, self._socket, scope, receive, send)
        if scope["type"] == "http":
            return await self._request(scope, receive, send)
        return await self.app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        own = Bucket(self.bounds.messages_a_second, self.bounds.messages_at_once)
        await _counted(own.take, self.app, scope, receive, send)

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


class PersonBounded:
    """The same for each person, where it is known who they are: an office has one address, and one of them may not take it all.

    It stands behind the entrance, which knows; strangers are bounded by their address alone.
    """

    def __init__(self, app: ASGIApp, bounds: Bounds | None = None) -> None:
        self.app, of = app, bounds or Bounds()
        self.people = _Holders(
            of.connections,
            of.connections_of_a_person,
            of.messages_a_second_of_a_person,
            of.messages_at_once_of_a_person,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        who = visitor_of(Headers(scope=scope), is_asked=False).who if scope["type"] == "websocket" else ""
        if not who:
            return await self.app(scope, receive, send)
        await self.people.hold(who, self.app, scope, receive, send)
