"""The finding of the page Method: what stands behind all others."""

from __future__ import annotations

from dashboard.catalogue.entry import Entry
from dashboard.findings.data_quality import QUESTION, data_quality

ENTRIES = (Entry("data-quality", "Completeness of the records", QUESTION, "method", lambda r, _: data_quality(r)),)
