"""What has been worked out once for a release is kept: frozen, keyed by release and question, out of visitors' reach.

Streamlit's own caches can be emptied by anybody who is connected, and copy on every hit.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from data_loaders.release import Release

Worked = TypeVar("Worked")
MOST = 800  # answers and findings together; the demo's pages need about 300, each of some kilobytes
_kept: OrderedDict[tuple[str, Hashable], Any] = OrderedDict()
_lock = Lock()


def is_remembered(release: Release, question: Hashable) -> bool:
    """Whether `remembered` answers at once."""
    with _lock:
        return (release.id, question) in _kept


def remembered(release: Release, question: Hashable, work_out: Callable[[], Worked]) -> Worked:
    """What `work_out` returns for this question to this release, worked out once; the oldest give way."""
    key = (release.id, question)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            kept: Worked = _kept[key]
            return kept
    worked = work_out()  # outside the lock: two visitors at once may both do it, neither waits for the other
    with _lock:
        _kept[key] = worked
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return worked
