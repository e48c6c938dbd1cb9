"""The whole river in one page: deliveries → checks → identity guard → views → audit → release."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from data_loaders.account.last import Look, compared, keep_look, last_look, look_of
from data_loaders.account.rows import account_of
from data_loaders.checks import Problem, examined
from data_loaders.counted import Counting, counted_series, partition_of
from data_loaders.deliveries import COUNTED
from data_loaders.facts import Tables
from data_loaders.guard.delivery import guarded
from data_loaders.lock.signature import Signer
from data_loaders.lock.tables import declarations
from data_loaders.policy import Policy, load_policy
from data_loaders.policy.hours import not_recorded, without_hours
from data_loaders.problem import is_stopping
from data_loaders.publication import one_at_a_time, undisturbed, whole_or_nothing
from data_loaders.publish.another_name import questions_of_names
from data_loaders.publish.evidence import beside, evidence_of
from data_loaders.publish.floors import floors_above_what_is_out
from data_loaders.publish.large import check_in_parts, large_files
from data_loaders.publish.manifest import write
from data_loaders.publish.memory import INDICATORS, what_is_out
from data_loaders.publish.others import SHOWN_ONCE, left_to_others, series_of_others, shown_to_others
from data_loaders.publish.outlook import Rehearsal, joins, late_records, row_changes, view_changes
from data_loaders.publish.stop import RiverStoppedError, audience_problems, failed, one_way_to_stop, river_stop, stop_on
from data_loaders.publish.words import check_words
from data_loaders.published.continuity import check_vintage, kept_by
from data_loaders.published.declared import check_declarations
from data_loaders.published.recount import recount_checks
from data_loaders.reference import contracted, reference_tables
from data_loaders.release import Check, Release, ReleaseRefusedError
from data_loaders.safety.ledger import Ledger, open_ledger
from data_loaders.safety.views.design_effects import effects_table
from data_loaders.series import Series
from data_loaders.sources import Collected, collect
from data_loaders.sources.origin import covered
from data_loaders.store.releases import TAKEN_BACK, is_taken_back, last_out
from data_loaders.store.state_before import keep_before, state_now
from data_loaders.themes import THEMES, Made

__all__ = ["Rehearsal", "RiverStoppedError", "publish", "rehearse"]

Say = Callable[[str], None]
Warn = Callable[[tuple[Problem, ...]], None]
Tell = Callable[[Rehearsal], None]


def publish(
    deliveries: Path,
    *,
    out: Path,
    policy_file: Path,
    audience: str,
    rebase: str | None = None,
    confirmed: Collection[str] = (),
    signer: Signer | None = None,
    say: Say = lambda _: None,
    warn: Warn = lambda _: None,
    tell: Tell = lambda _: None,
) -> Release:
    """Publish one release for one audience, or raise `RiverStoppedError` and leave the previous one in force.

    `tell` is given what `rehearse` returns, as soon as the release is written.
    """
    with one_way_to_stop(out), one_at_a_time(out, audience, say):
        policy = load_policy(policy_file, audience)
        asked = _Asked(policy, rebase, frozenset(confirmed), signer)
        return _publish_next(deliveries, out=out, asked=asked, say=say, warn=warn, tell=tell)


@dataclass(frozen=True)
class _Asked:
    """What whoever publishes has decided: the policy, whether the series begins afresh, which differences are right; their key."""

    policy: Policy
    rebase: str | None
    confirmed: frozenset[str]
    signer: Signer | None = None
    is_rehearsal: bool = False  # nothing is written then, and no secret made


def rehearse(
    deliveries: Path,
    *,
    out: Path,
    policy_file: Path,
    audience: str,
    confirmed: Collection[str] = (),
    say: Say = lambda _: None,
    warn: Warn = lambda _: None,
) -> Rehearsal:
    """Everything that `publish` does before it writes, or raise `RiverStoppedError` with what would stop it."""
    with one_way_to_stop(out):
        policy = load_policy(policy_file, audience)
        if large_files(deliveries):
            return _in_parts(deliveries, audience, say, warn)
        ready = _prepare(
            deliveries, out=out, asked=_Asked(policy, None, frozenset(confirmed), is_rehearsal=True), say=say, warn=warn
        )
    return _outlook(ready, last_look(out, audience))


def _in_parts(deliveries: Path, audience: str, say: Say, warn: Warn) -> Rehearsal:
    """What can be said of a delivery that is too large to be held at once."""
    found, outlook = check_in_parts(deliveries, audience=audience, say=say)
    warn(tuple(problem for problem in found if not is_stopping(problem)))
    stop_on(found)
    return outlook


@dataclass(frozen=True)
class _Prepared:
    """A release that has passed everything and is not written yet."""

    collected: Collected
    series: list[Series]
    themes: list[Made]
    tables: dict[str, pd.DataFrame]
    checks: list[Check]
    previous: Release | None
    counting: Counting


def _outlook(ready: _Prepared, last: Look | None) -> Rehearsal:
    return Rehearsal(
        ready.collected.notes,
        tuple(account.in_words for account in account_of(ready.collected)),
        row_changes(look_of(ready.collected).rows, last.rows if last else {}),
        tuple(view_changes(ready.series, ready.previous)),
        tuple(joins(ready.series)),
        (*(n for s in ready.series for n in s.notices), *(n for made in ready.themes for n in made.notices)),
        late_records(ready.counting),
    )


def _publish_next(deliveries: Path, *, out: Path, asked: _Asked, say: Say, warn: Warn, tell: Tell) -> Release:
    """The release after the one in force, which nobody else changes meanwhile."""
    ready = _prepare(deliveries, out=out, asked=asked, say=say, warn=warn)
    outlook = _outlook(ready, last_look(out, asked.policy.audience))
    say("Writing the release")
    audience, last = asked.policy.audience, "" if ready.previous is None else ready.previous.id
    with undisturbed(), whole_or_nothing(out, audience):
        before = state_now(out, audience)

        def keep(identifier: str) -> None:
            """Before it is in force: what fails here fails a publication that nobody has seen."""
            if identifier != last:
                keep_before(before, out, identifier, last=last)
            keep_look(look_of(ready.collected), out, audience)

        release = write(
            ready.collected, asked.policy, ready.series, ready.themes, ready.tables, ready.checks,
            previous=ready.previous, out=out, rebase=asked.rebase, counting=ready.counting, signer=asked.signer, keep=keep,
        )  # fmt: skip
    tell(outlook)
    return release


def _prepare(deliveries: Path, *, out: Path, asked: _Asked, say: Say, warn: Warn) -> _Prepared:
    """Read, check, count, make safe, attack and recount."""
    policy, rebase, audience = asked.policy, asked.rebase, asked.policy.audience
    say("Reading deliveries")
    collected = guarded(collect(deliveries), deliveries).collected
    say("Checking them")
    last = last_look(out, audience) if rebase is None else None
    found = [*examined(collected), *compared(collected, last, confirmed=asked.confirmed)]
    warn(tuple(problem for problem in found if not is_stopping(problem)))
    stop_on(found)
    stop_on(audience_problems(collected, audience))
    # Only now: what is wrong in files is told to whoever can mend them, whatever stands in the way of the next release.
    previous, ledger = _previous(out, asked), open_ledger(out, make=not asked.is_rehearsal)
    if previous is not None and rebase is None and previous.manifest.policy_sha256 != policy.sha256:
        stop_on([river_stop("policy", "policy changed", "The policy differs from the one of the release in force.",
                        "Publish with --rebase and the reason: a new series then begins after what is out.")])  # fmt: skip
    goes_on = previous if rebase is None else None
    begins_after = _out(ledger) if previous is not None and rebase is not None else {}
    others = series_of_others(out, asked.policy, asked.signer, begins=previous is None)
    lost = not_recorded(collected.tables, policy)
    policy = _of_hours(policy, lost, goes_on, others)
    is_out = what_is_out(ledger, audience, previous, others)
    out_before = {} if is_out.whole is None else kept_by(is_out.whole, rebase)
    stop_on(floors_above_what_is_out(out_before, {} if previous is None else previous.manifest.floors, policy.floors))
    whole, theirs = collected, shown_to_others(ledger, policy, others)
    collected = left_to_others(whole, is_out.tables, theirs, pooled=policy.places.pooled_kinds)
    known = beside(collected, deliveries, out, make=not asked.is_rehearsal)
    named = questions_of_names(collected, known["context_keys"], is_out, policy, confirmed=asked.confirmed)
    warn(tuple(problem for problem in named if not is_stopping(problem)))
    stop_on(named)
    counting = Counting(collected, policy, ledger, goes_on, begins_after, others, is_out.tables, lost)
    series, checks = counted_series(counting, say)
    tables = reference_tables(
        collected.tables,
        k=min(policy.k(d) for d in policy.datasets),
        covered=_covered(collected),
        indicators_out=None if is_out.whole is None else is_out.whole.frames.get(INDICATORS),
        indicators_of_others=is_out.indicators,
    )
    tables |= {"places": partition_of(series, collected, goes_on)}
    tables |= {"blocks": contracted(pd.concat([pd.DataFrame(), *(s.blocks for s in series)]), "blocks")}
    tables |= {f"{s.data.name}.{name}": frame for s in series for name, frame in s.tables.items()}
    tables |= {"design_effects": effects_table([s.data for s in series], previous)}
    themes = _themes({**collected.tables, **known}, policy, is_out.whole, say)
    themes += [] if collected is whole else [Made({}, (), (SHOWN_ONCE,))]
    tables |= {name: frame for made in themes for name, frame in made.tables.items()}
    checks += [check for made in themes for check in made.checks]
    entries = [entry for s in series for entry in s.entries]
    declared = declarations(tuple(entries))
    before = is_out.rows_of(out_before)
    checks = [*checks, check_words(tables), check_declarations(declared, tables, policy.floors),
              check_vintage(declared, tables, is_out.again(tables), rebase, is_out.shown.rows)]  # fmt: skip
    stop_on(failed(checks))
    say("Counting every table again")
    checks += recount_checks(declared, evidence_of(collected, known, policy, tables, before, counting))
    stop_on(failed(checks))
    return _Prepared(collected, series, themes, tables, checks, previous, counting)


def _of_hours(policy: Policy, lost: Collection[str], goes_on: Release | None, others: Sequence[Release]) -> Policy:
    """The policy without what needs hours that nobody recorded. A series that is out keeps what it began with."""
    begun = {} if goes_on is None else {one.name: one.dimension_titles for one in goes_on.manifest.datasets}
    theirs = {key for other in others for one in other.manifest.datasets for key in one.dimension_titles}
    return without_hours(policy, lost, begun, theirs)


def _covered(collected: Collected) -> tuple[date, date] | None:
    """The days that records of children cover; None where only a survey, audits or a forum were delivered."""
    counted = next((name for name in COUNTED if name in collected.tables), None)
    return None if counted is None else covered(collected, counted)


def _out(ledger: Ledger) -> dict[str, int]:
    """Kind of record → the last month that is out."""
    return {kind: counted.last for kind, counted in ledger.kinds.items()}


def _previous(out: Path, asked: _Asked) -> Release | None:
    """The last release that was out. One that is there and does not open stops the river: it cannot be compared with.

    Who signs compares with nothing that the same key did not sign.
    """
    try:
        last = last_out(out, asked.policy.audience, None if asked.signer is None else asked.signer.verifier)
    except ReleaseRefusedError as error:
        cure = "Restore it from a backup: what is out cannot be told without it."
        raise RiverStoppedError((river_stop("release", "previous release", str(error), cure),)) from error
    if last is not None and is_taken_back(last, out) and asked.rebase is None and TAKEN_BACK not in asked.confirmed:
        cure = f'Begin after them with --rebase and the reason; or, where its figures may be shown again, go on with --confirm "{TAKEN_BACK}".'
        said = f"Release {last.id} was taken back after somebody had seen it. Its figures are out, and the next release would show them again."
        raise RiverStoppedError((river_stop("release", "release taken back", said, cure),))
    return last


def _themes(tables: Tables, policy: Policy, previous: Release | None, say: Say) -> list[Made]:
    made = []
    for name, theme in THEMES.items():
        say(f"Making safe tables: {name}")
        made.append(theme(tables, policy, previous))
    return made
