"""Audits: how practice is rated, what changed since the round before, and where to look."""

import streamlit as st

from dashboard.controls.steering import choose_audit, picked
from dashboard.findings.audits import by_dimension, by_round, filters, what_changed
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show
from dashboard.steering_evidence import has_audits

CHARTS = {
    "practice_area": ("practice_area",),
    "item_id": ("item_id",),
    "domain_level": ("domain", "level"),
    "team": ("team",),
}

release = this_run().release
st.title("Audits")
st.markdown("Records are drawn and read against standards. The reading is about practice, never about a child or a worker: "
            "what is good stands beside what is not yet.")  # fmt: skip
if not has_audits(release):
    st.info("No audit was delivered for this release.")
else:
    choice = choose_audit(filters(release))
    st.markdown("Pick a bar or a dot to narrow all the other charts to it, or use the lists above; the link of this page keeps the choice. "
                "Pick it again to open it. [Actions that came of audits](practice?origin=AUDIT)")  # fmt: skip
    show(remembered((release.id, "audit change", choice), lambda: what_changed(release, choice)), release)
    for dimension, names in CHARTS.items():
        made = remembered(
            (release.id, "audit", dimension, choice), lambda d=dimension: by_dimension(release, choice, d)
        )
        show(made, release, on_pick=picked(made.key, names))
    rounds = remembered((release.id, "audit round", choice), lambda: by_round(release, choice))
    show(rounds, release, on_pick=picked(rounds.key, ("round",)))
