"""Erase one child; delete what may be kept no longer. Published counts stay: they name nobody."""

from datetime import date

import streamlit as st

from data_loaders.store.erasure import erase_child, kept_too_long, purge
from data_loaders.store.journal import Decision, StoreRefusedError
from desk.drawing import say, table
from desk.place import the_place

place = the_place()
st.header("Erase one child")
say(
    "Every delivered row of the child goes, and what stands on it. Suppliers have to erase the child too: what they deliver again is read again."
)
with st.form("child", clear_on_submit=True):
    child = st.text_input("The identifier that partners use", type="password", autocomplete="off")
    role, reason = st.text_input("Your role (never a name)"), st.text_input("Why")
    if st.form_submit_button("Erase"):
        try:
            erased = erase_child(place.deliveries, place.store, child, Decision(role, reason))
            say(erased.sentence)
        except StoreRefusedError as error:
            say(str(error), weight="stops")

st.header("Delete what may be kept no longer")
past = kept_too_long(place.deliveries, date.today())
table("Files past their date", ("File", "To be kept until"), [(one.file, f"{one.until:%d %B %Y}") for one in past])
if past:
    with st.form("purge"):
        role, reason = st.text_input("Your role (never a name) "), st.text_input("Why ")
        if st.form_submit_button("Delete these files"):
            try:
                gone = purge(place.deliveries, place.store, date.today(), Decision(role, reason))
                say(f"{', '.join(gone.files)}: deleted, with {gone.rows:,} rows.")
            except StoreRefusedError as error:
                say(str(error), weight="stops")
