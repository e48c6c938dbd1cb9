"""The whole house as docs/deploy.md puts it up: provider, nginx as it is shipped, two replicas, one folder of releases, one log.

Somebody comes in by a deep link and takes papers along, while a forged release arrives, a newer one, the earlier one again, and
while what is in force is withdrawn.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from another_release import point, twin
from nginx_front import NAME, NGINX, Front, nginx
from served import HTML, dashboard, provider
from sign_in_house import PEOPLE, settings
from streamlit_client import Answer, Tab, free_port
from websockets.exceptions import InvalidStatus

from dashboard.access.log import AccessLog
from data_loaders.keys import private_folder
from data_loaders.lock.signature import make_key, read_signer
from data_loaders.publication import sign_in_force
from data_loaders.release import current_id
from data_loaders.store.journal import Decision
from data_loaders.store.withdrawal import Seen, withdraw

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed here: apt-get install nginx-light")
PAPER = "PDF"
MEMBERS = ("a member", "another member")
PATIENCE_S = 60.0  # a release that was refused is tried again after half a minute


@dataclass
class Person:
    """A browser that knows the name of the house, and gets there by nginx."""

    front: Front
    web: httpx.Client

    def get(self, address: str, **headers: str) -> httpx.Response:
        """An address of the house goes to nginx, any other where it says."""
        url = urlsplit(address)
        if url.hostname not in (None, NAME):
            return self.web.get(address, headers=HTML)
        there = f"https://127.0.0.1:{self.front.tls}{url.path}" + (f"?{url.query}" if url.query else "")
        return self.web.get(there, headers={**HTML, "Host": NAME, **headers}, extensions={"sni_hostname": NAME})

    def sign_in(self, name: str, path: str) -> tuple[httpx.Response, str]:
        """The last answer, and the address at which it was given."""
        at, answer = path, self.get(path)
        for _ in range(8):
            if answer.status_code == 200 and 'name="sub"' in answer.text:
                answer = self.web.post(str(answer.url), data={"sub": name})
            if not answer.is_redirect:
                return answer, at
            at = answer.headers["location"]
            answer = self.get(at)
        raise AssertionError("sent round without end")

    @property
    def cookies(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.web.cookies.jar)

    def tab(self) -> Tab:
        return Tab(self.front.tls, self.cookies, host=NAME, certificate=self.front.certificate)

    def look(self, page: str = "missing") -> Answer:
        with self.tab() as tab:
            return tab.ask(page)

    def paper(self, body: str = "slt") -> str:
        """The address of a paper that a page made for them."""
        with self.tab() as tab:
            buttons = tab.ask("paper", f"for={body}").buttons
            return tab.press(next(name for label, name in buttons.items() if label.startswith(PAPER)))


@dataclass
class House:
    folder: Path
    front: Front
    ports: list[int]
    stack: ExitStack

    @property
    def releases(self) -> Path:
        return self.folder / "server" / "releases"

    @property
    def log(self) -> AccessLog:
        return AccessLog(self.folder / "log" / "access.jsonl", (self.folder / "log.key").read_bytes())

    def person(self) -> Person:
        web = self.stack.enter_context(httpx.Client(verify=False, timeout=60, follow_redirects=False))
        return Person(self.front, web)

    def taken(self) -> list[str]:
        lines = self.log.file.read_text().splitlines()
        return [line for line in lines if '"kind": "paper"' in line]

    def copied(self) -> None:
        """Releases first, then `current`, as rsync does it: nothing is taken away that is not there any more."""
        published = self.folder / "published" / "partnership"
        mine = self.releases / "partnership"
        for what in sorted(published.iterdir(), key=lambda one: one.name == "current"):
            if what.is_dir():
                shutil.copytree(what, mine / what.name, dirs_exist_ok=True)
            else:
                shutil.copy2(what, mine / what.name)
        if not (published / "current").exists():
            (mine / "current").unlink()
        subprocess.run(["chmod", "-R", "u=rwX,go=", str(self.releases)], check=True)

    def council(self, name: str, key: str) -> str:
        """A release beside the one in force, of which the frame says another council, under this key; its id."""
        return twin(self.releases, read_signer(self.folder / key), name)


@pytest.fixture(scope="module")
def house(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    published = Path(shutil.copytree(store, folder / "published", symlinks=True))
    shutil.copytree(private_folder(store), private_folder(published))
    for key in ("key", "another"):
        make_key(folder / key)
    sign_in_force(published, "partnership", read_signer(folder / "key"))
    (folder / "server" / "releases" / "partnership").mkdir(parents=True)
    with ExitStack() as stack:
        metadata = stack.enter_context(provider(PEOPLE))
        file = folder / "access.toml"
        file.write_text(settings(f"https://{NAME}", metadata), encoding="utf-8")
        file.chmod(0o600)
        ports = [free_port(), free_port()]
        front = stack.enter_context(nginx(folder, [*ports, free_port()]))  # the third is not up
        made = House(folder, front, ports, stack)
        made.copied()
        options = ("--allowed-host", NAME, "--trusted-proxy", "127.0.0.1", "--public-key", str(folder / "key.pub"), "--access", str(file),
                   "--access-log", str(folder / "log" / "access.jsonl"), "--access-key", str(folder / "log.key"))  # fmt: skip
        for port in ports:
            stack.enter_context(dashboard(made.releases, *options, port=port))
        yield made


def until(shown: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not shown():
        assert time.monotonic() < ends
        time.sleep(1)


def sockets(port: int) -> int:
    """Open connections to a replica, as the machine itself counts them: established (01) at this local port."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    return sum(1 for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "01")


def replica_of(person: Person, house: House) -> int:
    until(lambda: not any(sockets(port) for port in house.ports))  # of tabs that were closed a moment ago
    with person.tab() as tab:
        tab.ask("missing")
        (there,) = [number for number, port in enumerate(house.ports) if sockets(port)]
    return there


@pytest.fixture(scope="module")
def people(house: House) -> list[Person]:
    """One at each replica, who came in by a deep link: nginx deals them out by their cookie."""
    return [at_replica(house, number, name) for number, name in enumerate(MEMBERS)]


def at_replica(house: House, number: int, name: str) -> Person:
    for _ in range(20):
        person = house.person()
        answer, at = person.sign_in(name, "/missing?unit=missing_reports")
        assert (answer.status_code, at) == (200, "/missing?unit=missing_reports")
        if replica_of(person, house) == number:
            return person
    raise AssertionError("nobody came to it")


def test_a_stranger_gets_the_way_in_and_nothing_else_from_outside(house: House) -> None:
    stranger = house.person()
    for path in ("/", "/missing?unit=missing_reports", "/overview"):
        told = stranger.get(path)
        assert (told.status_code, told.headers["cache-control"]) == (302, "no-store"), path
        assert "/auth/login" in told.headers["location"]
    for path in ("/static/x", "/nothing", "/_stcore/healthx", "/media/x.pdf", "/ready"):
        told = stranger.get(path)
        assert (told.status_code in (401, 404), "<script" in told.text) == (True, False), path
    with pytest.raises(InvalidStatus):
        stranger.tab().open()


def test_each_paper_is_one_entry_whole_and_for_whom_it_was_made(house: House, people: list[Person]) -> None:
    before = len(house.taken())
    for number, person in enumerate(people):
        address = person.paper(("forum", "cpc")[number])  # papers that no other test has made for both
        whole = person.get(address)
        assert (whole.status_code, whole.content[:5]) == (200, b"%PDF-")
        assert whole.headers["strict-transport-security"]
        assert person.get(address, Range="bytes=1-").content == whole.content
        assert people[1 - number].get(address).status_code == 404
        assert len(house.taken()) == before + 2 * (number + 1)
        assert house.log.pseudonym(MEMBERS[number]) in house.taken()[-1]


def test_a_role_holds_behind_nginx_too(house: House) -> None:
    auditor = house.person()
    auditor.sign_in("an auditor", "/")
    with auditor.tab() as tab:
        assert tab.ask("missing").says("is not open to your role")
        assert tab.ask("audits").page == "audits"
    nobody = house.person()
    answer, _ = nobody.sign_in("nobody's", "/")
    assert answer.status_code == 403
    with pytest.raises(InvalidStatus):
        nobody.tab().open()


def test_who_signs_out_at_one_replica_is_out_at_the_other(house: House, people: list[Person]) -> None:
    leaves = house.person()
    leaves.sign_in("a member", "/")
    kept = [f"{c.name}={c.value}" for c in leaves.web.cookies.jar if c.name != "paper_visitor"]
    visitors = ["; ".join(c for c in person.cookies.split("; ") if c.startswith("paper_visitor")) for person in people]

    def tab(visitor: str) -> Tab:
        return Tab(house.front.tls, "; ".join([*kept, visitor]), host=NAME, certificate=house.front.certificate)

    for visitor in visitors:  # with their cookies at either replica
        with tab(visitor) as opened:
            assert opened.ask("missing").page == "missing"
    leaves.get("/auth/logout")
    for visitor in visitors:
        with pytest.raises(InvalidStatus):
            tab(visitor).open()


@pytest.mark.long
def test_what_is_forged_is_shown_by_nobody_what_is_newer_by_all_and_the_earlier_one_again(
    house: House, people: list[Person]
) -> None:
    first = current_id(house.releases, "partnership")
    point(house.releases, house.council("A forged council", "another"))
    for person in people:
        shown = person.look()
        assert shown.says("A newer release could not be opened")
        assert not shown.says("A forged council")
        assert person.get(person.paper()).status_code == 200
        assert f'"release": "{first}"' in house.taken()[-1]
    point(house.releases, first)
    newer = house.council("A newer council", "key")
    for release, is_newer in ((newer, True), (first, False)):
        point(house.releases, release)
        for person in people:
            until(lambda who=person, newer=is_newer: who.look().says("A newer council") is newer)
            assert not person.look().says("could not be opened")
            assert person.get(person.paper()).status_code == 200
            assert f'"release": "{release}"' in house.taken()[-1]
    # A paper of the newer one that was made and not fetched leaves, since nobody took that release back.
    point(house.releases, newer)
    until(lambda: people[0].look().says("A newer council"))
    address = people[0].paper()
    point(house.releases, first)
    until(lambda: not people[0].look().says("A newer council"))
    assert people[0].get(address).status_code == 200
    assert f'"release": "{newer}"' in house.taken()[-1]


@pytest.fixture
def in_force_again(house: House, people: list[Person]) -> Iterator[None]:
    """What a test takes from the house is there again for the next one, whichever that is."""
    kept = house.folder / "kept"
    shutil.copytree(house.folder / "published", kept, symlinks=True)
    yield
    shutil.rmtree(house.folder / "published")
    kept.rename(house.folder / "published")
    shutil.rmtree(house.releases / "partnership")
    (house.releases / "partnership").mkdir()
    house.copied()
    for person in people:
        until(lambda who=person: who.look().page == "missing")


@pytest.mark.usefixtures("in_force_again")
def test_nothing_of_what_was_withdrawn_is_shown_or_leaves_and_the_log_is_whole(
    house: House, people: list[Person]
) -> None:
    leaves = house.person()
    leaves.sign_in("a member", "/")
    leaves.get("/auth/logout")  # the list of sign-outs is begun
    addresses = [person.paper() for person in people]
    withdraw(house.folder / "published", "partnership", Decision("data manager", "invented"), seen=Seen.SOMEBODY)
    house.copied()
    before = len(house.taken())
    for person, address in zip(people, addresses, strict=True):
        told = person.get(address)
        assert (told.status_code, "withdrawn" in told.text) == (503, True), "in words, and not those of another replica"
        shown = person.look()
        assert shown.says("The figures were withdrawn")
        assert shown.says('href="/auth/logout"')  # who is signed in can leave
        assert not shown.bodies
        assert person.get("/missing").status_code == 200, "an answer of 503 takes no replica away from anybody"
    assert len({replica_of(person, house) for person in people}) == 2
    assert len(house.taken()) == before
    assert [httpx.get(f"http://127.0.0.1:{port}/ready").status_code for port in house.ports] == [503, 503]
    for log in ("access.jsonl", "access-signed-out.jsonl"):
        command = [
            sys.executable,
            "-m",
            "dashboard",
            "verify",
            str(house.folder / "log" / log),
            "--key",
            str(house.folder / "log.key"),
        ]
        verified = subprocess.run(command, capture_output=True, text=True, check=False)
        assert verified.returncode == 0, verified.stdout
