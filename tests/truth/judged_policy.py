"""The policy with the views alone whose sentences are judged: what a world costs is mostly the search for the others.

Those that are left compete with fewer, so that they are shown at least as finely: more is said, and more can be false.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

POLICY = Path(__file__).parents[2] / "assets" / "policy.toml"
JUDGED = {
    "missing_episodes": {"total", "total_children", "locality", "year_band", "discussion_in_time", "arranged_in_time"},
    "missing_reports": {"total", "locality"},
    "missing_investigations": {"total"},
    "incidents": {"total", "place"},
}
TIED = re.compile(r"(?ms)^tied = \[.*?\]\s*\]|^tied = \[.*?\]$")


def judged_policy(file: Path) -> Path:
    """Write it, by leaving blocks of the real one out; a dimension that no view asks for goes with its views."""
    text = POLICY.read_text(encoding="utf-8")
    whole = tomllib.loads(text)["datasets"]
    used = {
        name: {d for view in data["views"] if view["name"] in JUDGED[name] for d in view["dimensions"]}
        for name, data in whole.items()
    }
    blocks = [b for b in re.split(r"(?m)^(?=\[)", text) if _is_kept(b, used)]
    file.write_text("".join(_with_tied(block, whole, used) for block in blocks), encoding="utf-8")
    return file


def _is_kept(block: str, used: dict[str, set[str]]) -> bool:
    if view := re.match(r'\[\[datasets\.(\w+)\.views\]\]\s*name = "(\w+)"', block):
        return view[2] in JUDGED[view[1]]
    dimension = re.match(r"\[datasets\.(\w+)\.dimensions\.(\w+)", block)
    return not dimension or dimension[2] in used[dimension[1]]


def _with_tied(block: str, whole: dict[str, dict[str, list[list[str]]]], used: dict[str, set[str]]) -> str:
    head = re.match(r"\[datasets\.(\w+)\]", block)
    if not head:
        return block
    pairs = [pair for pair in whole[head[1]].get("tied", []) if set(pair) <= used[head[1]]]
    return TIED.sub(f"tied = {pairs}".replace("'", '"'), block)
