"""Work in a document is not bounded by its bytes, so it is read in a process with limits: the visitor waits, nobody else."""

from __future__ import annotations

import zlib

import pytest

from language import documents
from language.documents import UnreadableDocumentError, words_of


def shared_stream_pdf(pages: int, operators: int) -> bytes:
    """A few kilobytes whose pages share one stream of so many text operators."""
    stream = zlib.compress(b"BT /F 9 Tf " + b"(a) Tj " * operators + b"ET", 9)
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(stream), stream),
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"
    written, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate([*objects, *[page] * pages], start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(offsets) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table) + trailer


def test_a_document_that_would_take_an_hour_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_SECONDS", 3)
    bomb = shared_stream_pdf(600, 200_000)
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableDocumentError, match="too long"):
        words_of("a.pdf", bomb)


def test_a_document_of_the_same_build_but_small_is_read() -> None:
    assert words_of("a.pdf", shared_stream_pdf(2, 3)).replace("\n", "").replace(" ", "") == "aaaaaa"
