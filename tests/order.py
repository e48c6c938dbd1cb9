"""In which order files are run: what tells of a wrong floor in seconds first, then what takes long, so that no process ends alone."""

from __future__ import annotations

from collections.abc import Sequence

AT_ONCE = (
    "safety/test_floor.py", "policy/test_floors.py", "safety/test_ladder.py", "safety/test_grid.py", "safety/test_vintage.py",
    "safety/test_given_back.py", "architecture/test_contracts.py", "architecture/test_house.py",
)  # fmt: skip
LONG = (
    "attacks/test_canaries.py", "themes/test_practice.py", "paper/test_figures_agree.py", "river/test_river.py", "attacks/test_never_restated.py",
    "themes/test_audits.py", "trust/test_sign_in.py", "trust/test_behind_nginx.py", "attacks/test_what_else_tells.py",
    "attacks/test_a_month_without_a_file.py", "survey/test_nothing_given_away.py", "published/test_corruptions.py",
    "catalogue/test_links.py", "trust/test_signed_releases.py", "account/test_check.py", "store/test_full_disk.py",
    "truth/test_worlds_through_the_river.py", "store/test_taking_back.py", "demo/test_demo.py", "truth/test_interval_coverage.py", "findings/test_what_did_not_come.py",
    "attacks/test_numbers_of_children.py", "account/test_alone.py", "pages/test_one_release_a_run.py", "attacks/test_mutants_of_the_river.py",
    "attacks/test_tampered_releases.py", "safety/test_structure_from_outside.py", "store/test_before_publishing.py", "store/test_joining_later.py",
    "attacks/test_worlds.py", "attacks/test_small_worlds.py", "sources/test_twelve_partners.py", "sources/test_one_table_in_every_format.py",
    "policy/test_mutants_of_the_policy.py", "safety/test_mutants_of_the_rules.py", "attacks/test_series_of_practice.py", "attacks/test_siblings.py",
    "findings/test_planted_places.py", "safety/test_ties.py", "trust/test_shipped.py", "trust/test_unkept.py",
    "journeys/test_desk.py", "journeys/test_journey.py", "journeys/test_tasks.py", "journeys/test_map_journey.py", "journeys/test_papers.py",
)  # fmt: skip
PLACES = {file: place for place, file in enumerate((*AT_ONCE, *LONG))}


def place_of(node: str) -> int:
    """Of a test by its name; all other files come last, in whatever order they were."""
    file = node.split("::")[0].removeprefix("tests/")
    return PLACES.get(file, len(PLACES))


def missing_from(files: Sequence[str]) -> list[str]:
    """Named here, and no file any more."""
    return sorted(set(PLACES) - set(files))
