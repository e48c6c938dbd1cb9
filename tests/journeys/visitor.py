"""What every journey needs: the server started as a user starts it, a real browser, and a page that stands still."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
# In milliseconds: several browsers and servers share two cores, and the first paper of a server may take more than a minute.
PATIENCE, EACH = 120_000, 30_000
expect.set_options(timeout=EACH)
EVERY_RULE = {"rules": {"target-size": {"enabled": True}}}  # the one of WCAG 2.2 AA that axe leaves out unless asked
# What axe finds in Streamlit's own frame, not in ours: rule → a part of the element's own markup; one line each, with the reason.
STREAMLITS_OWN: dict[str, str] = {
    "presentation-role-conflict": "stFileUploaderDropzone",  # its field for a document gives a section without a role a label
    "list": "stSidebarNavItems",  # on a phone its menu puts the heads of sections between the lines of a list
    "listitem": 'li class="st-emotion-cache',  # the same; lines of ours have no class of its making
    "region": "stSkipToContent",  # its link past the menu stands before every landmark, as such a link has to
}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, *, folder: Path = ROOT, **variables: str) -> Iterator[str]:
    """The address of a server, once it answers; ended by its own process id. `folder`: whose code it runs; `variables` of its
    environment."""
    with started(command, port, folder=folder, **variables) as (address, _):
        yield address


@contextmanager
def started(command: list[str], port: int, *, folder: Path = ROOT, **variables: str) -> Iterator[tuple[str, int]]:
    """As `running`, with the number of the server's process."""
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **variables}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                httpx.get(address, timeout=2)
                break
            except httpx.TransportError:
                time.sleep(0.5)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def served(store: Path, *options: str) -> Iterator[str]:
    """The product as a user starts it, over this store."""
    port = free_port()
    command = [sys.executable, "-m", "dashboard", "serve", "--release", str(store), "--port", str(port), *options]
    with running(command, port) as address:
        yield address


@contextmanager
def opened_browser() -> Iterator[Browser]:
    found = next(b for b in ("chromium", "chromium-browser", "google-chrome") if shutil.which(b))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which(found), args=FLAGS)
        yield browser
        browser.close()


def visit(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector(READY, timeout=PATIENCE)
    page.wait_for_selector("h1:visible", timeout=PATIENCE)
    page.wait_for_timeout(800)


def violations(page: Page) -> list[tuple[str, str]]:
    """Each rule that an element of ours breaks, with the element."""
    broken = [
        (v["id"], n["html"]) for v in Axe().run(page, options=EVERY_RULE).response["violations"] for n in v["nodes"]
    ]
    return [(rule, html) for rule, html in broken if STREAMLITS_OWN.get(rule, "nothing of Streamlit's") not in html]
