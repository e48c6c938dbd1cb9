"""What partners would have delivered some time ago: the same invented world, cut where nobody knew further.

Contexts, interventions, actions and what the Committee keeps come first with the newest delivery: what stood in their rows at an
earlier time cannot be told from what they hold now. So do incidents: an update may bring a supplier who was not there before, whose
series then begins with all its years, while a map that is out stays over the time it was first drawn for.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.demo.story import EXTRACT, LAST

# The column that says when a row came to be; tables that are not named hold nothing that happens.
DATED = {
    "missing_episodes": "start_dt", "events": "date", "forum_sessions": "date",
    "audit_rounds": "held_on", "language_scans": "scan_dt", "system_review": "review_dt", "audit_observations": "held_on", "case_reviews": "quarter",
    "training": "period", "targets": "from_dt", "intelligence_sharing": "period", "cpc_indicators": "period_end",
}  # fmt: skip
MOMENTS_OF_DISCUSSIONS = ("offered_dt", "arranged_dt", "completed_dt")
FIRST_WITH_THE_NEWEST = ("efh_incidents", "actions", "decisions", "heard_and_answered", "learning_log", "risk_register", "interventions", "context_cases", "context_measures", "context_risks", "context_stage_history", "context_weights")  # fmt: skip
# table → (table that it belongs to, the column that both have)
BELONGING = {
    "return_discussions": ("missing_episodes", "episode_id"), "forum_contributions": ("forum_sessions", "session_id"),
    "theme_codings": ("forum_contributions", "contribution_id"), "audit_ratings": ("audit_rounds", "round"),
}  # fmt: skip


def extract_of(until: np.datetime64) -> np.datetime64:
    """As many days after the last month as the newest delivery is drawn after its own."""
    return until + (EXTRACT - LAST)


def due_after(until: np.datetime64) -> np.datetime64:
    """When the delivery after that of `until` is due: a quarter later, as the Committee meets."""
    return extract_of((until.astype("datetime64[M]") + 4).astype("datetime64[D]") - 1)


def known_until(tables: Mapping[str, pa.Table], until: np.datetime64) -> dict[str, pa.Table]:
    """The tables as partners would have drawn them soon after `until`, the last day of a month."""
    known = {name: table for name, table in tables.items() if name not in FIRST_WITH_THE_NEWEST}
    for name, column in DATED.items():
        known[name] = known[name].filter(_not_after(known[name][column], until))
    extract = extract_of(until)
    episodes = known["missing_episodes"]
    is_back = _not_after(episodes["end_dt"], extract)
    ends = pc.if_else(is_back, episodes["end_dt"], "")
    known["missing_episodes"] = episodes.set_column(episodes.column_names.index("end_dt"), "end_dt", ends)
    for name, (whole, key) in BELONGING.items():
        known[name] = known[name].filter(pc.is_in(known[name][key], known[whole][key].combine_chunks()))
    for moment in MOMENTS_OF_DISCUSSIONS:
        known["return_discussions"] = known["return_discussions"].filter(_not_after(known["return_discussions"][moment], extract))  # fmt: skip
    return known


def _not_after(moments: pa.ChunkedArray, day: np.datetime64) -> pa.ChunkedArray:
    """Blank is not after anything. ISO dates sort as text."""
    text = pc.fill_null(pc.cast(moments, pa.string()), "")
    return pc.less_equal(pc.utf8_slice_codeunits(text, 0, 10), str(day))
