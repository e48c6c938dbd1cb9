"""A session: what the provider said of somebody, and until when it holds. Signed out is signed out on every replica."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from dataclasses import dataclass, field
from typing import Any

from dashboard.access.log import AccessLog, Entry, LogBrokenError, Place

log = logging.getLogger("dashboard")


@dataclass(frozen=True)
class Session:
    subject: str
    groups: tuple[str, ...]
    ends_at: float  # seconds since 1970
    key: str  # of this sign-in and no other

    def is_over(self, now: float) -> bool:
        return now >= self.ends_at


def session_of(raw: bytes, *, client_id: str, claim: str, hours: float) -> Session | None:
    """The session that verified claims (`raw`, as JSON) make, or None where one is missing or meant for somebody else.

    It ends with the provider's token or after so many hours, whichever comes first: nobody works on with a role that the
    provider has taken away since.
    """
    claims: dict[str, Any] = json.loads(raw)
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    subject, ends, begun = claims.get("sub"), claims.get("exp"), claims.get("iat")
    if client_id not in audiences or not isinstance(subject, str) or not subject:
        return None
    if not _is_time(ends) or not _is_time(begun):
        return None
    held = claims.get(claim)
    groups = held if isinstance(held, list) else [held]
    whole = tuple(group for group in groups if isinstance(group, str))
    return Session(
        subject, whole, min(float(ends or 0), float(begun or 0) + hours * 3600), hashlib.sha256(raw).hexdigest()
    )


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@dataclass(frozen=True)
class SignOut(Entry):
    """`session`: the key of a sign-in. `ends_at`: when it would have ended, in seconds since 1970."""

    session: str
    ends_at: int


@dataclass
class SignedOut:
    """Sessions that were ended before their time: a list that all replicas read, since a cookie can be kept and sent again.

    It is sealed like the access log, with its key: who can write there and has not the key signs nobody in again. What was read once is
    not forgotten, and a list that is not as it was written, or cannot be read, lets nobody in.
    """

    log: AccessLog
    _read: Place = field(default_factory=Place)
    _keys: set[str] = field(default_factory=set)
    _is_whole: bool = True

    def add(self, session: Session) -> bool:
        """False where it could not be written: then it holds in this process alone."""
        self._keys.add(session.key)
        return self.log.write(SignOut(session.key, round(session.ends_at)))

    def __contains__(self, session: Session) -> bool:
        return not self.is_whole() or session.key in self._keys

    def is_whole(self) -> bool:
        """Whether the list can be relied upon. Said in the server's log when that changes."""
        try:
            self.read()
        except (OSError, LogBrokenError) as error:
            if self._is_whole:
                log.error("the list of sign-outs cannot be relied upon, so nobody is let in: %s", error)
            self._is_whole = False
            return False
        if not self._is_whole:
            log.warning("the list of sign-outs is whole again")
        self._is_whole = True
        return True

    def read(self) -> None:
        """Read what was written since; raises `LogBrokenError` where it is not as it was written, `OSError` where it cannot be read."""
        entries, self._read = self.log.read_on(self._read)
        self._keys |= {str(entry["session"]) for entry in entries if float(entry["ends_at"]) > time.time()}
