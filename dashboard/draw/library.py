"""Where Leaflet comes from: installed packages, served by the product under /library. Anything else is refused."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

ROOT = "/library"
FILES = {
    "leaflet/leaflet.js": ("xstatic.pkg.leaflet", "leaflet.js"),
    "leaflet/leaflet.css": ("xstatic.pkg.leaflet", "leaflet.css"),
    "leaflet/images/layers.png": ("xstatic.pkg.leaflet", "images/layers.png"),
    "leaflet/images/layers-2x.png": ("xstatic.pkg.leaflet", "images/layers-2x.png"),
    "jquery/jquery.min.js": ("xstatic.pkg.jquery", "jquery.min.js"),
}
SCRIPTS = [("leaflet", f"{ROOT}/leaflet/leaflet.js"), ("jquery", f"{ROOT}/jquery/jquery.min.js")]
STYLES = [("leaflet_css", f"{ROOT}/leaflet/leaflet.css")]


class OutsideLinkError(Exception):
    """A map wanted to load something from elsewhere."""


def library_file(name: str) -> Path:
    """The installed file behind a path under /library. Raises KeyError for a name that is not listed."""
    package, inside = FILES[name]
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"The package {package} is not installed; run make again.")
    return Path(next(iter(spec.submodule_search_locations))) / "data" / inside


def stay_at_home() -> None:
    """Make every folium map name the product's own files. Bootstrap, fonts and marker icons are not used."""
    import folium  # a second of import that only a page with a map should cost

    folium.Map.default_js = SCRIPTS
    folium.Map.default_css = STYLES


def refuse_outside_links(links: list[str]) -> None:
    """Raise for any script or style that is not served by the product."""
    outside = [link for link in links if not link.startswith(f"{ROOT}/")]
    if outside:
        raise OutsideLinkError(f"A map may not load {len(outside)} files from elsewhere.")
