"""Which dimensions stand empty in what was delivered: that is no reason of privacy, and must not be given as one."""

from __future__ import annotations

import numpy as np

from data_loaders.safety.floor import is_short
from data_loaders.safety.views.areas import NOT_KNOWN
from data_loaders.safety.views.dataset import Countable


def unfilled(data: Countable) -> tuple[str, ...]:
    """Dimensions known of nobody, or of fewer than k persons: which of the two is not said, so that it tells of no few.

    Places are never among them: what lies "elsewhere" may be known and too few.
    """
    return tuple(name for name in data.hierarchies if is_short(_persons_known(data, name), data.k))


def _persons_known(data: Countable, dimension: str) -> int:
    leaves = data.hierarchies[dimension].leaves
    known = [at for at, leaf in enumerate(leaves) if leaf.code.split(":")[-1] != NOT_KNOWN]
    return len(np.unique(data.records.person[np.isin(data.records.leaf[dimension], known)]))
