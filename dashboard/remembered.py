"""What has been worked out once for a release is kept: frozen, keyed by release and question, out of visitors' reach.

Streamlit's own caches can be emptied by anybody who is connected, and copy on every hit.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Made = TypeVar("Made")
MOST = 400
_kept: OrderedDict[tuple[Hashable, ...], Any] = OrderedDict()
_lock = Lock()


def remembered(key: tuple[Hashable, ...], make: Callable[[], Made]) -> Made:
    """What `make` returns for this key, made once. `key` begins with the release id; the oldest give way after 400."""
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            kept: Made = _kept[key]
            return kept
    made = make()  # outside the lock: two visitors at once may both make it, neither waits for the other
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made
