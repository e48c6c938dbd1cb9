"""Every published table counted again, from the deliveries, by a way of its own.

Nothing here imports what makes tables safe or chooses them: a recount takes the keys of what is about to be published (which
groups, which periods) and works out everything else in the plainest way. A table that has no recount is not published.
"""

from __future__ import annotations

from data_loaders.lock.manifest import Check
from data_loaders.lock.tables import RECOUNT
from data_loaders.published.recount.audits import AUDITS
from data_loaders.published.recount.behind import BEHIND
from data_loaders.published.recount.comparison import Recount, difference
from data_loaders.published.recount.contexts import CONTEXTS
from data_loaders.published.recount.counted import COUNTED, view_recount
from data_loaders.published.recount.effects import EFFECTS
from data_loaders.published.recount.evidence import Evidence
from data_loaders.published.recount.geography import GEOGRAPHY
from data_loaders.published.recount.labels import LABELS
from data_loaders.published.recount.place import PLACE
from data_loaders.published.recount.practice import PRACTICE
from data_loaders.published.recount.survey import SURVEY
from data_loaders.published.table import PublishedTable

__all__ = ["RECOUNTS", "Evidence", "Recount", "recount_check", "recount_checks"]

RECOUNTS: dict[str, Recount] = {
    **LABELS,
    **COUNTED,
    **EFFECTS,
    **GEOGRAPHY,
    **PLACE,
    **SURVEY,
    **AUDITS,
    **CONTEXTS,
    **PRACTICE,
}


def recount_of(name: str) -> Recount | None:
    """The recount of a table; of a view, whose name has a dot, that of all views."""
    return view_recount(name) if "." in name else RECOUNTS.get(name)


def recount_checks(tables: dict[str, PublishedTable], evidence: Evidence) -> list[Check]:
    """One check for each table of the release."""
    return [recount_check(tables[name], evidence) for name in sorted(evidence.published)]


def recount_check(table: PublishedTable, evidence: Evidence) -> Check:
    rows, recount = len(evidence.published[table.name]), recount_of(table.name)
    wrong = _wrong(table, recount, evidence)
    if wrong or recount is None:
        return Check(name=RECOUNT, subject=table.name, status="failed", reason=f"It is not what it should be: {wrong}.")
    if not rows:
        return Check(
            name=RECOUNT,
            subject=table.name,
            status="not applicable",
            reason="Nothing of it was delivered, or may be shown.",
        )
    tried = rows * len(table.columns)
    return Check(name=RECOUNT, subject=table.name, status="passed", reason=recount.how, tried=tried)


def _wrong(table: PublishedTable, recount: Recount | None, evidence: Evidence) -> str | None:
    """What is wrong with the figures of a table, or else with who stands behind them."""
    if recount is None:
        return "it has no recount in data_loaders/published/recount"
    if found := difference(table, recount, evidence):
        return found
    thin = BEHIND[table.name](evidence) if table.name in BEHIND else 0
    return f"{thin} of its counts stand on too few, or mostly on one" if thin else None
