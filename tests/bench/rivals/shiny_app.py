"""The same figures in Shiny for Python, from counts that were made before: its best case."""

import os

import pandas as pd
import plotly.express as px
from shiny import App, Inputs, Outputs, Session, reactive, render, ui
from shinywidgets import output_widget, render_plotly

counts = pd.read_csv(os.environ["COUNTS"])
areas = sorted(counts["area"].unique())
page = ui.page_fluid(
    ui.h1("Missing"),
    ui.input_select("area", "Area", areas),
    ui.output_ui("title"),
    output_widget("chart"),
    ui.output_table("rows"),
)


def server(input: Inputs, output: Outputs, session: Session) -> None:  # noqa: ARG001 - Shiny gives a server these three
    @reactive.calc
    def own() -> pd.DataFrame:
        return counts[counts["area"] == input.area()]

    @render.ui
    def title() -> ui.Tag:
        n = own()["n"]
        return ui.div(
            ui.h2(f"{input.area()}: {n.iloc[-4:].sum()} in the latest year"),
            ui.p(f"Latest {n.iloc[-1]}, mean {n.mean():.0f}, most {n.max()}"),
        )

    @render_plotly
    def chart() -> object:
        figure = px.line(own(), x="period_start", y="n")
        figure.add_hline(own()["n"].mean())
        return figure

    @render.table
    def rows() -> pd.DataFrame:
        return own()


app = App(page, server)
