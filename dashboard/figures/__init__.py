"""Plotly figures, from frames. One theme for all of them."""
