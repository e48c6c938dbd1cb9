"""One of several suppliers who has not reported yet what the others have: events that nobody delivered would be told as none."""

from __future__ import annotations

from datetime import date

from data_loaders.account.shared import EVENTS
from data_loaders.problem import Problem, stop
from data_loaders.safety.calendar import month_end, whole_months
from data_loaders.sources import Collected

OF_SUPPLIERS = "supplier behind"


def suppliers_behind(collected: Collected) -> list[Problem]:
    """Of each table of events that several report."""
    return [found for table in EVENTS for found in supplier_behind(collected, table)]


def supplier_behind(collected: Collected, table: str) -> list[Problem]:
    """Of several who report the same kind of event: in months that one has not reported yet all together would seem to have fewer."""
    ends = ends_of_suppliers(collected, table)
    if len(set(ends.values())) < 2:
        return []
    (last, known_to), end = min((end, supplier) for supplier, end in ends.items())[::-1], max(ends.values())
    day, until = (f"{month_end(month):%d %B %Y}" for month in (known_to, end))
    file = last_file(collected, table, last)
    return [
        stop(table, file, OF_SUPPLIERS,
             f"{file} ({last}) covers whole months to {day}, and the file of others to {until}: in the months between, the others alone would be told as all.",
             f"Deliver that of {last} to {until}; or set period_end of the others to {month_end(known_to):%Y-%m-%d} in the manifest: later ones then wait; or, where {last} reports no more, set period_end of that file to {month_end(end):%Y-%m-%d}, and name the change in reporting as an event."),
    ]  # fmt: skip


def last_file(collected: Collected, table: str, supplier: str) -> str:
    """The name of the file that goes on longest of all that a supplier sent."""
    own = [
        (o.period_end or date.min, o.file)
        for o in collected.origins
        if (o.table, o.supplier_agency) == (table, supplier)
    ]
    return max(own)[1]


def ends_of_suppliers(collected: Collected, table: str) -> dict[str, int]:
    """Supplier → the last whole month to which the table came, by its number. One whom another followed, who began after he ended, is
    no more waited for. Empty where the table did not come or a file declares no time."""
    own = [o for o in collected.origins if o.table == table]
    times: dict[str, list[tuple[date, date]]] = {}
    for origin in own:
        if origin.period_start is None or origin.period_end is None or table not in collected.tables:
            return {}
        times.setdefault(origin.supplier_agency, []).append((origin.period_start, origin.period_end))
    last = {supplier: max(end for _, end in periods) for supplier, periods in times.items()}
    begun = {supplier: min(start for start, _ in periods) for supplier, periods in times.items()}
    going_on = [s for s, end in last.items() if not any(other != s and start > end for other, start in begun.items())]
    return {s: whole_months(begun[s], last[s])[1] for s in going_on}
