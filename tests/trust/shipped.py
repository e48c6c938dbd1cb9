"""The unit and the container file that are shipped, with their paths, ports and accounts exchanged for those of a test."""

from __future__ import annotations

import fnmatch
import json
import re
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
INSTRUCTIONS = {"FROM", "RUN", "WORKDIR", "COPY", "USER", "ENV", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"}


def exec_start() -> list[str]:
    """The command of the unit, of the first replica."""
    text = (DEPLOY / "dashboard@.service").read_text(encoding="utf-8").replace("\\\n", " ").replace("%i", "8501")
    (line,) = re.findall(r"(?m)^ExecStart=(.+)$", text)
    return shlex.split(line)


def instructions() -> list[tuple[str, str]]:
    """Of the container file, in order: what is to be done, and with what."""
    text = re.sub(r"(?m)^#.*\n", "", (DEPLOY / "Containerfile").read_text(encoding="utf-8")).replace("\\\n", " ")
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in text.splitlines() if line)]


def container_command() -> list[str]:
    """What a container runs."""
    told = dict(instructions())
    return [*json.loads(told["ENTRYPOINT"]), *json.loads(told["CMD"])]


def health_command() -> list[str]:
    told = dict(instructions())["HEALTHCHECK"]
    return [str(word) for word in json.loads(told[told.index("CMD") + 3 :])]


def context(to: Path) -> Path:
    """What `COPY . .` puts into the image: the folder of the product, but for what the ignore file leaves out."""
    text = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    ignored = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert ignored[0] == "*"  # nothing, but for what is named
    for name in (line.removeprefix("!") for line in ignored[1:] if line.startswith("!")):
        source, target = ROOT / name, to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(
                source, target, ignore=_left_out([line for line in ignored[1:] if not line.startswith("!")])
            )
        else:
            shutil.copyfile(source, target)
    return to


def _left_out(patterns: list[str]) -> Callable[[object, list[str]], set[str]]:
    names = [pattern.removeprefix("**/") for pattern in patterns]
    return lambda _, there: {name for name in there if any(fnmatch.fnmatch(name, one) for one in names)}


def exchanged(command: list[str], places: Mapping[str, str]) -> list[str]:
    """The same command at places of a test; the longest place that fits is exchanged."""
    ordered = sorted(places, key=len, reverse=True)

    def there(word: str) -> str:
        fits = next((one for one in ordered if word == one or word.startswith(f"{one}/")), "")
        return places[fits] + word.removeprefix(fits) if fits else word

    return [there(word) for word in command]
