"""Whether this process can do its work now: told to whoever balances the load, with no more than that."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.access.record import access_log
from dashboard.in_force import release_in_force
from data_loaders.release import ReleaseRefusedError

ADDRESS = "/ready"


async def ready(_: Request) -> Response:
    """200 only while a release is open and what people see and take can be written down."""
    try:
        shown = release_in_force()
    except ReleaseRefusedError:
        return PlainTextResponse("No release is open.", 503)
    log = access_log()
    if log is not None and not log.can_be_written():
        return PlainTextResponse("The access log cannot be written: exports are refused.", 503)
    return PlainTextResponse("Ready, with an older release than the newest." if shown.refused else "Ready.")
