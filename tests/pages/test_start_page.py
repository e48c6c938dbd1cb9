"""The start page is told where its server is, and nothing else that the server sends is touched; table cells hold no markdown."""

from __future__ import annotations

import httpx
import pandas as pd
import pytest
from dashboard.start_page import StartPage
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from dashboard.words.escaping import plain_cells

PAGE = "<!DOCTYPE html><html><head><title>x</title></head><body>" + "y" * 3000 + "</body></html>"


@pytest.mark.parametrize("packing", ["gzip", "identity"])
def test_the_script_comes_first_in_a_page_and_only_there(packing: str) -> None:
    import asyncio

    pages = [Route(p, lambda _: HTMLResponse(PAGE)) for p in ("/", "/component/x")]
    routes = [*pages, Route("/text", lambda _: PlainTextResponse("<head>"))]
    app = Starlette(
        routes=routes, middleware=[Middleware(GZipMiddleware), Middleware(StartPage, script="/library/start.js")]
    )

    async def ask(path: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost") as client:
            return await client.get(path, headers={"accept": "text/html", "accept-encoding": packing})

    page, component, text = (asyncio.run(ask(p)) for p in ("/", "/component/x", "/text"))
    assert page.text == PAGE.replace("<head>", '<head><script src="/library/start.js"></script>')
    assert component.text == PAGE
    assert text.text == "<head>"


def test_a_cell_that_looks_like_an_image_is_text() -> None:
    frame = pd.DataFrame({"![a](b)": ["![x](http://elsewhere.invalid/x.png)", "plain"]}, index=["[l](m)", "n"])
    made = plain_cells(frame)
    assert "](" not in made.to_csv()
    assert made.iloc[1, 0] == "plain"
    assert plain_cells(pd.DataFrame({"n": [3]}))["n"].tolist() == [3]
