"""Files as text: nothing is guessed, so '007', 'NA' and 1e5 stay what they are until a column's description types them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from data_loaders.sources.books import read_document
from data_loaders.sources.documents import DOCUMENTS
from data_loaders.sources.heads import Framed
from data_loaders.sources.layout import FOUND, Layout
from data_loaders.sources.other_kinds import refuse_another_kind
from data_loaders.sources.parquet import read_parquet
from data_loaders.sources.shapes import SHAPES, read_shapes
from data_loaders.sources.signs import TAKEN_OUT, without_hidden_signs
from data_loaders.sources.text_files import read_text_file
from data_loaders.sources.unreadable import UnreadableError
from data_loaders.untrusted.bounds import TooLargeError, check_memory, check_size

TEXTS = (".csv", ".txt", ".tsv", ".tab")
SUFFIXES = (*TEXTS, *DOCUMENTS, ".parquet", *SHAPES)


def read_file(file: Path, layout: Layout = FOUND) -> Framed:
    """A frame of text, index = row number as a spreadsheet shows it."""
    readers: dict[str, Callable[[Path, Layout], Framed]] = {
        **dict.fromkeys(TEXTS, read_text_file),
        **dict.fromkeys(DOCUMENTS, read_document),
        ".parquet": read_parquet,
        **dict.fromkeys(SHAPES, read_shapes),
    }
    suffix = file.suffix.lower()
    if suffix not in readers:
        raise UnreadableError(
            f"{file.name} cannot be read: its kind is none of {', '.join(SUFFIXES)}. Save it as CSV or XLSX."
        )
    try:
        check_size(file)
        refuse_another_kind(file, text_endings=TEXTS)
        if suffix in TEXTS:
            check_memory(file)
        made = readers[suffix](file, layout)
    except UnreadableError:
        raise
    except TooLargeError as error:
        raise UnreadableError(str(error)) from error
    except Exception as error:  # whatever a library says of a bad file is no sentence for a data manager
        raise UnreadableError(f"{file.name} cannot be read as {suffix[1:].upper()}: it is damaged, or of another kind. Save it again.") from error  # fmt: skip
    return _without_signs(file.name, made)


def _without_signs(file: str, made: Framed) -> Framed:
    index = made.frame.index
    made.frame, hidden = without_hidden_signs(made.frame)
    made.frame.index = index
    if hidden:
        made.notes.append(TAKEN_OUT.format(hidden))
    if made.frame.columns.has_duplicates:
        raise UnreadableError(f"{file} has two columns of the same name. Rename one.")
    return made
