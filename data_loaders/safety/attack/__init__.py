"""What several published figures tell together: one protocol for every theme.

A theme says which hidden cells there are, how many truly stand in each, and which sums of them a reader holds (`Figures`). For
each cell that truly holds one to k − 1, two other worlds of whole numbers are sought that fit every sum: one with nobody in it, and
one with k or more. Both found, and a reader can neither know that anybody is there nor count them within less than k. They are
sought by moving single counts about (`moves`), and where that finds none by an integer program (`programs`). What finds neither
is given up, the least wanted figure first. Worlds not found in time count as given away.
"""

from data_loaders.safety.attack.figures import Figures, of_margins
from data_loaders.safety.attack.programs import Attempt, attempt, never_empty

__all__ = ["Attempt", "Figures", "attempt", "never_empty", "of_margins"]
