"""A session: what the provider said of somebody, and until when it holds. Signed out is signed out on every replica."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


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


@dataclass
class SignedOut:
    """Sessions that were ended before their time: a file that all replicas read, since a cookie can be kept and sent again."""

    file: Path
    _read_at: tuple[int, int] = (0, 0)
    _keys: frozenset[str] = frozenset()
    _own: set[str] = field(default_factory=set)

    def add(self, session: Session) -> bool:
        """False where it could not be written: then it holds in this process alone."""
        self._own.add(session.key)
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as file:
                file.write(f"{session.key} {round(session.ends_at)}\n".encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            return False
        return True

    def __contains__(self, session: Session) -> bool:
        try:
            now = self.file.stat()
        except OSError:
            return session.key in self._own
        if self._read_at != (now.st_mtime_ns, now.st_size):
            lines = self.file.read_text(encoding="ascii", errors="replace").splitlines()
            self._keys, self._read_at = frozenset(line.split(" ")[0] for line in lines), (now.st_mtime_ns, now.st_size)
        return session.key in self._keys or session.key in self._own
