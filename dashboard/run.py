"""One run of a page holds one release, from its frame to its last download.

The store is asked once, when a run begins; what is published in the meantime is seen by the next run. A fragment, which is
drawn again without its page, works with the release that its page gave it.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from dashboard.in_force import release_in_force
from data_loaders.release import Release


@dataclass(frozen=True)
class Run:
    """What everything that one run draws is answered from."""

    release: Release
    notice: str = ""


_this: ContextVar[Run] = ContextVar("run")


def begin_run() -> Run:
    """Asked once, by the frame: the release of this run. Every run has a thread, and a context, of its own."""
    held = release_in_force()
    run = Run(held.release, held.notice)
    _this.set(run)
    return run


def this_run() -> Run:
    """The run that the frame began."""
    return _this.get()
