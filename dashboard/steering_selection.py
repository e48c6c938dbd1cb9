"""What the steering group asks of its audits, frozen: which round, and which part of it."""

from __future__ import annotations

from dataclasses import dataclass

ALL = "all"


@dataclass(frozen=True)
class AuditChoice:
    """A filter for each dimension; `ALL` where nothing is asked for. A chart is not narrowed by its own dimension."""

    round: str = ALL
    practice_area: str = ALL
    item_id: str = ALL
    domain: str = ALL
    level: str = ALL
    team: str = ALL

    def without(self, *dimensions: str) -> dict[str, str]:
        """The filters that are set, those of some dimensions left out."""
        asked = {name: getattr(self, name) for name in ("round", "practice_area", "item_id", "domain", "level", "team")}
        return {name: value for name, value in asked.items() if value != ALL and name not in dimensions}
