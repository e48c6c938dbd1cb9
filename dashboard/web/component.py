"""The one component that draws a page's body. Its script and styles are files of the product: no inline script is needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

PACKAGE, NAME = "contextual-safeguarding-dashboard", "findings"
ROOT = Path(__file__).parent


def _register() -> None:
    """Streamlit finds assets of a component by a pyproject.toml beside an installed package, which an editable install has
    not: so the product says itself where its files are. Held by a test, since the door is Streamlit's own and not public."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"{PACKAGE}.{NAME}") is None:
        manager.register_from_manifest(ComponentManifest(PACKAGE, "1", [ComponentConfig(NAME, "assets")]), ROOT)


def draw_body(data: dict[str, Any], *, key: str, on_event: Callable[[], None] | None = None) -> None:
    """Draw the blocks. `on_event` is called when a row or a switch is chosen; `event_of` says which."""
    _register()
    mount = st.components.v2.component(f"{PACKAGE}.{NAME}", js="findings.js", css="findings.css", html='<div class="body"></div>')  # fmt: skip
    mount(data=data, key=key, on_event_change=on_event or (lambda: None))
