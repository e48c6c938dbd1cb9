"""A named proxy is believed about its visitor, and nobody else about anything."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from dashboard.access.record import CODE, LogRefusedError, codes, open_log
from dashboard.access.settings import SettingsRefusedError, read_settings
from dashboard.access.visitor import ANYBODY, NOBODY, Visitor, visitor_of
from dashboard.catalogue.pages import PAGES, names_of_pages
from dashboard.reception import Files, open_reception
from dashboard.serve.addresses import AddressRefusedError, Door
from dashboard.serve.asking import Proxy
from dashboard.serve.forwarded import forwarded
from dashboard.serve.logs import Line

ROOT = Path(__file__).resolve().parents[2]


def scope(peer: str, **headers: str) -> dict[str, object]:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http", "client": (peer, 1), "scheme": "http", "headers": raw, "path": "/"}


def test_a_named_proxy_is_believed_about_the_last_address_alone() -> None:
    said = {"x_forwarded_for": "6.6.6.6, 10.1.2.3", "x_forwarded_proto": "https"}
    seen = forwarded(scope("10.0.0.5", **said), ("10.0.0.5",))
    assert (seen["client"], seen["scheme"]) == (("10.1.2.3", 0), "https")
    stranger = scope("10.0.0.9", **said)
    assert forwarded(stranger, ("10.0.0.5",)) == stranger
    assert forwarded(scope("10.0.0.5"), ("10.0.0.5",))["client"] == ("10.0.0.5", 1)


def test_a_proxy_has_to_say_who_it_is() -> None:
    asks = Proxy(lambda subject: f"pseudonym of {subject}")
    assert asks.admission(scope("10.0.0.5")) is None
    assert asks.admission(scope("10.0.0.5", x_forwarded_user="  ")) is None
    admitted = asks.admission(scope("10.0.0.5", x_forwarded_user="somebody"))
    assert admitted is not None
    assert admitted.visitor == Visitor("pseudonym of somebody", pages=None)


def test_where_somebody_is_asked_silence_is_nobody() -> None:
    assert visitor_of({}, is_asked=True) == NOBODY
    assert not any(NOBODY.may_open(page.url) for page in PAGES)
    assert visitor_of({}, is_asked=False) == ANYBODY
    known = Visitor("x", ("missing",), may_sign_out=True)
    assert visitor_of({"X-Csd-Visitor": known.as_header().decode()}, is_asked=True) == known
    assert (known.may_open("missing"), known.may_open("places")) == (True, False)


SHIPPED = (ROOT / "deploy" / "access.toml").read_text(encoding="utf-8")
FILLED_IN = {
    "the id that the provider gave this application": "dashboard",
    "the secret that the provider gave this application": "invented",
    "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'": "invented-" * 6,
}
GOOD = SHIPPED
for words, own in FILLED_IN.items():
    GOOD = GOOD.replace(words, own)
BAD = {
    "a page that is not there": GOOD.replace('pages = ["Method"]', 'pages = ["Metod"]'),
    "a field nobody knows": GOOD.replace("session_hours = 8", "session_hour = 8"),
    "a day that never ends": GOOD.replace("session_hours = 8", "session_hours = 800"),
    "a short secret": GOOD.replace("cookie_secret = \"", "cookie_secret = \"short\" # \""),
    **{f"as shipped: {words}": GOOD.replace(own, words, 1) for words, own in list(FILLED_IN.items())[1:]},
    "an id as shipped": GOOD.replace("client_id = \"dashboard\"", "client_id = \"the id that the provider gave\""),
    "nothing filled in": SHIPPED,
    "no TLS": GOOD.replace("https://dashboard.example.org", "http://dashboard.example.org"),
    "a path": GOOD.replace("https://dashboard.example.org", "https://dashboard.example.org/here"),
    "a role of nobody": GOOD.replace('groups = ["child-protection-committee"]', "groups = []"),
    "no roles": GOOD.split("[roles")[0], "nothing": "", "no TOML": "[sign_in", "not text": "\udcff",
}  # fmt: skip


def written(folder: Path, text: str) -> Path:
    file = folder / "access.toml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    file.chmod(0o600)
    return file


def test_the_settings_that_are_shipped_are_read_once_filled_in(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, GOOD), names_of_pages())
    every = {page.url for page in PAGES}
    assert set(settings.pages_for(["contextual-safeguarding-steering-group"], "partnership", names_of_pages())) == every
    assert settings.pages_for(["contextual-safeguarding-steering-group"], "public", names_of_pages()) == ()
    assert settings.pages_for([], "partnership", names_of_pages()) == ()
    assert settings.pages_for(["safeguarding-data-team"], "public", names_of_pages()) == ("method", "safety", "help")


@pytest.mark.parametrize("name", BAD)
def test_settings_that_say_something_else_are_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsRefusedError, match=r"access\.toml"):
        read_settings(written(tmp_path, BAD[name]), names_of_pages())


def test_settings_that_others_can_read_are_refused(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)
    file.chmod(0o640)
    with pytest.raises(SettingsRefusedError, match="0600"):
        read_settings(file, names_of_pages())
    with pytest.raises(SettingsRefusedError, match="cannot be read"):
        read_settings(tmp_path / "none.toml", names_of_pages())


def test_nobody_comes_in_whose_visit_nobody_would_write_down(tmp_path: Path) -> None:
    for door, files in (
        (Door("0.0.0.0", names=("a",), proxies=("10.0.0.5",)), Files()),
        (Door("127.0.0.1", has_sign_in=True), Files(settings=written(tmp_path, GOOD))),
        (Door("127.0.0.1"), Files(log=tmp_path / "log")),
    ):
        with pytest.raises(AddressRefusedError, match="on record"):
            open_reception(files, door, "partnership")


def test_the_key_of_a_log_is_never_made_twice(tmp_path: Path) -> None:
    log, key = tmp_path / "log" / "access.jsonl", tmp_path / "key"
    first = open_log(log, key)
    assert open_log(log, key) == first
    assert key.stat().st_mode & 0o077 == 0
    log.write_text("something")
    key.unlink()
    with pytest.raises(LogRefusedError, match="Restore the key"):
        open_log(log, key)
    key.write_bytes(b"x" * 32)
    key.chmod(0o644)
    with pytest.raises(LogRefusedError, match="0600"):
        open_log(log, key)


def test_a_selection_is_written_down_in_codes() -> None:
    assert codes({"unit": "missing_reports", "area": "W1", "x": "<b>"}) == "area=W1&unit=missing_reports"
    assert not CODE.fullmatch("a\nb")
    assert not CODE.fullmatch("a" * 61)


def test_a_line_of_the_servers_log_holds_no_text_of_an_error() -> None:
    try:
        raise ValueError("a value of the data")
    except ValueError:
        record = logging.LogRecord("dashboard", logging.ERROR, "", 1, "said %s", ("so",), sys.exc_info())
    line = Line().format(record)
    assert "a value of the data" not in line
    assert '"error": "ValueError"' in line
    assert "test_forwarded.py:" in line
    assert "\n" not in Line().format(logging.LogRecord("d", 20, "", 1, "two\nlines", (), None))
