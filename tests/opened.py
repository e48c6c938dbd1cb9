"""A page as who follows its address opens it: drawn once, and not the Overview before it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dashboard import in_force
from dashboard.ask import cache as worked_out
from dashboard.catalogue.entry import PageEntry

APP = Path(in_force.__file__).with_name("app.py")
PATIENCE_S = 90
# Which of the installed packages bring components is looked for once, and not again for each page: it takes longer than the page.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
# Tests ask one release for more than the pages of a server do: what was worked out for one of them is there for the next.
worked_out.MOST = 20_000
# Which addresses there are is told by the frame, once it was drawn: by the first page that a process opens.
_pages: dict[str, dict[str, object]] = {}


def opened(entry: PageEntry, query: Mapping[str, str] | None = None) -> AppTest:
    file = (APP.parent / entry.path).resolve()
    if file not in {Path(str(page.get("script_path"))) for page in _pages.values()}:
        _pages.update(AppTest.from_file(str(APP), default_timeout=PATIENCE_S).run()._registered_pages)
    page = AppTest.from_file(str(APP), default_timeout=PATIENCE_S)
    page._registered_pages = dict(_pages)
    for key, value in (query or {}).items():
        page.query_params[key] = value
    return page.switch_page(str(entry.path)).run()
