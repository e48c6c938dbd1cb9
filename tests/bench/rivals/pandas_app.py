"""The same question in Streamlit with pandas: read and count at every click, or (KEEPS=1) with the file read once, as Streamlit advises."""

import os

import pandas as pd
import plotly.express as px
import streamlit as st


def read() -> pd.DataFrame:
    return pd.read_csv(os.environ["ROWS"], parse_dates=["start_dt"])


st.title("Missing")
rows = (st.cache_data(read) if os.environ.get("KEEPS") else read)()
unit = st.selectbox("Count", ["EPISODE", "REPORT", "INVESTIGATION"])
chosen = rows[rows["counting_unit"] == unit]
monthly = chosen.groupby(chosen["start_dt"].dt.to_period("M").astype(str)).size().rename("n").reset_index()
st.header(f"{unit}: {monthly['n'].iloc[-12:].sum()} in the latest year")
facts = {"Latest": monthly["n"].iloc[-1], "Mean": monthly["n"].mean(), "Most": monthly["n"].max()}
for column, (title, value) in zip(st.columns(3), facts.items(), strict=True):
    column.metric(title, f"{value:.0f}")
figure = px.line(monthly, x="start_dt", y="n")
figure.add_hline(monthly["n"].mean())
st.plotly_chart(figure)
st.dataframe(monthly.tail(12))
