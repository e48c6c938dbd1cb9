"""What once took the service down, hid in it or came past it, tried again on a server of the product; `make soak` prints both.

The figures of before are those found by attack and load on the version that these rooms were built against.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from another_release import point, twin
from load import COUNCILS, Known, choices, learn, run
from nginx_front import NAME, NGINX, Front, nginx
from served import dashboard
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit_client import Tab, free_port
from websockets.exceptions import ConnectionClosed

from data_loaders.lock.signature import make_key, read_signer
from data_loaders.publication import sign_in_force

pytestmark = [pytest.mark.soak, pytest.mark.long]
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed here: apt-get install nginx-light")
SECONDS = float(os.environ.get("SOAK_SECONDS", "60"))  # of each load; 600 is the short form, 7200 the long one
SWAPS = 100  # of the release in force during one load: more than a council has in eight years of months
LONG_ENOUGH_S = 600  # a shorter load is over before what is remembered is full
SESSIONS = tuple(int(n) for n in os.environ.get("SOAK_SESSIONS", "10,20,40").split(","))
ROOT = Path(__file__).resolve().parents[2]
EARLIER = os.environ.get("SOAK_EARLIER", "HEAD~1")  # the version before this one; it has to know the same tables
Tell = Callable[[str], None]


@dataclass
class House:
    port: int
    store: Path
    releases: list[str]
    known: Known
    pid: int

    def tab(self, _number: int) -> Tab:
        return Tab(self.port)


@pytest.fixture(scope="module")
def house(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("soak")
    mine = Path(shutil.copytree(store, folder / "releases"))
    make_key(folder / "key")
    signer = read_signer(folder / "key")
    release = sign_in_force(mine, "partnership", signer)
    other = twin(mine, signer, "An invented twin")
    COUNCILS.update({release.id: release.manifest.council, other: "An invented twin"})
    areas = release.table("areas")
    codes = [str(code) for code in areas.loc[areas["area_level"] == "LOCALITY", "area_code"]][:4]
    log = ("--access-log", str(folder / "log" / "access.jsonl"), "--access-key", str(folder / "log.key"))
    with dashboard(mine, "--public-key", f"{folder / 'key'}.pub", *log) as port:
        pid = int(
            subprocess.run(
                ["pgrep", "-f", f"dashboard serve .*--port {port}"], capture_output=True, text=True, check=True
            ).stdout.split()[0]
        )

        def show(name: str) -> None:
            point(mine, name)
            for _ in range(200):
                with Tab(port) as tab:
                    if any(name.encode() in body for body in tab.ask("missing").bodies):
                        return
                time.sleep(0.2)
            raise AssertionError(f"{name} was never shown")

        known = learn(port, choices(codes), [release.id, other], show)
        yield House(port, mine, [release.id, other], known, pid)


def handles(pid: int) -> int:
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def test_what_is_compared_differs(house: House) -> None:
    """A check of answers that are all alike would find nothing."""
    for page in {choice[0] for choice in house.known.answers}:
        of_page = [told for choice, told in house.known.answers.items() if choice[0] == page]
        assert len({told[house.releases[0]] for told in of_page}) > 1, page


def test_sessions_get_right_answers_while_releases_are_swapped(house: House, tell: Tell) -> None:
    """Before: 88 of 281 answers showed the frame of one release and the figures of another; 40 sessions at about 1 s."""
    over, memory = threading.Event(), [memory_mb(house.pid)]

    def swap() -> None:
        while not over.wait(max(1.0, SECONDS / SWAPS)):
            point(house.store, house.releases[len(memory) % 2])
            memory.append(memory_mb(house.pid))

    swapping = threading.Thread(target=swap)
    swapping.start()
    try:
        mixed = run(house.tab, house.known, sessions=SESSIONS[0], seconds=SECONDS)
    finally:
        over.set()
        swapping.join()
    tell(f"1, release swapped {len(memory) - 1} times. before: 88 of 281 answers mixed. now: {mixed.sentence()}")
    quarters = [max(memory[len(memory) * n // 4 : len(memory) * (n + 1) // 4], default=0) for n in range(4)]
    tell(
        f"1, memory: {memory[0]:.0f} MB at first; most in each quarter of the time: {', '.join(f'{mb:.0f}' for mb in quarters)} MB"
    )
    assert (mixed.wrong, mixed.failed) == ([], [])
    assert mixed.seconds
    assert SECONDS < LONG_ENOUGH_S or quarters[3] < 1.1 * quarters[1], (
        "the memory of the process grows as long as it is used"
    )


def test_how_many_sessions_one_process_holds(house: House, tell: Tell) -> None:
    """Before: 40 with 95 % within about 1 s."""
    point(house.store, house.releases[0])
    begun = memory_mb(house.pid)
    held = 0
    for sessions in SESSIONS:
        result = run(house.tab, house.known, sessions=sessions, seconds=SECONDS)
        tell(f"10, one process. before: 40 sessions, 95 % within about 1 s. now: {result.sentence()}")
        assert (result.wrong, result.failed) == ([], [])
        held = sessions if result.p95 < 1 else held
    tell(
        f"10, memory: {begun:.0f} MB before, {memory_mb(house.pid):.0f} MB after; most sessions with 95 % under 1 s: {held} of those tried"
    )


def replica(house: House, folder: Path, *, port: int = 0, tree: Path | None = None) -> AbstractContextManager[int]:
    log = ("--access-log", str(folder / "access.jsonl"), "--access-key", str(folder / "key"))
    key = ("--public-key", f"{house.store.parent / 'key'}.pub")
    return dashboard(house.store, *key, "--allowed-host", NAME, *log, port=port, tree=tree)


def tabs_of(front: Front) -> Callable[[int], Tab]:
    """Each visitor stays with a replica by a cookie."""

    def tab(number: int) -> Tab:
        cookie = f"paper_visitor=visitor{number:015d}"
        return Tab(front.tls, host=NAME, certificate=front.certificate, cookies=cookie)

    return tab


@needs_nginx
def test_how_many_sessions_three_replicas_hold(house: House, tell: Tell, tmp_path: Path) -> None:
    """Before: no figure. Behind nginx as it is shipped, over TLS."""
    point(house.store, house.releases[0])
    with ExitStack() as stack:
        ports = [stack.enter_context(replica(house, tmp_path / f"replica {number}")) for number in (1, 2, 3)]
        front = stack.enter_context(nginx(tmp_path, ports))
        held = 0
        for sessions in SESSIONS:
            result = run(tabs_of(front), house.known, sessions=sessions, seconds=SECONDS)
            tell(f"10, three replicas behind nginx. before: not measured. now: {result.sentence()}")
            assert (result.wrong, result.failed, result.opened_again) == ([], [], [])
            held = sessions if result.p95 < 1 else held
        tell(f"10, three replicas: most sessions with 95 % under 1 s: {held} of those tried")


def version_before(folder: Path) -> Path:
    """The product as it stood at EARLIER, in a folder of its own."""
    packed = subprocess.run(["git", "archive", EARLIER], cwd=ROOT, capture_output=True, check=True).stdout
    folder.mkdir()
    subprocess.run(["tar", "-x"], cwd=folder, input=packed, check=True)
    return folder


@needs_nginx
@pytest.mark.parametrize("is_back", [False, True], ids=["upgrade", "going back"])
def test_an_upgrade_of_one_replica_after_another_throws_nobody_out(
    house: House, tell: Tell, tmp_path: Path, is_back: bool
) -> None:
    """As docs/deploy.md says it: each is ended and started again before the next, while people go on choosing; and the way back."""
    point(house.store, house.releases[0])
    over, known = threading.Event(), house.known
    before = version_before(tmp_path / "before")
    with dashboard(house.store, "--public-key", f"{house.store.parent / 'key'}.pub", tree=before) as port:
        known |= learn(port, list(known.answers), house.releases[:1], lambda _: None)
    first, second = (None, before) if is_back else (before, None)
    with ExitStack() as stack:
        running = [ExitStack() for _ in range(3)]
        for one in running:
            stack.callback(one.close)
        ports = [
            one.enter_context(replica(house, tmp_path / f"replica {n}", tree=first)) for n, one in enumerate(running)
        ]
        front = stack.enter_context(nginx(tmp_path, ports))
        done: list[int] = []

        def upgrade() -> None:
            for number, (one, port) in enumerate(zip(running, ports, strict=True)):
                time.sleep(5)
                one.close()
                one.enter_context(replica(house, tmp_path / f"replica {number}", port=port, tree=second))
                done.append(number)
            over.set()

        upgrading = threading.Thread(target=upgrade)
        upgrading.start()
        result = run(tabs_of(front), known, sessions=SESSIONS[0], seconds=SECONDS, over=over)
        upgrading.join()
    longest = max(result.opened_again, default=0.0)
    tell(
        f"{'back to' if is_back else 'upgrade from'} {EARLIER}: {len(done)} replicas one after another, {result.sentence()}, {len(result.opened_again)} tabs opened again by themselves, the last after {longest:.1f} s"
    )
    assert done == [0, 1, 2]
    assert (result.wrong, result.failed) == ([], [])
    assert result.opened_again


def test_five_sockets_that_flood_do_not_take_it_from_the_others(house: House, tell: Tell) -> None:
    """Before: no answer for the others for over 90 s, none 12 minutes after they had left, and SIGTERM was ignored."""
    closed = []

    def flood() -> None:
        message = BackMsg()
        message.rerun_script.page_name = "missing"
        with Tab(house.port) as tab:
            assert tab.socket is not None
            try:
                for _ in range(2000):
                    tab.socket.send(message.SerializeToString())
                    time.sleep(0.005)
                    while True:
                        try:
                            tab.socket.recv(timeout=0)
                        except TimeoutError:
                            break
            except ConnectionClosed as error:
                closed.append(error.rcvd.code if error.rcvd else 0)

    floods = [threading.Thread(target=flood) for _ in range(5)]
    for one in floods:
        one.start()
    time.sleep(1)
    choice = next(iter(house.known.answers))
    with Tab(house.port) as tab:
        tab.ask()
        answer = tab.ask(*choice, timeout=60)
    for one in floods:
        one.join(60)
    tell(
        f"2, five sockets with 200 runs a second. before: no answer for over 90 s. now: {answer.seconds:.2f} s, closed with {closed}"
    )
    assert house.known.is_right(choice, answer)
    assert closed == [1008] * 5


def test_forty_uploads_nobody_asked_for(house: House, tell: Tell) -> None:
    """Before: 40 of 5 MB were taken and kept."""
    body = b"x" * 5_000_000
    said = []
    for number in range(40):
        url = f"http://127.0.0.1:{house.port}/_stcore/upload_file/visitor/{number}"
        try:
            said.append(httpx.put(url, content=body, timeout=20).status_code)
        except httpx.HTTPError:
            said.append(0)  # told and closed before the whole of it was sent
    tell(f"3, forty uploads of 5 MB. before: all taken and kept. now: {sum(code in (403, 0) for code in said)} refused")
    assert set(said) <= {403, 0}


def test_local_names_from_elsewhere(house: House, tell: Tell) -> None:
    """Before: any Host of this machine was accepted from anywhere, and another address was one option away."""
    told = httpx.get(f"http://127.0.0.1:{house.port}/", headers={"Host": "elsewhere.example.org"}).status_code
    command = [sys.executable, "-m", "dashboard", "serve", "--release", str(house.store), "--address", "0.0.0.0"]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    tell(
        f"5, other names and addresses. before: served. now: {told} for another name, exit {refused.returncode} for 0.0.0.0"
    )
    assert (told, refused.returncode) == (400, 1)


def test_a_busy_port_gets_a_sentence(house: House, tell: Tell) -> None:
    command = [sys.executable, "-m", "dashboard", "serve", "--release", str(house.store), "--port", str(house.port)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    tell("9, a busy port. before: a traceback. now: a sentence")
    assert told.returncode == 1
    assert "cannot be served" in " ".join(told.stdout.split())
    assert "Traceback" not in told.stdout + told.stderr


HALVES = (
    b"",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n",
    b"POST /record/export HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\n{",
)


def test_twelve_hundred_half_requests_keep_nobody_out(house: House, tell: Tell) -> None:
    """Before: each held a handle of the process for good; at 1,024 nobody was answered."""
    most, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    choice, waited = next(iter(house.known.answers)), []
    try:
        with ExitStack() as stack:
            for number in range(1200):
                one = stack.enter_context(socket.create_connection(("127.0.0.1", house.port), timeout=30))
                one.sendall(HALVES[number % 3])
                if number % 100 == 99:
                    begun = time.monotonic()
                    assert httpx.get(f"http://127.0.0.1:{house.port}/_stcore/health", timeout=30).status_code == 200
                    waited.append(time.monotonic() - begun)
            with Tab(house.port) as tab:
                tab.ask()
                answer = tab.ask(*choice, timeout=60)
            held = handles(house.pid)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    tell(
        f"11, 1,200 half requests. before: 1,200 held for good. now: {held} held, others answered within {max(waited):.2f} s, a choice in {answer.seconds:.2f} s"
    )
    assert house.known.is_right(choice, answer)
    assert held < 400
    assert max(waited) < 2


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_who_is_told_to_end_ends_with_tabs_open_and_a_log_that_is_whole(
    house: House, tell: Tell, tmp_path: Path
) -> None:
    """Before: SIGTERM was ignored while sockets were open."""
    port, log = free_port(), tmp_path / "log" / "access.jsonl"
    options = ("--access-log", str(log), "--access-key", str(tmp_path / "key"))
    with dashboard(house.store, *options, port=port):
        with Tab(port) as tab:
            tab.ask("missing")
            found = subprocess.run(
                ["pgrep", "-f", f"dashboard serve .*--port {port}"], capture_output=True, text=True, check=True
            )
            pid, begun = int(found.stdout.split()[0]), time.monotonic()
            os.kill(pid, signal.SIGTERM)
            while is_open(port) and time.monotonic() - begun < 30:
                time.sleep(0.1)
        took = time.monotonic() - begun
    tell(f"2, SIGTERM with a tab open. before: ignored. now: ended in {took:.1f} s")
    assert took < 10
    verified = subprocess.run(
        [sys.executable, "-m", "dashboard", "verify", str(log), "--key", str(tmp_path / "key")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert verified.returncode == 0, verified.stdout
