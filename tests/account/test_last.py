"""What differs from the last delivery stops and asks; an ordinary month passes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from data_loaders.account.last import KINDS, compared, keep_look, last_look, look_of
from data_loaders.sources import Collected


def delivery(rows: int = 720, *, seed: int = 1, files: int = 1) -> Collected:
    chance = np.random.default_rng(seed)
    frame = pd.DataFrame({
        "episode_id": [f"e{seed}-{n}" for n in range(rows)],
        "counting_unit": "EPISODE",
        "start_dt": pd.Timestamp("2023-04-01", tz="UTC") + pd.to_timedelta(chance.integers(0, 1_500_000, rows), unit="min"),
        "age_band": chance.choice(["10-12", "13-15", "16-17"], rows, p=[0.1, 0.6, 0.3]),
        "sex": chance.choice(["F", "M"], rows, p=[0.58, 0.42]),
        "area_from": chance.choice(["W1", "W2", "W3"], rows),
    })  # fmt: skip
    names = np.array([f"part{n % files}.csv" for n in range(rows)], dtype=object)
    return Collected({"missing_episodes": frame}, {}, {"missing_episodes": names}, (), (), ())


def rules(made: Collected, last: Collected) -> list[str]:
    return [p.rule for p in compared(made, look_of(last)) if p.severity == "stop"]


def test_an_ordinary_next_month_passes() -> None:
    assert rules(delivery(740, seed=2), delivery(720)) == []
    assert rules(delivery(720, files=3), delivery(720)) == []


def test_incidents_do_not_come_without_the_places_that_came_before() -> None:
    """Which of them are at a sensitive place is told by that file alone, and nobody can confirm it away."""
    whole = delivery()
    whole.tables.update({name: pd.DataFrame({"id": range(90)}) for name in ("efh_incidents", "locations")})
    without = delivery()
    without.tables["efh_incidents"] = whole.tables["efh_incidents"]
    (found,) = compared(without, look_of(whole), confirmed=(*KINDS, "lost places"))
    assert (found.rule, found.severity) == ("lost places", "stop")
    assert rules(delivery(), whole) == ["lost table", "lost table"], "neither came: nothing is placed"


def test_a_lost_table_and_lost_rows_stop() -> None:
    both = delivery()
    both.tables["school_terms"] = pd.DataFrame({"term_id": range(90)})
    assert rules(delivery(), both) == ["lost table"]
    assert rules(delivery(36), delivery(720)) == ["fewer rows"]


def test_exchanged_codes_stop_and_are_named() -> None:
    made = delivery()
    made.tables["missing_episodes"]["sex"] = made.tables["missing_episodes"]["sex"].map({"F": "M", "M": "F"})
    (problem,) = compared(made, look_of(delivery()))
    assert problem.rule == "codes changed"
    assert "look exchanged" in problem.sentence
    assert "F 5" in problem.sentence


def test_a_column_that_became_empty_stops() -> None:
    made = delivery()
    made.tables["missing_episodes"]["age_band"] = ""
    assert rules(made, delivery()) == ["codes changed"]


def test_two_files_with_the_same_events_under_other_identifiers_stop() -> None:
    one = delivery()
    frame = one.tables["missing_episodes"]
    twice = pd.concat([frame, frame.assign(episode_id="x" + frame["episode_id"])], ignore_index=True)
    files = np.repeat(np.array(["police.csv", "social work.csv"], dtype=object), len(frame))
    made = Collected({"missing_episodes": twice}, {}, {"missing_episodes": files}, (), (), ())
    (problem,) = compared(made, None)
    assert problem.rule == "same events twice"
    assert "police.csv" in problem.sentence


def test_what_a_person_has_confirmed_is_told_and_goes_on() -> None:
    (problem,) = compared(delivery(36), look_of(delivery(720)), confirmed=["fewer rows"])
    assert problem.severity == "warn"
    assert "confirmed" in problem.sentence
    assert set(KINDS) >= {problem.rule}


def test_the_last_look_is_private_and_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "releases"
    assert last_look(out, "public") is None
    keep_look(look_of(delivery()), out, "public")
    assert last_look(out, "public") == look_of(delivery())
    (file,) = (tmp_path / "releases.private").iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_columns_that_no_file_has_any_more_stop_in_one_sentence_and_not_as_codes_not_known() -> None:
    def absent(made: Collected, *names: str) -> Collected:
        frame = made.tables["missing_episodes"]
        for name in names:
            frame[name] = ""
            made.unread.setdefault("missing_episodes", {})[name] = np.ones(len(frame), dtype=bool)
        return made

    (problem,) = compared(absent(delivery(), "sex", "age_band"), look_of(delivery()))
    assert problem.rule == "lost columns"
    assert "had age_band, sex" in problem.sentence or "had sex, age_band" in problem.sentence
    assert "NK" not in problem.sentence
    assert rules(absent(delivery(), "sex"), absent(delivery(), "sex")) == []
    assert rules(delivery(), absent(delivery(), "sex")) == []
