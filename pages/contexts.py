"""Contexts at level 2: from referral to safer, and what is measured in the place as well as for the young people."""

import streamlit as st

from dashboard.findings.audits import by_round
from dashboard.findings.contexts import board, chairs, has_contexts, measured, outcomes, waiting_times, who_came
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show
from dashboard.steering_evidence import has_audits
from dashboard.steering_selection import AuditChoice

YOUNG_PEOPLE = AuditChoice(domain="4", level="L1")

release = this_run().release
st.title("Contexts at level 2")
st.markdown("The response to the context itself: a place or a group is referred, assessed, discussed without naming children, planned for and "
            "reviewed. [One context](one-context)")  # fmt: skip
if not has_contexts(release):
    st.info("No contexts at level 2 were delivered for this release.")
else:
    for make in (board, waiting_times, who_came, chairs, outcomes):
        show(remembered((release.id, "contexts", make.__name__), lambda m=make: m(release)), release)
    st.markdown(
        "What follows shows both sides of the fourth domain: change in the place, and change for the young people themselves."
    )
    show(remembered((release.id, "contexts", "measured"), lambda: measured(release)), release)
    if has_audits(release):
        show(
            remembered(
                (release.id, "contexts", "young people"),
                lambda: by_round(release, YOUNG_PEOPLE, title="For the young people themselves"),
            ),
            release,
        )
    else:
        st.info("No audit was delivered that would say what changed for young people themselves.")
