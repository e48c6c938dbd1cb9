"""Each rule of safety with one thing taken out: a named fast test catches it. A few run always, all of them with the attacks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAFETY = "data_loaders/safety"


@dataclass(frozen=True)
class Mutant:
    file: str
    old: str
    new: str
    caught_by: str


MUTANTS = {
    "one person too few is enough": Mutant("floor.py", "np.asarray(persons) >= k)", "np.asarray(persons) >= k - 1)", "test_floor.py::test_few_persons_one_heavy_person_and_nobody_fail"),
    "records are counted and not persons": Mutant("floor.py", "is_short(cells.persons, self.k)", "is_short(cells.n, self.k)", "test_floor.py::test_persons_decide_and_not_records"),
    "one person may be most of a cell": Mutant("floor.py", "is_small | (cells.top > self.dominance * cells.weight)", "is_small", "test_floor.py::test_exactly_half_is_not_most"),
    "exactly half is most": Mutant("floor.py", "cells.top > self.dominance", "cells.top >= self.dominance", "test_floor.py::test_exactly_half_is_not_most"),
    "a difference of a few is none": Mutant("floor.py", "(found >= k)", "(found >= k - 1)", "test_floor.py::test_a_difference_is_nobody_or_at_least_k"),
    "the sign of a difference hides it": Mutant("floor.py", "np.abs(np.asarray(persons))", "np.asarray(persons).clip(0)", "test_floor.py::test_a_difference_is_nobody_or_at_least_k"),
    "no cell at all is safe": Mutant("floor.py", "len(cells.n) > 0 and ", "", "test_floor.py::test_no_cell_at_all_holds_nothing"),
    "weights of one person are not added": Mutant("floor.py", "heavy = np.bincount(at, weights=weight[inside], minlength=len(of_pair)).astype(np.float64)", "heavy = records.astype(np.float64)", "test_floor.py::test_the_weights_of_one_person_are_added"),
    "a banding may cut through another": Mutant("ladder.py", "is_whole = len(within) == len({part for part, _ in within}) and ", "is_whole = ", "test_ladder.py::test_a_banding_that_cuts_through_a_finer_band_is_refused"),
    "a residual is named in its host alone": Mutant("ladder.py", "if host in b.leaves else b for b", "if b.leaves == {host} else b for b", "test_ladder.py::test_a_residual_value_is_named_on_every_step_whether_or_not_somebody_is_in_it"),
    "a label speaks of those who are there": Mutant("ladder.py", "Band(b.code, b.label, b.leaves & kept)", "Band(b.code, ' or '.join(sorted(b.leaves & kept)), b.leaves & kept)", "test_ladder.py::test_a_label_says_the_same_when_nobody_could_stand_in_a_part_of_it"),
    "a failing part joins nothing": Mutant("grid.py", "        if not fails.any():\n", "        if True:\n", "test_grid.py::test_a_cut_goes_up_only_where_it_must"),
    "what holds nowhere is shown all the same": Mutant("grid.py", "        if None in wider:\n            return None\n", "        if None in wider:\n            return grid\n", "test_grid.py::test_nothing_may_be_shown_where_not_even_all_together_hold"),
    "a large part stands beside the band that holds it": Mutant("grid.py", "nodes = _without_parts([*nodes, *(band for band in wider if band is not None)], blocks.ladder.steps[0])", "nodes = (*(n for n, f in zip(nodes, fails, strict=True) if not f), *{b.leaves: b for b in wider if b}.values())", "test_grid.py::test_a_part_that_is_large_by_itself_is_joined_with_the_small_one_beside_it"),
    "other sets are not looked at": Mutant("grid.py", " | _apart(records, blocks, nodes, floor)", "", "test_grid.py::test_a_set_that_differs_by_a_few_in_one_block_joins_that_block"),
    "the first step is taken, safe or not": Mutant("grid.py", "        if floor.holds(grid.cells):\n", "        if True:\n", "test_grid.py::test_the_finest_step_on_which_every_band_holds"),
    "the coarsest step is taken": Mutant("grid.py", "<= len(best.cells.n):", "<= -1:", "test_grid.py::test_the_finest_step_on_which_every_band_holds"),
    "an empty period is safe": Mutant("spans.py", "fails = floor.fails(found)", "fails = floor.fails(found) & (found.n > 0)", "test_spans.py::test_a_period_without_anybody_is_not_safe"),
    "a series may stop before the end": Mutant("spans.py", "    start = len(is_safe)\n", "    start = max((i + 1 for i, safe in enumerate(is_safe) if safe), default=0)\n", "test_spans.py::test_a_series_ends_with_the_last_period_or_is_not_there"),
    "unmarked records are in no cell": Mutant("spans.py", "position.get(False, -1)", "-1", "test_spans.py::test_marked_and_unmarked_are_two_cells_and_a_half_that_is_not_wanted_is_none"),
    "a late record is in the next year": Mutant("vintage.py", "    stopped = [bool(", "    stopped = [False and bool(", "test_vintage.py::test_a_year_that_would_give_a_late_record_away_is_not_added"),
    "a series jumps over what stopped it": Mutant("vintage.py", 'later[~(later["period_start"] >= first)]', 'later[~(later["period_start"] == first)]', "test_vintage.py::test_a_series_that_stopped_does_not_jump_over_the_period_that_stopped_it"),
    "a series begins beside changed figures": Mutant("vintage.py", "if differs.empty else now.iloc[:0].assign(last=pd.NaT)", "", "test_vintage.py::test_a_series_begins_only_while_all_that_is_out_counts_the_same"),
    "a wave that is out is counted again": Mutant("vintage.py", "is_new = [key not in out", "is_new = [True or key not in out", "test_vintage.py::test_a_wave_that_is_out_stays_word_for_word_and_a_new_one_is_added"),
    "a child of every month is three children": Mutant("attack/pairs.py", "dict.fromkeys((grid.unit, common.unit))", "(grid.unit,)", "test_pairs.py::test_three_children_of_every_month_are_three"),
    "what another audience holds is not looked at": Mutant("attack/pairs.py", "product(grids, self.beside.grids)", "()", "test_pairs.py::test_what_another_audience_holds_counts_too"),
    "four boys of a ward are told": Mutant("attack/meeting.py", "np.asarray((((in_b > 0) | ", "np.asarray(((", "test_pairs.py::test_the_rule_finds_what_an_enumeration_finds"),
    "a house is most of one month": Mutant("views/finder.py", "return fails | _of_a_sensitive_place(data, cell, cells, sensitive)", "return fails", "test_sensitive_quarters.py::test_a_house_that_is_most_of_one_month_keeps_months_from_being_shown"),
    "a house beside a park is most of its cell": Mutant("views/places.py", " and self.hides(rows)", "", "test_sensitive_places.py::test_a_house_beside_a_park_is_a_minority_of_its_cell"),
    "one school is alone in its area": Mutant("views/places.py", " and self.hides(rows)", "", "test_sensitive_places.py::test_one_small_school_in_an_area_is_not_alone"),
    "three tables are not asked": Mutant("attack/across.py", "yield self.covers.telling(own, self.until)", "yield ()", "test_covers.py::test_three_tables_that_leave_two_brothers_tell_of_them"),
    "what is given back is not asked alone": Mutant("attack/covers.py", "if self.is_given[at] and is_short(", "if False and is_short(", "test_given_back.py::test_few_who_are_given_back_alone_are_told"),
    "what is given back is not asked beside one table": Mutant("attack/covers.py", "is_open & (self.is_given[covers.table] | self.is_given[at])", "is_open & False", "test_given_back.py::test_one_figure_beside_what_is_given_back_tells_too"),
    "what is nearly the same is given back": Mutant("attack/given_back.py", "own + theirs == is_said.sum()", "own + theirs <= is_said.sum()", "test_given_back.py::test_only_what_counts_the_same_is_given_back"),
    "all of a quarter but one is not asked": Mutant("attack/covers.py", "(of_period >= 3) & (of_period < number)", "of_period < 0", "test_given_back.py::test_all_groups_of_one_quarter_but_one_cover_too"),
    "three tables of two audiences are not asked": Mutant("attack/across.py", "        if others and own:\n", "        if False:\n", "test_covers.py::test_a_third_table_of_another_audience_tells_too"),
    "a series that began afresh tells of what was before": Mutant("attack/across.py", "self.beside.until | self.until, self.beside.since)", "self.beside.until | self.until)", "test_covers.py::test_a_series_of_another_audience_says_nothing_of_the_months_before_it_began"),
    "who is left by two tables may be few": Mutant("attack/covers.py", "person[~is_in])), group.k)", "person[~is_in])), 1)", "test_covers.py::test_what_an_enumeration_finds_is_found_and_nothing_else"),
    "a cover is let go that leaves one person too few": Mutant("attack/covers.py", "inside.sum(axis=1) > spare", "inside.sum(axis=1) > spare + 1", "test_covers.py::test_what_an_enumeration_finds_is_found_and_nothing_else"),
    "tables that were safe among some are safe among all": Mutant("attack/covers.py", "(clean & every for clean", "(every for clean", "test_covers.py::test_what_was_asked_of_two_tables_is_not_taken_for_an_answer_about_three"),
    "a cover must be half of all": Mutant("attack/covers.py", "2 * covers.own >= group.whole - group.few", "2 * covers.own >= group.whole + group.few", "test_covers.py::test_what_an_enumeration_finds_is_found_and_nothing_else"),
    "one figure less another is let go": Mutant("chains.py", "yield whole.size - part.size\n", "yield 0\n", "test_chains.py::test_what_is_refused_is_not_out"),
    "a whole less two parts is let go": Mutant("chains.py", "else parts\n", "else ()\n", "test_chains.py::test_a_whole_less_two_parts_that_share_nobody_is_nobody_or_enough"),
    "two answers may meet in few": Mutant("chains.py", "more.beyond(self.meetings), ", "", "test_chains.py::test_in_whom_two_answers_must_meet_is_nobody_or_enough"),
    "the same answer of some is let go": Mutant("chains.py", "others, (0,)", "(0,)", "test_chains.py::test_the_same_answer_of_all_less_that_of_some_is_nobody_or_enough"),
    "known contexts protect those who are not": Mutant("chains.py", "(of & self.protected)", "of", "test_chains.py::test_those_who_are_known_one_by_one_protect_nobody"),
    "series of practice are not laid beside each other": Mutant("../themes/practice/together.py", "if self.tell_of_few(", "if False and self.tell_of_few(", "test_series_together.py::test_two_findings_of_reviews_that_must_meet_meet_in_enough"),
    "a theme is in no root": Mutant("../themes/practice/together.py", "dict.fromkeys((code, self.roots.get(code, code)))", "(code,)", "test_series_together.py::test_two_themes_of_a_root_are_held_against_it"),
    "all of a band are not counted": Mutant("../themes/practice/together.py", "[EVERYTHING, *(mark for", "[*(mark for", "test_series_together.py::test_a_band_named_one_theme_and_not_another_in_nobody_or_enough"),
    "cells of a small table are not added up": Mutant("attack/meet.py", "range(1, max(len(cells), 2))", "range(1, 2)", "test_meet.py::test_cells_that_meet_only_when_added_up"),
    "whoever meets is counted by records": Mutant("attack/meet.py", "len(distinct(person[both]))", "int(both.sum())", "test_meet.py::test_cells_that_meet_only_when_added_up"),
    "pupils count by their weights": Mutant("../survey/pupils.py", "tuple(known), _design(pupils))", 'tuple(known), replace(_design(pupils), weights=rows.drop_duplicates("who").set_index("who").get("weight", pd.Series(1.0, pupils.index)).reindex(pupils.index).fillna(1.0).to_numpy(dtype=float)))', "../survey/test_weights_tell_of_nobody.py::test_no_published_number_moves_with_weights"),
    "an error is a cell's own": Mutant("../survey/shares.py", "error = (counted.effect * share * (1 - share) / (n - 1)) ** 0.5", "error = float(wave.design.variance(linear_mean(wave.design, is_so.astype(float), base)[1])) ** 0.5", "../survey/test_schools_tell_of_nobody.py::test_all_errors_of_a_view_have_one_effect"),
    "degrees are of a group's own schools": Mutant("../survey/shares.py", "degrees_told(int(self.asked.sum()), int(base.sum()), per_degree=self.per_degree)", "self.wave.design.degrees_of(base)", "../survey/test_schools_tell_of_nobody.py::test_no_degrees_say_that_a_group_is_of_more_classes_than_ten_pupils_each_would_fill"),
    "there are as many degrees as schools": Mutant("../survey/effects.py", "unit=2 * k", "unit=1.0", "../survey/test_schools_tell_of_nobody.py::test_no_degrees_say_that_a_group_is_of_more_classes_than_ten_pupils_each_would_fill"),
    "an effect is told to its last digit": Mutant("../survey/effects.py", "for step in LADDER if tens * step >= least)", "for step in (value / tens,))", "../survey/test_schools_tell_of_nobody.py::test_steps_are_few_and_go_up"),
    "bases are taken away one at a time": Mutant("../survey/pupils.py", "tuple(np.asarray(at.ravel() == number) for number in range(len(alike)))", "tuple(asked.T)", "../survey/test_schools_tell_of_nobody.py::test_what_adds_up_from_bases_of_three_questions_is_nobody_or_ten"),
    "a disagreement leaves a few of its theme": Mutant("../themes/practice/coders.py", 'and reading.may_join((AGREED, code, ""), Apart(times))', "", "test_series_together.py::test_a_theme_less_its_disagreement_leaves_nobody_or_enough"),
    "two groups have one name": Mutant("views/dataset.py", 'return f"{code}{SOME_RESIDUAL}{some}"', 'return f"{code}{ALL_RESIDUAL}"', "test_names_of_blocks.py::test_no_two_blocks_of_values_have_one_name"),
    "first times are no numbers of children": Mutant("views/people.py", "return frozenset(known.once) | ", "return ", "test_people.py::test_children_less_first_times_are_nobody_or_enough"),
    "a late record counts in its own month": Mutant("arrivals.py", "when.where(~late, moved", "when.where(late | ~late, moved", "test_arrivals.py::test_a_late_record_counts_in_the_first_month_that_is_not_out_on_the_same_weekday_and_hour"),
    "what is erased is counted no more": Mutant("arrivals.py", "return pd.concat([old[~is_left], left.sort_values", "return pd.concat([old[~is_left], left.iloc[:0].sort_values", "test_arrivals.py::test_what_is_erased_stays_counted_and_nothing_leads_to_it"),
    "a child is another when it comes again": Mutant("arrivals.py", "    old = _with_columns(before.rows, facts)", "    old = _unlinked(kind, _with_columns(before.rows, facts), ~before.rows['record'].isin(facts['record']), set(before.rows[FACTS[kind][0]]) - set(facts[FACTS[kind][0]]))", "test_arrivals.py::test_a_child_that_is_not_in_one_delivery_is_the_same_child_when_it_comes_again"),
    "keys are made without the secret": Mutant("../keys.py", "hmac.digest(secret,", "hmac.digest(b'',", "test_keys.py::test_a_key_cannot_be_had_by_trying_numbers"),
    "the secret is for everybody to read": Mutant("../keys.py", "os.O_EXCL, 0o600)", "os.O_EXCL, 0o644)", "test_keys.py::test_the_secret_is_made_once_beside_the_deliveries_and_only_its_owner_reads_it"),
    "a world need not fit what is published": Mutant("attack/programs.py", " or not figures.fits(world)", "", "test_attack.py::test_a_world_that_does_not_fit_protects_nobody"),
    "a group that must exist is let go": Mutant("attack/programs.py", "held.may_be_nobody() & held.is_uncounted(floor.k)", "held.high >= floor.k", "test_attack.py::test_three_groups_that_all_but_fill_a_total_tell_of_the_fourth"),
    "a group that is counted too closely is let go": Mutant("attack/programs.py", "held.may_be_nobody() & held.is_uncounted(floor.k)", "held.may_be_nobody()", "test_attack.py::test_a_group_that_can_be_empty_but_never_k_is_counted_too_closely"),
}  # fmt: skip
ALWAYS = ("records are counted and not persons",)


def outcome(folder: Path, mutant: Mutant) -> str:
    """What the named test says of the product with this change: of a copy, so that nothing here is touched."""
    shutil.copytree(ROOT / "data_loaders", folder / "data_loaders", ignore=shutil.ignore_patterns("__pycache__"))
    for room in ("tests/safety", "tests/survey", "assets"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / SAFETY / mutant.file
    text = file.read_text(encoding="utf-8")
    assert text.count(mutant.old) >= 1, f"{mutant.file} has nothing like that any more: {mutant.old}"
    file.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    name, _, test = mutant.caught_by.partition("::")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"tests/safety/{name}", "-k", test]
    env = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    return {0: "survived", 1: "caught", 5: "no such test"}.get(done.returncode, done.stdout[-400:])


def test_what_each_mutant_changes_and_what_catches_it_are_there() -> None:
    """A rule that was moved or rewritten takes its mutant with it: otherwise only the long runs would tell."""
    for name, mutant in MUTANTS.items():
        room, _, test = mutant.caught_by.partition("::")
        assert mutant.old in (ROOT / SAFETY / mutant.file).read_text(encoding="utf-8"), name
        assert f"def {test}(" in (ROOT / "tests" / "safety" / room).read_text(encoding="utf-8"), name


@pytest.mark.parametrize("name", ALWAYS)
def test_a_rule_with_one_thing_taken_out_is_caught(tmp_path: Path, name: str) -> None:
    assert outcome(tmp_path, MUTANTS[name]) == "caught"


@pytest.mark.attack
@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in MUTANTS if name not in ALWAYS])
def test_every_rule_with_one_thing_taken_out_is_caught(tmp_path: Path, name: str) -> None:
    assert outcome(tmp_path, MUTANTS[name]) == "caught"
