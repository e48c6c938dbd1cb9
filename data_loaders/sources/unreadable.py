"""What every reader raises, with a sentence for the data manager."""

from __future__ import annotations

from data_loaders.refusal import RefusedError


class UnreadableError(RefusedError):
    """A file that cannot be read; the message says why and what cures it."""
