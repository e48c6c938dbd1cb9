"""One change at a time to everything that stands in a policy: each string, number, list, key and table."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Mutation:
    at: Place
    how: str
    value: Any  # what stands there now; for "renamed", the new key; for "removed", nothing

    @property
    def setting(self) -> str:
        """Where it stands, with positions in lists left out: a class of settings, not one of them."""
        return ".".join(str(part) for part in self.at if isinstance(part, str))


def changes(whole: dict[str, Any]) -> Iterator[Mutation]:
    """All mutations but those that change nothing (a list of equals turned round)."""
    for mutation in mutations(whole):
        now: Any = whole
        for part in mutation.at if mutation.how not in ("added", "removed", "renamed") else ():
            now = now[part]
        if repr(now) != repr(mutation.value):
            yield mutation


def mutations(node: Any, at: Place = ()) -> Iterator[Mutation]:
    if isinstance(node, dict):
        for key, inner in node.items():
            yield Mutation((*at, key), "removed", None)
            yield Mutation((*at, key), "renamed", f"{key}x")
            yield from mutations(inner, (*at, key))
        yield Mutation((*at, "surprise"), "added", "5")
    elif isinstance(node, list):
        yield from _of_list(node, at)
        for position, inner in enumerate(node):
            yield from mutations(inner, (*at, position))
    else:
        yield from _of_value(node, at)


def _of_value(node: bool | int | float | str, at: Place) -> Iterator[Mutation]:
    if isinstance(node, bool):
        yield Mutation(at, "turned", not node)
    elif isinstance(node, int | float):
        lower = node - 1 if isinstance(node, int) else node / 2
        for how, value in (("zero", 0), ("negative", -1), ("lowered", lower), ("raised", node * 2), ("vast", 10**6)):
            yield Mutation(at, how, value)
        yield Mutation(at, "endless", float("inf"))
        yield Mutation(at, "no number", float("nan"))
        yield Mutation(at, "a word", "many")
    else:
        yield Mutation(at, "emptied", "")
        for how, text in (("misspelt", f"{node}x"), ("cut short", node[:-1]), ("swapped case", node.swapcase())):
            if text not in (node, ""):
                yield Mutation(at, how, text)


def _of_list(node: list[Any], at: Place) -> Iterator[Mutation]:
    for position in range(len(node)):
        yield Mutation(at, "one removed", [*node[:position], *node[position + 1 :]])
        yield Mutation(at, "one doubled", [*node[: position + 1], *node[position:]])
    if len(node) > 1:
        yield Mutation(at, "turned round", node[::-1])
        if all(isinstance(band, list) for band in node):
            for one in range(len(node) - 1):
                moved = copy.deepcopy(node)
                moved[one + 1].append(moved[one].pop())
                yield Mutation(at, "moved to the next", moved)


def mutant(whole: dict[str, Any], mutation: Mutation) -> dict[str, Any]:
    """The policy with that one change; what lies beside the way to it is shared, not copied."""
    made = dict(whole)
    inner: Any = made
    for part in mutation.at[:-1]:
        inner[part] = copy.copy(inner[part])
        inner = inner[part]
    last = mutation.at[-1]
    if mutation.how == "removed":
        del inner[last]
    elif mutation.how == "renamed":
        renamed = {(mutation.value if key == last else key): value for key, value in inner.items()}
        inner.clear()
        inner.update(renamed)
    else:
        inner[last] = mutation.value
    return made
