"""For whoever looks something up: dictionaries, and an estimate from a sample."""

from __future__ import annotations

from data_loaders.commands.terminal import app, out
from data_loaders.survey.sample_command import estimate


@app.command()
def dictionary() -> None:
    """Print the data dictionary as Markdown."""
    from data_loaders.deliveries.template import dictionary_text

    out.print(dictionary_text(), markup=False, highlight=False, soft_wrap=True, end="")


@app.command()
def tables() -> None:
    """Print the dictionary of a release as Markdown."""
    from data_loaders.published.dictionary import release_text

    out.print(release_text(), markup=False, highlight=False, soft_wrap=True, end="")


app.command()(estimate)
