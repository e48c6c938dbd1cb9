"""A table of words among words. Where it is wider than the page it scrolls in a box of its own, which the keyboard reaches too."""

from __future__ import annotations

import pandas as pd

from dashboard.draw.text import markup


def text_table_html(frame: pd.DataFrame, label: str) -> str:
    """`label`: what it is read out as. The first column names the row."""
    heads = "".join(f'<th scope="col">{markup(str(name))}</th>' for name in frame.columns)
    rows = "".join(_row([str(cell) for cell in row]) for row in frame.itertuples(index=False))
    return (
        f'<div class="text-table" tabindex="0" role="region" aria-label="{markup(label)}"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(cells: list[str]) -> str:
    first, *others = cells
    return f'<tr><th scope="row">{markup(first)}</th>{"".join(f"<td>{markup(cell)}</td>" for cell in others)}</tr>'
