"""No headline is about "Female, with other and not known": a group that takes others in for safety is named by its main part."""

from __future__ import annotations

import re

import pytest

from dashboard.catalogue.entry import Entry
from dashboard.catalogue.overview import measures_of
from dashboard.catalogue.register import ENTRIES, finding_of
from dashboard.words.form import headlined
from data_loaders.release import Release

# Whatever the codes of a delivery call it: no title of ours goes on "with …" about what is other, or not known.
RESIDUAL = re.compile(r"\bwith (?:[a-z ]* and )?(?:other|not known|area not known)\b")
JOINED = re.compile(r", with | \(with ")
ASKED: tuple[dict[str, str], ...] = (
    {}, *({"split": split} for split in ("sex", "missing_from", "care_status", "risk_level", "day_kind")),
    *({"by": by} for by in ("sex", "stage", "simd", "role")), {"unit": "missing_reports"},
)  # fmt: skip


def test_every_published_group_with_which_others_stand_has_a_plain_name(release: Release) -> None:
    """Of all block labels of this release, so that a label that another code list brings is met here."""
    labels = {str(label) for label in release.table("blocks")["label"]} | {"Male (with other and not known)", "North (with areas of few and not known)"}  # fmt: skip
    joined = {label for label in labels if JOINED.search(label)}
    assert len(joined) > 10
    assert not {label for label in joined if JOINED.search(headlined(label))}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.key)
def test_no_headline_goes_on_with_what_is_not_known(release: Release, entry: Entry) -> None:
    for asked in ASKED:
        if asked.keys() <= set(entry.parameters):
            found = finding_of(release, entry.key, asked)
            assert found is None or not RESIDUAL.search(found.title), found.title


def test_no_measure_of_the_overview_asks_about_what_is_not_known(release: Release) -> None:
    assert not [m.question for m in measures_of(release) if RESIDUAL.search(f"{m.label} {m.question}")]
