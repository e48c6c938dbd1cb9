"""How it fits: the meetings, and how a concern moves between them."""

import streamlit as st

from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("From a concern about one child to the place where it happened, and to those who can change it. The partnership edits "
            "this page in assets/how_it_fits.toml.")  # fmt: skip
show_findings(release, "how-it-fits")
