"""PDF for print and for screen readers: PDF/UA-1, A4, real text, vector charts, the same bytes every time."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

from dashboard.paper.briefing import Briefing
from dashboard.paper.plain import as_texts

LOOKS = Path(__file__).resolve().parents[2] / "assets" / "papers"
FONTS = "font_source_sans_pro"
STYLES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")


def pdf_of(briefing: Briefing) -> bytes:
    """The paper. A figure without a text for those who cannot see it does not compile."""
    day = datetime(briefing.as_at.year, briefing.as_at.month, briefing.as_at.day, tzinfo=UTC)
    made = typst.compile(
        (LOOKS / "paper.typ").read_bytes(), font_paths=fonts(), format="pdf", pdf_standards=["ua-1"],
        timestamp=int(day.timestamp()), sys_inputs={"briefing": json.dumps(as_texts(briefing), ensure_ascii=False)},
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def png_of(svg: str, *, share: float = 1.0) -> bytes:
    """A chart for a format that takes no vectors, sharp enough for print."""
    made = typst.compile(
        (LOOKS / "picture.typ").read_bytes(), font_paths=fonts(), format="png", ppi=200.0,
        sys_inputs={"svg": svg, "share": f"{share:.4f}"},
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


@cache
def fonts() -> typst.Fonts:
    """The few styles that are used, so that no machine can choose others of the same name."""
    spec = find_spec(FONTS)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"The package {FONTS} is not installed; run make again.")
    files = Path(next(iter(spec.submodule_search_locations))) / "files"
    folder = Path(tempfile.mkdtemp(prefix="briefing-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for style in STYLES:
        shutil.copy(files / f"SourceSansPro-{style}.ttf", folder)
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])
