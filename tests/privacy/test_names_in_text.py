"""The identity guard on sentences that people wrote: what it refuses and what it lets through. All names are invented."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from data_loaders.demo import practice
from data_loaders.privacy.identifiers import find_identifiers
from data_loaders.privacy.names_in_text import names_somebody

REFUSED = [
    "We asked Siobhan to come", "the boy called Zebedee was there", "a girl named Quillandra", "my colleague, Xanthe said no", "Quillon told us about it",
    "spoke to Mr Inventedname", "PC Inventedname came", "Dr. Inventedname rang", "initials J.S. only", "young person J. S.", "crime ref 12345/25", "crime number: CR123",
    "see CR/0123456/25", "born on 12 March 2009", "DOB 12/3/09", "she lives at flat 3", "house no. 12", "message @somebody_99", "ring 01698 96 01 23", "ring 0 1 6 9 8 9 6 0 1 2 3",
    "call +44 7700 900123", "id 010109 1234", "mail invented (at) example (dot) org", "Kirsty’s plan", "mention of Hamish.", "his sister Quillandra",
]  # fmt: skip
LET_THROUGH = [
    "Invented example: we need one short guide for each team.", "Police said that it is better now.", "Health asked for a list.", "Barnardo’s told us in May.",
    "In March the forum asked the steering group.", "Social work and Education work together.", "Scotland has a national framework.", "One worker for each school.",
    "Level 2 begins in 2026 with 12 conferences.", "They will rather wait.", "The Child Protection Committee agreed.", "a boy and a girl were there", "e.g. lights and benches",
    "We hope for the best.", "The worker said that Tuesday suits.", "Action A-03 answers it.", "About 1,200 young people, 30 per cent.", "Context conference (IRD first).",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_what_seems_to_name_somebody_is_refused(text: str) -> None:
    assert names_somebody(text)


@pytest.mark.parametrize("text", LET_THROUGH)
def test_what_names_nobody_is_let_through(text: str) -> None:
    assert not names_somebody(text)


def test_all_that_the_demo_says_is_let_through() -> None:
    told = tomllib.loads(Path(practice.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    texts = [text for theme in told["themes"] for stance in practice.STANCES for text in theme[stance]]
    texts += [
        action[key] for action in told["actions"] for key in ("description", "evidence", "owner") if key in action
    ]
    assert [text for text in texts if names_somebody(text)] == []
    assert find_identifiers(pd.DataFrame({"text": texts})) == {}
