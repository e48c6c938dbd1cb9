"""Connections whose request has not arrived: bounded in number and in time, so that half requests keep nobody else out.

A server waits for the end of a request as long as it takes. Twelve hundred that never end take every handle that a process
may hold, and then nobody is answered. Here the longest waiting gives way: who means it has sent all of it in a moment.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST = 300  # browsers hold up to six each, which are idle; with 400 sockets below the 1024 handles of a process
SECONDS = 20.0  # a head is a few hundred bytes; how long a body may take is said by `Bounds` too, which answers 408
BACKLOG = 256  # accepted in one go, before the longest waiting can give way


class Waiting:
    """Connections that owe the rest of a request, the longest waiting first."""

    def __init__(self, most: int = MOST, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self.seconds, self.clock = most, seconds, clock
        self.since: OrderedDict[Unhurried, float] = OrderedDict()
        self._is_watched = False

    def begin(self, connection: Unhurried) -> None:
        """It waits from now on."""
        self.since.pop(connection, None)
        self.since[connection] = self.clock()
        while len(self.since) > self.most:
            self.since.popitem(last=False)[0].give_way()
        if not self._is_watched:
            self._is_watched = True
            asyncio.get_running_loop().call_later(1.0, self.watch)

    def end(self, connection: Unhurried) -> None:
        self.since.pop(connection, None)

    def watch(self) -> None:
        """Once a second, as long as there are any."""
        now = self.clock()
        for connection in [one for one, begun in self.since.items() if now - begun > self.seconds]:
            self.since.pop(connection)
            connection.give_way()
        self._is_watched = bool(self.since)
        if self._is_watched:
            asyncio.get_running_loop().call_later(1.0, self.watch)


class Unhurried(H11Protocol):
    """uvicorn's connection, which says when it waits for a request and when it has the whole of one."""

    waiting = Waiting()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self.waiting.begin(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.waiting.end(self)
        super().connection_lost(exc)

    def handle_events(self) -> None:
        super().handle_events()
        if self.cycle is not None and not self.cycle.more_body and not self.cycle.response_complete:
            self.waiting.end(self)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self.waiting.end(self)
        super().handle_websocket_upgrade(event)

    def on_response_complete(self) -> None:
        """Idle from now on; also while the rest of a body comes that was refused."""
        if not self.transport.is_closing():
            self.waiting.begin(self)
        super().on_response_complete()

    def give_way(self) -> None:
        self.transport.abort()


def connections(**bounds: Any) -> type[Unhurried]:
    """The kind of connection for one server, with a list of its own."""
    return type("Connection", (Unhurried,), {"waiting": Waiting(**bounds)})
