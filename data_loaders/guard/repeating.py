"""What a sentence or a draft may repeat of a cell that was delivered: a code, and nothing that may be a person's."""

from __future__ import annotations

import re

from data_loaders.guard.reading import read_text

LONGEST = 40  # characters: the longest name of a ward has 37; what is longer is a text that stands in a column of codes
# A whole day may be when somebody was born, however it is written: also as a spreadsheet's number of it.
WHOLE_DAY = re.compile(
    r"[0-9]{1,4}[-/. ]+([0-9]{1,2}|[^\W\d_]{3,})[-/. ,]+[0-9]{2,4}\b.*|[0-9]{5}([.][0-9]+)?|[0-9]{8}"
)


def may_be_repeated(text: str) -> bool:
    if len(text) > LONGEST or WHOLE_DAY.fullmatch(text.strip()):
        return False
    return read_text(text, "text") is None and read_text(text, "identifier") is None
