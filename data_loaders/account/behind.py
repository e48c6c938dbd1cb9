"""Discussions that end before the episodes they belong to: what nobody delivered would stand for good as what nobody knew."""

from __future__ import annotations

from datetime import date

from data_loaders.account.suppliers import ends_of_suppliers, last_file
from data_loaders.deliveries.missing import DISCUSSIONS, EPISODES
from data_loaders.problem import Problem, stop
from data_loaders.safety.calendar import month_end, whole_months
from data_loaders.sources import Collected
from data_loaders.sources.origin import covered

RULE = "discussions behind"


def discussions_behind(collected: Collected) -> list[Problem]:
    """An episode counts once, with what is known of its discussion on that day. Months of which no discussions came wait until they do,
    and so do months of which one of several suppliers delivered none: his silence would be told as children who were offered nothing."""
    end, ends = _end(collected, EPISODES.name), ends_of_suppliers(collected, DISCUSSIONS.name)
    late = {supplier: known_to for supplier, known_to in ends.items() if end is not None and known_to < end}
    if end is None or not late:
        return []
    supplier, known_to = min(late.items(), key=lambda each: (each[1], each[0]))
    file = last_file(collected, DISCUSSIONS.name, supplier) if len(ends) > 1 else DISCUSSIONS.name
    own = f"{file} ({supplier})" if len(ends) > 1 else file
    over = (
        f"; or, where {supplier} delivers no more, set period_end of that file to {month_end(end):%Y-%m-%d}: without a discussion then says that none was offered"
        if len(ends) > 1
        else ""
    )
    day, last = (f"{month_end(month):%d %B %Y}" for month in (known_to, end))
    return [
        stop(DISCUSSIONS.name, file, RULE,
             f"{own} covers whole months to {day}, and {EPISODES.name} to {last}: episodes of the months between would stand for good as if nobody knew of a discussion, and in shares in time as not in time.",
             f"Deliver discussions to {last}; or set period_end of {EPISODES.name} to {month_end(known_to):%Y-%m-%d} in the manifest: later episodes then wait, and are counted when both are there{over}."),
    ]  # fmt: skip


def lost_supplier(supplier: str) -> Problem:
    """One of several suppliers whose file did not come, while another's did."""
    return stop(
        DISCUSSIONS.name, DISCUSSIONS.name, RULE,
        f"{DISCUSSIONS.name} of {supplier} was in the last delivery and is not in this one: episodes that are counted now would stand for good as if nobody had offered a discussion.",
        f"Deliver that file again, as it was if there is no newer one, with period_end of {EPISODES.name} at its end; or, where {supplier} delivers no more, with its own period_end at the end of {EPISODES.name}.",
    )  # fmt: skip


def lost_discussions(rows_before: int) -> Problem:
    """The same where the file did not come at all."""
    return stop(
        DISCUSSIONS.name, DISCUSSIONS.name, RULE,
        f"{DISCUSSIONS.name} was in the last delivery ({rows_before:,} rows) and is not in this one: episodes that are counted now would stand for good as if nobody knew of a discussion.",
        f"Deliver it again, as it was if there is no newer one, with period_end of {EPISODES.name} at its end; or leave {EPISODES.name} out this time; or, where nobody delivers it any more, begin a new series without it: --rebase.",
    )  # fmt: skip


def _end(collected: Collected, table: str) -> int | None:
    """The last whole month of a table, by its number; None where it did not come or declares no time."""
    periods: list[date | None] = [
        day for o in collected.origins if o.table == table for day in (o.period_start, o.period_end)
    ]
    if table not in collected.tables or not periods or None in periods:
        return None
    return whole_months(*covered(collected, table))[1]
