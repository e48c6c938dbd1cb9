"""The entrance: nobody comes past it of whom it is not known who they are, on any address, over any socket, at any message."""

from __future__ import annotations

import logging
from urllib.parse import quote, unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import encode_provider_token

from dashboard.access.visitor import HEADER
from dashboard.serve.asking import Admission, Asks

SIGNED_OUT_CODE = 4401  # of a socket, after HTTP's 401
WANTED = "wanted_page"
WANTED_SECONDS = 600  # to type a password and a code from a telephone
# What the way in itself is made of, and nothing that only begins so. No data is behind any of it.
OPEN = frozenset({"/auth/login", "/oauth2callback", "/_stcore/health", "/ready"})
# Installed packages alone. The map's frame has an origin of its own, so that no cookie comes with what it asks for.
OPEN_FOLDERS = ("/static/", "/component/", "/library/")
SIGN_OUT = "/auth/logout"
NO_ROLE = "You are signed in, and no role that you have may read what is shown here. Whoever runs the dashboard can give you one."
NOT_SAID = "Nothing is shown to somebody who has not signed in."
NOT_FROM_ELSEWHERE = "Only a page of the dashboard signs out."
NOT_ENDED = "Signing out could not be written down, so it does not hold everywhere. Close the browser and tell whoever runs the dashboard."

log = logging.getLogger("dashboard")


class Entrance:
    """Asks who is there, writes the answer into the request, and closes sockets whose session has ended."""

    def __init__(self, app: ASGIApp, asks: Asks, addresses: frozenset[str]) -> None:
        self.app, self.asks, self.addresses = app, asks, addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        scope = _without_claims(scope)
        if scope["type"] == "http" and (scope["path"] in OPEN or scope["path"].startswith(OPEN_FOLDERS)):
            return await self.app(scope, receive, self._secure(send))
        admission = self.asks.admission(scope)
        if admission is None or admission.visitor.pages == ():
            return await self._refuse(admission, scope, receive, send)
        _write(scope, admission)
        if scope["type"] == "websocket":
            return await self._while_it_holds(admission, scope, receive, send)
        if scope["path"] == SIGN_OUT and (refused := self._stays(admission, scope)):
            return await refused(scope, receive, send)
        if wanted := self._wanted(scope):
            return await _to_wanted(wanted)(scope, receive, send)
        await self.app(scope, receive, self._secure(send))

    def _stays(self, admission: Admission, scope: Scope) -> Response | None:
        """Why somebody who asks to sign out does not; None once it is written down that they did."""
        if Headers(scope=scope).get("sec-fetch-site") == "cross-site":
            return PlainTextResponse(NOT_FROM_ELSEWHERE, 403)
        if self.asks.end(admission):
            log.info("signed out: %s", admission.visitor.who)
            return None
        log.error("a sign-out could not be written down: %s", admission.visitor.who)
        return PlainTextResponse(NOT_ENDED, 503)

    async def _while_it_holds(self, admission: Admission, scope: Scope, receive: Receive, send: Send) -> None:
        is_closed = False

        async def asked_again() -> Message:
            nonlocal is_closed
            message = await receive()
            if message["type"] != "websocket.receive" or admission.holds():
                return message
            is_closed = True
            await send({"type": "websocket.close", "code": SIGNED_OUT_CODE})
            return {"type": "websocket.disconnect", "code": SIGNED_OUT_CODE}

        async def while_open(message: Message) -> None:
            if not is_closed and (message["type"] != "websocket.send" or admission.holds()):
                await send(message)

        await self.app(scope, asked_again, while_open)

    async def _refuse(self, admission: Admission | None, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": SIGNED_OUT_CODE})
        answer: Response
        if admission is not None and scope["path"] != SIGN_OUT:
            log.warning("no role: %s", admission.visitor.who)
            answer = PlainTextResponse(NO_ROLE, 403)
        elif admission is not None:
            return await self.app(scope, receive, self._secure(send))  # who has no role may still leave
        elif self.asks.can_sign_in and scope["path"] in self.addresses and scope["method"] == "GET":
            answer = self._to_sign_in(scope)
        else:
            answer = PlainTextResponse(NOT_SAID, 401)
        await answer(scope, receive, self._secure(send))

    def _to_sign_in(self, scope: Scope) -> Response:
        answer = RedirectResponse(f"/auth/login?provider={quote(encode_provider_token('default'))}", 302)
        wanted = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
        answer.set_cookie(WANTED, quote(wanted), max_age=WANTED_SECONDS, httponly=True, samesite="lax")
        return answer

    def _wanted(self, scope: Scope) -> str:
        """The page that was asked for before the sign-in: one of ours, never an address elsewhere."""
        if scope["path"] != "/":
            return ""
        wanted = unquote(cookie_parser(Request(scope).headers.get("cookie", "")).get(WANTED, ""))
        return wanted if wanted.split("?")[0] in self.addresses else ""

    def _secure(self, send: Send) -> Send:
        """Cookies of a sign-in never cross a plain connection, though Streamlit does not say so."""
        if not self.asks.can_sign_in:
            return send

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [_marked(name, value) for name, value in message["headers"]]
            await send(message)

        return marked


def _marked(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    is_bare = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if is_bare else value


def _to_wanted(wanted: str) -> Response:
    answer = RedirectResponse(wanted, 302)
    answer.delete_cookie(WANTED)
    return answer


def _without_claims(scope: Scope) -> Scope:
    """Nobody says of himself who he is."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name.lower() != HEADER.encode()]}


def _write(scope: Scope, admission: Admission) -> None:
    MutableHeaders(scope=scope)[HEADER] = admission.visitor.as_header().decode("ascii")
