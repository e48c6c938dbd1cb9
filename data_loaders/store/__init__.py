"""The releases as a store: which stand there, which is in force, how one is taken back, and what is erased on the private side."""

from __future__ import annotations
