"""Texts that the identity guard holds: read one, then let it through by a role, or have it corrected at the source."""

from datetime import date

import streamlit as st

from data_loaders.guard.released import let_through
from desk.drawing import say, table
from desk.folder import doubts
from desk.place import the_place

MOST = 50  # texts of one sitting; the rest follows when these are done

place = the_place()
held = doubts(place)
if not held:
    say("No text is held.")
else:
    say(
        f"{'One text is' if len(held) == 1 else f'{len(held)} texts are'} held. Each is counted without its text, or its row waits, until somebody has read it."
    )
    table("Held texts", ("Number", "File", "Row", "Column", "May be", "Text"),
          [(n, d.file, d.row, d.cell.column, d.what, d.cell.text) for n, d in enumerate(held[:MOST], start=1)])  # fmt: skip
    with st.form("reading"):
        number = st.selectbox("Number of the text that identifies nobody", range(1, min(len(held), MOST) + 1))
        role = st.text_input("Your role (never a name)")
        if st.form_submit_button("Let it through"):
            if role.strip():
                one = held[number - 1]
                let_through(place.deliveries, one.cell, file=one.file, role=role.strip(), read_on=date.today())
                st.rerun()
            say("Write your role: it is kept with the day.", weight="stops")
    say("What identifies somebody is corrected by its supplier: Problems has the report.")
