"""For whoever receives deliveries: draft, manifest, template, check, let through."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table as Grid
from rich.text import Text

from data_loaders.commands.terminal import POLICY, Audience, Deliveries, app, columns, out, report, report_outlook
from data_loaders.problem import Problem, is_stopping

Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]


@app.command()
def demo(
    folder: Deliveries,
    seed: int = 1,
    scale: Annotated[float, typer.Option(help="1 = about 2,400 episodes.")] = 1.0,
    until: Annotated[
        Day | None, typer.Option(help="The last day of a month: what partners would have delivered soon after it.")
    ] = None,
) -> None:
    """Write invented deliveries with known truths (truth.json), to try the whole river on."""
    import numpy as np

    from data_loaders.demo import write_demo
    from data_loaders.demo.story import LAST

    try:
        with out.status("Inventing deliveries"):
            write_demo(folder, seed=seed, scale=scale, until=np.datetime64(until, "D") if until else LAST)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    out.print(
        f"Invented deliveries are in {folder}. What was planted in them is in {folder / 'truth.json'}.", markup=False
    )


@app.command()
def template(
    folder: Deliveries,
    only: Annotated[str | None, typer.Option(help="Only these tables, with commas between.")] = None,
) -> None:
    """Write an empty CSV for every table, and a workbook that explains their columns. Nothing that is there is overwritten."""
    from data_loaders.deliveries.template import write_templates

    made = write_templates(folder, [name.strip() for name in only.split(",")] if only else None)
    out.print(f"{made} templates are in {folder}; those that stay empty count as not delivered.", markup=False)


@app.command()
def draft(folder: Deliveries) -> None:
    """Propose a mapping for the files of a folder, with the evidence for each column: mapping.draft.toml, to be corrected."""
    from data_loaders.draft import drafts, write_draft

    made, problems = drafts(folder)
    grid = Grid(*columns("File", "Table", "Columns found", "Understood", "Not used"))
    for one in made:
        grid.add_row(*(Text(cell) for cell in one.in_words))
    report(problems)
    out.print(grid)
    if made:
        said = f"{write_draft(folder, made)} is a draft: correct the lines with a ?, then rename it to mapping.toml."
        out.print(said, markup=False)


@app.command()
def manifest(
    folder: Deliveries,
    supplier: Annotated[str, typer.Option(help="Who supplied the files.")],
    extract_date: Day,
    period_start: Day,
    period_end: Day,
    audience: Audience = "partnership",
    files: Annotated[
        str | None,
        typer.Option(help="Files of this supplier, with commas between; without it all that have no row yet."),
    ] = None,
) -> None:
    """Add new files to manifest.csv and renew rows and checksums; what is agreed for files that are there stays as it is."""
    from data_loaders.sources.manifest import Said, write_manifest

    patterns = tuple(name.strip() for name in files.split(",")) if files else ()
    made = write_manifest(
        folder, Said(supplier, audience, extract_date.date(), period_start.date(), period_end.date(), patterns)
    )
    report(made.problems)
    said = f"manifest.csv describes {made.rows} files; new: {', '.join(made.new) or 'none'}; changed: {', '.join(made.changed) or 'none'}."
    out.print(said, markup=False, soft_wrap=True)
    if any(is_stopping(problem) for problem in made.problems):
        raise typer.Exit(1)


@app.command()
def check(
    folder: Deliveries,
    store: Annotated[Path | None, typer.Option("--out", help="The folder with the releases, to compare with.")] = None,
    policy: Annotated[Path, typer.Option(help="The disclosure policy.")] = POLICY,
    audience: Audience = "partnership",
    letter: Annotated[
        Path | None, typer.Option(help="A folder for a page and a workbook that can be mailed to suppliers.")
    ] = None,
) -> None:
    """Do everything that publish does, short of writing: say what is wrong, by file, row and column, and what cures it."""
    from data_loaders.letter import write_letter
    from data_loaders.publish import RiverStoppedError, rehearse

    found: list[Problem] = []
    nowhere = folder.with_name(f"{folder.name}.releases")  # where `publish` is usually told to write, if it is not said
    try:
        with out.status("Checking") as status:
            outlook = rehearse(
                folder,
                out=store or nowhere,
                policy_file=policy,
                audience=audience,
                say=status.update,
                warn=found.extend,
            )
    except RiverStoppedError as error:
        report(error.problems)
        if letter is not None:
            write_letter(error.problems, letter)
        out.print("Publication would stop.")
        raise typer.Exit(1) from error
    report(found)
    report_outlook(outlook)
    if letter is not None:
        write_letter(found, letter)
    out.print(outlook.verdict, soft_wrap=True, markup=False)


@app.command(name="let-through")
def let_through(
    folder: Deliveries,
    file: Annotated[str, typer.Option(help="The file, as `check` names it.")],
    row: Annotated[int, typer.Option(help="The row, as `check` numbers it.")],
    column: Annotated[str, typer.Option(help="The column, as `check` names it.")],
    role: Annotated[str, typer.Option(help="The role of who has read the text; never a name.")],
) -> None:
    """Let one held text through that a person has read and found to identify nobody; kept in released_rows.toml."""

    from data_loaders.guard.delivery import guarded
    from data_loaders.guard.released import let_through as keep
    from data_loaders.sources import collect

    doubts = guarded(collect(folder), folder).doubts
    held = [d for d in doubts if (d.file, d.row, d.cell.column) == (file, row, column)]
    if not held or not role.strip():
        out.print("Nothing is held there, or no role is named. `check` lists what is held.", markup=False)
        raise typer.Exit(1)
    keep(folder, held[0].cell, file=file, role=role.strip(), read_on=date.today())
    out.print(f"{file}, row {row}, {column}: goes through from now on, unless its text changes.", markup=False)


@app.command()
def desk(
    folder: Deliveries,
    store: Annotated[Path, typer.Option("--out", help="The folder with the releases.")],
    policy: Annotated[Path, typer.Option(help="The disclosure policy.")] = POLICY,
    audience: Audience = "partnership",
    port: Annotated[int, typer.Option(help="Of this machine; no other machine is ever answered.")] = 8502,
) -> None:
    """Open the desk: all of this in a browser of this machine, for whoever has the printed address."""
    options = ["--out", str(store), "--policy", str(policy), "--audience", audience, "--port", str(port)]
    os.execv(sys.executable, [sys.executable, "-m", "desk", str(folder), *options])  # noqa: S606 — our own program, no shell
