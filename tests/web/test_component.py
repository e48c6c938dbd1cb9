"""The one component: its files are found by Streamlit without a network and without inline script, and a click costs little."""

from __future__ import annotations

from pathlib import Path

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from dashboard.charts.palette import LIGHT
from dashboard.web import component
from dashboard.web.style import page_style

ASSETS = Path(component.__file__).parent / "assets"


def test_streamlits_own_door_for_packaged_assets_still_opens() -> None:
    manager = BidiComponentManager()
    manifest = ComponentManifest(component.PACKAGE, "1", [ComponentConfig(component.NAME, "assets")])
    manager.register_from_manifest(manifest, component.ROOT)
    assert manager.get_component_asset_root(f"{component.PACKAGE}.{component.NAME}") == ASSETS.resolve()


def test_no_asset_asks_another_host_or_builds_script_from_text() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in ASSETS.iterdir() if p.suffix in {".js", ".css"})
    assert [w for w in ("http:", "https:", "eval(", "Function(", "@import", "document.write") if w in text] == []


def test_every_colour_of_the_styles_is_a_role_of_the_palette() -> None:
    text = (ASSETS / "findings.css").read_text(encoding="utf-8")
    used = {part.split(")")[0] for part in text.split("var(--")[1:]}
    assert used - {*LIGHT, "row", "below", "closer"} == set()  # sizes of rows, and how many times closer a map is
    assert "#" not in "".join(
        line.split("{", 1)[1] for line in text.splitlines() if "{" in line and line.strip().endswith("}")
    )
    assert all(f"--{role}:" in page_style() for role in LIGHT)
