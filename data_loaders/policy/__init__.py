"""What a release may show, as the partnership decided it: the file, the one home of floors, and the refusal of the rest."""

from __future__ import annotations

from data_loaders.policy.reading import Policy, PolicyRefusedError, load_policy

__all__ = ["Policy", "PolicyRefusedError", "load_policy"]
