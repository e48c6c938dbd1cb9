"""Writes the reviewed sentences anew, to be read before they are committed: python -m tests.words.renew"""

from __future__ import annotations

from tests.words.registry import REVIEWED, cases, printed

if __name__ == "__main__":
    REVIEWED.write_text(printed(cases()), encoding="utf-8")
