"""The files that are shipped for a council's server, tried with the programs that read them, as far as those are here."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn
from nginx_front import NAME, NGINX, Front, nginx
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send
from streamlit_client import free_port
from websockets.sync.client import connect

needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed here: apt-get install nginx-light")
DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


class Replica:
    """Stands for a dashboard: says which one it is and what it was told, over HTTP and over a socket."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.server = uvicorn.Server(
            uvicorn.Config(self, port=port, log_level="error", lifespan="off", proxy_headers=False)
        )
        self.thread = threading.Thread(target=lambda: asyncio.run(self.server.serve()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.send", "text": str(self.port)})
            return await send({"type": "websocket.close", "code": 1000})
        headers = {name: value for name, value in Request(scope).headers.items() if name.startswith(("x-", "host"))}
        await JSONResponse({"port": self.port, **headers})(scope, receive, send)

    def start(self) -> None:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


@dataclass(frozen=True)
class House:
    front: Front
    replicas: list[Replica]

    def get(self, path: str = "/", **headers: str) -> httpx.Response:
        context = ssl.create_default_context(cafile=self.front.certificate)
        with httpx.Client(verify=context) as client:
            asked = {"Host": NAME, **{k.replace("_", "-"): v for k, v in headers.items()}}
            address = f"https://127.0.0.1:{self.front.tls}{path}"
            return client.get(address, headers=asked, extensions={"sni_hostname": NAME})


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    replicas = [Replica(free_port()) for _ in range(3)]
    for replica in replicas:
        replica.start()
    with nginx(tmp_path_factory.mktemp("nginx"), [replica.port for replica in replicas]) as front:
        yield House(front, replicas)
    for replica in replicas:
        replica.stop()


@needs_nginx
def test_nginx_speaks_tls_and_says_so(house: House) -> None:
    answer = house.get()
    assert answer.headers["strict-transport-security"].startswith("max-age=63072000")
    assert answer.headers["server"] == "nginx"  # and no version
    with httpx.Client() as client:
        plain = client.get(f"http://127.0.0.1:{house.front.plain}/missing?unit=x", headers={"Host": NAME})
    assert (plain.status_code, plain.headers["location"]) == (301, f"https://{NAME}/missing?unit=x")
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    with (
        socket.create_connection(("127.0.0.1", house.front.tls)) as raw,
        old.wrap_socket(raw, server_hostname=NAME) as wrapped,
    ):
        assert wrapped.version() == "TLSv1.2"


@needs_nginx
def test_what_a_visitor_says_of_himself_is_written_anew(house: House) -> None:
    told = house.get(x_forwarded_for="6.6.6.6", x_forwarded_user="the chair", x_forwarded_proto="http").json()
    assert (told["x-forwarded-for"], told["x-forwarded-proto"], told["host"]) == ("127.0.0.1", "https", NAME)
    assert "x-forwarded-user" not in told
    assert house.get("/ready").status_code == 404
    with pytest.raises(httpx.HTTPError):
        house.get(Host="elsewhere.example.org")


@needs_nginx
def test_a_visitor_stays_with_one_replica_over_both_and_moves_when_it_is_gone(house: House) -> None:
    cookies = [f"paper_visitor=visitor{number:015d}" for number in range(12)]
    at = {cookie: house.get(Cookie=cookie).json()["port"] for cookie in cookies}
    assert len(set(at.values())) > 1
    assert all(house.get(Cookie=cookie).json()["port"] == port for cookie, port in at.items())
    context = ssl.create_default_context(cafile=house.front.certificate)
    for cookie, port in at.items():
        address, headers = f"wss://{NAME}:{house.front.tls}/_stcore/stream", {"Cookie": cookie}
        raw = socket.create_connection(("127.0.0.1", house.front.tls))
        with connect(address, sock=raw, ssl=context, additional_headers=headers, proxy=None) as opened:
            assert opened.recv(timeout=10) == str(port)
    gone = house.replicas[0]
    gone.stop()
    moved = {cookie: house.get(Cookie=cookie).json()["port"] for cookie in cookies}
    assert all(port != gone.port for port in moved.values())
    assert all(
        moved[cookie] == port for cookie, port in at.items() if port != gone.port
    )  # the others stay where they are


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_the_unit_is_known_to_systemd_and_held_tight(tmp_path: Path) -> None:
    unit = tmp_path / "dashboard@8501.service"
    text = (DEPLOY / "dashboard@.service").read_text(encoding="utf-8")
    unit.write_text(
        text.replace("/opt/dashboard/.venv/bin/python", "/bin/true")
        .replace("User=dashboard", "User=daemon")
        .replace("Group=dashboard", "Group=daemon")
    )
    said = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert "dashboard@8501" not in said.stderr, said.stderr
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(unit)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_PAGER": "cat"},
    )
    found = re.search(r"exposure level for .*?: ([\d.]+)", judged.stdout)
    assert found is not None, judged.stdout + judged.stderr
    assert float(found[1]) <= 3.0  # 10 is held by nothing; a unit without any of its lines has 9.6
