"""For whoever answers for the private rows: erase one child, delete what may be kept no longer."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from data_loaders.commands.standing import Reason, Role
from data_loaders.commands.terminal import Deliveries, app, out
from data_loaders.store.erasure import erase_child, kept_too_long
from data_loaders.store.erasure import purge as delete
from data_loaders.store.journal import Decision

Releases = Annotated[Path, typer.Option("--out", help="The folder with the releases.")]


@app.command()
def erase(
    folder: Deliveries,
    store: Releases,
    role: Role,
    reason: Reason,
    child: Annotated[str, typer.Option(prompt=True, hide_input=True, help="Asked for when left out: so no history of commands keeps it.")],
) -> None:  # fmt: skip
    """Erase every delivered row of one child, by the identifier that partners use. Published counts stay: they name nobody."""
    erased = erase_child(folder, store, child, Decision(role, reason))
    out.print(
        f"{erased.sentence} What is published stays. Ask each supplier to erase the child too: what they deliver again is read again.",
        markup=False, highlight=False,
    )  # fmt: skip


@app.command()
def purge(folder: Deliveries, store: Releases, role: Role, reason: Reason) -> None:
    """Delete every delivered file that is past the retention date of its manifest row. Published counts stay."""
    for kept in kept_too_long(folder, date.today()):
        out.print(f"{kept.file} was to be kept until {kept.until:%d %B %Y}.", markup=False)
    gone = delete(folder, store, date.today(), Decision(role, reason))
    out.print(f"{', '.join(gone.files)}: deleted, with {gone.rows:,} rows.", markup=False)
