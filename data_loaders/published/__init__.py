"""Every published table, declared once, as data. What no declaration covers can neither be published nor opened.

`TABLES` holds the tables by name; `views.view_table` declares those of counted datasets. How to add one stands in
`table.PublishedTable`.
"""

from __future__ import annotations

from data_loaders.published.audits import AUDITS
from data_loaders.published.committee import COMMITTEE
from data_loaders.published.contexts import CONTEXTS
from data_loaders.published.effects import EFFECTS
from data_loaders.published.geography import GEOGRAPHY
from data_loaders.published.labels import LABELS
from data_loaders.published.place import PLACE
from data_loaders.published.practice import PRACTICE
from data_loaders.published.survey import SURVEY
from data_loaders.published.table import NOBODY, GoesOn, PublishedTable

__all__ = ["NOBODY", "TABLES", "GoesOn", "PublishedTable"]

TABLES: dict[str, PublishedTable] = {
    **LABELS,
    **GEOGRAPHY,
    **EFFECTS,
    **PLACE,
    **SURVEY,
    **AUDITS,
    **CONTEXTS,
    **PRACTICE,
    **COMMITTEE,
}
