"""How the desk draws. Text of a delivery is escaped once, here, and never reaches Markdown."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

import streamlit as st

TOKENS = tomllib.loads((Path(__file__).with_name("tokens.toml")).read_text(encoding="utf-8"))
ROLES = {"backgroundColor": "page", "secondaryBackgroundColor": "sunken", "textColor": "ink", "primaryColor": "data", "borderColor": "edge"}  # fmt: skip
THEME: dict[str, object] = {
    "theme.baseRadius": "small",
    "theme.headingFontWeights": [650, 600, 600],
    "theme.headingFontSizes": ["28px", "22px", "17px"],
    **{f"theme.{s}.{option}": TOKENS[s][role] for s in ("light", "dark") for option, role in ROLES.items()},
}
STYLE = "<style>{}</style>".format(
    ":root{" + "".join(f"--{r}:light-dark({c},{TOKENS['dark'][r]});" for r, c in TOKENS["light"].items()) + "}"
    "[data-testid=stMainBlockContainer]{max-width:1120px;padding:64px 32px 48px}"
    ".desk{font-size:15px;line-height:20px;border-collapse:collapse;width:100%}"
    ".desk th{font-size:13px;color:var(--ink2);text-align:left;font-weight:400}"
    ".desk td,.desk th{padding:6px 12px 6px 0;border-bottom:1px solid var(--rule);vertical-align:top;overflow-wrap:anywhere;min-width:10ch}"
    ".said{font-size:17px;line-height:26px;max-width:68ch;margin:0}.said.stops{border-left:3px solid var(--changed);padding-left:12px}"
    ".box{overflow-x:auto}"
    # Streamlit writes white on the accent in both themes, and that of the dark one is light.
    "[data-testid^=stBaseButton-primary]:not(:disabled),[data-testid^=stBaseButton-primary]:not(:disabled) p{color:var(--page)}"
)


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table, or a sentence where it has no rows."""
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    if not body:
        return say(f"{caption}: none.")
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    st.html(
        f'<div class="box" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="desk">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def say(sentence: str, *, weight: str = "") -> None:
    """A sentence; `weight` "stops" marks what stops, by a rule at its side and by its words."""
    st.html(f'<p class="said {escape(weight)}" role="status">{escape(sentence)}</p>')


def label(text: str) -> str:
    """Text of a delivery for the name of a control, where Markdown is read: signs that it knows are dots."""
    return re.sub(r"[^\w \-/,'+=]|_", "·", text)[:60]
