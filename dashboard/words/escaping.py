"""The one door for text that comes from data: never markdown, never a formula."""

from __future__ import annotations

import re

import pandas as pd

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-!|<>~$:^&@])")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def plain(text: object) -> str:
    """Text from data for a place that reads markdown: every sign that could mean something is escaped."""
    return MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def plain_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Text cells for `st.table`, which reads them as markdown: a name such as an image would make the browser ask elsewhere."""
    return frame.map(lambda value: plain(value) if isinstance(value, str) else value).rename(columns=plain, index=plain)
