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

from dashboard.paper.paper import Paper
from dashboard.paper.texts import as_texts

LOOKS = Path(__file__).resolve().parents[2] / "assets" / "papers"
FONTS = "font_source_sans_pro"
STYLES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")
PREVIEW_PPI = 110.0  # an A4 page about 910 px wide: read on a screen without a reader of PDFs


def pdf_of(paper: Paper) -> bytes:
    """The paper. A figure without a text for those who cannot see it does not compile."""
    day = datetime(paper.as_at.year, paper.as_at.month, paper.as_at.day, tzinfo=UTC)
    made = typst.compile(
        (LOOKS / "paper.typ").read_bytes(), font_paths=fonts(), format="pdf", pdf_standards=["ua-1"],
        timestamp=int(day.timestamp()), sys_inputs=_inputs(paper),
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def pages_of(paper: Paper) -> list[bytes]:
    """Each page as a picture: what the preview shows is what the printer gets."""
    made = typst.compile(
        (LOOKS / "paper.typ").read_bytes(), font_paths=fonts(), format="png", ppi=PREVIEW_PPI, sys_inputs=_inputs(paper)
    )
    return [made] if isinstance(made, bytes) else list(made)


def _inputs(paper: Paper) -> dict[str, str]:
    return {"paper": json.dumps(as_texts(paper), ensure_ascii=False), "release": f"release {paper.release_id}"}


def png_of(svg: str, *, share: float = 1.0) -> bytes:
    """A chart for a format that takes no vectors, sharp enough for print."""
    made = typst.compile(
        (LOOKS / "picture.typ").read_bytes(), font_paths=fonts(), format="png", ppi=200.0,
        sys_inputs={"svg": svg, "share": str(round(share, 4))},
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
    folder = Path(tempfile.mkdtemp(prefix="paper-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for style in STYLES:
        shutil.copy(files / f"SourceSansPro-{style}.ttf", folder)
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])
