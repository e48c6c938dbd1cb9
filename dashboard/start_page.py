"""Streamlit's start page, told where its server is.

On a link such as /places the page would first look for its server under /places, find nothing, and leave two errors in the
browser's log on every visit. A line of script of our own says that the server is at the root.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPT = "start.js"
SAYS = "window.__streamlit = { BACKEND_BASE_URL: window.location.origin + '/' };\n"


class StartPage:
    """Puts the script first in every whole HTML page that Streamlit serves; everything else passes as it is."""

    def __init__(self, app: ASGIApp, script: str) -> None:
        self.app, self.tag = app, f'<head><script src="{script}"></script>'.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/component/"):
            return await self.app(scope, receive, send)
        # Streamlit would send the page packed already, and it could not be changed; it is packed further out.
        scope = (
            {**scope, "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"]}
            if _wants_page(scope)
            else scope
        )
        start: Message = {}
        body = bytearray()

        async def changed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif not start:
                await send(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    page = bytes(body).replace(b"<head>", self.tag, 1)
                    MutableHeaders(scope=start)["content-length"] = str(len(page))
                    await send(start)
                    await send({"type": "http.response.body", "body": page})

        await self.app(scope, receive, changed)


def _wants_page(scope: Scope) -> bool:
    return "text/html" in Headers(scope=scope).get("accept", "")


def _is_page(message: Message) -> bool:
    return message["status"] == 200 and _is_plain_html(Headers(scope=message))


def _is_plain_html(headers: Headers) -> bool:
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
