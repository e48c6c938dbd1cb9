"""What stands behind the figures, as small tables."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd

from dashboard.words.periods import UNIT_WORDS
from data_loaders.release import Release

GLOSSARY = Path(__file__).resolve().parents[2] / "assets" / "glossary.toml"


def views(release: Release, dataset: str) -> pd.DataFrame:
    titles = release.dataset(dataset).dimension_titles
    rows = [
        (
            " and ".join(
                titles[d] + (f" ({level.lower()})" if d == "area" else "") for d, level in v.dimensions.items()
            )
            or "Whole area",
            UNIT_WORDS[v.time_unit] if v.time_unit else "not shown",
            v.cells,
            v.reason or " ".join(v.merges) or "Nothing had to be joined.",
        )
        for v in release.views(dataset)
    ]
    return pd.DataFrame(rows, columns=["Split by", "By", "Figures", "What was joined, and why"])


def sources(release: Release) -> pd.DataFrame:
    rows = [
        (
            s.table,
            s.supplier,
            f"{s.extract_date:%d %B %Y}",
            s.rows_about,
            s.definition_version,
            s.sharing_agreement,
        )
        for s in release.manifest.sources
    ]
    return pd.DataFrame(rows, columns=["Table", "Supplier", "Extracted", "Rows", "Definition", "Sharing agreement"])


def audit(release: Release) -> pd.DataFrame:
    rows = [(c.name, c.subject, c.status, c.tried, c.reason) for c in release.audit.checks]
    return pd.DataFrame(rows, columns=["Check", "Of", "Result", "Tried", "What came of it"])


def glossary() -> pd.DataFrame:
    terms = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))
    return pd.DataFrame(sorted(terms.items()), columns=["Term", "Meaning"])
