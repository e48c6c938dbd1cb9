"""Which teams the name of a group of teams means, again: a team is named where enough of its records were read, no other is."""

from __future__ import annotations

from collections import defaultdict

from data_loaders.published.recount.evidence import Evidence
from data_loaders.published.recount.ratings import ratings

Named = dict[str, set[str]]  # name of a group → its teams


def teams_meant(evidence: Evidence, at: str, name: str) -> set[str]:
    """The teams of a group; none where the round has no such group. A round that is out has the names that it was given."""
    before = evidence.previous.get("audit_rounds")
    if before is not None and len(before) and at in set(before["round"]):
        return set(name.split(" + "))
    return evidence.read_once("groups of teams", _groups).get(at, {}).get(name, set())


def _groups(evidence: Evidence) -> dict[str, Named]:
    records: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for at, _, _, record, team, _ in ratings(evidence, "A"):
        records[at][team].add(record)
    policy, audience = evidence.policy.audits, evidence.policy.audience
    least = max(policy.team_least, policy.k[audience])
    return {at: _named(own, least) for at, own in records.items()}


def _named(records: dict[str, set[str]], least: int) -> Named:
    """Large teams by name, small ones as the others: by themselves if together they are large, else with the last that is."""
    large = sorted(team for team, read in records.items() if len(read) >= least)
    small = set(records) - set(large)
    groups: Named = {team: {team} for team in large}
    if not large or len(set[str]().union(*(records[team] for team in small))) >= least:
        groups.setdefault("Other teams", set()).update(small)
    else:
        groups[f"{large[-1]} + other teams"] = groups.pop(large[-1]) | small
    return groups
