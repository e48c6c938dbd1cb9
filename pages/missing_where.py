"""Where and when: areas by their rate, days and hours, and how it ended."""

import streamlit as st

from dashboard.controls.missing import choose_level
from dashboard.findings.mix import mix
from dashboard.findings.places import area_funnel, flow
from dashboard.findings.when import kind_of_day, week
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show

DATASET = "missing_episodes"
ABOUT = {"harm_reported": ("Y", "Harm was reported")}
MIXES = {
    "missing_from": "Where children were missing from", "duration": "How long they were missing", "outcome": "How it ended",
    "found_context": "In which kind of place they were found", "harm_reported": "Whether harm was reported",
}  # fmt: skip

release = this_run().release
st.title("Where and when")
st.markdown("Areas stand beside each other, in no order of merit: what counts is whether one differs by more than its size "
            "and chance would explain.")  # fmt: skip
level = choose_level(release, DATASET)
show(remembered((release.id, "funnel", level), lambda: area_funnel(release, DATASET, level)), release)
show(remembered((release.id, "week"), lambda: week(release, DATASET)), release)
show(remembered((release.id, "day"), lambda: kind_of_day(release, DATASET)), release)
show(remembered((release.id, "flow"), lambda: flow(release, DATASET)), release)
for split, title in MIXES.items():
    show(
        remembered(
            (release.id, "mix", split),
            lambda s=split, t=title: mix(release, DATASET, s, title=t, about=ABOUT.get(s, ("", ""))),
        ),
        release,
    )
