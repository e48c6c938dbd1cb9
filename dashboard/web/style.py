"""The style sheet of the whole page, made from the palette: roles for light and dark, high contrast and print, and the frame."""

from __future__ import annotations

from pathlib import Path

from dashboard.charts.palette import DARK, LIGHT, variables

FRAME = (Path(__file__).parent / "assets" / "frame.css").read_text(encoding="utf-8")


def page_style() -> str:
    """`light-dark` follows the scheme that Streamlit sets: that of the reader's system, or the one chosen in the menu."""
    both = "".join(
        f"--{role}:{value if DARK[role] == value else f'light-dark({value},{DARK[role]})'};"
        for role, value in LIGHT.items()
    )
    return (
        f"<style>:root{{{both}}}@media(prefers-contrast:more){{:root{{{variables('contrast')}}}}}"
        f"@media print{{:root{{{variables('print')}}}}}{FRAME}</style>"
    )
