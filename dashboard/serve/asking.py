"""Ways of finding out who is there: nobody is asked, a proxy has asked, or the visitor has signed in."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import (
    _get_signed_cookie_with_chunks as signed_cookie,  # Streamlit's own reading of its cookie; held by a test
)

from dashboard.access.session import Session, SignedOut, session_of
from dashboard.access.settings import Settings
from dashboard.access.visitor import ANYBODY, Visitor

USER_HEADER = "x-forwarded-user"  # as oauth2-proxy and Apache's mod_auth_openidc set it
Pseudonym = Callable[[str], str]


@dataclass(frozen=True)
class Admission:
    """A visitor, and whether they are still admitted: asked again at every message."""

    visitor: Visitor
    holds: Callable[[], bool] = lambda: True
    session: Session | None = None


class Asks(Protocol):
    """One way of finding out. None: whoever it is has not said."""

    @property
    def can_sign_in(self) -> bool: ...

    def admission(self, scope: Scope) -> Admission | None: ...

    def end(self, admission: Admission) -> bool: ...

    def is_well(self) -> bool: ...


@dataclass(frozen=True)
class Nobody:
    """On this machine alone, where whoever reaches the server may read what it shows."""

    can_sign_in: bool = False

    def admission(self, scope: Scope) -> Admission | None:  # noqa: ARG002 -- the others look at it
        return Admission(ANYBODY)

    def end(self, admission: Admission) -> bool:  # noqa: ARG002 -- there is nothing to end
        return True

    def is_well(self) -> bool:
        return True


@dataclass(frozen=True)
class Proxy:
    """A proxy that the council trusts has asked, and says who it is. The server answers that proxy alone."""

    pseudonym: Pseudonym
    can_sign_in: bool = False

    def admission(self, scope: Scope) -> Admission | None:
        subject = Headers(scope=scope).get(USER_HEADER, "").strip()
        return Admission(Visitor(self.pseudonym(subject), pages=None)) if subject else None

    def end(self, admission: Admission) -> bool:  # noqa: ARG002 -- the proxy's affair
        return True

    def is_well(self) -> bool:
        return True


@dataclass(frozen=True)
class Provider:
    """The visitor signed in at the council's provider; the cookie that Streamlit sealed holds what the provider said."""

    settings: Settings
    audience: str
    sections: dict[str, tuple[str, ...]]
    signed_out: SignedOut
    pseudonym: Pseudonym
    clock: Callable[[], float] = field(default=time.time)
    can_sign_in: bool = True

    def admission(self, scope: Scope) -> Admission | None:
        session = self._session(Headers(scope=scope).get("cookie", ""))
        if session is None or not self._holds(session):
            return None
        pages = self.settings.pages_for(session.groups, self.audience, self.sections)
        visitor = Visitor(self.pseudonym(session.subject), pages, may_sign_out=True)
        return Admission(visitor, lambda: self._holds(session), session)

    def end(self, admission: Admission) -> bool:
        return admission.session is None or self.signed_out.add(admission.session)

    def is_well(self) -> bool:
        """Whether it is known who has signed out."""
        return self.signed_out.is_whole()

    def _session(self, cookies: str) -> Session | None:
        raw = signed_cookie(cookie_parser(cookies), USER_COOKIE_NAME)
        if not raw:
            return None
        asked = self.settings.sign_in
        return session_of(raw, client_id=asked.client_id, claim=asked.claim, hours=asked.session_hours)

    def _holds(self, session: Session) -> bool:
        return not session.is_over(self.clock()) and session not in self.signed_out
