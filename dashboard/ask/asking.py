"""The one door: a question to a release, answered once and remembered."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import Protocol, TypeVar

from dashboard.ask.answer import Answer
from dashboard.ask.cache import remembered
from data_loaders.release import Release

Answered = TypeVar("Answered", bound=Answer)
Given = TypeVar("Given", bound=Answer, covariant=True)


class Question(Hashable, Protocol[Given]):
    """A frozen dataclass of codes that knows which published tables answer it."""

    def answered(self, release: Release) -> Given: ...


def ask(release: Release, question: Question[Answered]) -> Answered:
    """The answer of a release to a question. The same question has the same answer wherever it is asked."""
    return remembered(release, question, partial(question.answered, release)).handed_out()
