"""Which texts are written in a way. Few are looked at one by one: what looks at millions at once takes milliseconds to begin."""

from __future__ import annotations

import re

import pandas as pd

FEW = 2_000


def written(texts: pd.Series, pattern: str) -> pd.Series:
    """Which texts begin so. Texts are stripped; \\d and \\s mean those of ASCII, as they do where many are looked at."""
    if len(texts) > FEW:
        return texts.str.match(pattern)
    begins = re.compile(pattern, re.ASCII).match
    return pd.Series([isinstance(one, str) and begins(one) is not None for one in texts], index=texts.index, dtype=bool)


def parts_written(texts: pd.Series, pattern: str) -> pd.DataFrame:
    """The named parts of texts that begin so, a column each; nothing in the rows of others and for a part that is not there."""
    if len(texts) > FEW:
        fits = texts.str.match(pattern)  # what takes texts apart looks at them one by one
        return texts[fits].str.extract(pattern).reindex(texts.index)
    compiled = re.compile(pattern, re.ASCII)
    found = [compiled.match(one) if isinstance(one, str) else None for one in texts]
    return pd.DataFrame(
        {
            name: pd.array([match[name] if match else None for match in found], dtype="str")
            for name in compiled.groupindex
        },
        index=texts.index,
    )
