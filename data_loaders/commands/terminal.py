"""What all commands share: the program, what it prints on, and how problems look there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Column
from rich.table import Table as Grid
from rich.text import Text
from typer.core import TyperGroup

from data_loaders.problem import Problem, is_stopping
from data_loaders.refusal import RefusedError, os_refusal

if TYPE_CHECKING:
    from data_loaders.publish import Rehearsal


STOPPED = "Stopped. Give the command again: what it had not finished it does anew."
INTERRUPTED = 130  # as shells say of a program that Ctrl+C ended


class Answering(TyperGroup):
    """Answers every refusal of every command with its sentence, and what the operating system does not allow as well."""

    def invoke(self, ctx: Any) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # nobody reads on: click ends in silence
        except KeyboardInterrupt:
            out.print(STOPPED)
            raise typer.Exit(INTERRUPTED) from None
        except OSError as error:
            refused = os_refusal(error, "A file")
        except RefusedError as error:
            refused = error
        out.print(str(refused), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1)


app = typer.Typer(
    cls=Answering,
    help="From partners' deliveries to a published release that is safe to show.",
    no_args_is_help=True,
)
out = Console()
POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
Deliveries = Annotated[Path, typer.Argument(help="The folder with the deliveries.", file_okay=False)]
Store = Annotated[Path, typer.Argument(help="The folder with the releases.", file_okay=False)]
Audience = Annotated[str, typer.Option(help="partnership or public.")]


def columns(*titles: str) -> list[Column]:
    """Words longer than a column go on in its next line: the end of a name in brackets is what has to be typed."""
    return [Column(title, overflow="fold") for title in titles]


def report(problems: Iterable[Problem]) -> None:
    """One line for each problem, what stops the river first. Text as it is: no sign of a file's name is taken for markup."""
    listed = sorted(problems, key=lambda p: (p.severity, p.table, p.row or 0))
    if not listed:
        return
    grid = Grid(*columns("", "What is wrong", "What cures it"), show_lines=True)
    for problem in listed:
        grid.add_row("stops" if is_stopping(problem) else "warns", Text(problem.sentence), Text(problem.cure))
    out.print(grid)


def report_outlook(outlook: Rehearsal) -> None:
    """How files were read, and what became of every row: the same for a publication and its rehearsal."""
    for note in outlook.notes:
        out.print(f"· {note}", highlight=False, markup=False)
    grid = Grid(*columns("Rows of", "Delivered", "What became of them"))
    for line in outlook.accounts:
        grid.add_row(*(Text(cell) for cell in line))
    out.print(grid)
    for said in (
        f"Records that came late: {outlook.late_in_words}.",
        f"Figures: {outlook.figures_in_words}.",
        *outlook.notices,
    ):
        out.print(f"· {said}", highlight=False, markup=False)
