"""Whether this process can do its work now: told to whoever balances the load, with no more than that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.access.record import access_log
from dashboard.in_force import release_in_force
from dashboard.serve.asking import Asks
from data_loaders.release import ReleaseRefusedError

ADDRESS = "/ready"


def ready(asks: Asks) -> Callable[[Request], Awaitable[Response]]:
    """What answers that: 200 only while a release is open, people can be let in, and what they see and take can be written down."""

    async def told(_: Request) -> Response:
        return _told(asks)

    return told


def _told(asks: Asks) -> Response:
    try:
        shown = release_in_force()
    except ReleaseRefusedError:
        return PlainTextResponse("No release is open.", 503)
    if not asks.is_well():
        return PlainTextResponse("The list of sign-outs cannot be relied upon: nobody is let in.", 503)
    log = access_log()
    if log is not None and not log.can_be_written():
        return PlainTextResponse("The access log cannot be written: exports are refused.", 503)
    return PlainTextResponse("Ready, with an older release than the newest." if shown.refused else "Ready.")
