"""The floor: a page of Streamlit with a select box and the answer as a word."""

import streamlit as st

st.title("Missing")
area = st.selectbox("Area", ["All", "Airdrie", "Bellshill"])
st.markdown(f"Chosen: {area}")
