"""The same question the usual way, to measure against: read the file and count it again at every click."""

import os

import pandas as pd
import plotly.express as px
import streamlit as st

st.title("Missing")
rows = pd.read_csv(os.environ["NAIVE_CSV"])
rows["start_dt"] = pd.to_datetime(rows["start_dt"])
unit = st.selectbox("Count", ["Episodes", "Reports", "Investigations"], key="unit")
chosen = rows[rows["counting_unit"] == unit.upper().removesuffix("S")]
monthly = chosen.groupby(chosen["start_dt"].dt.to_period("M").astype(str)).size().rename("n").reset_index()
st.header(f"{unit}, whole council area")
st.plotly_chart(px.line(monthly, x="start_dt", y="n"))
st.dataframe(monthly)
