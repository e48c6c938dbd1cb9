"""Which releases there are; compare, withdraw, roll back."""

import streamlit as st

from data_loaders.store.comparison import compared_releases
from data_loaders.store.journal import Decision, StoreRefusedError, journal
from data_loaders.store.releases import EARLIER, IN_FORCE, standings
from data_loaders.store.withdrawal import Seen, roll_back, withdraw
from desk.drawing import say, table
from desk.place import the_place

ALWAYS = 3  # columns that say something of every release; of the others those that say something of one
NOTHING = "nothing: withdraw the release in force"
place = the_place()
found = standings(place.store, place.audience)
earlier = [one.id for one in found if one.standing == EARLIER]
force = [one.id for one in found if one.standing == IN_FORCE]
heads = ("Release", "Stands", "As at", "Begun afresh, because", "Does not open, because")
said = [at for at in range(len(heads)) if at < ALWAYS or any(one.in_words[at] for one in found)]
table("Releases", [heads[at] for at in said], [[one.in_words[at] for at in said] for one in found])

if force and earlier:
    st.header("Compare with the release in force")
    other = st.selectbox("Earlier release", earlier)
    table(
        "What differs",
        ("Table", "Earlier", "In force"),
        compared_releases(place.store, place.audience, other, force[0]),
    )
if force:
    st.header("Take back")
    with st.form("back"):
        to = st.selectbox("Show in its place", [*earlier, NOTHING])
        seen = Seen(st.selectbox("Who can have seen it", [by.value for by in Seen]))
        role, reason = st.text_input("Your role (never a name)"), st.text_input("Why")
        if st.form_submit_button("Take it back"):
            try:
                decision = Decision(role, reason)
                if to == NOTHING:
                    withdraw(place.store, place.audience, decision, seen=seen)
                else:
                    roll_back(place.store, place.audience, decision, to=to, seen=seen)
                st.rerun()
            except StoreRefusedError as error:
                say(str(error), weight="stops")
st.header("What was done")
table("Journal", ("Day", "What", "Audience", "To what", "By", "Why"),
      [(e.day, e.what, e.audience, e.subject, e.role, e.reason) for e in journal(place.store)])  # fmt: skip
