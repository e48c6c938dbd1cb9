"""A file of files, as Excel wrote workbooks before 2007: one stream of it by its name."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
END = 0xFFFFFFFA  # numbers from here on are no sectors
ENTRY, IN_HEADER = 128, 109  # bytes of an entry of the directory; sectors of the table that the header names
ROOT = "Root Entry"


def stream(file: Path, names: tuple[str, ...]) -> bytes:
    """The content of the first stream that is called so. KeyError where there is none, IndexError or struct.error
    where the file is cut off."""
    data = file.read_bytes()
    if not data.startswith(MAGIC):
        raise KeyError(file.name)
    size = 1 << _number(data, 30, "<H")
    table = _table(data, size)
    found = dict(_entries(_chain(data, size, size, table, _number(data, 48))))
    name = next((name for name in names if name in found), "")
    start, length = found[name]
    if length >= _number(data, 56):
        made = _chain(data, size, size, table, start)
    else:
        small = 1 << _number(data, 32, "<H")
        little = _chain(data, size, size, table, found[ROOT][0])
        small_table = _numbers(_chain(data, size, size, table, _number(data, 60)))
        made = _chain(little, small, 0, small_table, start)
    if len(made) < length:
        raise IndexError("cut off")
    return made[:length]


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """Which sector follows which."""
    named = list(struct.unpack_from(f"<{IN_HEADER}I", data, 76))
    further = _number(data, 68)
    for _ in range(_number(data, 72)):
        more = _numbers(_sector(data, size, size, further))
        named, further = [*named, *more[:-1]], more[-1]
    return _numbers(b"".join(_sector(data, size, size, number) for number in named if number < END))


def _chain(data: bytes, size: int, offset: int, table: tuple[int, ...], start: int) -> bytes:
    made, number = list[bytes](), start
    while number < END:
        if len(made) > len(table):
            raise IndexError("a chain without an end")
        made.append(_sector(data, size, offset, number))
        number = table[number]
    return b"".join(made)


def _sector(data: bytes, size: int, offset: int, number: int) -> bytes:
    return data[offset + number * size : offset + (number + 1) * size]


def _entries(directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    for at in range(0, len(directory) - ENTRY + 1, ENTRY):
        name = directory[at : at + max(_number(directory, at + 64, "<H") - 2, 0)].decode("utf-16-le")
        yield name, (_number(directory, at + 116), _number(directory, at + 120))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _number(data: bytes, at: int, kind: str = "<I") -> int:
    return int(struct.unpack_from(kind, data, at)[0])
