"""Whom a trusted proxy speaks for: its visitor's address and whether they came over TLS. Nobody else is believed."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import Scope

from dashboard.serve.addresses import is_trusted

ENCRYPTED = {"http": "https", "websocket": "wss"}


def forwarded(scope: Scope, proxies: tuple[str, ...]) -> Scope:
    """The request as the proxy received it. Only the last address counts: the proxy wrote it, the others came with it."""
    if not is_trusted((scope.get("client") or ("", 0))[0], proxies):
        return scope
    headers = Headers(scope=scope)
    address = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    is_encrypted = headers.get("x-forwarded-proto", "") == "https"
    return {
        **scope,
        "client": (address, 0) if address else scope.get("client"),
        "scheme": ENCRYPTED[scope["type"]] if is_encrypted else scope["scheme"],
    }
