"""For whoever answers for what is shown: publish, audit, impact assessment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table as Grid
from rich.text import Text

from data_loaders.account.last import KINDS
from data_loaders.commands.terminal import (
    INTERRUPTED,
    POLICY,
    Audience,
    Deliveries,
    Store,
    app,
    columns,
    out,
    report,
    report_outlook,
)
from data_loaders.problem import Problem
from data_loaders.refusal import RefusedError
from data_loaders.signing import key as make_key
from data_loaders.signing import sign
from data_loaders.store.releases import TAKEN_BACK

NOTHING = "Nothing was published. The previous release, if there is one, stays in force."
app.command(name="key")(make_key)
app.command()(sign)


@app.command()
def publish(
    folder: Deliveries,
    store: Annotated[Path, typer.Option("--out", help="The folder with the releases.")],
    policy: Annotated[Path, typer.Option(help="The disclosure policy.")] = POLICY,
    audience: Audience = "partnership",
    rebase: Annotated[
        str | None,
        typer.Option(help="Begin a new series after what is out, with the reason; earlier releases stay as they are."),
    ] = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option(help=f"What somebody has looked at and finds right: {', '.join((*KINDS, TAKEN_BACK))}."),
    ] = None,
    key: Annotated[Path | None, typer.Option(help="Sign the release with this key (see `key`).")] = None,
    letter: Annotated[
        Path | None, typer.Option(help="A folder for a page and a workbook that can be mailed to suppliers.")
    ] = None,
) -> None:
    """Publish a release: checks, identity guard, views, audit; whole or not at all."""
    from data_loaders.letter import write_letter
    from data_loaders.lock.signature import read_signer
    from data_loaders.publish import Rehearsal, RiverStoppedError
    from data_loaders.publish import publish as flow

    warned, outlook = list[Problem](), list[Rehearsal]()
    before = _in_force(store, audience)
    try:
        with out.status("Publishing") as status:
            release = flow(
                folder,
                out=store,
                policy_file=policy,
                audience=audience,
                rebase=rebase,
                confirmed=confirm or (),
                signer=None if key is None else read_signer(key),
                say=status.update,
                warn=warned.extend,
                tell=outlook.append,
            )
    except RiverStoppedError as error:
        report(error.problems)
        if letter is not None:
            write_letter(error.problems, letter)
        out.print(NOTHING)
        raise typer.Exit(1) from error
    except RefusedError as error:
        out.print(f"{error} {NOTHING}", markup=False)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        out.print(_left(before, _in_force(store, audience)), soft_wrap=True, markup=False)
        raise typer.Exit(INTERRUPTED) from None
    report(warned)
    if letter is not None:
        write_letter(warned, letter)
    report_outlook(outlook[0])
    out.print(f"In force: {release.path}", soft_wrap=True, markup=False)


def _in_force(store: Path, audience: str) -> str:
    from data_loaders.release import ReleaseRefusedError, current_id

    try:
        return current_id(store, audience)
    except ReleaseRefusedError:
        return ""


def _left(before: str, now: str) -> str:
    """What a publication that was stopped by Ctrl+C has left: nothing, or all of it."""
    if now != before:
        return f"Stopped, but release {now} was written to its end and is in force. Its account was not printed: `check` says it."
    stays = f"Release {now} stays in force" if now else "No release is in force, as before"
    return f"Stopped. Nothing was published and nothing is left half-written. {stays}."


@app.command()
def audit(
    store: Store,
    audience: Audience = "partnership",
) -> None:
    """Print what was tried against the release in force, and what came of it."""
    from data_loaders.release import open_release

    release = open_release(store, audience)
    grid = Grid(*columns("Check", "Of", "Result", "Why"), title=f"Audit of release {release.id}")
    for line in release.audit.checks:
        grid.add_row(*(Text(said) for said in (line.name, line.subject, line.status, line.reason)))
    out.print(grid)


@app.command()
def register(store: Store, audience: Audience = "partnership") -> None:
    """Print what each number of the release in force counts, of whom, over which set and time, as Markdown."""
    from data_loaders.lock.tables import declarations
    from data_loaders.published.register import register_text
    from data_loaders.release import open_release

    release = open_release(store, audience)
    text = register_text(declarations(release.manifest.views))
    out.print(text, markup=False, highlight=False, soft_wrap=True, end="")


@app.command()
def dpia(
    store: Store,
    to: Annotated[Path, typer.Option("--out", help="The file to write, in Markdown.")],
    audience: Audience = "partnership",
    form: Annotated[Path | None, typer.Option("--template", help="Another template than docs/dpia.md.")] = None,
) -> None:
    """Write the data protection impact assessment with the facts of the release in force."""
    from data_loaders.dpia import TEMPLATE, filled
    from data_loaders.release import open_release

    text = filled(open_release(store, audience), (form or TEMPLATE).read_text(encoding="utf-8"))
    to.write_text(text, encoding="utf-8")
    out.print(f"{to} holds the facts of the release; lines that begin with 'To be answered' are yours.", markup=False)
