"""Who is there, as the server found out, and what is open to them. Everything that is not said to be open is closed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

HEADER = "x-csd-visitor"  # set by the server alone: whatever arrives under this name from outside is thrown away


@dataclass(frozen=True)
class Visitor:
    """`who`: a pseudonym, empty where nobody was asked. `pages`: addresses of pages; None is all of them."""

    who: str = ""
    pages: tuple[str, ...] | None = ()
    may_sign_out: bool = False

    def may_open(self, url: str) -> bool:
        return self.pages is None or url in self.pages

    def as_header(self) -> bytes:
        return json.dumps(asdict(self)).encode("ascii")


ANYBODY = Visitor(pages=None)  # where nobody is asked: on this machine alone
NOBODY = Visitor()


def visitor_of(headers: Mapping[str, str], *, is_asked: bool) -> Visitor:
    """The visitor that the server wrote into the request. Where somebody is asked and nothing is written, nobody is there."""
    written = next((value for name, value in headers.items() if name.lower() == HEADER), None)
    if written is None:
        return NOBODY if is_asked else ANYBODY
    said = json.loads(written)
    pages = said["pages"]
    return Visitor(said["who"], None if pages is None else tuple(pages), said["may_sign_out"])
