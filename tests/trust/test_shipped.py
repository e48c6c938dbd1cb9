"""The unit and the container file start what they say, with every option that stands in them, as far as it can be tried here.

No container is built: its base comes from a registry. What is tried is what goes into it and what runs in it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import shipped
from served import until_ready
from sign_in_house import settings
from streamlit_client import free_port

from data_loaders.lock.signature import make_key, public_file, read_signer
from data_loaders.publication import sign_in_force


@pytest.fixture(scope="module")
def etc(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What docs/deploy.md puts on a server: releases and their key, settings, the key of the log."""
    folder = tmp_path_factory.mktemp("server")
    releases = Path(shutil.copytree(store, folder / "releases"))
    make_key(folder / "key")
    sign_in_force(releases, "partnership", read_signer(folder / "key"))
    shutil.copyfile(public_file(folder / "key"), folder / "releases.pub")
    (folder / "access.toml").write_text(settings("https://dashboard.example.org", "https://login.example.org/x"))
    (folder / "access.toml").chmod(0o600)
    (folder / "access.key").write_bytes(os.urandom(32))
    (folder / "access.key").chmod(0o600)
    return folder


@contextmanager
def running(command: list[str], where: Path, port: int) -> Iterator[None]:
    with subprocess.Popen(command, cwd=where, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as started:
        try:
            until_ready(started, f"http://127.0.0.1:{port}/ready")
            yield
        finally:
            started.terminate()


def is_shut(port: int) -> bool:
    """Somebody has to sign in, and the answer says so under the name that was allowed alone."""
    asked = {"Accept": "text/html"}
    told = httpx.get(f"http://127.0.0.1:{port}/missing", headers=asked)
    strange = httpx.get(f"http://127.0.0.1:{port}/missing", headers={**asked, "Host": "elsewhere.example.org"})
    return (told.status_code, strange.status_code) == (302, 400)


def test_what_the_unit_starts_is_ready(etc: Path, tmp_path: Path) -> None:
    port = free_port()
    places = {
        "/opt/dashboard/.venv/bin/python": sys.executable,
        "/var/lib/dashboard/releases": str(etc / "releases"),
        "/var/lib/dashboard": str(tmp_path),
        "/etc/dashboard": str(etc),
        "/var/log/dashboard": str(tmp_path / "log"),
        "8501": str(port),
    }
    command = shipped.exchanged(shipped.exec_start(), places)
    assert not [word for word in command if word.startswith(("/opt", "/var", "/etc"))]
    with running(command, shipped.ROOT, port):
        assert is_shut(port)


def test_what_the_container_starts_is_ready_and_well(etc: Path, tmp_path: Path) -> None:
    """From what is copied into it and nothing else of the product."""
    port, image = free_port(), shipped.context(tmp_path / "image")
    places = {
        ".venv/bin/python": sys.executable,
        "0.0.0.0": "127.0.0.1",
        "/releases": str(etc / "releases"),
        "/etc/dashboard": str(etc),
        "/log": str(tmp_path / "log"),
        "/notes": str(tmp_path),
        "8501": str(port),
    }
    with running(shipped.exchanged(shipped.container_command(), places), image, port):
        assert is_shut(port)
        health = [word.replace("8501", str(port)) for word in shipped.health_command()]
        subprocess.run(shipped.exchanged(health, places), check=True, timeout=30)
    assert subprocess.run(shipped.exchanged(health, places), check=False, capture_output=True).returncode != 0


def test_what_goes_into_the_container_is_the_product_and_no_key_and_no_data(tmp_path: Path) -> None:
    image = shipped.context(tmp_path)
    there = {str(file.relative_to(image)) for file in image.rglob("*") if file.is_file()}
    assert {"deploy/requirements.txt", "pyproject.toml", "dashboard/app.py", "pages/missing.py"} <= there
    strange = [
        name
        for name in there
        if re.search(r"(^|/)(\.git|\.venv|var|\.worlds|build|tests)(/|$)|\.key|\.parquet$|\.sqlite", name)
    ]
    assert strange == []


def test_the_container_file_says_only_what_is_known_and_runs_as_nobody_special() -> None:
    said = shipped.instructions()
    words = [word for word, _ in said]
    assert set(words) <= shipped.INSTRUCTIONS
    assert words[0] == "FROM"
    wanted = tomllib.loads((shipped.ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    version = re.search(r"python:(\d+\.\d+)-", said[0][1])
    assert version is not None
    assert wanted == f">={version[1]}"
    at = words.index("USER")
    assert said[at][1] == "dashboard"
    assert "RUN" not in words[at:]  # nothing is installed by the account that serves
    assert "--uid 1500" in (shipped.DEPLOY / "Containerfile").read_text()
    assert (
        "--uid 1500" in (shipped.ROOT / "docs" / "deploy.md").read_text()
    )  # the same, or it could not read its releases


INSTALLED = {"python3-venv", "nginx", "rsync"}
OF_DEBIAN = {
    "apt-get",
    "useradd",
    "install",
    "python3",
    "cd",
    "head",
    "cp",
    "systemctl",
    "runuser",
}  # coreutils, passwd, systemd, apt, util-linux


def test_each_command_of_the_guide_is_there_once_what_it_names_is_installed() -> None:
    text = (shipped.ROOT / "docs" / "deploy.md").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [
        line.split("#")[0] for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()
    ]
    commands = {shlex.split(part)[0] for line in lines for part in re.split(r"&&|\|", line) if part.strip()}
    (installed,) = [line.split()[2:] for line in lines if line.startswith("apt-get install")]
    assert set(installed) == INSTALLED
    assert commands - OF_DEBIAN - set(installed) <= {"python", ".venv/bin/pip"}
