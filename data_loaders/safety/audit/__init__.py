"""The audit that must pass before a release exists. Each check says what it tried, against what, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data_loaders.engine import Engine
from data_loaders.release import Check
from data_loaders.safety.attack.across import Attacks, check_across
from data_loaders.safety.audit.children import check_children
from data_loaders.safety.audit.closure import check_closure
from data_loaders.safety.audit.nesting import check_nesting
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid


@dataclass(frozen=True)
class Published:
    """A view as it would be published: its name, its grid, its table."""

    name: str
    grid: Grid
    table: pd.DataFrame


def audit_dataset(
    data: Countable,
    views: Sequence[Published],
    engine: Engine,
    together: dict[str, Grid] | None = None,
    attacks: Attacks | None = None,
) -> list[Check]:
    """All checks that need the records. The caller adds those that need other releases or the whole release.

    `together`: every view that somebody could combine with these, where those are more than the `views` that are new.
    `attacks`: those made while the views were chosen; none of other records is taken on trust.
    """
    if attacks is None or attacks.data is not data:
        attacks = Attacks(data)
    grids = {view.name: view.grid for view in views} if together is None else together
    checks = [check_closure(data, view.name, view.grid, view.table, engine) for view in views]
    return [*checks, check_nesting(data, grids), check_children(data, views, grids), *check_across(attacks, grids)]
