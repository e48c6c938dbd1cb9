"""What is taken along is written down first: the browser asks before it makes a file, and makes none if it is told no."""

from __future__ import annotations

import json
import logging

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from dashboard.access.log import Visit
from dashboard.access.record import access_log, codes
from dashboard.access.visitor import visitor_of
from dashboard.in_force import release_in_force
from data_loaders.release import ReleaseRefusedError

ADDRESS = "/record/export"
MOST_BYTES = 4000  # a page, a selection and the key of a finding: some hundred signs
FIELDS = ("page", "selection", "export")
NOT_WRITTEN = "The access log cannot be written, or no release is in force: nothing can be taken along just now."
log = logging.getLogger("dashboard")


def write_export(scope: Scope, *, page: str, selection: dict[str, str], export: str) -> bool:
    """Whether an export may go on: it stands in the log, or this process keeps none."""
    kept = access_log()
    if kept is None:
        return True
    who = visitor_of(Headers(scope=scope), is_asked=False).who
    safe = codes({"page": page, "export": export})
    said = dict(part.split("=", 1) for part in safe.split("&") if part)
    try:
        release = release_in_force().release.id
    except ReleaseRefusedError:  # withdrawn since the file was offered: nothing of it is given out
        log.error("no release is in force: exports are refused")
        return False
    visit = Visit(who, release, said.get("page", "?"), codes(selection), said.get("export", "a file"))
    if kept.write(visit):
        return True
    log.error("the access log cannot be written: exports are refused")
    return False


async def record_export(request: Request) -> Response:
    """Asked by the browser's part of a page. Only a page of this server may ask, and only for what it shows."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return PlainTextResponse("Only a page of this server asks this.", 403)
    try:
        body = await _body(request)
        said = json.loads(body)
        page, selection, export = (said[name] for name in FIELDS)
        wanted = {str(name): str(code) for name, code in dict(selection).items()}
    except (ValueError, KeyError, TypeError, ClientDisconnect):
        return PlainTextResponse("This is no export of a page.", 400)
    if not write_export(request.scope, page=str(page), selection=wanted, export=str(export)):
        return PlainTextResponse(NOT_WRITTEN, 503)
    return Response(status_code=204)


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise ValueError("too long")
    return body
