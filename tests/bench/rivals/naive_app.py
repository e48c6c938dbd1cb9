"""The same question the usual way: read the file and count it again at every click."""

import os

import pandas as pd
import plotly.express as px
import streamlit as st

st.title("Missing")
rows = pd.read_csv(os.environ["ROWS"])
rows["start_dt"] = pd.to_datetime(rows["start_dt"])
unit = st.selectbox("Count", ["EPISODE", "REPORT", "INVESTIGATION"])
chosen = rows[rows["counting_unit"] == unit]
monthly = chosen.groupby(chosen["start_dt"].dt.to_period("M").astype(str)).size().rename("n").reset_index()
st.header(f"{unit}: {monthly['n'].iloc[-12:].sum()} in the latest year")
for column, (title, value) in zip(
    st.columns(3),
    {"Latest": monthly["n"].iloc[-1], "Mean": monthly["n"].mean(), "Most": monthly["n"].max()}.items(),
    strict=True,
):
    column.metric(title, f"{value:.0f}")
figure = px.line(monthly, x="start_dt", y="n")
figure.add_hline(monthly["n"].mean())
st.plotly_chart(figure)
st.dataframe(monthly.tail(12))
