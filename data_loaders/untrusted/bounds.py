"""How much a delivered document may hold. Each bound is far above what a partner sends and far below what a machine has."""

from __future__ import annotations

import zipfile
from pathlib import Path

from data_loaders.refusal import RefusedError

CELLS = 30_000_000  # of one sheet, blank ones between the first and the last included: 1,000,000 rows of 30 columns
COLUMNS = 2_000  # the widest survey of a whole authority had 800
UNPACKED_BYTES = 2 << 30  # of all parts of a packed document
RATIO = 250  # unpacked to packed; sheets of repeated words reach 60
MEMORY_BYTES = 3 << 30  # of the process that reads one document; libraries reserve far more than they use
SECONDS = 180  # for one document; a million rows take about 30
FILE_BYTES = 4 << 30
LARGE_BYTES = 256 << 20  # text files below are read on any machine that runs the product
# Bytes of memory for each byte of a text file, from reading to recounting: 0.75 GB above what is loaded anyway for one of 47 MB.
MEMORY_EACH_BYTE = 16
AVAILABLE = Path("/proc/meminfo")


class TooLargeError(RefusedError):
    """A document that is larger than anything a partner sends; the message says in which way."""


def check_size(file: Path) -> None:
    size = file.stat().st_size
    if size > FILE_BYTES:
        raise TooLargeError(f"{file.name} holds more than {FILE_BYTES >> 30} GiB. Deliver it in several files.")
    if zipfile.is_zipfile(file) and file.suffix.lower() not in (".parquet", ".csv", ".txt"):
        with zipfile.ZipFile(file) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > UNPACKED_BYTES or (unpacked > 1 << 20 and unpacked > RATIO * size):
            raise TooLargeError(
                f"{file.name} unpacks to {unpacked >> 20:,} MiB, far more than its {max(size >> 10, 1):,} KiB suggest. Save it again."
            )


def needed_bytes(file: Path) -> int:
    """What a publication takes for a text file, from reading to recounting."""
    return file.stat().st_size * MEMORY_EACH_BYTE


def check_memory(file: Path) -> None:
    """A text file for which the memory that is free will not do: said before it is read, and not by the machine's end."""
    size, free = file.stat().st_size, free_bytes()
    if size > LARGE_BYTES and free is not None and size * MEMORY_EACH_BYTE > free:
        raise TooLargeError(
            f"{file.name} needs about {max(size * MEMORY_EACH_BYTE >> 30, 1)} GiB of memory, and {free / (1 << 30):.1f} GiB are free. Leave out columns that are "
            "not used, deliver fewer years, have a database read in place, or check it on a larger machine."
        )


def free_bytes() -> int | None:
    """What programs may still take, where the operating system says so."""
    try:
        lines = dict(line.split(":", 1) for line in AVAILABLE.read_text(encoding="ascii").splitlines())
        return int(lines["MemAvailable"].split()[0]) << 10
    except (OSError, KeyError, ValueError):
        return None


def check_cells(name: str, rows: int, columns: int) -> None:
    if rows * columns > CELLS or columns > COLUMNS:
        raise TooLargeError(
            f"{name} reaches to row {rows:,} and column {columns:,}: a cell lies far away from the others, "
            "or there is more than one file should hold. Delete what stands beside the table, or deliver it in several files."
        )
