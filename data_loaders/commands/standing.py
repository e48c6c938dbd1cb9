"""For whoever answers for what is shown: which releases there are, withdraw, roll back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table as Grid
from rich.text import Text

from data_loaders.commands.terminal import Audience, Store, app, columns, out
from data_loaders.store.journal import Decision, journal
from data_loaders.store.releases import standings
from data_loaders.store.withdrawal import Seen
from data_loaders.store.withdrawal import roll_back as back
from data_loaders.store.withdrawal import withdraw as take_back

Role = Annotated[str, typer.Option(help="The role of who decides; never a name.")]
Reason = Annotated[str, typer.Option(help="Why; kept in the private journal.")]
By = Annotated[
    Seen,
    typer.Option(
        help="Whether somebody can have seen it. What somebody saw stays counted as it was; "
        "what nobody saw is uncounted, and its month can be published again."
    ),
]


@app.command(name="releases")
def list_releases(store: Store, audience: Audience = "partnership") -> None:
    """List the releases: in force, earlier, taken back; and what was done to them."""
    found = standings(store, audience)
    if not found:
        out.print(f"No release for the audience '{audience}' was ever published in {store}.", markup=False)
        return
    grid = Grid(*columns("Release", "Stands", "As at", "Begun afresh, because", "Does not open, because"))
    for one in found:
        grid.add_row(*(Text(said) for said in one.in_words))
    out.print(grid)
    for entry in journal(store):
        out.print(f"{entry.day}: {entry.what}: {entry.subject} ({entry.role}: {entry.reason})", markup=False)


@app.command()
def withdraw(store: Store, role: Role, reason: Reason, seen: By, audience: Audience = "partnership") -> None:
    """Take the release in force back and show nothing, until the next one is published."""
    gone = take_back(store, audience, Decision(role, reason), seen=seen, say=_say)
    out.print(f"{gone} is taken back. Nothing is shown for the audience '{audience}'.", markup=False)


@app.command(name="roll-back")
def roll_back(
    store: Store,
    to: Annotated[str, typer.Option(help="The earlier release, as `releases` names it.")],
    role: Role,
    reason: Reason,
    seen: By,
    audience: Audience = "partnership",
) -> None:
    """Put an earlier release in force, in place of all that came after it."""
    gone = back(store, audience, Decision(role, reason), to=to, seen=seen, say=_say)
    out.print(f"In force: {Path(to).name}. Taken back: {', '.join(gone)}.", markup=False)


def _say(sentence: str) -> None:
    out.print(sentence, markup=False)
