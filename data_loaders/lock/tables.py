"""Every table of a release against its declaration: the one place in which floors are held when a release is opened."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_loaders.lock.manifest import AUDIENCE_FLOOR, Audit, Manifest, ViewEntry
from data_loaders.published import TABLES, PublishedTable
from data_loaders.published.kinds import Floors
from data_loaders.published.views import view_table

RECOUNT, DECLARED = "recount", "declared tables"
WHOLE = (DECLARED, "vintage", "words")  # checks of the whole release; each table has its recount beside them


def floors_of(manifest: Manifest) -> dict[str, int]:
    """Whose floor → the least number that is shown, of themes and of counted datasets; said twice, the lower one counts."""
    said = [*manifest.floors.items(), *((dataset.name, dataset.k) for dataset in manifest.datasets)]
    return {whose: min(k for name, k in said if name == whose) for whose, _ in said}


def floor_problem(manifest: Manifest) -> str | None:
    """A floor below that of the audience, which is in the code: a policy can be stricter and never weaker."""
    least = AUDIENCE_FLOOR.get(manifest.audience)
    low = [whose for whose, k in floors_of(manifest).items() if least is None or k < least]
    return f"has a floor that is too low for '{manifest.audience}' ({', '.join(low)})" if low else None


def declarations(views: tuple[ViewEntry, ...]) -> dict[str, PublishedTable]:
    """Every table that a release with these views may hold, by name."""
    own = {view.table: declared_view(view) for view in views if view.status == "published"}
    return {**TABLES, **own}


def declared_view(view: ViewEntry) -> PublishedTable:
    counts = ("n", "children") if view.children == "published" else ("n",)
    return view_table(dataset=view.dataset, name=view.name, dimensions=list(view.dimensions), counts=counts)


def view_problem(frame: pd.DataFrame, view: ViewEntry, floors: Floors) -> str | None:
    """What is wrong with a view's table, or None."""
    return size_problem(frame, view) or declared_view(view).problem(frame, floors)


def size_problem(frame: pd.DataFrame | None, view: ViewEntry) -> str | None:
    """Whether a view's table has as many cells as the manifest says."""
    if frame is None:
        return "is missing"
    return None if len(frame) == view.cells > 0 else f"is not a full grid of {view.cells} cells"


def problem_of(name: str, frame: pd.DataFrame, tables: Mapping[str, PublishedTable], floors: Floors) -> str | None:
    """What is wrong with a table of that name, or None; a table without a declaration is wrong altogether."""
    return tables[name].problem(frame, floors) if name in tables else "is declared nowhere in data_loaders/published"


def missing_checks(audit: Audit, tables: Mapping[str, str]) -> list[str]:
    """What the audit does not say that it tried: the checks of the whole release, and of each table its recount."""
    tried = {(check.name, check.subject) for check in audit.checks if check.status != "failed"}
    names = {check.name for check in audit.checks if check.status != "failed"}
    return [name for name in WHOLE if name not in names] + [
        f"{RECOUNT} of {table}" for table in tables if (RECOUNT, table) not in tried
    ]
