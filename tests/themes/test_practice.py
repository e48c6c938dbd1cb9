"""What practitioners said, on its way through the lock: nobody can be told apart, and the audit can fail."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data_loaders.checks import examine
from data_loaders.policy import Policy, PolicyRefusedError, load_policy
from data_loaders.published.practice import PRACTICE
from data_loaders.published.recount import Evidence, recount_checks
from data_loaders.published.recount.behind import practice_counts
from data_loaders.release import Release
from data_loaders.sources import collect
from data_loaders.sources.collect import Collected
from data_loaders.themes.practice import NAMES, practice
from data_loaders.themes.practice.pairs import is_telling
from tests.kept import keep_only

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
PRACTISED = {"theme_codebook", "theme_codings", "forum_sessions", "forum_contributions", "case_reviews", "training", "intelligence_sharing",
             "language_scans", "language_terms", "actions"}  # fmt: skip


@pytest.fixture(scope="module")
def steering(deliveries: Path, tmp_path_factory: pytest.TempPathFactory) -> Collected:
    """A delivery without children and pupils."""
    copy = Path(shutil.copytree(deliveries, tmp_path_factory.mktemp("steering") / "deliveries"))
    return collect(keep_only(copy, PRACTISED))


@pytest.fixture(scope="module")
def tables(steering: Collected) -> dict[str, pd.DataFrame]:
    return dict(steering.tables)


@pytest.fixture(scope="module", params=["one root", pytest.param("all themes", marks=pytest.mark.long)])
def few_themes(request: pytest.FixtureRequest, tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """One root of the codebook with its themes, and all that was said of them: what is asked of people, not of themes, asks no more."""
    if request.param == "all themes":
        return tables
    book = tables["theme_codebook"]
    own = book.loc[book["theme_code"].eq("CAPACITY") | book["parent_code"].eq("CAPACITY"), "theme_code"]
    coded = {name: tables[name] for name in ("theme_codebook", "theme_codings", "case_reviews")}
    return {**tables, **{name: frame[frame["theme_code"].isin(own)] for name, frame in coded.items()}}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(POLICY, "partnership")


@pytest.fixture(scope="module")
def made(release: Release) -> dict[str, pd.DataFrame]:
    """Of all themes, as they were published."""
    return {name: release.table(name) for name in NAMES}


@pytest.fixture(scope="module")
def made_of_few(few_themes: dict[str, pd.DataFrame], policy: Policy):
    return practice(dict(few_themes), policy, None)


@pytest.fixture(scope="module")
def forum(few_themes: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Without what is asked by no rule about people: courses, sharing between agencies and words of documents."""
    beside = ("training", "intelligence_sharing", "language_scans")
    return {name: frame for name, frame in few_themes.items() if name not in beside}


@pytest.fixture(scope="module")
def made_of_forum(forum: dict[str, pd.DataFrame], policy: Policy):
    return practice(dict(forum), policy, None)


def as_release(release: Release, frames: dict[str, pd.DataFrame]) -> Release:
    return replace(release, frames={**release.frames, **frames})


def wrong(tables, frames: dict[str, pd.DataFrame], policy, before: dict[str, pd.DataFrame] | None = None) -> list[str]:
    """The tables that are not what the recount makes of these deliveries."""
    evidence = Evidence(delivered=tables, published=frames, previous=before or {}, policy=policy, covered={})
    return [c.subject for c in recount_checks(PRACTICE, evidence) if c.status == "failed"]


def test_all_that_is_published_is_counted_again_and_stands_on_enough(made, tables, policy) -> None:
    assert wrong(tables, made, policy) == []
    assert min(len(made[name]) for name in ("practice_counts", "practice_pairs", "practice_quotes")) > 5


# ------------------------------------------------------------------------------------------ the only health worker


def test_the_only_health_worker_of_a_session_cannot_be_told_apart(made, tables, release: Release) -> None:
    """In some sessions one health worker came. Nothing that is published names Health by itself, in any table."""
    alone = tables["forum_sessions"]["agencies"].str.contains("HEALTH:1(?:;|$)")
    assert alone.any()  # there is somebody to protect
    for name in NAMES:
        frame = made[name]
        if name in ("practice_counts", "practice_quotes"):
            bands = set(frame.get("group", frame.get("band")))
            assert "HEALTH" not in bands
            assert any("HEALTH" in band.split("+") for band in bands)  # what was said is counted, in a wider band
    for frame in (release.table("practice_counts"), release.table("practice_quotes")):
        assert not (frame.to_numpy() == "HEALTH").any()


def test_what_the_only_health_worker_said_is_attributed_to_a_wider_band(forum, policy) -> None:
    """One sentence like no other, said with consent by the only health worker of the last session."""
    marked = "Invented example: the heron by the pond is what made me think of it."
    said = forum["forum_contributions"].copy()
    sessions = forum["forum_sessions"]
    alone = (
        sessions.loc[sessions["agencies"].str.contains("HEALTH:1(?:;|$)") & sessions["type"].eq("PRACTICE_FORUM")]
        .sort_values("date")
        .iloc[-1]
    )
    is_coded = said["contribution_id"].isin(forum["theme_codings"]["contribution_id"])
    row = said.index[(said["session_id"] == alone["session_id"]) & is_coded][0]
    said.loc[row, ["agency_band", "text", "consent_to_quote"]] = ["HEALTH", marked, "Y"]
    said.loc[row, ["read_by_1", "read_by_2"]] = ["one role", "another role"]
    said.loc[row, ["read_on_1", "read_on_2"]] = pd.Timestamp("2026-01-05")
    wide = policy.practice.model_copy(update={"quotes": {"partnership": 500, "public": 0}})
    told = replace(policy, practice=wide)
    done = practice({**forum, "forum_contributions": said}, told, None)
    assert wrong({**forum, "forum_contributions": said}, done.tables, told) == []
    own = done.tables["practice_quotes"]
    own = own[own["text"] == marked]
    assert len(own)
    assert all(len(band.split("+")) > 1 for band in own["band"])
    assert ((own["period_end"] - own["period_start"]).dt.days >= 89).all()


def test_a_band_with_a_crowd_in_every_session_may_be_named(forum, policy) -> None:
    """The rule looks at who came, and not at a list of small agencies: with six of each, the police are named, and with one not."""
    sessions = forum["forum_sessions"].copy()
    everybody = ("SOCIAL_WORK", "EDUCATION", "POLICE", "HEALTH", "CLD_YOUTH", "BARNARDOS")
    sessions["agencies"], sessions["attendees_n"] = "; ".join(f"{a}:6" for a in everybody), 36
    done = practice({**forum, "forum_sessions": sessions}, policy, None)
    assert "POLICE" in set(done.tables["practice_counts"]["group"])
    alone = sessions.assign(agencies=sessions["agencies"].str.replace("POLICE:6", "POLICE:1"))
    assert "POLICE" not in set(
        practice({**forum, "forum_sessions": alone}, policy, None).tables["practice_counts"]["group"]
    )
    assert wrong({**forum, "forum_sessions": sessions}, done.tables, policy) == []


def test_where_nobody_told_how_many_came_no_agency_is_named(forum, policy) -> None:
    """Without numbers an agency is at least as many people as roles that spoke: three at most, so never five."""
    sessions = forum["forum_sessions"].assign(agencies="", roles="")
    done = practice({**forum, "forum_sessions": sessions}, policy, None)
    agencies = done.tables["practice_counts"].query("split == 'agency'")["group"]
    assert not [band for band in set(agencies) if len(band.split("+")) == 1]
    assert wrong({**forum, "forum_sessions": sessions}, done.tables, policy) == []


# ------------------------------------------------------------------------------------------ who stands behind it


def thin(tables, frames: dict[str, pd.DataFrame], policy) -> int:
    return practice_counts(Evidence(delivered=tables, published=frames, previous={}, policy=policy, covered={}))


def test_a_band_without_a_crowd_is_told(made, tables, policy) -> None:
    lonely = made["practice_counts"].copy()
    lonely.loc[lonely["split"] == "agency", "group"] = "HEALTH"
    assert thin(tables, made, policy) == 0
    assert thin(tables, {**made, "practice_counts": lonely}, policy) >= (lonely["split"] == "agency").sum()


def test_one_session_is_too_fine_and_is_told(made, tables, policy) -> None:
    """What naive counting would publish: one theme by session. It would stand on few voices."""
    counts = made["practice_counts"]
    one = counts[(counts["split"] == "none") & (counts["code"] == "CUL_ONLINE")].head(1)
    day = tables["forum_sessions"]["date"].min().normalize()
    early = one.assign(period_start=day, period_end=day)
    finer = {**made, "practice_counts": pd.concat([counts, early], ignore_index=True)}
    assert thin(tables, finer, policy) == 1


def test_what_is_quoted_has_consent_and_is_of_a_quarter(made_of_forum, forum, policy) -> None:
    quotes = made_of_forum.tables["practice_quotes"]
    for off in (
        quotes.assign(text="Invented: nobody agreed to this."),
        quotes.assign(period_end=quotes["period_start"]),
    ):
        assert wrong(forum, {**made_of_forum.tables, "practice_quotes": off}, policy) == ["practice_quotes"]
    named = wrong(forum, {**made_of_forum.tables, "practice_quotes": quotes.assign(band="HEALTH")}, policy)
    assert named == ["practice_bands", "practice_quotes"]  # bands are listed where something is shown of them


def test_five_voices_of_which_one_says_most_are_not_enough(forum, policy) -> None:
    """Dominance: a theme that one voice names over and over is shown no finer than where others outweigh it."""
    said, codings = forum["forum_contributions"], forum["theme_codings"]
    first = said["session_id"].iloc[0]
    own = said[said["session_id"] == first]
    flood = pd.concat([own.iloc[[0]].assign(contribution_id=f"z{n}") for n in range(200)], ignore_index=True)
    coded = pd.DataFrame(
        {
            "contribution_id": flood["contribution_id"],
            "theme_code": "CAP_PROMPTS",
            "coder": "A",
            "coded_dt": pd.Timestamp("2023-04-20"),
            "stance": "ASK",
        }
    )
    flooded = {
        **forum,
        "forum_contributions": pd.concat([said, flood], ignore_index=True),
        "theme_codings": pd.concat([codings, coded], ignore_index=True),
    }
    done = practice(flooded, policy, None)
    rows = done.tables["practice_counts"].query("split == 'none' and code == 'CAP_PROMPTS'")
    assert rows.empty or rows["period_start"].min() > pd.Timestamp("2023-06-30")
    assert thin(flooded, done.tables, policy) == 0


@pytest.mark.parametrize("seed", range(40))
def test_what_three_pairs_pin_down_is_found_by_trying_every_table_of_eight(seed: int) -> None:
    """The formula against the slow and obvious way: every table with these pairs, and the lowest and highest of each cell."""
    rng = np.random.default_rng(seed)
    cells = dict(zip(product((0, 1), repeat=3), rng.integers(0, 9, 8), strict=True))

    signs = {key: 1 if sum(key) % 2 else -1 for key in cells}
    possible = [
        {key: n + signs[key] * t for key, n in cells.items()}
        for t in range(-80, 81)
        if all(n + signs[key] * t >= 0 for key, n in cells.items())
    ]
    expected = any(1 <= n <= 4 and min(p[key] for p in possible) >= 1 for key, n in cells.items())
    assert is_telling(np.array(list(cells.values())), k=5) == expected


def test_a_root_leaves_nobody_alone_beside_one_of_its_themes(made, tables) -> None:
    """Root less theme is a number that anybody can work out: none, or at least five voices, in every common period."""
    counts = made["practice_counts"].query("view == 'themes' and split == 'none' and code != ''")
    book = tables["theme_codebook"].drop_duplicates("theme_code").set_index("theme_code")["parent_code"]
    compared = 0
    for row in counts.itertuples():
        root = book[row.code]
        above = counts[
            (counts["code"] == root)
            & (counts["period_start"] >= row.period_start)
            & (counts["period_end"] <= row.period_end)
        ]
        if (
            root
            and len(above)
            and (above["period_end"] - above["period_start"]).dt.days.add(1).sum()
            == (row.period_end - row.period_start).days + 1
        ):
            compared += 1
            assert above["n"].sum() - row.n >= 5
    assert compared > 50


# ------------------------------------------------------------------------------------------ a session of a few


def with_a_session_of(n: int, tables: dict[str, pd.DataFrame], kinds: list[str]) -> dict[str, pd.DataFrame]:
    """These kinds alone, and in a quarter without a reflective session one to which so many came."""
    held = tables["forum_sessions"][tables["forum_sessions"]["type"].isin(kinds)]
    own = {"session_id": "of a few", "date": pd.Timestamp("2023-05-10"), "type": "REFLECTIVE", "attendees_n": n}
    more = pd.DataFrame([{column: own.get(column, "") for column in held}]).astype(held.dtypes)
    return {**sessions_alone(tables), "forum_sessions": pd.concat([held, more], ignore_index=True)}


def sessions_alone(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Little was said and nothing trained: which sessions are told follows from who came to them."""
    said = tables["forum_contributions"].iloc[::25]
    own = tables["theme_codings"]["contribution_id"].isin(said["contribution_id"])
    other = ("case_reviews", "training", "intelligence_sharing", "language_scans")
    kept = {name: frame for name, frame in tables.items() if name not in other}
    return {**kept, "forum_contributions": said, "theme_codings": tables["theme_codings"][own]}


@pytest.mark.parametrize("others", [["PRACTICE_FORUM", "MANAGER_FEEDBACK", "FOCUS_GROUP", "REFLECTIVE"], ["PRACTICE_FORUM", "MANAGER_FEEDBACK", "FOCUS_GROUP"]])  # fmt: skip
def test_that_a_few_came_to_a_session_is_told_by_no_number_and_by_no_silence(tables, policy, others: list[str]) -> None:
    """One session held, and nobody says who came: one to four did. Then it reads as the quarter without that session does."""
    told = {n: practice(with_a_session_of(n, tables, others), policy, None).tables for n in (3, 4, 5)}
    held = tables["forum_sessions"][tables["forum_sessions"]["type"].isin(others)]
    none = {**sessions_alone(tables), "forum_sessions": held}
    without = practice(none, policy, None).tables["practice_sessions"]
    for few in (3, 4):
        pd.testing.assert_frame_equal(told[few]["practice_sessions"], without)
        assert wrong(with_a_session_of(few, tables, others), told[few], policy) == []
    rows = told[5]["practice_sessions"]
    spring = rows[(rows["type"] == "REFLECTIVE") & (rows["period_start"] == "2023-04-01")]
    assert spring[["sessions", "attendees"]].to_numpy().tolist() == [[1.0, 5.0]]


def test_the_recount_refuses_a_session_of_a_few(tables, policy) -> None:
    delivered = with_a_session_of(3, tables, sorted(set(tables["forum_sessions"]["type"])))
    found = practice(delivered, policy, None).tables
    rows = found["practice_sessions"].copy()
    rows.loc[(rows["type"] == "REFLECTIVE") & (rows["period_start"] == "2023-04-01"), "sessions"] = 1
    assert wrong(delivered, {**found, "practice_sessions": rows}, policy) == ["practice_sessions"]


# ------------------------------------------------------------------------------------------ from release to release


def until(tables: dict[str, pd.DataFrame], day: str) -> dict[str, pd.DataFrame]:
    end = pd.Timestamp(day)
    sessions = tables["forum_sessions"][tables["forum_sessions"]["date"] <= end]
    said = tables["forum_contributions"][tables["forum_contributions"]["session_id"].isin(sessions["session_id"])]
    return {
        **tables, "forum_sessions": sessions, "forum_contributions": said,
        "theme_codings": tables["theme_codings"][tables["theme_codings"]["contribution_id"].isin(said["contribution_id"])],
        "case_reviews": tables["case_reviews"][tables["case_reviews"]["quarter"] <= end],
        "training": tables["training"][tables["training"]["period"] <= end],
        "intelligence_sharing": tables["intelligence_sharing"][tables["intelligence_sharing"]["period"] <= end],
        "language_scans": tables["language_scans"][tables["language_scans"]["scan_dt"] <= end],
    }  # fmt: skip


def keyed(frame: pd.DataFrame) -> pd.DataFrame:
    keys = ["view", "split", "code", "kind", "group", "unit", "period_start", "period_end"]
    return frame.set_index(keys)[["n", "base"]].sort_index()


def test_published_figures_stay_and_new_periods_are_added(few_themes, policy, release: Release) -> None:
    first = practice(until(few_themes, "2025-03-31"), policy, None)
    second = practice(dict(few_themes), policy, as_release(release, first.tables))
    assert wrong(few_themes, second.tables, policy, first.tables) == []
    old, new = keyed(first.tables["practice_counts"]), keyed(second.tables["practice_counts"])
    pd.testing.assert_frame_equal(new.reindex(old.index), old)
    assert len(new) > len(old)
    whole = second.tables["practice_counts"].query("view == 'themes' and split == 'none' and code == ''")
    assert whole["period_end"].max() == pd.Timestamp("2026-03-31")
    for name, keys in (
        ("practice_language", ["doc_type", "category"]),
        ("practice_sharing", ["view", "from_agency", "to_agency"]),
    ):
        was, now = (
            x.tables[name].set_index([*keys, "period_start", "period_end"]).sort_index() for x in (first, second)
        )
        pd.testing.assert_frame_equal(now.reindex(was.index), was)
        assert len(now) > len(was)


def test_late_records_move_nothing_and_are_in_no_longer_period(few_themes, policy, release: Release) -> None:
    """Quarters after them go on; a year or half-year that holds them and published quarters would give them away."""
    early = until(few_themes, "2025-06-30")
    said = early["forum_contributions"]
    in_spring = early["forum_sessions"].query("date >= '2025-04-01'")["session_id"]
    late = said.index[said["session_id"].isin(in_spring)][:3]
    first = practice({**early, "forum_contributions": said.drop(late)}, policy, None)
    second = practice(dict(few_themes), policy, as_release(release, first.tables))
    old, new = keyed(first.tables["practice_counts"]), keyed(second.tables["practice_counts"])
    pd.testing.assert_frame_equal(new.reindex(old.index), old)
    added = new.loc[new.index.difference(old.index)].reset_index().query("view == 'themes'")
    assert (added["period_start"] > pd.Timestamp("2025-06-30")).any()
    spring = (added["period_start"] <= pd.Timestamp("2025-06-30")) & (added["period_end"] >= pd.Timestamp("2025-04-01"))
    assert not spring.any()
    assert second.notices == first.notices
    assert wrong(few_themes, second.tables, policy, first.tables) == []


def test_what_was_published_stays_though_nothing_of_it_came_this_time(
    made_of_few, few_themes, policy, release: Release
) -> None:
    some = {name: frame for name, frame in few_themes.items() if name not in ("training", "language_scans")}
    again = practice(some, policy, as_release(release, made_of_few.tables))
    for name in ("practice_training", "practice_language"):
        assert len(made_of_few.tables[name])
        pd.testing.assert_frame_equal(again.tables[name], made_of_few.tables[name])
    assert wrong(some, again.tables, policy, made_of_few.tables) == []


@pytest.mark.parametrize(
    ("gone", "view"), [("case_reviews", "reviews"), ("forum_contributions", "themes")], ids=["reviews", "the forum"]
)
def test_what_was_shown_of_one_view_stays_where_the_other_alone_came(
    made_of_few, few_themes, policy, release: Release, gone: str, view: str
) -> None:
    some = {name: frame for name, frame in few_themes.items() if name != gone}
    again = practice(some, policy, as_release(release, made_of_few.tables))
    for name in ("practice_counts", "practice_status"):
        was, now = (t[name][t[name]["view"] == view].reset_index(drop=True) for t in (made_of_few.tables, again.tables))
        assert len(was)
        pd.testing.assert_frame_equal(now, was, check_dtype=False)
    assert set(again.tables["practice_bands"]["dimension"]) == set(made_of_few.tables["practice_bands"]["dimension"])
    assert wrong(some, again.tables, policy, made_of_few.tables) == []
    one_more = again.tables["practice_counts"].copy()
    one_more.loc[one_more["view"] == view, "base"] += 1
    assert wrong(some, {**again.tables, "practice_counts": one_more}, policy, made_of_few.tables) == ["practice_counts"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("read_by_2", "Research Officer "),
        pytest.param("read_by_2", "", marks=pytest.mark.long),
        pytest.param("read_on_1", pd.NaT, marks=pytest.mark.long),
    ],
)
def test_a_text_that_two_people_have_not_read_is_not_quoted(
    made_of_forum, forum, policy, column: str, value: object
) -> None:
    """A second reader is missing, is the first one again, or has not said when."""
    gone = made_of_forum.tables["practice_quotes"]["text"].iloc[0]
    said = forum["forum_contributions"].copy()
    said.loc[said["text"] == gone, column] = value
    again = practice({**forum, "forum_contributions": said}, policy, None)
    assert gone not in set(again.tables["practice_quotes"]["text"])
    assert wrong({**forum, "forum_contributions": said}, again.tables, policy) == []


def test_consent_that_is_withdrawn_takes_the_quotation_away(made_of_forum, forum, policy, release: Release) -> None:
    gone = made_of_forum.tables["practice_quotes"]["text"].iloc[0]
    said = forum["forum_contributions"].copy()
    said.loc[said["text"] == gone, "consent_to_quote"] = "N"
    again = practice({**forum, "forum_contributions": said}, policy, as_release(release, made_of_forum.tables))
    assert gone not in set(again.tables["practice_quotes"]["text"])


def test_the_same_deliveries_give_the_same_tables(made_of_few, few_themes, policy) -> None:
    shuffled = {
        name: frame.sample(frac=1, random_state=4) if name != "theme_codebook" else frame
        for name, frame in few_themes.items()
    }
    again = practice(shuffled, policy, None)
    for name in NAMES:
        if name not in ("practice_actions", "practice_terms"):  # registers keep the order in which they are kept
            assert made_of_few.tables[name].to_csv(index=False) == again.tables[name].to_csv(index=False), name


def test_without_deliveries_there_are_empty_tables(tables, policy) -> None:
    some = {name: frame for name, frame in tables.items() if name not in PRACTISED}
    assert "ref_area" in some
    done = practice(some, policy, None)
    assert done.checks == ()
    assert all(done.tables[name].empty for name in NAMES if name != "practice_limits")


# ------------------------------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("k = { partnership = 5, public = 10 }\ncrowd", "k = { partnership = 4, public = 10 }\ncrowd", "practice.k.partnership"),
        ("crowd = { partnership = 5, public = 10 }", "crowd = { partnership = 5, public = 9 }", "practice.crowd.public"),
        ("reviews_k = { partnership = 5, public = 10 }", "reviews_k = { partnership = 5 }", "practice.reviews_k says nothing for the audience 'public'"),
        ("dominance = 0.5\nunits", "dominance = 0.8\nunits", "practice.dominance"),
        ('units = ["quarter", "half_year", "year"]', 'units = ["month", "quarter"]', "practice.units"),
        ('units = ["quarter", "half_year", "year"]\nquotes', 'units = ["quarter", "half_year", "year"]\nsurprise = 1\nquotes', "surprise"),
        ("quotes = { partnership = 6, public = 0 }", "quotes = { partnership = 6 }", "practice.quotes"),
        ('two = [["PRACTITIONER"], ["MANAGER", "SENIOR"]]', 'two = [["PRACTITIONER"], ["MANAGER"]]', "not nested"),
        ('two = [["SOCIAL_WORK", "EDUCATION"], ["POLICE", "HEALTH",', 'two = [["SOCIAL_WORK", "EDUCATION", "HEALTH"], ["POLICE",', "not nested"),
        ("reviews_k = { partnership = 5, public = 10 }\n", "", "practice.reviews_k"),
    ],
)  # fmt: skip
def test_a_policy_that_is_weaker_or_unknown_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = POLICY.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file = tmp_path / "policy.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PolicyRefusedError, match=told):
        load_policy(file, "partnership")


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("theme_codings", "theme_code", "NO_SUCH_THEME", "unknown reference"),
        ("theme_codings", "coder", "Quillandra", "coder named"),
        ("forum_contributions", "session_id", "nosuchsession", "unknown reference"),
        ("theme_codebook", "parent_code", "NO_SUCH_ROOT", "no root"),
        ("forum_sessions", "agencies", "POLICE three", "unreadable list"),
        ("forum_sessions", "agencies", "POLICE:900", "part above base"),
        ("case_reviews", "contexts", "MOON", "unknown code"),
        ("training", "trained_n", 9999.0, "part above base"),
        ("intelligence_sharing", "acted_on_n", 9999.0, "part above base"),
        ("language_scans", "hits", "LABEL two", "unreadable list"),
    ],
)
def test_a_bad_row_stops_the_river_and_is_not_repeated(
    steering: Collected, table: str, column: str, value: object, rule: str
) -> None:
    frame = steering.tables[table].copy()
    row = frame.index[4]
    frame[column] = frame[column].astype(object)
    frame.loc[row, column] = value
    if isinstance(value, float):
        frame[column] = frame[column].astype(float)
    problems = [
        p
        for p in examine(replace(steering, tables={**steering.tables, table: frame}))
        if p.rule == rule and p.table == table
    ]
    assert problems
    assert problems[0].row == row
    assert str(value) not in " ".join(p.sentence + p.cure for p in problems)


def test_an_action_that_is_done_says_when(steering: Collected) -> None:
    frame = steering.tables["actions"].copy()
    frame.loc[frame["status"] == "DONE", "closed"] = pd.NaT
    problems = examine(replace(steering, tables={**steering.tables, "actions": frame}))
    assert "no end" in {p.rule for p in problems}
