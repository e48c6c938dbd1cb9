"""My paper: findings that somebody added from any page, in an order of their own, with their words."""

import streamlit as st

from dashboard.catalogue.register import page_link
from dashboard.controls.paper import choose_length, controls_row, picked
from dashboard.paper.draft import OWN
from dashboard.run import this_run
from dashboard.show_paper import show_editor
from dashboard.show_questions import show_questions_alone

release = this_run().release
if picked():
    with controls_row():
        length = choose_length()
    show_editor(release, OWN, length)
else:
    st.info(
        f"Nothing has been added yet. “Add to my paper” stands under each finding that a paper can hold. [Begin with the trend]({page_link('missing')})"
    )
show_questions_alone("my-paper")
