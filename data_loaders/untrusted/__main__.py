"""`python -m data_loaders.untrusted FILE OUT`: the child. It limits itself, reads one document and writes it down as JSON."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from data_loaders.untrusted.bounds import MEMORY_BYTES, SECONDS, TooLargeError, check_size

BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def main(file: Path, out: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        check_size(file)
        out.write_text(json.dumps({"sheets": _read(file)}), encoding="utf-8")
    except (TooLargeError, ValueError) as error:
        out.write_text(json.dumps({"refused": str(error)}), encoding="utf-8")


def _read(file: Path) -> object:
    if file.suffix.lower() in BOOKS:
        from data_loaders.untrusted.books import read_book

        return read_book(file)
    from data_loaders.untrusted.labelled import read_labelled

    return read_labelled(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
