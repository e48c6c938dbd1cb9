"""The same figures in Dash, from counts that were made before: its best case."""

import os

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dash_table, dcc, html

counts = pd.read_csv(os.environ["COUNTS"])
areas = sorted(counts["area"].unique())
app = Dash(__name__)
app.layout = html.Div(
    [
        html.H1("Missing"),
        dcc.Dropdown(areas, areas[0], id="area", clearable=False),
        html.H2(id="title"),
        html.Div(id="facts"),
        dcc.Graph(id="chart"),
        dash_table.DataTable(id="table"),
    ]
)


@app.callback(
    Output("title", "children"),
    Output("facts", "children"),
    Output("chart", "figure"),
    Output("table", "data"),
    Input("area", "value"),
)
def answer(area: str) -> tuple[object, ...]:
    own = counts[counts["area"] == area]
    figure = px.line(own, x="period_start", y="n")
    figure.add_hline(own["n"].mean())
    facts = [html.Span(f"Latest {own['n'].iloc[-1]}, mean {own['n'].mean():.0f}, most {own['n'].max()}")]
    return f"{area}: {own['n'].iloc[-4:].sum()} in the latest year", facts, figure, own.to_dict("records")


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(os.environ["PORT"]))
