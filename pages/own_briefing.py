"""My briefing: findings as they were seen, in an order of one's own, with notes."""

import streamlit as st

from dashboard.controls.briefing import keep_picked_note, move_picked, picked
from dashboard.paper.briefing import Item
from dashboard.paper.composing import compose_own
from dashboard.run import this_run
from dashboard.show_briefing import NO_NAMES, offer_files
from dashboard.words.escaping import plain

release = this_run().release
st.markdown(
    "“Add to my briefing” stands under every finding; it is taken as you see it, with its filters. The list is kept for this visit only."
)
chosen = picked()
if not chosen:
    st.info("Nothing is picked yet.")
    st.stop()
st.markdown(f":small[{NO_NAMES}]")
title = st.text_input("Title", "Briefing", max_chars=80) or "Briefing"
for number, one in enumerate(chosen):
    st.subheader(plain(f"{number + 1} {one.finding.title}"))
    st.markdown(plain(one.finding.headline))
    note = st.text_area("So what?", one.note, max_chars=1200, key=f"note {one.finding.key} {one.finding.question}")
    if note != one.note:
        keep_picked_note(number, note)
    with st.container(horizontal=True):
        st.button("Up", key=f"up-{number}", disabled=number == 0, on_click=move_picked, args=(number, number - 1))
        st.button("Down", key=f"down-{number}", disabled=number == len(chosen) - 1, on_click=move_picked, args=(number, number + 1))  # fmt: skip
        st.button("Remove", key=f"remove-{number}", on_click=move_picked, args=(number, -1))
items = [Item(one.finding, note=one.note) for one in picked() if one.finding.release_id == release.id]
if len(items) < len(chosen):
    st.warning("Some findings are of an earlier release and are left out; add them again to have them as they are now.")
if items:
    offer_files(lambda: compose_own(release, items, title=title), f"briefing-{release.id}")
