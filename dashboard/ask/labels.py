"""What codes are called: as the release says, and nowhere else."""

from __future__ import annotations

from data_loaders.release import Release


def code_labels(release: Release, column: str) -> dict[str, str]:
    """Code → what pages call it, in order. `column` as table.column of the delivery, or the name of a list."""
    rows = release.table("labels")
    rows = rows[rows["column"] == column].sort_values("position", kind="stable")
    return dict(zip(rows["code"].astype(str), rows["label"].astype(str), strict=True))
