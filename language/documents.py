"""The words of a document, read in memory: docx, pdf or plain text. Nothing is written, logged or kept.

Uploads are a hazard of the platform (100 MB held 200 MB, and longer than the tab): so they are small here, one at a time, and
given back to nothing as soon as the page has been drawn. A file that unfolds to far more than it weighs is refused, and what
has to be parsed is parsed in a process of its own with limits: the work in a document is not bounded by its bytes (600 pages
that share one stream of 200,000 operators weigh 9.6 kB and once held the server for most of an hour).
"""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import zipfile

MOST_MB = 5  # what the server takes at most; dashboard/server.py sets it for the whole product
MOST_BYTES = MOST_MB * 1024 * 1024
MOST_UNFOLDED = 60 * 1024 * 1024
MOST_PAGES = 600
SUFFIXES = ("docx", "pdf", "txt")
# A report of 300 pages takes 2 to 4 seconds here; what takes longer than twenty is no report.
MOST_SECONDS = 20
MOST_MEMORY_BYTES = 1024**3  # the parsers themselves need about 150 MB of addresses
CANNOT, TOLD = 3, 4  # how the reading process ends: it could not read, or it has a sentence to say


class UnreadableDocumentError(Exception):
    """A document that cannot be read; the message says why and repeats nothing of it."""


def words_of(name: str, content: bytes) -> str:
    """The text of a document by its ending. Raises `UnreadableDocumentError` with a sentence that says what to do."""
    suffix = name.rsplit(".", 1)[-1].lower()
    if suffix not in SUFFIXES:
        raise UnreadableDocumentError(
            "Only docx, pdf and txt can be read. Save the document as one of them, or paste its text."
        )
    if len(content) > MOST_BYTES:
        raise UnreadableDocumentError(
            f"The document is larger than {MOST_MB} MB. Remove its pictures, or paste its text."
        )
    return _txt(content) if suffix == "txt" else _read_apart(suffix, content)


def _read_apart(suffix: str, content: bytes) -> str:
    """Parse in a process of its own, which has limits and ends with its work. What it printed of errors is not looked at."""
    cannot = UnreadableDocumentError(f"The document cannot be read as {suffix}. Save it again, or paste its text.")
    command = [sys.executable, "-m", "language.documents", suffix]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        raise UnreadableDocumentError(
            "The document takes too long to read. Check it in parts, or paste its text."
        ) from None
    if done.returncode == TOLD:
        raise UnreadableDocumentError(done.stdout.decode())
    if done.returncode != 0:  # ended by a limit, or by an error whose text could hold words of the document
        raise cannot
    return done.stdout.decode()


def _limit_this_process() -> None:
    """No more time, memory or files than a document needs. Windows has no such limits; there the time limit alone holds."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # nothing is written, not even by a parser


def _read_here(suffix: str) -> int:
    """What the process of its own does: bytes in, words out, and an ending that says how it went."""
    _limit_this_process()
    try:
        text = {"docx": _docx, "pdf": _pdf}[suffix](sys.stdin.buffer.read())
    except UnreadableDocumentError as error:
        sys.stdout.write(str(error))
        return TOLD
    except Exception:
        return CANNOT
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
    return 0


def _txt(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _docx(content: bytes) -> str:
    """Every paragraph, of tables too, in its order; what was struck out in tracked changes is no text."""
    from docx import Document
    from docx.oxml.ns import qn

    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        if sum(part.file_size for part in folder.infolist()) > MOST_UNFOLDED:
            raise UnreadableDocumentError("The document unfolds to more than can be read safely. Paste its text.")
    body = Document(io.BytesIO(content)).element.body
    pieces: list[str] = []
    for node in body.iter(*(qn(name) for name in ("w:t", "w:tab", "w:br", "w:p"))):
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        else:
            pieces.append("\n" if node.tag == qn("w:p") else " ")
    return "".join(pieces)


def _pdf(content: bytes) -> str:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it may log what it could not read
    reader = pypdf.PdfReader(io.BytesIO(content))
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableDocumentError(f"The document has more than {MOST_PAGES} pages. Check it in parts.")
    text = "\n".join(page.extract_text() for page in reader.pages)
    if not text.strip():
        raise UnreadableDocumentError("The document holds no text, only pictures of it. Paste its text.")
    return joined_lines(text)


def joined_lines(text: str) -> str:
    """Lines of a page are not sentences: a line that does not end a sentence goes on in the next."""
    pieces: list[str] = []
    for line in (one.strip() for one in text.splitlines()):
        is_new = not pieces or not line or not pieces[-1] or pieces[-1].endswith((".", "!", "?", ":", "”", '"'))
        pieces += ["\n" if is_new else " ", line]
    return "".join(pieces).strip()


if __name__ == "__main__":
    sys.exit(_read_here(sys.argv[1]))
