"""What is not done, said to whoever asked: every refusal of the private bank is one of these, and none is shown as a traceback.

The commands answer any of them in one place, and a publication that meets one stops like one that meets a bad delivery. What
is no refusal is a fault of ours, and its traceback says where.
"""

from __future__ import annotations


class RefusedError(Exception):
    """`sentence` names the file, row or setting; `cure` says what to do, where the sentence does not."""

    def __init__(self, sentence: str, cure: str = "") -> None:
        super().__init__(sentence, cure)
        self.sentence, self.cure = sentence, cure

    def __str__(self) -> str:
        return f"{self.sentence} {self.cure}".strip()


def os_refusal(error: OSError, place: object) -> RefusedError:
    """What the operating system did not allow, with the file; `place` where it names none."""
    return RefusedError(
        f"{error.filename or place} cannot be read or written ({error.strerror or error}).",
        "See that it is there, that there is room, and that this account may write there.",
    )
