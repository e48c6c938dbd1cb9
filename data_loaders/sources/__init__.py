"""Where a delivery comes from: a folder of files, read as text, named and typed by the descriptions of the tables."""

from __future__ import annotations

from data_loaders.sources.collect import Collected, collect
from data_loaders.sources.delivered import Delivered, LeftOut

__all__ = ["Collected", "Delivered", "LeftOut", "collect"]
