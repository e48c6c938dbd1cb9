"""Audits: how practice is rated, what changed since the round before, and where to look."""

from collections.abc import Callable

import streamlit as st

from dashboard.ask.audits import has_audits
from dashboard.catalogue.entry import Entry
from dashboard.catalogue.register import link_to
from dashboard.controls.steering import choose_audit, codes_of, picked
from dashboard.findings.audits import filters
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("Records are drawn and read against standards. The reading is about practice, never about a child or a worker: "
            "what is good stands beside what is not yet.")  # fmt: skip


def on_pick(entry: Entry) -> Callable[[], None]:
    """A bar or dot narrows the other charts to what it stands for."""
    by = dict(entry.with_codes).get("by", "round")
    return picked(f"audit-by-{by}", ("domain", "level") if by == "domain_level" else (by,))


if not has_audits(release):
    st.info("No audit was delivered for this release.")
else:
    codes = codes_of(choose_audit(filters(release)))
    st.markdown("Pick a bar or a dot to narrow all the other charts to it, or use the lists above; the link of this page keeps the choice. "
                f"Pick it again to open it. [Actions that came of audits]({link_to('actions', origin='AUDIT')})")  # fmt: skip
    show_findings(release, "audits", codes)
    show_findings(release, "audits", codes, place="charts", on_pick=on_pick)
    show_findings(release, "audits", codes, place="rounds", on_pick=on_pick)
