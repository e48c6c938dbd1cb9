"""Names as everybody means them: case, spaces and signs between words tell nothing apart."""

from __future__ import annotations

import re


def plain(name: str) -> str:
    return re.sub(r"[\s_\-./]+", "", name).lower()
