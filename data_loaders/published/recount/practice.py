"""Practice again: contributions and reviews one by one, from the deliveries alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import pandas as pd

from data_loaders.deliveries.practice import FORUM_AGENCIES, REVIEW_KINDS, ROLES, STANCES
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.organisation import ORGANISATION, periods_of
from data_loaders.published.recount.spans import Span, months_in, periods_between, whole_years

QUESTION = ["view", "split", "code", "kind"]
CODES = {"agency": FORUM_AGENCIES, "role": ROLES, "stance": STANCES, "review": REVIEW_KINDS}
REVIEW_FINDINGS = ("GAP", "STRENGTH")
FOUR = ((True, True), (True, False), (False, True), (False, False))  # both themes, the one, the other, neither


Readings = dict[str, list[tuple[str, list[tuple[str, str]]]]]


@dataclass(frozen=True)
class Record:
    """`leaves`: dimension → leaf; `found`: (theme, kind) of itself and of its root."""

    day: pd.Timestamp
    name: str
    leaves: dict[str, str]
    found: frozenset[tuple[str, str]]


def roots(evidence: Evidence) -> dict[str, str]:
    """Theme → its root, as the latest version that holds it has it."""
    latest: dict[str, tuple[int, str]] = {}
    for row in evidence.table("theme_codebook").itertuples():
        if row.theme_code not in latest or int(row.version) >= latest[row.theme_code][0]:
            latest[row.theme_code] = (int(row.version), row.parent_code)

    def top(code: str) -> str:
        while code in latest and latest[code][1]:
            code = latest[code][1]
        return code

    return {code: top(code) for code in latest}


def records_of(evidence: Evidence, view: str) -> list[Record]:
    return evidence.read_once(f"practice {view}", lambda e: sorted(_read(e, view), key=lambda r: r.day))


def _read(evidence: Evidence, view: str) -> Iterator[Record]:
    top = roots(evidence)
    if view == "reviews":
        found: dict[str, tuple[pd.Timestamp, str, set[tuple[str, str]]]] = {}
        for row in evidence.table("case_reviews").itertuples():
            own = found.setdefault(row.review_id, (row.quarter, row.type, set()))[2]
            own |= {(code, row.strength_or_gap) for code in (row.theme_code, top[row.theme_code])}
            own |= {(code.strip(), "CONTEXT") for code in row.contexts.split(";") if code.strip() not in ("", "NK")}
        for name, (day, kind, marks) in found.items():
            yield Record(day, name, {"review": kind}, frozenset(marks))
        return
    days = {row.session_id: row.date for row in evidence.table("forum_sessions").itertuples()}
    marks_of: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for contribution, readings in read_by(evidence).items():
        for theme, stance in readings[0][1]:
            marks_of[contribution] |= {(code, kind) for code in (theme, top[theme]) for kind in ("", stance)}
    for row in evidence.table("forum_contributions").itertuples():
        leaves = {"agency": row.agency_band, "role": row.role_band}
        yield Record(days[row.session_id], row.contribution_id, leaves, frozenset(marks_of[row.contribution_id]))


def read_by(evidence: Evidence) -> Readings:
    """Contribution → its coders in the order in which they read it, each with themes and stances."""
    return evidence.read_once("practice readings", _readings)


def _readings(evidence: Evidence) -> Readings:
    readings: dict[str, dict[str, list[tuple[pd.Timestamp, str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in evidence.table("theme_codings").itertuples():
        day = pd.Timestamp.max if pd.isna(row.coded_dt) else row.coded_dt
        readings[row.contribution_id][row.coder].append((day, row.theme_code, row.stance))
    made = {}
    for contribution, coders in readings.items():
        order = sorted(coders, key=lambda c: (min(day for day, _, _ in coders[c]), c))
        made[contribution] = [(c, [(theme, stance) for _, theme, stance in coders[c]]) for c in order]
    return made


def has_forum(evidence: Evidence) -> bool:
    names = ("forum_sessions", "forum_contributions", "theme_codings", "theme_codebook")
    return all(name in evidence.delivered for name in names)


def has_reviews(evidence: Evidence) -> bool:
    return all(name in evidence.delivered for name in ("case_reviews", "theme_codebook"))


def questions(evidence: Evidence) -> list[tuple[str, str, str, str]]:
    """Everything that is asked of the deliveries, whether or not it can be shown."""
    top, asked = roots(evidence), []
    if has_forum(evidence):
        asked += [("themes", "none", "", "")]
        asked += [("themes", split, code, "") for code in top for split in ("none", "agency", "role", "stance")]
    if has_reviews(evidence):
        contexts = {mark[0] for r in records_of(evidence, "reviews") for mark in r.found if mark[1] == "CONTEXT"}
        asked += [("reviews", "none", "", "")]
        found = [(code, kind) for kind in REVIEW_FINDINGS for code in top] + [(code, "CONTEXT") for code in contexts]
        asked += [("reviews", split, code, kind) for code, kind in found for split in ("none", "review")]
    return asked


def counts(evidence: Evidence) -> Frame:
    """Every period and group that the table of questions says is shown, counted record by record."""
    own, said = evidence.published["practice_counts"], evidence.published["practice_status"]
    units = {key: rows for key, rows in own.groupby(QUESTION, sort=False)}
    rows = []
    for s in said[said["status"] != "withheld"].itertuples():
        key = (s.view, s.split, s.code, s.kind)
        shown = units.get(key)
        unit = "all" if shown is None else shown["unit"].mode().iloc[0]
        groups = _groups(evidence, key, shown)
        for start, end in periods_between(s.period_start, s.period_end, unit, evidence.policy.time.year_starts):
            rows += [(*key, group, unit, start, end, *_count(evidence, key, group, start, end)) for group in groups]
    return _ordered(pd.DataFrame(rows, columns=list(own.columns)), own, [*QUESTION, "group", "period_start"])


def _groups(evidence: Evidence, key: tuple[str, ...], shown: Frame | None) -> list[str]:
    """The published bands, and as one more band whatever leaf is in none of them."""
    if key[1] == "none" or shown is None:
        return [""]
    groups = sorted(set(shown["group"]))
    named = {leaf for group in groups for leaf in group.split("+")}
    there = _present(evidence, key[1])
    return [*groups, *([left] if (left := "+".join(sorted(there - named))) else [])]


def _present(evidence: Evidence, dimension: str) -> set[str]:
    if dimension == "stance":
        return set(evidence.table("theme_codings")["stance"])
    return {r.leaves[dimension] for r in records_of(evidence, "reviews" if dimension == "review" else "themes")}


def _count(
    evidence: Evidence, key: tuple[str, ...], group: str, start: pd.Timestamp, end: pd.Timestamp
) -> tuple[int, int]:
    view, split, code, kind = key
    records, leaves = records_of(evidence, view), set(group.split("+"))
    days = evidence.read_once(f"practice days {view}", lambda _: [r.day for r in records])
    inside = records[bisect_left(days, start) : bisect_right(days, end + pd.Timedelta(hours=23))]
    if split not in ("none", "stance"):
        inside = [r for r in inside if r.leaves[split] in leaves]
    kinds = leaves if split == "stance" else {kind}
    return sum(not code or any((code, k) in r.found for k in kinds) for r in inside), len(inside)


def status(evidence: Evidence) -> Frame:
    """Every question that is asked; shown over the periods that have counts, withheld where there are none."""
    own, table = evidence.published["practice_counts"], evidence.published["practice_status"]
    spans = own.groupby(QUESTION).agg(
        first=("period_start", "min"), last=("period_end", "max"), periods=("period_start", "nunique")
    )
    rows: list[tuple[object, ...]] = []
    for key in questions(evidence):
        if key not in spans.index:
            rows.append((*key, "withheld", "", 0, pd.NaT, pd.NaT))
            continue
        first, last, periods = spans.loc[key]
        rows.append((*key, "published", "", periods, first, last))
    return _ordered(pd.DataFrame(rows, columns=list(table.columns)), table, QUESTION)


def bands(evidence: Evidence) -> Frame:
    """Every band of the steps that may be used, with all of its leaves, in the words of the deliveries."""
    own, rows = evidence.published["practice_bands"], []
    there = ["agency", "role", "stance"] * has_forum(evidence) + ["review"] * has_reviews(evidence)
    for dimension in there:
        for band in dict.fromkeys(band for step in crowded_steps(evidence, dimension) for band in step):
            words = [text for code, text in CODES[dimension].items() if code in band]
            label = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
            name = "+".join(sorted(band))
            rows += [(dimension, name, label, leaf, CODES[dimension][leaf]) for leaf in sorted(band)]
    return pd.DataFrame(rows, columns=list(own.columns))


Eight = dict[tuple[bool, ...], int]


def pairs(evidence: Evidence) -> Frame:
    """Every two themes whose four cells stand on enough voices, but for those that a third theme would make tell of few."""
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for a, b in combinations(sorted(_leaves_shown(evidence)), 2):
        if span := _common_years(evidence, (a, b)):
            inside = _found_within(evidence, span)
            cells = {key: [voice for voice, codes in inside if (a in codes, b in codes) == key] for key in FOUR}
            if all(_is_enough(evidence, own) for own in cells.values()):
                found[a, b] = (*span, *(len(cells[key]) for key in FOUR))
    while (worst := _first_telling(evidence, found)) is not None:
        del found[worst]
    rows = [(*key, *row) for key, row in found.items()]
    return pd.DataFrame(rows, columns=list(evidence.published["practice_pairs"].columns))


def _found_within(evidence: Evidence, span: Span) -> list[tuple[str, set[str]]]:
    """Who may have said each contribution of a time, and the themes it holds."""
    said = said_by(evidence)
    last = span[1] + pd.Timedelta(hours=23)
    records = [r for r in records_of(evidence, "themes") if span[0] <= r.day <= last]
    return evidence.read_once(
        f"practice within {span}", lambda _: [(said[r.name], {code for code, _ in r.found}) for r in records]
    )


def _is_enough(evidence: Evidence, voices: list[str]) -> bool:
    policy, each = evidence.policy.practice, Counter(voices)
    return len(each) >= policy.k[evidence.policy.audience] and max(each.values()) <= policy.dominance * each.total()


def _first_telling(evidence: Evidence, found: dict[tuple[str, str], tuple[object, ...]]) -> tuple[str, str] | None:
    """Of the first three themes whose three pairs leave some small cell of their table of eight that cannot be empty: the
    pair that stands together least often."""
    k = evidence.policy.practice.k[evidence.policy.audience]
    for three in combinations(sorted({code for pair in found for code in pair}), 3):
        own = [pair for pair in combinations(three, 2) if pair in found]
        if len(own) < 3 or len({found[pair][:2] for pair in own}) > 1:
            continue
        start, end = found[own[0]][:2]
        inside = _found_within(evidence, (start, end))
        eight = Counter(tuple(code in codes for code in three) for _, codes in inside)
        if _must_hold_somebody(eight, k):
            return min(own, key=lambda pair: (found[pair][2], list(found).index(pair)))
    return None


def _must_hold_somebody(eight: Eight, k: int) -> bool:
    """One move alone keeps all three tables of pairs: as many out of each cell of an even number of themes as into each of an
    odd one, or the other way. A small cell can be empty only if none of its kind is smaller."""
    for parity in (0, 1):
        own = [eight.get(cell, 0) for cell in product((False, True), repeat=3) if sum(cell) % 2 == parity]
        if any(min(own) < n < k for n in own):
            return True
    return False


def _common_years(evidence: Evidence, themes: tuple[str, str]) -> Span | None:
    """The whole years in which both themes are shown; none if one of them is shown in a single figure of another time."""
    said, own = evidence.published["practice_status"], evidence.published["practice_counts"]
    shown = said[(said["view"] == "themes") & (said["split"] == "none") & said["code"].isin(themes)]
    if len(shown) < len(set(themes)) or shown["period_start"].isna().any():
        return None
    span = whole_years(shown["period_start"].max(), shown["period_end"].min(), evidence.policy.time.year_starts)
    single = own[
        (own["view"] == "themes") & (own["split"] == "none") & own["code"].isin(themes) & (own["unit"] == "all")
    ]
    spans = set(single[["period_start", "period_end"]].itertuples(index=False, name=None))
    return span if spans <= {span} else None


def double_read(evidence: Evidence) -> list[tuple[set[str], set[str]]]:
    """The themes that the first and the second coder found, of each contribution that two read."""
    if not has_forum(evidence):
        return []
    return [({t for t, _ in r[0][1]}, {t for t, _ in r[1][1]}) for r in read_by(evidence).values() if len(r) > 1]


def said_by(evidence: Evidence) -> dict[str, str]:
    """Contribution → who may have said it: one agency and role in one session may be one person."""
    return evidence.read_once("practice voices", lambda e: {
        r.contribution_id: f"{r.session_id} {r.agency_band} {r.role_band}"
        for r in e.table("forum_contributions").itertuples()
    })  # fmt: skip


def _voices(evidence: Evidence) -> list[str]:
    """Who may have said each contribution that two read, in the order of `double_read`."""
    said = said_by(evidence)
    return [said[contribution] for contribution, readings in read_by(evidence).items() if len(readings) > 1]


def _leaves_shown(evidence: Evidence) -> list[str]:
    return [code for code, root in roots(evidence).items() if code != root] if has_forum(evidence) else []


def agreement(evidence: Evidence) -> Frame:
    """Theme by theme; whatever is not shown by itself is added up."""
    own, read = evidence.published["practice_agreement"], double_read(evidence)
    cells = {c: Counter((c in one) + (c in other) for one, other in read) for c in _leaves_shown(evidence)}
    shown = [c for c in own["theme_code"] if c in cells]
    rest = [c for c in cells if c not in shown]
    rows = [(c, cells[c][2], cells[c][1], cells[c][0]) for c in shown]
    others = ("OTHERS", *(sum(cells[c][times] for c in rest) for times in (2, 1, 0)))
    voices = [{v for (one, other), v in zip(read, _voices(evidence), strict=True) for c in rest if (c in one) + (c in other) == times}
              for times in (2, 1, 0)]  # fmt: skip
    is_told = min(map(len, voices)) >= evidence.policy.practice.k[evidence.policy.audience]
    return pd.DataFrame([*rows, *([others] if is_told else [])], columns=list(own.columns))


def disagreements(evidence: Evidence) -> Frame:
    own, found = evidence.published["practice_disagreements"], Counter[tuple[str, str]]()
    for one, other in double_read(evidence):
        for a in one - other:
            for b in other - one:
                found[min(a, b), max(a, b)] += 1
    shown = [key for key in own[["theme_a", "theme_b"]].itertuples(index=False, name=None) if key in found]
    voices = _voices_apart(evidence)
    k = evidence.policy.practice.k[evidence.policy.audience]
    shown += [key for key in sorted(found) if key not in shown and len(voices[key]) >= k]
    rest = {key: n for key, n in found.items() if key not in shown}
    rows = [(*key, found[key]) for key in shown]
    if len({v for key in rest for v in voices[key]}) >= k:
        rows.append(("OTHERS", "OTHERS", sum(rest.values())))
    return _ordered(pd.DataFrame(rows, columns=list(own.columns)), own, ["theme_a", "theme_b"])


def _voices_apart(evidence: Evidence) -> dict[tuple[str, str], set[str]]:
    said = said_by(evidence)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for contribution, readings in read_by(evidence).items():
        if len(readings) > 1:
            one, other = ({t for t, _ in reading[1]} for reading in readings[:2])
            for a in one - other:
                for b in other - one:
                    found[min(a, b), max(a, b)].add(said[contribution])
    return found


def limits(evidence: Evidence) -> Frame:
    policy, audience = evidence.policy.practice, evidence.policy.audience
    rows = [("k", policy.k[audience]), ("reviews_k", policy.reviews_k[audience]), ("crowd", policy.crowd[audience])]
    return pd.DataFrame(rows, columns=["name", "value"])


def codebook(evidence: Evidence) -> Frame:
    rows = evidence.table("theme_codebook")
    if rows.empty:
        return rows
    newest, top = max(int(v) for v in rows["version"]), roots(evidence)
    last = {
        row.theme_code: at for at, row in sorted(enumerate(rows.itertuples()), key=lambda x: (int(x[1].version), x[0]))
    }
    place = {code: number for number, code in enumerate(sorted(last, key=lambda code: last[code]))}
    made = rows.assign(
        root=[top[c] for c in rows["theme_code"]], position=[place[c] for c in rows["theme_code"]],
        in_use=["yes" if int(v) == newest else "no" for v in rows["version"]],
    )  # fmt: skip
    return made.sort_values(["version", "position"], kind="stable")


def quotes(evidence: Evidence) -> Frame:
    """The latest texts of each theme that have consent, that two people have read, and that were said by one of a crowd."""
    own, most = evidence.published["practice_quotes"], evidence.policy.practice.quotes[evidence.policy.audience]
    if not has_forum(evidence) or not most:
        return pd.DataFrame()
    sessions = {s.session_id: s for s in evidence.table("forum_sessions").itertuples()}
    crowd, starts = evidence.policy.practice.crowd[evidence.policy.audience], evidence.policy.time.year_starts
    said = evidence.table("forum_contributions")
    may = {
        c.contribution_id: c for c in said.itertuples()
        if c.consent_to_quote == "Y" and c.text.strip() and sessions[c.session_id].attendees_n >= crowd
        and _was_read_by_two(c)
    }  # fmt: skip
    quarters = set(periods_of(pd.Series([r.day for r in records_of(evidence, "themes")]), "quarter", starts))
    finest = next(iter(crowded_steps(evidence, "agency")), ())
    fits: dict[tuple[str, str], tuple[object, ...]] = {}
    for contribution, readings in sorted(read_by(evidence).items()):
        if contribution not in may:
            continue
        c = may[contribution]
        quarter = months_in(sessions[c.session_id].date, "quarter", starts)
        band = next((b for b in finest if c.agency_band in b), ())
        told = "+".join(sorted(band)) if _came(evidence, "agency", c.session_id, band) >= crowd else ""
        for theme, stance in readings[0][1] if quarter in quarters else []:
            fits.setdefault((theme, c.text), (theme, stance, c.text, told, *quarter))
    rows: list[tuple[object, ...]] = []
    for theme in sorted({key[0] for key in fits}):
        latest = sorted((fit for key, fit in fits.items() if key[0] == theme), key=lambda fit: str(fit[2]))
        rows += sorted(latest, key=lambda fit: fit[4], reverse=True)[:most]  # type: ignore[arg-type, return-value]
    return pd.DataFrame(rows, columns=list(own.columns))


def _was_read_by_two(c: Any) -> bool:
    """Two roles have read it, each on a day."""
    roles = {str(role).strip().lower() for role in (c.read_by_1, c.read_by_2)} - {""}
    return len(roles) == 2 and not pd.isna(c.read_on_1) and not pd.isna(c.read_on_2)


def _came(evidence: Evidence, dimension: str, session: str, band: Iterable[str]) -> int:
    """How many of a band came to a session: as it was told, or as many as must have been there to say what was said."""
    return sum(
        evidence.read_once(f"practice people {dimension}", lambda e: _people(e, dimension)).get((session, leaf), 0)
        for leaf in band
    )


def _people(evidence: Evidence, dimension: str) -> dict[tuple[str, str], int]:
    listed, spoke, other = (
        ("agencies", "agency_band", "role_band") if dimension == "agency" else ("roles", "role_band", "agency_band")
    )
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for c in evidence.table("forum_contributions").itertuples():
        said[c.session_id, getattr(c, spoke)].add(getattr(c, other))
    found = {key: len(others) for key, others in said.items()}
    for s in evidence.table("forum_sessions").itertuples():
        for part in getattr(s, listed).split(";"):
            leaf, colon, number = part.partition(":")
            if colon and number.strip().isdigit():
                found[s.session_id, leaf.strip()] = int(number)
    return found


def crowded_steps(evidence: Evidence, dimension: str) -> list[tuple[tuple[str, ...], ...]]:
    """The steps of the policy of which every band had a crowd in every session in which it spoke."""
    present, steps = _present(evidence, dimension), []
    crowd = evidence.policy.practice.crowd[evidence.policy.audience]
    spoke: dict[str, set[str]] = defaultdict(set)
    if dimension in ("agency", "role"):
        for c in evidence.table("forum_contributions").itertuples():
            spoke[c.session_id].add(getattr(c, f"{dimension}_band"))
    for step in getattr(evidence.policy.practice, dimension).steps:
        kept = tuple(band for band in step if set(band) & present)
        is_crowded = all(
            _came(evidence, dimension, session, band) >= crowd
            for session, leaves in spoke.items() for band in kept if leaves & set(band)
        )  # fmt: skip
        if len(kept) > 1 and is_crowded and kept not in steps:
            steps.append(kept)
    return steps


def _ordered(made: Frame, own: Frame, keys: Iterable[str]) -> Frame:
    """In the order in which they are published, which says nothing; what is not published stands last."""
    names = list(keys)
    place = {key: at for at, key in enumerate(own[names].itertuples(index=False, name=None))}
    order = sorted(range(len(made)), key=lambda at: place.get(tuple(made.iloc[at][names]), len(place)))
    return made.iloc[order].reset_index(drop=True)


EACH = "Counted again contribution by contribution, and review by review."
PRACTICE = {
    **ORGANISATION,
    "practice_limits": Recount("Compared with the policy.", limits),
    "practice_codebook": Recount("Compared with the delivered codebook.", codebook),
    "practice_counts": Recount(EACH, counts),
    "practice_status": Recount(
        "Every question is shown with its counts over its time, or said to be withheld.", status
    ),
    "practice_bands": Recount("Compared with the bands of the policy and what was delivered of them.", bands),
    "practice_pairs": Recount(EACH, pairs),
    "practice_agreement": Recount("Counted again from both coders' readings.", agreement),
    "practice_disagreements": Recount("Counted again from both coders' readings.", disagreements),
    "practice_quotes": Recount("Each has consent and stands in the deliveries as it is quoted.", quotes),
}
