"""Commands of the data manager: demo, check, publish, key, sign, audit, dpia, template, dictionary, manifest.

Exit codes: 0 done · 1 the river stopped (the report says where and what cures it) · 2 the command was used wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from data_loaders.account.last import KINDS
from data_loaders.problem import Problem, is_stopping
from data_loaders.signing import key, sign
from data_loaders.survey.sample_command import estimate

app = typer.Typer(help="From partners' deliveries to a published release that is safe to show.", no_args_is_help=True)
out = Console()
NOTHING = "Nothing was published. The previous release, if there is one, stays in force."
POLICY = Path(__file__).resolve().parents[1] / "assets" / "policy.toml"
for written_elsewhere in (key, sign, estimate):
    app.command()(written_elsewhere)
Deliveries = Annotated[Path, typer.Argument(help="The folder with the deliveries.", file_okay=False)]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]


@app.command()
def demo(
    folder: Deliveries,
    seed: int = 1,
    scale: Annotated[float, typer.Option(help="1 = about 2,400 episodes.")] = 1.0,
) -> None:
    """Write invented deliveries with known truths (truth.json), to try the whole river on."""
    from data_loaders.demo import write_demo

    with out.status("Inventing deliveries"):
        write_demo(folder, seed=seed, scale=scale)
    out.print(
        f"Invented deliveries are in {folder}. What was planted in them is in {folder / 'truth.json'}.", markup=False
    )


@app.command()
def check(
    folder: Deliveries,
    store: Annotated[Path | None, typer.Option("--out", help="The folder with the releases, to compare with.")] = None,
    policy: Annotated[Path, typer.Option(help="The disclosure policy.")] = POLICY,
    audience: Annotated[str, typer.Option(help="partnership or public.")] = "partnership",
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
            notes = rehearse(
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
    for note in notes:
        out.print(f"· {note}", highlight=False, markup=False)
    report(found)
    if letter is not None:
        write_letter(found, letter)
    out.print("Nothing would stop publication.")


@app.command(name="let-through")
def let_through(
    folder: Deliveries,
    file: Annotated[str, typer.Option(help="The file, as `check` names it.")],
    row: Annotated[int, typer.Option(help="The row, as `check` numbers it.")],
    column: Annotated[str, typer.Option(help="The column, as `check` names it.")],
    role: Annotated[str, typer.Option(help="The role of who has read the text; never a name.")],
) -> None:
    """Let one held text through that a person has read and found to identify nobody; kept in released_rows.toml."""
    from datetime import date

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
def publish(
    folder: Deliveries,
    store: Annotated[Path, typer.Option("--out", help="The folder with the releases.")],
    policy: Annotated[Path, typer.Option(help="The disclosure policy.")] = POLICY,
    audience: Annotated[str, typer.Option(help="partnership or public.")] = "partnership",
    rebase: Annotated[
        str | None,
        typer.Option(help="Begin a new series after what is out, with the reason; earlier releases stay as they are."),
    ] = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option(help=f"A difference from the last delivery that somebody has looked at: {', '.join(KINDS)}."),
    ] = None,
    key: Annotated[Path | None, typer.Option(help="Sign the release with this key (see `key`).")] = None,
) -> None:
    """Publish a release: checks, identity guard, views, audit; whole or not at all."""
    from data_loaders.lock.signature import KeyRefusedError, read_signer
    from data_loaders.publish import RiverStoppedError
    from data_loaders.publish import publish as flow

    warned: list[Problem] = []
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
            )
    except RiverStoppedError as error:
        report(error.problems)
        out.print(NOTHING)
        raise typer.Exit(1) from error
    except KeyRefusedError as error:
        out.print(f"{error} {NOTHING}", markup=False)
        raise typer.Exit(1) from error
    except OSError as error:
        place = error.filename or store
        out.print(f"{place} cannot be read or written ({error.strerror}). {NOTHING}", markup=False)
        raise typer.Exit(1) from error
    report(warned)
    out.print(f"In force: {release.path}", soft_wrap=True, markup=False)


@app.command()
def audit(
    store: Annotated[Path, typer.Argument(help="The folder with the releases.")],
    audience: str = "partnership",
) -> None:
    """Print what was tried against the release in force, and what came of it."""
    from data_loaders.release import ReleaseRefusedError, open_release

    try:
        release = open_release(store, audience)
    except ReleaseRefusedError as error:
        out.print(str(error), markup=False)
        raise typer.Exit(1) from error
    grid = Grid("Check", "Of", "Result", "Why", title=f"Audit of release {release.id}")
    for line in release.audit.checks:
        grid.add_row(*(Text(said) for said in (line.name, line.subject, line.status, line.reason)))
    out.print(grid)


@app.command()
def dpia(
    store: Annotated[Path, typer.Argument(help="The folder with the releases.")],
    to: Annotated[Path, typer.Option("--out", help="The file to write, in Markdown.")],
    audience: str = "partnership",
    form: Annotated[Path | None, typer.Option("--template", help="Another template than docs/dpia.md.")] = None,
) -> None:
    """Write the data protection impact assessment with the facts of the release in force."""
    from data_loaders.dpia import TEMPLATE, filled
    from data_loaders.release import ReleaseRefusedError, open_release

    try:
        to.write_text(
            filled(open_release(store, audience), (form or TEMPLATE).read_text(encoding="utf-8")), encoding="utf-8"
        )
    except ReleaseRefusedError as error:
        out.print(str(error), markup=False)
        raise typer.Exit(1) from error
    out.print(f"{to} holds the facts of the release; lines that begin with 'To be answered' are yours.", markup=False)


@app.command()
def draft(folder: Deliveries) -> None:
    """Propose a mapping for the files of a folder, with the evidence for each column: mapping.draft.toml, to be corrected."""
    from data_loaders.draft import drafts, write_draft

    made, problems = drafts(folder)
    grid = Grid("File", "Table", "Columns found", "Understood", "Not used")
    for one in made:
        grid.add_row(*(Text(cell) for cell in one.in_words))
    report(problems)
    out.print(grid)
    if made:
        said = f"{write_draft(folder, made)} is a draft: correct the lines with a ?, then rename it to mapping.toml."
        out.print(said, markup=False)


@app.command()
def template(
    folder: Deliveries,
    only: Annotated[str | None, typer.Option(help="Only these tables, with commas between.")] = None,
) -> None:
    """Write an empty CSV for every table, and a workbook that explains their columns. Nothing that is there is overwritten."""
    from data_loaders.deliveries.template import UnknownTableError, write_templates

    try:
        made = write_templates(folder, [name.strip() for name in only.split(",")] if only else None)
    except UnknownTableError as error:
        out.print(str(error), markup=False)
        raise typer.Exit(1) from error
    out.print(f"{made} templates are in {folder}; those that stay empty count as not delivered.", markup=False)


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


@app.command()
def manifest(
    folder: Deliveries,
    supplier: Annotated[str, typer.Option(help="Who supplied the files.")],
    extract_date: Day,
    period_start: Day,
    period_end: Day,
    audience: Annotated[str, typer.Option(help="partnership or public.")] = "partnership",
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


def report(problems: Iterable[Problem]) -> None:
    """One line for each problem, what stops the river first. Text as it is: no sign of a file's name is taken for markup."""
    listed = sorted(problems, key=lambda p: (p.severity, p.table, p.row or 0))
    if not listed:
        return
    grid = Grid("", "What is wrong", "What cures it", show_lines=True)
    for problem in listed:
        grid.add_row("stops" if is_stopping(problem) else "warns", Text(problem.sentence), Text(problem.cure))
    out.print(grid)
