"""The disclosure policy: what `assets/policy.toml` may say, and the refusal of everything else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from data_loaders.policy.audits import AuditPolicy, audit_problems
from data_loaders.policy.contexts import ContextPolicy, context_problems
from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.policy.dimensions import dataset_problems
from data_loaders.policy.file import PolicyFile, Time
from data_loaders.policy.floors import floor_problems
from data_loaders.policy.names import nearest
from data_loaders.policy.places import PlacesPolicy, place_problems
from data_loaders.policy.practice import PracticePolicy, practice_problems
from data_loaders.policy.record_names import record_problems
from data_loaders.policy.section import Section
from data_loaders.policy.several import expanded
from data_loaders.policy.survey import SurveyPolicy, survey_problems
from data_loaders.refusal import RefusedError
from data_loaders.release import digest


class PolicyRefusedError(RefusedError):
    """A policy that must not be used; the message names the setting and the cure."""


@dataclass(frozen=True)
class Policy:
    """A policy that has been checked, seen from one audience."""

    audience: str
    title: str
    time: Time
    datasets: dict[str, DatasetPolicy]
    survey: SurveyPolicy
    places: PlacesPolicy
    sha256: str
    audits: AuditPolicy
    contexts: ContextPolicy
    practice: PracticePolicy

    def k(self, dataset: str) -> int:
        return self.datasets[dataset].k[self.audience]

    @property
    def floors(self) -> dict[str, int]:
        """Whose floor → how many must stand behind each number; the names are those of the declarations of published tables."""
        of = {
            "survey": self.survey.k, "audits": self.audits.k, "contexts": self.contexts.k, "practice": self.practice.k,
            "reviews": self.practice.reviews_k, "guardians": self.places.guardian_k, "safety_maps": self.places.safety_map_k,
        }  # fmt: skip
        named = {whose: k[self.audience] for whose, k in of.items()}
        datasets = {name: self.k(name) for name in self.datasets}
        return {**named, **datasets, "indicators": min(datasets.values())}


def load_policy(file: Path, audience: str) -> Policy:
    """Read a policy for one audience, or raise `PolicyRefusedError` with the setting and the cure."""
    if not file.is_file():
        raise PolicyRefusedError(
            f"{file} is not there. Name a policy with --policy; the product's own is assets/policy.toml."
        )
    raw = file.read_bytes()
    try:
        whole = checked(tomllib.loads(raw.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyRefusedError(f"{file} is not valid TOML: {error}.") from error
    except PolicyRefusedError as error:
        raise PolicyRefusedError(f"{file}: {error}") from error
    if audience not in whole.audiences:
        known = ", ".join(sorted(whole.audiences))
        raise PolicyRefusedError(f"{file}: The audience '{audience}' is not defined. Defined: {known}.")
    return Policy(
        audience=audience,
        title=whole.audiences[audience].title,
        time=whole.time,
        datasets={name: expanded(dataset) for name, dataset in whole.datasets.items()},
        survey=whole.survey,
        places=whole.places,
        sha256=digest(raw),
        audits=whole.audits,
        contexts=whole.contexts,
        practice=whole.practice,
    )


def checked(settings: dict[str, object]) -> PolicyFile:
    """The settings as a policy, or `PolicyRefusedError` with a sentence for each thing that must not be."""
    try:
        whole = PolicyFile.model_validate(settings)
    except ValidationError as error:
        raise PolicyRefusedError(" ".join(_sentence(e) for e in error.errors())) from error
    if problems := policy_problems(whole):
        raise PolicyRefusedError(" ".join(problems))
    return whole


def policy_problems(whole: PolicyFile) -> list[str]:
    """Everything that the policy may not say, each as a sentence with the setting and the cure."""
    audiences = tuple(whole.audiences)
    return [
        *floor_problems(whole),
        *dataset_problems(whole.datasets),
        *record_problems(whole.datasets, whole.time.year_starts),
        *place_problems(whole.places),
        *survey_problems(whole.survey),
        *audit_problems(whole.audits),
        *context_problems(whole.contexts, audiences),
        *practice_problems(whole.practice, audiences),
    ]


def _sentence(error: object) -> str:
    assert isinstance(error, dict)
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        settings = {name for section in Section.__subclasses__() for name in section.model_fields}
        near = nearest(str(error["loc"][-1]), settings)
        return f"'{where}' is not a setting that the policy knows. {near if 'mean' in near else 'Remove it.'}"
    if error["type"] == "missing":
        return f"'{where}' is missing. Add it; the comments in assets/policy.toml say what it means."
    return f"'{where}' is {error['input']!r}: {error['msg'][0].lower()}{error['msg'][1:]}. Correct it."
