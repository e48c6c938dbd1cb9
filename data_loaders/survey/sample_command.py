"""The command that estimates a mean or a share from a sample."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

out = Console()


def estimate(
    file: Annotated[Path, typer.Argument(help="A CSV with one row for each pupil (or school, household …).")],
    value: Annotated[str, typer.Option(help="The column whose mean, or share of 1 among 0 and 1, is estimated.")],
    weights: Annotated[str | None, typer.Option(help="The column of weights.")] = None,
    strata: Annotated[str | None, typer.Option(help="The column of strata.")] = None,
    clusters: Annotated[
        str | None, typer.Option(help="The column of clusters; two with a comma for two stages.")
    ] = None,
    population: Annotated[
        str | None, typer.Option(help="How many units each stratum (then each cluster) has; two with a comma.")
    ] = None,
) -> None:
    """Estimate a mean or a share from a sample, with its standard error by the way it was drawn."""
    from data_loaders.survey.sample_file import Drawn, estimate_of

    made = estimate_of(file, value, Drawn(weights, strata, clusters, population))
    out.print(
        f"estimate {made.value:.6g}, standard error {made.standard_error:.6g}, 95 % interval {made.lower:.6g} to "
        f"{made.upper:.6g}, {made.degrees} degrees of freedom, {made.n} rows.",
        markup=False, highlight=False,
    )  # fmt: skip
