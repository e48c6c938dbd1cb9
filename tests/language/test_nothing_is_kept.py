"""A text that was checked is nowhere afterwards: no file, no log, no release, no session. And a long document takes a moment."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from dashboard import in_force
from dashboard.ask import cache
from dashboard.catalogue.pages import PAGES
from language.checker import check
from language.documents import MOST_BYTES, UnreadableDocumentError, joined_lines, words_of
from language.terms import own_terms

APP = Path(in_force.__file__).with_name("app.py")
MARKER = "quincunxial-marzipan-zeppelin"
TEXT = f"The young person absconded again, {MARKER} was written here. She is streetwise."
PAGE = (
    "Invented: the worker met the young person at the library and they spoke about the park, the lights and the older group. "
    * 4
)


def word_document(*paragraphs: str) -> bytes:
    made, into = Document(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    table = made.add_table(1, 1)
    table.rows[0].cells[0].text = "In a table: he absconded."
    made.save(into)
    return into.getvalue()


def pdf_document(lines: list[str], pages: int = 1) -> bytes:
    """The smallest PDF that holds words; written by hand, so that the test needs no other library."""
    body = "BT /F1 11 Tf 50 780 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>",
               f"<< /Type /Pages /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(pages))}] /Count {pages} >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]  # fmt: skip
    for n in range(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(body)} >>\nstream\n{body}\nendstream")
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        made
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF".encode()
    )


def files_with(marker: str, *folders: Path) -> list[Path]:
    found = []
    for folder in folders:
        for file in folder.rglob("*"):
            try:
                if file.is_file() and file.stat().st_size < 50_000_000 and marker.encode() in file.read_bytes():
                    found.append(file)
            except OSError:
                continue
    return found


@pytest.fixture
def page(store: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(in_force.RELEASES, str(store))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")
    opened = AppTest.from_file(str(APP), default_timeout=60).run()
    opened.switch_page(str(next(e.path for e in PAGES if e.url == "language"))).run()
    return opened


def test_a_pasted_text_is_marked_and_is_nowhere_afterwards(
    page: AppTest,
    store: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with caplog.at_level(logging.DEBUG):
        page.text_area[0].set_value(TEXT)
        page.button[0].click().run()
    shown = " ".join(str(m.value) for m in page.markdown)
    assert "absconded" in shown
    assert "went missing" in shown
    told = capfd.readouterr()
    assert MARKER not in caplog.text + told.out + told.err
    assert files_with(MARKER, store, tmp_path) == []
    assert MARKER not in str(page.query_params)
    assert page.text_area[0].value == ""
    assert MARKER not in str(page.session_state._state.filtered_state)
    page.run()  # the next run of the same session knows nothing of it
    assert MARKER not in " ".join(str(m.value) for m in page.markdown)
    assert page.text_area[0].value == ""
    assert MARKER not in str(page.session_state._state.filtered_state)


def test_what_was_worked_out_of_a_text_is_not_remembered(page: AppTest) -> None:

    page.text_area[0].set_value(TEXT)
    page.button[0].click().run()
    assert MARKER not in str(list(cache._kept.keys()))
    assert MARKER not in str([getattr(v, "table", v) for v in cache._kept.values()])


@pytest.mark.parametrize("kind", ["docx", "pdf", "txt"])
def test_each_kind_of_document_is_read_and_leaves_no_file(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    content = {
        "docx": word_document(TEXT), "pdf": pdf_document([f"The young person absconded again, {MARKER}", "was written here. She is", "streetwise."]), "txt": TEXT.encode(),
    }[kind]  # fmt: skip
    text = words_of(f"report.{kind}", content)
    assert MARKER in text
    found = [mark.term.term for mark in check(text, own_terms()).marks]
    assert found[:2] == ["absconder", "streetwise"]
    assert ("In a table" in text) == (kind == "docx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"), ("a.docx", b"PK no zip " + MARKER.encode()), ("a.pdf", b"%PDF-1.4 " + MARKER.encode()), ("a.txt", b"x" * (MOST_BYTES + 1)),
        ("a.doc", MARKER.encode()),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_without_a_word_of_it(
    name: str, content: bytes, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnreadableDocumentError) as refused:
        words_of(name, content)
    told = capfd.readouterr()
    assert MARKER not in f"{refused.value!r} {refused.value.__cause__} {caplog.text} {told.out} {told.err}"


def test_a_document_that_unfolds_to_far_more_is_refused() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("word/document.xml", b" " * (70 * 1024 * 1024))
    assert len(into.getvalue()) < MOST_BYTES
    with pytest.raises(UnreadableDocumentError, match="unfolds"):
        words_of("a.docx", into.getvalue())


def test_lines_of_a_page_are_joined_to_sentences() -> None:
    assert (
        joined_lines("She puts herself\nat risk.\nNext one.\n\nHeading")
        == "She puts herself at risk.\nNext one.\n\nHeading"
    )


def test_an_upload_stays_in_memory_as_the_server_is_set() -> None:
    """In a process of its own: the option and the size from which Starlette would write a temporary file."""
    code = (
        "from dashboard.server import make_app; from dashboard.serve.addresses import Door; make_app(Door('127.0.0.1')); from streamlit import config; from starlette.formparsers import MultiPartParser as M;"
        "print(config.get_option('server.maxUploadSize') * 1024 * 1024 < M.spool_max_size)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ})
    assert ran.stdout.strip().endswith("True")


@pytest.mark.bench
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_three_hundred_pages(kind: str, tell: Callable[[str], None]) -> None:
    """500 words to a page; printed and not asserted, since the machine is shared."""
    pages = [f"{PAGE} {TEXT} {PAGE}" for _ in range(300)]
    lines = [" ".join(PAGE.split()[i : i + 12]) for i in range(0, 88, 12)] * 5 + ["She absconded."]
    content = (
        word_document(*[p for page in pages for p in (page, PAGE, PAGE)])
        if kind == "docx"
        else pdf_document(lines, 300)
    )
    begin = time.perf_counter()
    text = words_of(f"long.{kind}", content)
    read = time.perf_counter() - begin
    checked = check(text, own_terms())
    took = time.perf_counter() - begin
    tell(
        f"300 pages of {kind}: {checked.words:,} words, {len(checked.marks)} marks, {took:.2f} s (reading {read:.2f} s)"
    )
    assert len(checked.marks) >= 300
