"""A table of words among words. Where it is wider than the page it scrolls in a box of its own, which the keyboard
reaches too; on a phone its cells stand below each other."""

from __future__ import annotations

import pandas as pd

from dashboard.draw.text import markup


def text_table_html(frame: pd.DataFrame, label: str) -> str:
    """`label`: what it is read out as. The first column names the row."""
    heads = "".join(f'<th scope="col">{markup(str(name))}</th>' for name in frame.columns)
    names = [str(name) for name in frame.columns]
    rows = "".join(_row(names, [str(cell) for cell in row]) for row in frame.itertuples(index=False))
    return (
        f'<div class="text-table" tabindex="0" role="region" aria-label="{markup(label)}"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(names: list[str], cells: list[str]) -> str:
    """On a narrow page each cell stands behind the name of its column."""
    others = "".join(
        f'<td data-head="{markup(n)}">{markup(cell)}</td>' for n, cell in zip(names[1:], cells[1:], strict=True)
    )
    return f'<tr><th scope="row">{markup(cells[0])}</th>{others}</tr>'
