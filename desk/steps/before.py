"""What would be published, against the release in force: what goes on, stays, is new, is joined."""

import streamlit as st

from data_loaders.account.last import KINDS
from desk.drawing import say, table
from desk.place import the_place
from desk.rehearsal import draw_problems, rehearsal_asked_for

place = the_place()
confirmed = st.multiselect("Differences from the last delivery that you have looked at and find right", KINDS)
made = rehearsal_asked_for(place, confirmed)
if made is not None and made.outlook is None:
    say("The publication would stop, so nothing can be said of what it would show.", weight="stops")
    draw_problems([problem for problem in made.problems if problem.severity == "stop"])
elif made is not None and made.outlook is not None:
    if made.outlook.not_rehearsed:
        say(made.outlook.not_rehearsed)
    st.header("What becomes of every row")
    table("Accounts", ("Table", "Delivered", "What becomes of them"), made.outlook.accounts)
    st.header("Rows, against the last delivery")
    table("Rows", ("Table", "Last delivery", "Now"), made.outlook.rows)
    say(f"Records that came late: {made.outlook.late_in_words}.")
    st.header("Figures, against the release in force")
    table("Figures", ("Of", "Split", "In force", "Would be"), made.outlook.lines)
    st.header("What would be joined")
    table("Joined", ("Of", "Split", "Joined"), made.outlook.joined)
    st.header("What would be said")
    table("Notices", ("Notice",), [(notice,) for notice in made.outlook.notices])
