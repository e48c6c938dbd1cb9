"""Words on a slide, in English as it is written here, at a size that can be read from the back of a room."""

from __future__ import annotations

from typing import Any

INK, ACCENT, MUTED = "1F2A33", "0B5F6B", "5B6770"
FACE = "Calibri"


def say(
    slide: Any,
    lines: list[str],
    box: tuple[float, float, float, float] | None,
    *,
    size: float,
    colour: str,
    is_bold: bool = False,
    is_right: bool = False,
    gap: float = 0.0,
    frame: Any = None,
) -> Any:
    """Lines in a box (left, top, width, height in inches), or in the frame that is given."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Inches, Pt

    if frame is None:
        assert box is not None
        frame = slide.shapes.add_textbox(*(Inches(v) for v in box)).text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = PP_ALIGN.RIGHT if is_right else PP_ALIGN.LEFT, Pt(gap)
        run = paragraph.add_run()
        run.text = line
        font = run.font
        font.size, font.bold, font.name, font.color.rgb = Pt(size), is_bold, FACE, RGBColor.from_string(colour)
        run._r.get_or_add_rPr().set("lang", "en-GB")
    return frame


def describe(shape: Any, *, title: str, alt: str) -> None:
    """The text of a shape for those who cannot see it."""
    properties = next(e for e in shape._element.iter() if e.tag.endswith("}cNvPr"))
    properties.set("descr", alt)
    properties.set("title", title)
