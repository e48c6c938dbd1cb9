"""The formats of a paper: one noun, each written its own way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.paper.document import docx_of
from dashboard.paper.paper import Paper
from dashboard.paper.single_page import html_of
from dashboard.paper.slides import pptx_of
from dashboard.paper.typeset import pdf_of
from dashboard.paper.workbook import xlsx_of

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    title: str
    mime: str
    write: Callable[[Paper], bytes]


FORMATS: dict[str, Format] = {
    "pdf": Format("PDF", "application/pdf", pdf_of),
    "pptx": Format("PowerPoint", f"{OFFICE}.presentationml.presentation", pptx_of),
    "docx": Format("Word", f"{OFFICE}.wordprocessingml.document", docx_of),
    "html": Format("Web page", "text/html", html_of),
    "xlsx": Format("Excel", f"{OFFICE}.spreadsheetml.sheet", xlsx_of),
}
