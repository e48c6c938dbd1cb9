"""A server of the product in a process of its own, and a provider to sign in at: both on this machine, as a council has them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from streamlit_client import free_port

HTML = {"Accept": "text/html"}


def until_ready(started: subprocess.Popen[bytes], address: str, seconds: float = 240.0) -> None:
    """Wait until an address answers; an AssertionError with the last words of a process that ended instead."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if started.poll() is not None:
            raise AssertionError(f"it ended: {started.communicate()[0].decode()[-3000:]}")
        try:
            if httpx.get(address, timeout=2).status_code < 500:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer in {seconds} s")


@contextmanager
def process(
    *command: str, ready: str, seconds: float = 240.0, tree: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run until the end of the block; `ready` is an address that answers once it is up. `tree`: the product as it stands there."""
    started = subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ, cwd=tree
    )
    try:
        until_ready(started, ready, seconds)
        yield started
    finally:
        started.terminate()
        try:
            started.wait(15)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait(5)
        if started.stdout is not None:
            started.stdout.close()


@contextmanager
def provider(people: dict[str, list[str]], *, token_seconds: int = 3600) -> Iterator[str]:
    """A provider that knows these people and their groups; its metadata address."""
    port = free_port()
    claims = [
        part
        for name, groups in people.items()
        for part in ("--user-claims", json.dumps({"sub": name, "groups": groups}))
    ]
    command = ("oidc_provider_mock", "--port", str(port), "--token-max-age", str(token_seconds), *claims)
    address = f"http://127.0.0.1:{port}/.well-known/openid-configuration"
    with process(*command, ready=address):
        yield address


@contextmanager
def dashboard(store: Path, *options: str, port: int = 0, tree: Path | None = None) -> Iterator[int]:
    """The product's own command; its port. `tree`: of another version, which stands there."""
    port = port or free_port()
    command = ("dashboard", "serve", "--release", str(store), "--port", str(port), *options)
    with process(*command, ready=f"http://127.0.0.1:{port}/_stcore/health", tree=tree):
        yield port


@dataclass
class Person:
    """Somebody with a browser's cookies."""

    port: int
    web: httpx.Client
    given: list[str] = field(default_factory=list)  # cookies as the server gave them, with their marks

    def cookies(self) -> str:
        return "; ".join(
            f"{cookie.name}={cookie.value}" for cookie in self.web.cookies.jar if "127.0.0.1" in cookie.domain
        )

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.web.get(f"http://127.0.0.1:{self.port}{path}", headers={**HTML, **headers}, follow_redirects=False)


_browsers: list[httpx.Client] = []


def browser() -> httpx.Client:
    """A browser without a cookie; `close_browsers` closes it."""
    _browsers.append(httpx.Client(timeout=30))
    return _browsers[-1]


def close_browsers() -> None:
    while _browsers:
        _browsers.pop().close()


def sign_in(port: int, name: str, path: str = "/") -> tuple[Person, httpx.Response, str]:
    """Ask for a page, be sent to the provider, say one's name there, come back: the person, the last answer, the callback."""
    person = Person(port, browser())
    # The server marks its cookies Secure, which a browser sends to this machine without TLS too, and httpx does not.
    answer, callback = person.get(path), ""
    for _ in range(8):
        keep(person, answer)
        if answer.status_code == 200 and 'name="sub"' in answer.text:
            answer = person.web.post(str(answer.url), data={"sub": name}, follow_redirects=False)
        elif answer.is_redirect:
            to = answer.headers["location"]
            address = to if to.startswith("http") else f"http://127.0.0.1:{port}{to}"
            callback = address if "/oauth2callback" in address else callback
            answer = person.web.get(address, headers=HTML, follow_redirects=False)
        else:
            break
    return person, answer, callback


def keep(person: Person, answer: httpx.Response) -> None:
    """Cookies without the mark Secure, so that they are sent on; signed out ones go."""
    if urlsplit(str(answer.url)).port != person.port:
        return
    for line in answer.headers.get_list("set-cookie"):
        found = re.match(r"([^=]+)=([^;]*)", line)
        assert found is not None
        person.web.cookies.delete(found[1]) if found[1] in person.web.cookies else None
        if "Max-Age=0" not in line and found[2] not in ("", '""'):
            person.given.append(line)
            person.web.cookies.set(found[1], found[2].strip('"'), domain="127.0.0.1")
