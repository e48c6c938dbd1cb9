"""A first mapping of files that nobody has mapped: proposed with its evidence, corrected by a person, used every month."""

from __future__ import annotations

from data_loaders.draft.proposal import Column, Draft, drafts
from data_loaders.draft.writing import FILE, write_draft

__all__ = ["FILE", "Column", "Draft", "drafts", "write_draft"]
