"""What a committee and its screen readers need of the files, and what no file may do."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pandas as pd
import pptx
import pypdf
import pytest
from paper_read import BODIES, alts_of_pdf, shapes_of, stored_text, tags_of

from dashboard.paper.composing import compose
from dashboard.paper.draft import Draft, Length
from dashboard.paper.formats import FORMATS
from dashboard.paper.paper import INVENTED, Paper
from dashboard.paper.template import find_template
from data_loaders.release import Release

Written = Callable[[str, str], bytes]
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", [*BODIES, "cpc full"])
def test_the_paper_is_tagged_named_and_told_to_screen_readers(
    name: str, papers: dict[str, Paper], written: Written
) -> None:
    content = written(name, "pdf")
    paper = pypdf.PdfReader(io.BytesIO(content))
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert paper.metadata is not None
    assert papers[name].head.title in str(paper.metadata.title)
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data().replace(b" ", b"")
    tags = [str(t["/S"]) for t in tags_of(paper)]
    assert {"/H1", "/H2", "/P", "/Figure", "/LI"} <= set(tags)
    assert {"/Table", "/TH", "/TD"} <= set(tags) or "full" not in name
    alts = alts_of_pdf(content)
    assert len(alts) == len(set(alts)) >= 4
    assert {e.alt for e in papers[name].shown if e.svg} <= set(alts)
    box = paper.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_text_in_charts_is_text_and_no_page_is_a_picture(written: Written) -> None:
    paper = pypdf.PdfReader(io.BytesIO(written("cpc", "pdf")))
    assert [number for number, page in enumerate(paper.pages) if page.images] == []
    assert "Usual range" in "".join(page.extract_text() for page in paper.pages)
    fonts = {str(f.get_object()["/BaseFont"]) for p in paper.pages for f in p["/Resources"]["/Font"].values()}
    assert {re.sub(r"^/[A-Z]{6}\+|-.*$", "", f) for f in fonts} == {"SourceSansPro"}


def test_the_same_release_and_template_give_the_same_bytes(release: Release, store: Path, tmp_path: Path) -> None:
    """Made here, made again here, and made by the command in another process, whose hashes are seeded otherwise."""
    here = FORMATS["pdf"].write(compose(release, find_template("cpc")))
    assert FORMATS["pdf"].write(compose(release, find_template("cpc"))) == here
    out = tmp_path / "there.pdf"
    command = [sys.executable, "-m", "dashboard", "brief", "--release", str(store), "--for", "cpc", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert out.read_bytes() == here


@pytest.mark.parametrize("name", BODIES)
def test_every_page_and_slide_says_that_the_data_are_invented(name: str, written: Written) -> None:
    paper = pypdf.PdfReader(io.BytesIO(written(name, "pdf")))
    assert [n for n, page in enumerate(paper.pages) if "Invented data" not in page.extract_text()] == []
    show = pptx.Presentation(io.BytesIO(written(name, "pptx")))
    for slide in show.slides:
        assert any(s.has_text_frame and "Invented data" in s.text_frame.text for s in slide.shapes)
    document = docx.Document(io.BytesIO(written(name, "docx")))
    assert "Invented data" in document.sections[0].header.paragraphs[0].text
    assert INVENTED in written(name, "html").decode()


def test_pictures_and_charts_tell_what_they_show(papers: dict[str, Paper]) -> None:
    paper = papers["cpc full"]
    document = docx.Document(io.BytesIO(FORMATS["docx"].write(paper)))
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert alts[len(paper.numbers) :] == [e.alt for e in paper.shown if e.svg]
    assert all(alt.startswith("Small chart of ") for alt in alts[: len(paper.numbers)])
    show = pptx.Presentation(io.BytesIO(FORMATS["pptx"].write(paper)))
    for slide in show.slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.has_text_frame
        for shape in shapes_of(slide.shapes):
            if shape.has_chart or getattr(shape, "has_table", False):
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")
    html = FORMATS["html"].write(paper).decode()
    assert len(re.findall(r'<svg [^>]*role="img" aria-label="[^"]{20,}"', html)) == sum(
        bool(svg) for svg in [*(e.svg for e in paper.shown), *(n.svg for n in paper.numbers)]
    )


@pytest.mark.parametrize("name", BODIES)
def test_the_page_asks_nothing_of_anybody(name: str, written: Written) -> None:
    html = written(name, "html").decode()
    assert not re.search(
        r"<script|<link|<iframe|<img|\son\w+=|(?:src|href|xlink:href)=\"(?!#)|url\((?!#)|@import|https?:", html
    )
    assert "default-src 'none'" in html


def test_notes_are_text_in_every_format(written: Written) -> None:
    html = written("cpc", "html").decode()
    assert "<b>markup</b>" not in html
    assert "&lt;b&gt;markup&lt;/b&gt;" in html
    for kind in ("pdf", "docx", "pptx"):
        assert "=1+1" in stored_text(kind, written("cpc", kind))


def test_nobody_is_in_any_file(deliveries: Path, written: Written) -> None:
    """The canaries: every pseudonym and every number of a record that was delivered."""
    known: set[str] = set()
    for file in deliveries.glob("*.csv"):
        rows = pd.read_csv(file, dtype="str", keep_default_na=False)
        for column in rows.columns[
            rows.columns.str.endswith(("_pseudo_id", "episode_id", "incident_id", "discussion_id"))
        ]:
            known |= set(rows[column])
    assert len(known) > 1000
    for name in BODIES:
        for kind in FORMATS:
            assert not known & set(re.findall(r"[\w-]+", stored_text(kind, written(name, kind)))), kind


def test_what_is_left_out_is_named_with_its_reason(release: Release, papers: dict[str, Paper]) -> None:
    fewer = tuple(d for d in release.manifest.datasets if d.name != "incidents")
    views = tuple(v for v in release.manifest.views if v.dataset != "incidents")
    manifest = release.manifest.model_copy(update={"datasets": fewer, "views": views})
    made = compose(replace(release, id="other", manifest=manifest), find_template("cmt"), Draft(length=Length.FULL))
    assert ("Places", "No incidents were delivered for this release.") in made.left_out
    assert len(made.exhibits) < len(papers["cmt"].exhibits)
    assert "No incidents were delivered for this release." in FORMATS["html"].write(made).decode()
