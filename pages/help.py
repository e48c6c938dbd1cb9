"""Help: how the dashboard is used, for each who uses it."""

import streamlit as st

from dashboard.show_questions import show_questions_alone
from dashboard.web.help import help_html

st.html(help_html())
show_questions_alone("help")
