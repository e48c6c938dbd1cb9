"""Files that are something else than their name says, told by their first bytes: what they are, and what to do."""

from __future__ import annotations

from pathlib import Path

from data_loaders.sources.unreadable import UnreadableError

HEAD_BYTES = 4096
PACKED = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0"
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".ods")
EXPORTED = (
    b"<",
    b"MIME-Version:",
)  # how pages of the web begin, whole or packed for mail, that systems call a workbook
KINDS = (
    (b"%PDF", "a PDF, which is a picture of a table. Ask for the table itself, as CSV or XLSX."),
    (b"{\\rtf", "a text document (RTF). Ask for the table itself, as CSV or XLSX."),
    (b"\x1f\x8b", "a packed file (GZIP). Unpack it and deliver what is in it."),
)
IN_TEXTS = (
    (PACKED, "a workbook or a packed file (XLSX, ODS, ZIP). Give it the ending of its kind, or unpack it."),
    (OLD, "an old workbook (XLS), or one with a password. Give it the ending .xls, or save it without the password."),
    (b"[{", "JSON. Ask for the table itself, as CSV or XLSX."),
    (b'{"', "JSON. Ask for the table itself, as CSV or XLSX."),
    (b"PAR1", "a Parquet file. Give it the ending .parquet."),
)


def refuse_another_kind(file: Path, *, text_endings: tuple[str, ...]) -> None:
    with file.open("rb") as read:
        head = read.read(HEAD_BYTES)
    if not head:
        raise UnreadableError(f"{file.name} is empty: it holds not one byte. Deliver it again, with a header row and rows.")  # fmt: skip
    suffix = file.suffix.lower()
    for sign, what in (*KINDS, *(IN_TEXTS if suffix in text_endings else ())):
        if head.startswith(sign):
            raise UnreadableError(f"{file.name} is no {suffix[1:].upper()}, but {what}")
    if suffix == ".xls" and head.startswith(PACKED):
        raise UnreadableError(f"{file.name} is no XLS, but a workbook of a newer kind. Give it the ending .xlsx.")
    if suffix in (*WORKBOOKS, ".xls") and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(EXPORTED):
        raise UnreadableError(f"{file.name} is no {suffix[1:].upper()}, but a page of the web, as some systems write it for a spreadsheet. Open it in a spreadsheet program, and save it as XLSX.")  # fmt: skip
    if suffix in WORKBOOKS and not head.startswith((PACKED, OLD)) and _is_text(head):
        raise UnreadableError(f"{file.name} is no {suffix[1:].upper()}, but plain text. Give it the ending .csv.")


def _is_text(head: bytes) -> bool:
    return b"\0" not in head and b"\n" in head and not any(sign < 32 and sign not in b"\t\r\n" for sign in head)
