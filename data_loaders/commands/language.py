"""For whoever may read a service's documents: count them into `language_scans`, and keep nothing of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from data_loaders.commands.terminal import app, out
from data_loaders.deliveries.practice import DOC_TYPES

Documents = Annotated[Path, typer.Argument(help="The folder with the documents.", exists=True, file_okay=False)]


@app.command()
def language(
    folder: Documents,
    kind: Annotated[str, typer.Option(help=f"What kind of documents they are: {', '.join(DOC_TYPES)}.")],
    quarter: Annotated[str, typer.Option(help="The quarter in which they were written: 2026-Q1.")],
    into: Annotated[Path, typer.Option("--out", help="The language_scans.csv of the deliveries; made if it is not there.")],
    words: Annotated[
        Path | None,
        typer.Option("--list", help="A CSV of language_terms; without it, the list that comes with the product.", exists=True, dir_okay=False),
    ] = None,
) -> None:  # fmt: skip
    """Count words, and words that blame, in every docx, pdf and txt of a folder. No text, name of a file or day is kept."""
    from data_loaders.scans import ScanRefusedError, count_folder, quarter_of
    from language.terms import UnreadableListError, own_terms, terms_in

    if kind not in DOC_TYPES:
        raise typer.BadParameter(f"'{kind}' is no kind of document. Known: {', '.join(DOC_TYPES)}.")
    try:
        terms = own_terms() if words is None else terms_in(words)
        counted = count_folder(folder, kind, quarter_of(quarter), terms, into=into)
    except (ScanRefusedError, UnreadableListError) as error:
        out.print(f"{error} Nothing was counted.", markup=False, highlight=False)
        raise typer.Exit(1) from error
    gone = f"{counted.replaced} rows of that kind and quarter gave way. " if counted.replaced else ""
    out.print(
        f"{counted.documents} documents with {counted.words:,} words, of which {counted.hits:,} may blame a child "
        f"({len(terms)} words and phrases of the list), are counted in {into}. {gone}Renew its row of the manifest.",
        markup=False, highlight=False,
    )  # fmt: skip
