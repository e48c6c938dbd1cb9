"""One invented world and its release for all tests, made by what users use: once for all processes and runs of the same code.

`python -m tests.made_world` makes it before the tests ask for it.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sys
from pathlib import Path

from data_loaders.demo import write_demo
from data_loaders.publish import publish
from tests.kept import POLICY

ROOT = Path(__file__).resolve().parents[1]
WORLDS = ROOT / ".worlds"  # git does not track it; one world at a time stands there


def made_world() -> Path:
    """The folder with its `deliveries` and `releases`; who asks while another makes it waits for it."""
    WORLDS.mkdir(exist_ok=True)
    made = WORLDS / world_digest()
    with (WORLDS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in [folder for folder in WORLDS.iterdir() if folder.is_dir()]:
                shutil.rmtree(old)
            unfinished = WORLDS / "unfinished"
            write_demo(unfinished / "deliveries", seed=7, scale=1.0)
            publish(unfinished / "deliveries", out=unfinished / "releases", policy_file=POLICY, audience="partnership")
            unfinished.rename(made)
    return made


def world_digest() -> str:
    """Of everything that an invented world and its release are made from: another line of code, another world."""
    whole = hashlib.sha256(sys.version.encode())
    files = [*(ROOT / "data_loaders").rglob("*"), *(ROOT / "assets").rglob("*"), ROOT / "constraints.txt"]
    files = [file for file in files if "papers" not in file.parts]  # how a paper looks makes no other world
    for file in sorted(f for f in files if f.is_file() and "__pycache__" not in f.parts):
        whole.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:24]


if __name__ == "__main__":
    made_world()
