"""A text file that is too large to be held at once: read in parts, each a frame of text under the row numbers of the file."""

from __future__ import annotations

import codecs
import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow_csv

from data_loaders.sources.layout import Layout
from data_loaders.sources.other_kinds import refuse_another_kind
from data_loaders.sources.signs import TAKEN_OUT, clean_name, without_hidden_signs
from data_loaders.sources.text_files import HEAD_BYTES, Head, arrow_options, delimiter_of, encoding_of, head_of
from data_loaders.sources.unreadable import UnreadableError
from data_loaders.untrusted.bounds import TooLargeError, check_cells, check_size

PART_BYTES = 16 << 20  # about 100,000 rows, which take some 100 MB from text to checked values
BLOCK_BYTES = 2 << 20  # Arrow reads 32 blocks ahead of whoever checks, and holds them
READ_BYTES = 1 << 22
DECODED = ("utf-8", "utf-8-sig", "cp1252")
SAVE = "Save it as CSV (UTF-8) with one header row and nothing but records below it, or deliver it in several files."


@dataclass
class Stream:
    """`hidden`: in how many cells signs were taken out, when it was last read to its end."""

    file: Path
    layout: Layout
    encoding: str
    delimiter: str
    head: Head
    notes: list[str] = field(default_factory=list)
    hidden: int = 0

    @property
    def how_read(self) -> list[str]:
        return [*self.notes, *([TAKEN_OUT.format(self.hidden)] if self.hidden else [])]

    def parts(self, columns: Sequence[str] = ()) -> Iterator[pd.DataFrame]:
        """Its rows in order; of all columns, or of these alone."""
        name, at, ragged = self.file.name, self.head.at + 1, list[int]()
        self.hidden = 0

        def noted(row: arrow_csv.InvalidRow) -> str:
            ragged.append(row.number or 0)
            return "skip"

        read, parse, convert = arrow_options(self.head, self.encoding, self.delimiter, noted)
        read.use_threads, convert.include_columns = False, list(columns)
        read.block_size = min(BLOCK_BYTES, PART_BYTES)
        try:
            with arrow_csv.open_csv(self.file, read, parse, convert) as batches:
                for part in _gathered(batches):
                    text, touched = without_hidden_signs(part.to_pandas(types_mapper=pd.ArrowDtype).astype("str"))
                    text.index = pd.RangeIndex(at, at + len(text))
                    at, self.hidden = at + len(text), self.hidden + touched
                    yield text if self.layout.last_row is None else text.loc[: self.layout.last_row]
        except (pa.ArrowInvalid, UnicodeError) as error:
            raise UnreadableError(
                f"{name} cannot be read as {self.encoding} from about row {at:,} on. {SAVE}"
            ) from error
        if ragged:
            raise UnreadableError(f"{name}: {len(ragged):,} rows have more or fewer cells than the header. Correct them in the source and deliver again.")  # fmt: skip


def _gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Blocks, put together to parts."""
    own, size = list[pa.RecordBatch](), 0
    for batch in batches:
        own, size = [*own, batch], size + batch.nbytes
        if size >= PART_BYTES:
            yield pa.Table.from_batches(own)
            own, size = [], 0
    if own:
        yield pa.Table.from_batches(own)


def stream_of(file: Path, layout: Layout) -> Stream:
    """How a large text file is to be read: the same encodings, delimiters and headers as for one that is held at once."""
    try:
        check_size(file)
        refuse_another_kind(file, text_endings=(file.suffix.lower(),))
        return _stream_of(file, layout)
    except TooLargeError as error:
        raise UnreadableError(str(error)) from error


def _stream_of(file: Path, layout: Layout) -> Stream:
    with file.open("rb") as read:
        raw = read.read(HEAD_BYTES)
    raw = raw[: raw.rfind(b"\n") + 1] or raw
    encoding, notes = encoding_of(file.name, raw, layout)
    is_utf_8 = _is_utf_8(file)
    if not layout.encoding and encoding.startswith("utf-8") and not is_utf_8:
        encoding, notes = "cp1252", ["it is not UTF-8 and was read as cp1252; look at names with accents."]
    if encoding not in DECODED or layout.leave_out:
        raise UnreadableError(f"{file.name} is too large to be read as it is. {SAVE}")
    delimiter = layout.delimiter or delimiter_of(raw.decode(encoding, errors="ignore"))
    head = head_of(file.name, raw, encoding, delimiter, layout)
    if not head.names:
        raise UnreadableError(f"{file.name} has no header row in its first {len(raw) >> 10:,} KiB. {SAVE}")
    check_cells(file.name, len(raw.splitlines()), len(head.names))
    names = [clean_name(name) for name in head.names]
    if len(set(names)) != len(names):
        raise UnreadableError(f"{file.name} has two columns of the same name. Rename one.")
    head = replace(head, names=names)
    return Stream(file, layout, encoding, delimiter, head, [*head.notes, *notes])


def _is_utf_8(file: Path) -> bool:
    """Whether all of it is; and that every quotation mark is closed, without which no row has an end."""
    decoder, is_decoded, marks = codecs.getincrementaldecoder("utf-8")(), True, 0
    with file.open("rb") as read:
        while block := read.read(READ_BYTES):
            marks += block.count(b'"')
            with contextlib.suppress(UnicodeDecodeError):
                is_decoded = is_decoded and decoder.decode(block) is not None
                continue
            is_decoded = False
    if marks % 2:
        raise UnreadableError(f"{file.name}: a quotation mark that is opened is never closed. Correct it in the source and deliver again.")  # fmt: skip
    return is_decoded
