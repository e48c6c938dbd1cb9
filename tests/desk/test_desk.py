"""The desk lets in who has its key, from this machine; what is dropped or picked goes where it belongs; its colours are the product's."""

from __future__ import annotations

import asyncio
import json
import tomllib
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from dashboard.charts.palette import DARK, LIGHT
from data_loaders.draft import drafts
from data_loaders.draft.saving import proposed_sections, write_section
from data_loaders.problem import stop
from data_loaders.sources import collect
from data_loaders.sources.mapping import read_mapping
from desk import drawing
from desk.drawing import TOKENS, label
from desk.opening import app
from desk.picking import NOT_IN_IT
from desk.place import AUDIENCE, FOLDER, POLICY, RULES, STORE
from desk.receiving import FileRefusedError, put_file
from desk.rehearsal import step_for
from desk.server import COOKIE, HERE, Keyed

KEY = "an-invented-key"


async def _inside(_: object) -> PlainTextResponse:
    return PlainTextResponse("delivered rows")


def asked(url: str, **headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        keyed = Keyed(Starlette(routes=[Route("/", _inside)]), KEY)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(keyed), base_url=f"http://{HERE}:8502") as client:
            return await client.get(url, headers=headers)

    return asyncio.run(ask())


def test_the_key_opens_the_desk_once_and_a_cookie_of_this_page_alone_keeps_it_open() -> None:
    first = asked(f"/?key={KEY}")
    assert (first.status_code, first.headers["location"]) == (307, "/")
    assert {"HttpOnly", "SameSite=strict"} <= set(first.headers["set-cookie"].split("; "))
    inside = asked("/", cookie=f"{COOKIE}={KEY}")
    assert inside.text == "delivered rows"
    assert inside.headers["cache-control"] == "no-store"
    assert "default-src 'self'" in inside.headers["content-security-policy"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"cookie": f"{COOKIE}=another"},
        {"cookie": f"{COOKIE}={KEY}", "host": "elsewhere.example:8502"},
        {"cookie": "a=\x01;;="},
    ],
)
def test_nobody_else_is_let_in(headers: dict[str, str]) -> None:
    refused = asked("/", **headers)
    assert refused.status_code == 403
    assert "delivered rows" not in refused.text
    assert asked("/?key=another", **headers).status_code == 403


@pytest.mark.parametrize(("origin", "cookie", "is_open"), [
    (f"http://{HERE}:8502", KEY, True), ("http://elsewhere.example", KEY, False), (f"http://{HERE}:8502", "another", False), ("", KEY, False),
])  # fmt: skip
def test_a_socket_is_opened_by_the_own_page_alone(origin: str, cookie: str, is_open: bool) -> None:
    told: list[str] = []

    async def within(*_: object) -> None:
        told.append("within")

    async def send(message: dict[str, object]) -> None:
        told.append(str(message["type"]))

    headers = [
        (b"host", f"{HERE}:8502".encode()),
        (b"origin", origin.encode()),
        (b"cookie", f"{COOKIE}={cookie}".encode()),
    ]
    asyncio.run(Keyed(within, KEY)({"type": "websocket", "headers": headers, "query_string": b""}, None, send))
    assert told == (["within"] if is_open else ["websocket.close"])


def test_it_cannot_be_asked_to_listen_elsewhere() -> None:
    said = CliRunner().invoke(app, ["--help"]).output
    assert "--port" in said
    assert "--address" not in said
    assert HERE == "127.0.0.1"


def test_a_dropped_file_comes_into_the_folder_and_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "deliveries"
    folder.mkdir()
    put_file(folder, "../../outside.csv", b"a\n", is_replacing=False)
    assert (folder / "outside.csv").read_bytes() == b"a\n"
    assert [f.name for f in tmp_path.rglob("*") if f.is_file()] == ["outside.csv"]
    for name in ("../..", ".hidden.csv", "program.exe", ""):
        with pytest.raises(FileRefusedError, match="of no kind"):
            put_file(folder, name, b"b", is_replacing=False)
    with pytest.raises(FileRefusedError, match="already"):
        put_file(folder, "outside.csv", b"b", is_replacing=False)
    put_file(folder, "outside.csv", b"b", is_replacing=True)
    assert (folder / "outside.csv").read_bytes() == b"b"


def test_what_is_picked_is_a_mapping_that_reads_the_file(tmp_path: Path) -> None:
    rows = [f'x{n},"p, {n % 7}",Girl,0{n % 9 + 1}/0{n % 5 + 1}/2025 10:00,13-15,EPISODE,Up "per"' for n in range(1, 31)]
    (tmp_path / "extract.csv").write_text(
        "\n".join(["Ref,Who,Gender,Missing from date,Age band,counting_unit,Where it was", *rows])
    )
    (tmp_path / "mapping.toml").write_text('[not_read]\n"other.csv" = "for another purpose"\n')
    made, problems = drafts(tmp_path)
    ((name, section),) = proposed_sections(tmp_path, made)
    assert problems == []
    columns = {"episode_id": "Ref", "child_pseudo_id": "Who", "sex": "Gender", "start_dt": "Missing from date", "age_band": "Age band",
               "counting_unit": "counting_unit", "area_from": "Where it was"}  # fmt: skip
    picked = {"table": "missing_episodes", "files": ["extract.csv"], "dates": "day first", "columns": columns, "constants": {},
              "codes": {"sex": {"Girl": "F"}, "area_from": {'Up "per"': "W1"}},
              "manifest": {"supplier_agency": "POLICE", "extract_date": "2026-01-01", "period_start": "2025-01-01", "period_end": "2025-12-31", "audience": "public"}}  # fmt: skip
    write_section(tmp_path, name, {**section, **picked})
    assert read_mapping(tmp_path).problems == ()
    assert tomllib.loads((tmp_path / "mapping.toml").read_text())["not_read"] == {"other.csv": "for another purpose"}
    read = collect(tmp_path).tables["missing_episodes"]
    assert set(zip(read["sex"], read["area_from"], strict=True)) == {("F", "W1")}
    ((again, kept),) = proposed_sections(tmp_path, drafts(tmp_path)[0])
    assert (again, kept["columns"]) == (name, columns)


def test_a_column_that_is_picked_takes_the_place_of_what_was_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [f"x{n},p{n % 7},Lass,0{n % 9 + 1}/05/2025 10:00,13-15" for n in range(30)]
    (tmp_path / "police extract.csv").write_text("\n".join(["Ref,Who,Gender,Missing from date,Age band", *rows]))
    for variable, value in ((FOLDER, tmp_path), (STORE, tmp_path / "out"), (RULES, POLICY), (AUDIENCE, "partnership")):
        monkeypatch.setenv(variable, str(value))
    step = AppTest.from_file(Path(drawing.__file__).parent / "steps" / "mapping.py", default_timeout=60).run()
    (child,) = [box for box in step.selectbox if box.label == "child pseudo id (needed)"]
    assert child.value == NOT_IN_IT
    child.set_value("Who")
    (code,) = [box for box in step.selectbox if box.label == "sex: Lass"]
    code.set_value("F")
    step.button[0].click().run()
    assert not step.exception
    (section,) = tomllib.loads((tmp_path / "mapping.toml").read_text()).values()
    assert section["columns"]["child_pseudo_id"] == "Who"
    assert "child_pseudo_id" not in section.get("each_row", [])
    assert section["codes"]["sex"] == {"Lass": "F"}


@pytest.mark.parametrize(
    "text", ["![x](http://elsewhere.example/a.png)", "www.elsewhere.example", "<b>x</b>", "$x$ :red[x]", "**x** `x`"]
)
def test_text_of_a_delivery_is_no_markdown(text: str) -> None:
    assert not set(label(text)) & set("![]()<>*_`$:.&\\#~|@")


def test_the_colours_are_those_of_the_dashboard() -> None:
    assert json.dumps(TOKENS["light"]) == json.dumps({role: LIGHT[role] for role in TOKENS["light"]})
    assert json.dumps(TOKENS["dark"]) == json.dumps({role: DARK[role] for role in TOKENS["dark"]})


def _at_the_desk(folder: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> AppTest:
    for variable, value in (
        (FOLDER, folder),
        (STORE, folder.parent / "out"),
        (RULES, POLICY),
        (AUDIENCE, "partnership"),
    ):
        monkeypatch.setenv(variable, str(value))
    return AppTest.from_file(Path(drawing.__file__).parent / "steps" / f"{step}.py", default_timeout=60).run()


def _replaced(folder: Path) -> Path:
    """Last month's file is gone, its row in the manifest is not, and another file came in its place."""
    folder.mkdir()
    areas = "area_code,area_level,area_name,parent_code\nC1,COUNCIL,Invented council,\n"
    (folder / "ref_area.csv").write_text(areas)
    (folder / "Tracker March.csv").write_text("Ref,Offered?\nd1,Yes\n")
    row = "{},{},OTHER,2026-01-31,2025-01-01,2025-12-31,public,Y\n"
    head = "table,file,supplier_agency,extract_date,period_start,period_end,audience,is_synthetic\n"
    rows = row.format("ref_area", "ref_area.csv") + row.format("return_discussions", "return_discussions.csv")
    (folder / "manifest.csv").write_text(head + rows)
    return folder


def test_a_row_of_the_manifest_whose_file_is_gone_can_be_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _replaced(tmp_path / "deliveries")
    step = _at_the_desk(folder, monkeypatch, "files")
    (gone,) = [box for box in step.selectbox if "by mistake" in box.label]
    gone.set_value("return_discussions.csv")
    step.button[-1].click().run()
    assert not step.exception
    assert "return_discussions" not in (folder / "manifest.csv").read_text()
    assert "ref_area.csv" in (folder / "manifest.csv").read_text()
    assert sorted(f.name for f in folder.iterdir()) == ["Tracker March.csv", "manifest.csv", "ref_area.csv"]


def test_the_month_says_what_is_not_read_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = _at_the_desk(_replaced(tmp_path / "deliveries"), monkeypatch, "month")
    assert not step.exception
    told = " ".join(one.proto.body for one in step.get("html"))
    assert "not read yet: 1; in Columns and codes" in told


@pytest.mark.parametrize(("rule", "says"), [
    ("not read", "Columns and codes"), ("lost table", "Before publishing: choose “lost table”, if it is right"), ("no file", "Files: take it out"),
    ("end before start", "Files: the file mended by its supplier"),
])  # fmt: skip
def test_each_problem_names_the_step_in_which_it_is_mended(rule: str, says: str) -> None:
    told = stop("return_discussions", "a.csv", rule, "Invented.", "Invented.")
    assert step_for(told) == says
    assert step_for(replace(told, severity="warn")) == ""
