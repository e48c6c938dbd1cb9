"""Each role sees its pages and no other, by menu, link and download; whoever is forged, expired, signed out or another's sees nothing.

A real provider and the product's own command, each in a process of its own, on this machine.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import streamlit
from itsdangerous import URLSafeTimedSerializer
from served import HTML, Person, browser, keep, sign_in
from sign_in_house import PEOPLE, ROLES, SECRET, House, open_house
from streamlit_client import Tab
from websockets.exceptions import ConnectionClosed, InvalidStatus

from dashboard.catalogue.pages import PAGES, names_of_pages
from data_loaders.release import current_id

USER = "_streamlit_user"
STREAMLIT = Path(streamlit.__file__).parent / "static"


@pytest.fixture(scope="module")
def house(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(store, tmp_path_factory.mktemp("house")) as opened:
        yield opened


def tab_of(person: Person) -> Tab:
    return Tab(person.port, person.cookies()).open()


def addresses(names: list[str]) -> list[str]:
    return [url for name in names for url in names_of_pages()[name]]


def menu_of(urls: set[str]) -> set[str]:
    """Addresses as the menu gives them: the first page that is open answers at the address of the house."""
    first = next(page.url for page in PAGES if page.url in urls)
    return {"" if url == first else url for url in urls}


def is_shut(house: House, cookies: str) -> None:
    """Nothing over the socket, no page, no file, no export."""
    with pytest.raises(InvalidStatus):
        Tab(house.port, cookies).open()
    base, headers = f"http://127.0.0.1:{house.port}", {"Cookie": cookies}
    for path in ("/", "/missing", "/missing?area=W1"):
        answer = httpx.get(base + path, headers={**headers, **HTML})
        assert answer.status_code in (302, 403)
        assert "streamlit" not in answer.text.lower()
    for path in ("/media/" + "0" * 56 + ".csv", "/_stcore/host-config", "/_stcore/stream"):
        assert httpx.get(base + path, headers=headers).status_code in (401, 403)
    assert httpx.post(base + "/record/export", headers=headers, content=b"{}").status_code in (401, 403)


def test_a_stranger_gets_the_way_in_and_nothing_else(house: House) -> None:
    is_shut(house, "")
    is_shut(house, "paper_visitor=" + "a" * 22)
    assert httpx.get(f"http://127.0.0.1:{house.port}/_stcore/health").status_code == 200
    assert httpx.get(f"http://127.0.0.1:{house.port}/ready").text == "Ready."


NO_ADDRESS = (
    "/static/x", "/static/", "/static", "/static/js/none.js", "/static/../index.html", "/readyx", "/ready/x", "/_stcore/healthx", "/_stcore/health/x",
    "/auth/loginx", "/auth/login/x", "/oauth2callbackx", "/oauth2callback/x", "/index.html", "/manifest.json", "/nothing", "/missing/nothing",
    "//static/x", "/_stcore/x", "/_stcore/upload_file/x", "/record/x", "/app/static/x", "/media", "/component", "/component/x/y.js", "/component/../index.html", "/library/x", "/library/",
)  # fmt: skip


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
@pytest.mark.parametrize("path", NO_ADDRESS)
def test_nothing_of_the_framework_stands_where_the_application_has_no_address(
    house: House, path: str, accept: str
) -> None:
    base, marks = f"http://127.0.0.1:{house.port}", ("streamlit", "<script", "<!doctype")
    asked = {"Accept": accept, "Range": "bytes=0-99,200-300"}
    stranger = httpx.get(base + path, headers=asked, follow_redirects=True)  # "/static/" leads to "/static"
    assert stranger.status_code in (400, 401, 404)
    assert not any(mark in stranger.text.lower() for mark in marks)
    assert stranger.headers["cache-control"] == "no-store"


def test_who_is_admitted_is_told_that_there_is_no_such_page(house: House) -> None:
    person, *_ = sign_in(house.port, "a viewer")
    told = person.get("/nothing")
    assert (told.status_code, "<script" in told.text, told.headers["cache-control"]) == (404, True, "no-store")
    with tab_of(person) as tab:
        assert tab.ask("nothing").says("There is no page")  # what the start page then shows
    for path in ("/static/x", "/_stcore/x", "/auth/x", "/app/static/x", "/record/x"):
        assert (person.get(path).status_code, person.get(path).text) == (404, "There is no such page."), path
    assert person.get("/missing/nothing").headers["location"] == "/missing-nothing"
    assert person.get("/practice").status_code == 200  # an address of an earlier version, whose page says where it went
    for path in ("/static/js/" + next(n.name for n in STREAMLIT.glob("static/js/index*.js")), "/", "/missing"):
        assert person.get(path).status_code == 200, path


def test_what_is_answered_to_who_asks_now_is_kept_by_no_cache(house: House) -> None:
    """Kept, the way to the sign-in would stand there after it, and a way elsewhere after the sign-out."""
    for path in (
        "/",
        "/missing",
        "/practice",
        "/overview",
        "/nothing",
        "/_stcore/host-config",
        "/auth/login",
        "/oauth2callback",
        "/ready",
    ):
        told = httpx.get(f"http://127.0.0.1:{house.port}{path}", headers=HTML)
        assert told.headers["cache-control"] == "no-store", path
    person, *_ = sign_in(house.port, "a viewer")
    person.web.cookies.set("wanted_page", "/missing", domain="127.0.0.1")
    for path in ("/", "/missing/nothing", "/missing/"):
        told = person.get(path)
        assert (told.is_redirect, told.headers["cache-control"]) == (True, "no-store"), path


def test_nobody_says_of_himself_who_he_is(house: House) -> None:
    claim = {"x-csd-visitor": json.dumps({"who": "me", "pages": None, "may_sign_out": False})}
    with pytest.raises(InvalidStatus):
        Tab(house.port, headers=claim).open()
    assert httpx.get(f"http://127.0.0.1:{house.port}/_stcore/host-config", headers=claim).status_code == 401
    person, *_ = sign_in(house.port, "an analyst")
    with Tab(house.port, person.cookies(), headers=claim) as tab:
        assert set(tab.ask("method").offered) == menu_of(set(addresses(ROLES["data quality"])))


@pytest.mark.parametrize(
    ("name", "roles"), [(n, g) for n, g in PEOPLE.items() if g[0] in ROLES and n != "another member"]
)
def test_each_role_opens_its_pages_and_no_other(
    house: House, name: str, roles: list[str], request: pytest.FixtureRequest
) -> None:
    mine = {url for role in roles for url in addresses(ROLES[role])}
    person, answer, _ = sign_in(house.port, name)
    assert answer.status_code == 200
    few = [page.url for page in PAGES if page.url in mine][:2] + [page.url for page in PAGES if page.url not in mine][
        :2
    ]
    every = "long" in str(request.config.getoption("-m")) or request.config.getoption("-m") == "attack"
    asked = [page.url for page in PAGES] if every else few
    with tab_of(person) as tab:
        front = tab.ask()  # what stands behind a closed address too: the first page that is open
        for url in asked:
            shown = tab.ask(url)
            assert not shown.is_error, url
            assert set(shown.offered) <= menu_of(mine)
            assert shown.page in {url, ""}
            is_closed = url not in mine and url != ""
            assert (shown.is_hidden, shown.says("is not open to your role")) == (is_closed, is_closed), url
            assert not is_closed or shown.bodies == front.bodies, url


@pytest.mark.parametrize("name", ["nobody's", "the public's"])
def test_who_has_no_role_for_this_audience_sees_nothing(house: House, name: str) -> None:
    person, answer, _ = sign_in(house.port, name)
    assert answer.status_code == 403
    is_shut(house, person.cookies())


def test_a_deep_link_survives_the_sign_in_and_leads_nowhere_else(house: House) -> None:
    _, answer, _ = sign_in(house.port, "a viewer", "/missing?unit=missing_reports")
    assert str(answer.url).endswith("/missing?unit=missing_reports")
    person, *_ = sign_in(house.port, "a viewer")
    for elsewhere in ("https://elsewhere.example", "//elsewhere.example", "/auth/logout", "/\\elsewhere.example"):
        person.web.cookies.set("wanted_page", elsewhere, domain="127.0.0.1")
        assert person.get("/").status_code == 200


def claims_of(person: Person) -> dict[str, object]:
    raw = URLSafeTimedSerializer(SECRET, salt=USER).loads(person.web.cookies[USER])
    return dict(json.loads(raw))


def cookie(claims: dict[str, object], secret: str = SECRET, salt: str = USER) -> str:
    return f"{USER}={URLSafeTimedSerializer(secret, salt=salt).dumps(json.dumps(claims))}"


def test_forged_and_expired_sessions_see_nothing(house: House) -> None:
    person, *_ = sign_in(house.port, "a viewer")
    claims = claims_of(person)
    with Tab(house.port, cookie(claims)) as tab:
        assert tab.ask("missing").page == "missing"  # the claims as they are do open
    now = time.time()
    bad = {
        "another secret": cookie(claims, secret="another secret of more than thirty-two signs"),
        "another cookie's seal": cookie(claims, salt="_streamlit_user_tokens"),
        "no seal": f"{USER}={json.dumps(claims)}", "nothing": f"{USER}=", "chunks without end": cookie({}) + f"; {USER}_1=x",
        "expired": cookie({**claims, "exp": now - 1}), "no end": cookie({k: v for k, v in claims.items() if k != "exp"}),
        "an end in words": cookie({**claims, "exp": "never"}), "an end that is true": cookie({**claims, "exp": True}),
        "signed in yesterday": cookie({**claims, "iat": now - 24 * 3600, "exp": now + 24 * 3600}),
        "another client's": cookie({**claims, "aud": "another"}), "no audience": cookie({k: v for k, v in claims.items() if k != "aud"}),
        "nobody": cookie({**claims, "sub": ""}), "a group as text": cookie({**claims, "groups": "viewers and others"}),
        "groups of groups": cookie({**claims, "groups": [["viewer"]]}), "no groups": cookie({k: v for k, v in claims.items() if k != "groups"}),
    }  # fmt: skip
    value = person.web.cookies[USER]
    bad |= {
        f"bit {at}": f"{USER}={value[:at]}{'A' if value[at] != 'A' else 'B'}{value[at + 1 :]}"
        for at in range(0, len(value) - 2, 97)
    }
    for name, cookies in bad.items():
        asked = httpx.get(f"http://127.0.0.1:{house.port}/_stcore/host-config", headers={"Cookie": cookies})
        assert asked.status_code in (401, 403), name
        with pytest.raises(InvalidStatus):
            Tab(house.port, cookies).open()


def test_signing_out_holds_for_a_cookie_that_was_kept_and_a_tab_that_is_open(house: House) -> None:
    person, *_ = sign_in(house.port, "a viewer")
    kept = person.cookies()
    other, *_ = sign_in(house.port, "a viewer")
    with tab_of(person) as tab, tab_of(other) as elsewhere:
        assert tab.ask("missing").page == "missing"
        assert person.get("/auth/logout", **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
        assert tab.ask("missing").page == "missing"
        person.get("/auth/logout")
        is_shut(house, kept)
        with pytest.raises(ConnectionClosed):
            tab.ask("missing")
        assert elsewhere.ask("missing").page == "missing"  # another sign-in of the same person goes on


def test_a_session_that_ends_closes_the_open_tab(house: House) -> None:
    person, *_ = sign_in(house.port, "a viewer")
    soon = cookie({**claims_of(person), "exp": time.time() + 6})
    with Tab(house.port, soon) as tab:
        assert tab.ask("missing").page == "missing"
        time.sleep(6.5)
        with pytest.raises(ConnectionClosed):
            tab.ask("missing")


def test_a_callback_that_is_sent_again_signs_nobody_in(house: House) -> None:
    _, _, callback = sign_in(house.port, "a viewer")
    assert parse_qs(urlsplit(callback).query)["code"]
    stranger = Person(house.port, browser())
    for address in (
        callback,
        callback.replace("state=", "state=x"),
        f"http://127.0.0.1:{house.port}/oauth2callback?code=x&state=x",
    ):
        answer = stranger.web.get(address, headers=HTML, follow_redirects=False)
        keep(stranger, answer)
        assert USER not in stranger.web.cookies
    is_shut(house, stranger.cookies())


def test_downloads_are_for_whom_they_were_offered_to_and_stand_in_the_log(house: House) -> None:
    analyst, *_ = sign_in(house.port, "an analyst")
    assert analyst.get("/media/" + "0" * 56 + ".csv").status_code == 404
    release = next(one.name for one in (house.folder / "releases").glob("partnership/20*"))
    body = {
        "page": "method",
        "selection": {"unit": "missing_reports", "x": "<b>typed</b>"},
        "export": "trend.csv",
        "release": release,
    }
    asked = {"Cookie": analyst.cookies()}
    base = f"http://127.0.0.1:{house.port}/record/export"
    before = len(house.written())
    never_here = {**body, "release": "2020-01-01-0000000000000000"}
    assert httpx.post(base, headers=asked, json=never_here).status_code == 503
    assert len(house.written()) == before, "of a release that never was nothing was taken"
    for kind in ("csv", "svg", "png"):
        assert httpx.post(base, headers=asked, json={**body, "export": f"trend.{kind}"}).status_code == 204
        last = house.written()[-1]
        assert (last["page"], last["selection"], last["release"]) == ("method", "unit=missing_reports", release)
        assert (last["kind"], last["export"], last["findings"]) == (kind, f"trend.{kind}", ["trend"])
        assert last["who"] == house.log.pseudonym("an analyst")
    assert httpx.post(base, headers=asked, json={**body, "page": "audits"}).status_code == 403  # not open to this role
    assert httpx.post(base, headers={**asked, "Sec-Fetch-Site": "cross-site"}, json=body).status_code == 403
    for content in (
        b"x" * 9000,
        b"[]",
        b'{"page":"method","selection":{},"export":"trend.exe"}',
        b'{"page":"method","selection":[],"export":"a.csv"}',
    ):
        assert httpx.post(base, headers=asked, content=content).status_code == 400
    assert len(house.written()) == before + 3


def test_each_paper_that_is_fetched_is_one_entry_that_says_what_is_in_it(house: House) -> None:
    member, *_ = sign_in(house.port, "a member")
    other, *_ = sign_in(house.port, "two roles")
    with tab_of(member) as tab, tab_of(other):
        shown = tab.ask("paper", "for=slt")
        assert len(shown.buttons) == 5
        for label, name in shown.buttons.items():
            file = tab.press(name)
            before = len(house.written())
            assert member.web.head(f"http://127.0.0.1:{house.port}{file}").status_code == 200
            probe = member.get(file, **{"Sec-Fetch-Mode": "cors"})  # what the page's own script does first
            assert (probe.is_success, probe.content) == (True, b"")
            assert len(house.written()) == before, label
            whole = member.get(file)
            assert member.get(file, **{"If-None-Match": whole.headers["etag"]}).status_code == 304
            assert other.get(file).status_code == 404
            assert len(house.written()) == before + 1, label
            assert member.get(file, Range="bytes=1-").content == whole.content
            assert len(house.written()) == before + 2, label
            said = house.written()[-1]
            kind = label.partition("(")[2].rstrip(")")
            assert (said["page"], said["kind"]) == ("paper", "paper")
            assert (said["selection"], said["export"][-len(kind) :]) == ("for=slt&length=two pages", kind)
            assert len(said["findings"]) > 2
            assert said["who"] == house.log.pseudonym("a member")
            assert said["release"] == current_id(house.folder / "releases", "partnership")
        member.get(file)
        assert len(house.written()) == before + 3  # fetched once more, without the button
        tab.press(name)
        member.get(file)
        assert len(house.written()) == before + 4


def test_a_file_waits_for_whom_it_was_made_while_others_go_on(house: House) -> None:
    """Streamlit itself forgets it after two runs of anybody."""
    member, *_ = sign_in(house.port, "a member")
    with tab_of(member) as tab, tab_of(member) as elsewhere:
        file = tab.press(tab.ask("paper").buttons["Word (.docx)"])
        for page in ("missing", "method", "missing", "method"):
            elsewhere.ask(page)
        assert member.get(file).content.startswith(b"PK")


def test_what_was_seen_is_on_record_without_a_name(house: House) -> None:
    person, *_ = sign_in(house.port, "a viewer")
    with tab_of(person) as tab:
        release = house.written()[-1]["release"] if house.log.file.exists() else ""
        tab.ask("missing", "unit=missing_reports&nonsense=hello")
    entries = [e for e in house.written() if e["who"] == house.log.pseudonym("a viewer") and e["page"] == "missing"]
    assert any(e["selection"] == "unit=missing_reports" for e in entries)
    assert all("nonsense" not in e["selection"] for e in entries)
    assert release in ("", entries[-1]["release"])
    assert "viewer" not in house.log.file.read_text()
    assert house.log.verify() == len(house.written())


def test_cookies_of_a_sign_in_are_kept_from_scripts_and_plain_connections(house: House) -> None:
    person, *_ = sign_in(house.port, "a viewer", "/missing")
    assert {line.split("=")[0] for line in person.given} >= {USER, "wanted_page", "paper_visitor"}
    for line in person.given:
        # The code of a browser's drafts says nothing of a person; it is Secure where the server knows of TLS, as here it does not.
        marks = ("httponly", "samesite=", "" if line.startswith("paper_visitor") else "; secure")
        assert all(mark in line.lower() for mark in marks), line
    left = person.get("/auth/logout")
    assert left.headers["cache-control"] == "no-store"
    assert (
        person.get("/media/" + "0" * 56 + ".csv").headers["cache-control"] == "no-store"
    )  # refused, and not kept either


@pytest.mark.parametrize(
    "path", ["metrics", "script-health-check", "agent/interact", "agent/openapi.json", "agent/mcp"]
)
def test_what_streamlit_tells_of_itself_is_closed(house: House, path: str) -> None:
    person, *_ = sign_in(house.port, "a viewer")
    assert person.get(f"/_stcore/{path}").status_code == 404
