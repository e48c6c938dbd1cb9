"""Text files as programs write them: any common encoding and delimiter, title lines, lines that end as on a Mac."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow_csv
from charset_normalizer import from_bytes

from data_loaders.problem import rows_in_words
from data_loaders.sources.heads import Framed, Rows, framed, header_score
from data_loaders.sources.layout import Layout
from data_loaders.sources.unreadable import UnreadableError
from data_loaders.untrusted.bounds import check_cells

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
OTHERS = ["cp1252", "mac_roman", "cp850"]  # what office programs of these islands write besides Unicode
DELIMITERS = ",;\t|"
SMALL_BYTES = 16 << 20  # up to here every ragged row is named; above they are counted
PLAIN_BYTES = 1 << 18  # below, a plain file is read row by row in no time
HEAD_BYTES = 1 << 18
csv.field_size_limit(1 << 24)
Change = Callable[[int, list[str]], list[str] | None]  # (row, its cells) → its cells from now on, or None: no such row


def rewritten(file: Path, layout: Layout, change: Change) -> bytes:
    """The file with some of its rows changed; every other row keeps its signs, and the file its encoding."""
    raw = file.read_bytes()
    encoding, _ = encoding_of(file.name, raw, layout)
    text = _decoded(file.name, raw, encoding)
    said = re.match(r"sep=(.)\r?\n", text)
    delimiter = layout.delimiter or (said[1] if said else delimiter_of(text[:HEAD_BYTES]))
    lines = [line + "\n" for line in text.removesuffix("\n").split("\n")]
    made, before = list[str](), 0
    reader = csv.reader(iter(lines), delimiter=delimiter, strict=True)
    for number, cells in enumerate(reader, start=1):
        changed = change(number, cells)
        if changed == cells:
            made += lines[before : reader.line_num]
        elif changed is not None:
            one = io.StringIO()
            csv.writer(one, delimiter=delimiter, lineterminator="\n").writerow(changed)
            made.append(one.getvalue())
        before = reader.line_num
    return "".join(made).encode(encoding)


def read_text_file(file: Path, layout: Layout) -> Framed:
    raw = file.read_bytes()
    encoding, note = encoding_of(file.name, raw, layout)
    try:
        head = raw[:HEAD_BYTES].decode(encoding, errors="ignore")
    except LookupError as error:
        raise UnreadableError(f"There is no encoding '{encoding}'. Correct it in mapping.toml.") from error
    if not head.strip():
        raise UnreadableError(f"{file.name} is empty. Deliver it with a header row and rows.")
    if head.lstrip().startswith(("<!DOCTYPE", "<html", "<HTML", "<?xml")):
        raise UnreadableError(
            f"{file.name} is a page of the web, not a table: it holds no rows. Download the file itself."
        )
    said = re.match(r"sep=(.)\r?\n", head)
    delimiter = layout.delimiter or (said[1] if said else delimiter_of(head))
    by_block = encoding in ("utf-8", "utf-8-sig", "cp1252") and not layout.leave_out and not said
    made: Framed | None = None
    if by_block and (len(raw) > SMALL_BYTES or _is_plain(raw, delimiter)):
        made = _in_blocks(file.name, raw, encoding, delimiter, layout)
    if made is None:
        made = _row_by_row(file.name, _decoded(file.name, raw, encoding), delimiter, layout)
    made.notes += note
    return made


def _is_plain(raw: bytes, delimiter: str) -> bool:
    """Whether every line is a row, so that blocks give what rows give: no blank line, no strange sign, quotation marks in pairs."""
    if len(raw) < PLAIN_BYTES or raw.startswith((b"\n", b"\r")) or re.search(rb"\0|\r(?!\n)|\n\r?\n", raw):
        return False
    sign = re.escape(delimiter.encode())
    quoted = re.findall(rb"(?<![^\n" + sign + rb'])"[^"\r\n]*"(?=[\r\n' + sign + rb"]|\Z)", raw)
    return 2 * len(quoted) == raw.count(b'"')


def encoding_of(file: str, raw: bytes, layout: Layout) -> tuple[str, list[str]]:
    if layout.encoding:
        return layout.encoding, []
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return encoding, []
    nulls = raw[:4096].count(0)
    if nulls > len(raw[:4096]) // 4:
        return ("utf-16-le" if raw[1:2] == b"\0" else "utf-16-be"), ["it was read as UTF-16, which its bytes show."]
    if nulls:
        raise UnreadableError(f"{file} is no text file. Save it as CSV (UTF-8).")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        _tell_mixed(file, raw)
        strange = b"\n".join(line for line in re.split(rb"[\r\n]+", raw) if max(line, default=0) > 127)[: 1 << 16]
        best = from_bytes(strange, cp_isolation=OTHERS).best()
        name = best.encoding if best is not None and not re.search(rb"[\x91-\x94\x96]", strange) else "cp1252"
        return name, [f"it is not UTF-8 and was read as {name}; look at names with accents."]
    return "utf-8", []


def _tell_mixed(file: str, raw: bytes) -> None:
    """Two files of different encodings, one below the other: in one of them every accent would be read as two other signs."""
    accented = [(at, line) for at, line in enumerate(raw.splitlines(), start=1) if not line.isascii()]
    is_utf_8 = {at: _is_utf_8(line) for at, line in accented}
    whole, other = ([at for at in is_utf_8 if is_utf_8[at] is kind] for kind in (True, False))
    if whole and other:
        raise UnreadableError(f"{file}: letters with accents are written as UTF-8 in {rows_in_words(whole)}, and otherwise in {rows_in_words(other)}. Save each part as UTF-8 before they are put together.")  # fmt: skip


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(file: str, raw: bytes, encoding: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeError:
        if encoding != "cp1252":
            raise UnreadableError(f"{file} cannot be read as {encoding}. Save it as CSV (UTF-8).") from None
        text = raw.decode("latin-1")
    text = text.removeprefix("\ufeff").replace("\0", "").rstrip("\x1a")  # the sign with which DOS ended a text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def delimiter_of(head: str) -> str:
    """The one at which most of the first lines come apart into the same number of cells."""
    lines = [line for line in head.splitlines()[:60] if line.strip()]
    if len(lines) > 1 and len(head) >= HEAD_BYTES // 2:
        lines = lines[:-1]

    def agreement(sign: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1)
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        return times * (width > 1), width

    return max(DELIMITERS, key=agreement)


def _row_by_row(file: str, text: str, delimiter: str, layout: Layout) -> Framed:
    rows: Rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows.extend(reader)
    except csv.Error as error:
        why = "a quotation mark that is opened is never closed" if "end of data" in str(error) else "a text goes on behind its closing quotation mark"  # fmt: skip
        raise UnreadableError(
            f"{file}, row {len(rows) + 1}: {why}. Correct it in the source and deliver again."
        ) from error
    check_cells(file, len(rows), max(map(len, rows), default=0))
    if rows and rows[0] and rows[0][0].startswith("sep="):
        rows[0] = []
    return framed(file, rows, layout, is_ragged_told=True)


def _in_blocks(file: str, raw: bytes, encoding: str, delimiter: str, layout: Layout) -> Framed | None:
    """The header by its first rows, the body by Arrow; None where rows of a small file have to be looked at one by one.

    Blank lines in a large file would shift the numbers of its rows.
    """
    is_small = len(raw) <= SMALL_BYTES
    if raw.count(b'"') % 2:
        raise UnreadableError(f"{file}: a quotation mark that is opened is never closed. Correct it in the source and deliver again.")  # fmt: skip
    head = head_of(file, raw[:HEAD_BYTES], encoding, delimiter, layout)
    if is_small and not head.is_whole:
        return None
    if not head.names:
        raise UnreadableError(f"{file}: its header cannot be row {head.at}. Correct header_rows in mapping.toml.")
    ragged = list[int]()

    def noted(row: arrow_csv.InvalidRow) -> str:
        ragged.append(row.number or 0)
        return "skip"

    try:
        table = arrow_csv.read_csv(pa.py_buffer(raw), *arrow_options(head, encoding, delimiter, noted))
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        if is_small:
            return None
        raise UnreadableError(f"{file} cannot be read as {encoding}. Save it as CSV (UTF-8).") from error
    frame = table.to_pandas(types_mapper=pd.ArrowDtype).astype("str")
    if is_small and (ragged or not len(frame) or _has_blank_row(frame)):
        return None
    if ragged:
        raise UnreadableError(f"{file}: {len(ragged):,} rows have more or fewer cells than the header. Correct them in the source and deliver again.")  # fmt: skip
    frame.index = pd.RangeIndex(head.at + 1, head.at + 1 + len(frame))
    return Framed(frame[: (layout.last_row or len(frame) + head.at) - head.at], head.notes)


@dataclass(frozen=True)
class Head:
    """Row `at` ends the header; `is_whole`: each of its cells holds a name."""

    at: int
    names: list[str]
    notes: list[str]
    is_whole: bool


def head_of(file: str, raw: bytes, encoding: str, delimiter: str, layout: Layout) -> Head:
    """The header of a text file by its first bytes; the last line of them may be cut, and is not looked at."""
    text = raw.decode(encoding, errors="ignore").removeprefix("\ufeff")
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    first = lines[:-1] or lines  # one line alone stands above a row that is longer than these bytes
    at = max(layout.header_rows) if layout.header_rows else header_score(first, layout.wanted)[1]
    if at > len(first):
        return Head(at, [], [], is_whole=False)
    top = framed(file, first[:at], layout, is_ragged_told=False)
    names = [" ".join(cell.split()) or f"column {n}" for n, cell in enumerate(first[at - 1], start=1)]
    if len(layout.header_rows) > 1:
        names = [str(name) for name in top.frame.columns]
    if len(set(names)) != len(names):
        raise UnreadableError(f"{file} has two columns of the same name in row {at}. Rename one.")
    return Head(at, names, top.notes, is_whole=all(cell.strip() for cell in first[at - 1]))


def arrow_options(
    head: Head, encoding: str, delimiter: str, noted: Callable[[arrow_csv.InvalidRow], str]
) -> tuple[arrow_csv.ReadOptions, arrow_csv.ParseOptions, arrow_csv.ConvertOptions]:
    """All cells as text, below the header; `noted` hears of rows with more or fewer cells."""
    return (
        arrow_csv.ReadOptions(encoding="utf-8" if encoding == "utf-8-sig" else encoding, skip_rows=head.at, column_names=head.names),
        arrow_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, invalid_row_handler=noted),
        arrow_csv.ConvertOptions(column_types=dict.fromkeys(head.names, pa.string()), strings_can_be_null=False),
    )  # fmt: skip


def _has_blank_row(frame: pd.DataFrame) -> bool:
    is_blank = pd.Series(True, index=frame.index)
    for name in frame.columns:
        is_blank &= frame[name].str.strip() == ""
        if not is_blank.any():
            return False
    return True
