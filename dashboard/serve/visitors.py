"""A random code by which a browser finds its own drafts again. It says nothing of a person and is asked for nothing else."""

from __future__ import annotations

import re
import secrets
from http.cookies import CookieError, SimpleCookie

VISITOR = "paper_visitor"
CODE = re.compile(r"[A-Za-z0-9_-]{22}")  # 128 bits: nobody can guess another's
YEAR_SECONDS = 365 * 24 * 3600


def is_visitor(code: str) -> bool:
    return bool(CODE.fullmatch(code))


def has_code(cookies: str) -> bool:
    """Whether a browser already holds a code of ours."""
    try:
        held = SimpleCookie(cookies).get(VISITOR)
    except CookieError:
        return False
    return held is not None and is_visitor(held.value)


def new_cookie(*, scheme: str) -> str:
    """Out of reach of scripts and of other sites; over TLS, of plain connections too."""
    secure = "; Secure" if scheme == "https" else ""
    return f"{VISITOR}={secrets.token_urlsafe(16)}; Max-Age={YEAR_SECONDS}; Path=/; HttpOnly; SameSite=Strict{secure}"
