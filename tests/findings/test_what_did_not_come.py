"""What an Overview of one or two deliveries says of the rest: not delivered, withheld and not judged are not one thing."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.catalogue.among_many import with_the_overview
from dashboard.catalogue.entry import no_measures
from dashboard.catalogue.overview import FOLLOWED, judged_elsewhere, measures_of, not_delivered, not_shown
from dashboard.catalogue.register import ENTRIES, finding_of
from dashboard.findings.finding import Finding
from dashboard.measures.verdict import Answer, Direction, Doubt
from dashboard.web.overview import overview_page
from data_loaders.publish import publish
from data_loaders.release import Release, open_release

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"


def published(folder: Path) -> Release:
    publish(folder, out=folder.parent / "releases", policy_file=POLICY, audience="partnership")
    return open_release(folder.parent / "releases")


def said(release: Release) -> str:
    return str(overview_page(release, measures_of(release), not_shown(release), not_delivered(release)))


@pytest.fixture(scope="module")
def whole(release: Release) -> Release:
    return release


def test_of_audits_alone_what_was_not_delivered_is_named_and_nothing_is_called_too_few(
    few: Callable[..., Path],
) -> None:
    folder = few("audit_items", "audit_ratings", "audit_rounds")
    for name in ("audit_ratings", "audit_rounds"):  # two of the invented four: each costs as much as the others
        rows = pd.read_csv(folder / f"{name}.csv", dtype="str", keep_default_na=False)
        rows[rows["round"].isin(["Spring 2024", "Autumn 2025"])].to_csv(folder / f"{name}.csv", index=False)
    release = published(folder)
    drawn = said(release)
    assert (
        "Not delivered: no missing episode, return discussion, incident, context at level 2, survey, register of actions, language scan, register of risks or decision."
        in drawn
    )
    assert "too few to show" not in drawn
    assert "dated event" not in " ".join(
        judged_elsewhere(release)
    )  # nothing was shared, so nothing is judged before and after


def test_of_a_few_records_months_are_withheld_and_the_rest_is_no_figure(few: Callable[..., Path]) -> None:
    folder = few("missing_episodes")
    with (folder / "missing_episodes.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    kept = [r for r in rows if r["counting_unit"] == "EPISODE"][:40]  # no report and no investigation among them
    with (folder / "missing_episodes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(kept)
    release = published(folder)
    (episodes,) = [m for m in measures_of(release) if m.label == "Missing episodes"]
    assert episodes.verdict.doubt is Doubt.WITHHELD
    drawn = said(release)
    assert "Withheld: months are told together, to protect children." in drawn
    assert "No figure is shown of: Missing reports, Missing-person investigations." in drawn
    assert "whether it holds none of them, or too few to show, is not told" in drawn
    assert "no return discussion, incident, context at level 2, survey," in drawn
    assert "no missing episode" not in drawn


def test_where_all_was_delivered_nothing_is_said_to_be_missing(whole: Release) -> None:
    assert not_delivered(whole) == ()
    assert "Not delivered: no" not in said(whole)


def test_whatever_the_overview_follows_can_be_said_to_be_missing() -> None:
    known = {table for theme in FOLLOWED for table in theme.sources}
    needed = {table for entry in ENTRIES if entry.measures is not no_measures for table in entry.needs}
    assert len(needed) > 5
    assert needed <= known


def test_a_change_that_the_overview_cannot_tell_is_said_to_be_that_beside_it(whole: Release) -> None:
    """Planted: a change that chance makes once in a hundred times, alone and among 300 questions that found nothing."""
    found = finding_of(whole, "survey-changes")
    assert isinstance(found, Finding)
    (own,) = [entry for entry in ENTRIES if entry.key == "survey-changes"]
    changed = next(m for m in own.measures(whole) if m.is_changed)
    weak = replace(changed, verdict=replace(changed.verdict, p_value=0.01))
    nothing = replace(weak.verdict, answer=Answer.NOT_CHANGED, direction=Direction.NEITHER, p_value=0.5)
    page = replace(found, result=((weak.part, weak.verdict),))
    alone = replace(own, key="alone", measures=lambda _: [weak])
    among = replace(
        own, key="among", measures=lambda _: [weak, *(replace(weak, key=f"q{n}", verdict=nothing) for n in range(300))]
    )
    assert with_the_overview(whole, [alone], alone, page).subtitle == found.subtitle
    of_areas = replace(among, judges="areas")  # declared to judge what the Overview does not list
    assert with_the_overview(whole, [among], of_areas, page).subtitle == found.subtitle
    told = with_the_overview(whole, [among], among, page).subtitle.removeprefix(found.subtitle)
    assert told == f" The Overview asks more questions at once, and among so many it cannot tell of “{weak.part}”."
