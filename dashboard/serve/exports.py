"""What is taken along is written down first: once for each file, with the page, the kind, what is in it and the release."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from dashboard.access.log import Visit
from dashboard.access.record import CODE, access_log, codes
from dashboard.access.visitor import Visitor, visitor_of
from dashboard.in_force import may_leave, release_in_force
from data_loaders.release import ReleaseRefusedError

ADDRESS = "/record/export"
MOST_BYTES = 4000  # a page, a selection and the key of a finding: some hundred signs
FIELDS = ("page", "selection", "export")
KINDS = ("csv", "svg", "png")  # what a browser makes of a finding by itself
RELEASE = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{16}")
STOPPED = (
    "Nothing can be taken along just now: what leaves is written down first, and that record cannot be written. You can read on. "
    "Please tell whoever runs the dashboard."
)
NOT_IN_FORCE = (
    "These figures were withdrawn, or none are in force: nothing can be taken along. Please load the page again."
)
NOT_OPEN = "This page is not open to your role."
log = logging.getLogger("dashboard")


@dataclass(frozen=True)
class Export:
    """A file of a page, as the access log names it. `release`: that which its figures are of."""

    release: str
    page: str
    selection: str
    kind: str
    name: str
    findings: tuple[str, ...] = ()


class ExportsStoppedError(Exception):
    """Nothing leaves while it cannot be written down."""


def why_stopped() -> str:
    """Why nothing can be taken along now, in words for whoever wants to; empty where something can."""
    kept = access_log()
    return "" if kept is None or kept.can_be_written() else STOPPED


def write_export(visitor: Visitor, export: Export) -> str:
    """Empty where the export may go on: it stands in the log, or this process keeps none. Else why it may not."""
    if not visitor.may_open("" if export.page == "overview" else export.page):
        return NOT_OPEN
    if not _is_shown(export.release):
        log.error("an export is refused: its release was withdrawn or is not here, or none is in force")
        return NOT_IN_FORCE
    kept = access_log()
    if kept is None:
        return ""
    visit = Visit(visitor.who, export.release, export.page, export.selection, export.name, export.kind, export.findings)
    if kept.write(visit):
        return ""
    log.error("the access log cannot be written: exports are refused")
    return STOPPED


def _is_shown(release: str) -> bool:
    """Not where it was withdrawn since the file was offered, nor one that was never here."""
    try:
        release_in_force()
    except ReleaseRefusedError:
        return False
    return may_leave(release)


async def record_export(request: Request) -> Response:
    """Asked by the browser's part of a page. Only a page of this server may ask, and only for what it shows."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return PlainTextResponse("Only a page of this server asks this.", 403)
    try:
        export = _said(json.loads(await _body(request)))
    except (ValueError, KeyError, TypeError, ClientDisconnect):
        return PlainTextResponse("This is no export of a page.", 400)
    except ReleaseRefusedError:
        return PlainTextResponse(NOT_IN_FORCE, 503)
    refused = write_export(visitor_of(Headers(scope=request.scope), is_asked=False), export)
    if refused:
        return PlainTextResponse(refused, 403 if refused == NOT_OPEN else 503)
    return Response(status_code=204)


def _said(asked: dict[str, object]) -> Export:
    """What a page says that it makes, as far as it is codes. Raises ValueError, KeyError or TypeError where it is no export."""
    page, selection, name = (asked[field] for field in FIELDS)
    if not isinstance(selection, dict):
        raise TypeError("a selection is codes by their names")
    finding, _, kind = str(name).rpartition(".")
    if kind not in KINDS or not all(CODE.fullmatch(said) for said in (str(page), finding)):
        raise ValueError("not codes")
    chosen = codes({str(name): str(code) for name, code in selection.items()})
    named = str(asked.get("release", ""))
    release = named if RELEASE.fullmatch(named) else release_in_force().release.id
    return Export(release, str(page), chosen, kind, str(name), (finding,))


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise ValueError("too long")
    return body
