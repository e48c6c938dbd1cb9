"""A number reaches a sentence through `words/format`, so that 1,200 is never 1200: no bare count inside an f-string."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("words", "findings", "paper", "controls", "catalogue", "web")
NUMBERS = {"len", "int", "sum"}  # calls that give a whole number of things
# What is no count of anything: places of a drawing, numbers of pages and exhibits, years, and which of several it is.
PLACES = {"width", "height", "level", "number", "year", "n", "digits", "again", "first", "newest"}


def breaches(source: str) -> Iterator[str]:
    """Bare counts in the f-strings of each function, by line."""
    for function in (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef)):
        known = counts_of(function)
        for made in (n for n in ast.walk(function) if isinstance(n, ast.FormattedValue)):
            if made.format_spec is None and is_count(made.value, known):
                yield f"{made.lineno}: {ast.unparse(made.value)}"


def counts_of(function: ast.FunctionDef) -> set[str]:
    """Names of whole numbers: arguments that say so, and what is set from a call that gives a number."""
    known = {
        a.arg
        for a in (*function.args.args, *function.args.kwonlyargs)
        if a.annotation and ast.unparse(a.annotation) == "int"
    }
    for assigned in (n for n in ast.walk(function) if isinstance(n, ast.Assign)):
        for target in assigned.targets:
            pairs = zip(target.elts, assigned.value.elts, strict=True) if isinstance(target, ast.Tuple) and isinstance(assigned.value, ast.Tuple) and len(target.elts) == len(assigned.value.elts) else [(target, assigned.value)]  # fmt: skip
            known |= {t.id for t, value in pairs if isinstance(t, ast.Name) and is_count(value, known)}
    return known - PLACES


def is_count(value: ast.expr, known: set[str]) -> bool:
    if isinstance(value, ast.Name):
        return value.id in known
    if isinstance(value, ast.IfExp):
        return is_count(value.body, known) or is_count(value.orelse, known)
    if isinstance(value, ast.BoolOp):
        return any(is_count(v, known) for v in value.values)
    if isinstance(value, ast.BinOp):
        return is_count(value.left, known) or is_count(value.right, known)
    if isinstance(value, ast.Subscript):
        return isinstance(value.value, ast.Name) and value.value.id in known
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in NUMBERS


@pytest.mark.parametrize("room", ROOMS)
def test_no_count_stands_bare_in_a_sentence(room: str) -> None:
    files = sorted((ROOT / "dashboard" / room).glob("*.py"))
    assert files
    found = [f"{file.name}:{line}" for file in files for line in breaches(file.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "bare", ["f'{len(a)} areas'", "f'{late} of them'", "f'{n_all - late} are left'", "f'{late or \"None\"} is late'"]
)
def test_a_bare_count_is_found(bare: str) -> None:
    assert list(breaches(f"def say(late: int, a: list[str]) -> str:\n    n_all = sum(a)\n    return {bare}\n"))


def test_a_written_count_is_none() -> None:
    assert not list(breaches("def say(late: int) -> str:\n    return f'{count(late)} of them'\n"))
