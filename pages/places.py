"""Places: where harm outside the family concentrates, and through whom it is known."""

import streamlit as st

from dashboard.controls import choose_harm
from dashboard.findings.harm_places import harms_of, has_places, known_to, place_map
from dashboard.findings.mix import mix
from dashboard.in_force import release_in_force
from dashboard.remembered import remembered
from dashboard.show import show

DATASET = "incidents"

release, _ = release_in_force()
st.title("Places")
st.markdown("Where harm outside the family is recorded. A record says what an agency came to know, not all that happened; "
            "a place is never the fault of those who are young in it.")  # fmt: skip
if not has_places(release):
    st.info("No incidents were delivered for this release.")
else:
    harm = choose_harm(remembered((release.id, "harms"), lambda: harms_of(release)))
    show(place_map(release, harm), release)
    show(known_to(release), release)
    show(remembered((release.id, "context"), lambda: mix(release, DATASET, "context", title="Contexts")), release)
    show(remembered((release.id, "harm mix"), lambda: mix(release, DATASET, "harm", title="Kinds of harm")), release)
    show(
        remembered(
            (release.id, "ird"),
            lambda: mix(release, DATASET, "ird", title="Reached an inter-agency referral discussion"),
        ),
        release,
    )
