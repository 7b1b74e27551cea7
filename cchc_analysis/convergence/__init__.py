"""Measures of whether units draw together. They work on any long panel, polars or pandas.

Every measure takes a ``panel``, one row a unit and time, and the names of its columns ``unit``, ``time`` and
``value``; ``by``, a name or a list of names, tells several panels apart and gives a frame, these columns first. A
missing or double cell, a value that is no finite number, too few units are a `DataError` that names the cells.
What is given back is of the kind given, polars or pandas.

Where the figures differ from those of the R package convergEU 0.7.3.2: gamma is divided by the number of years
from start to end, as published, not by one year more; a gamma of two years sums those two only; growth is per
year between start and end; and no average ever enters as one more unit.
"""

from cchc_analysis.convergence.beta import Beta, beta
from cchc_analysis.convergence.delta import delta
from cchc_analysis.convergence.direction import Direction, direction
from cchc_analysis.convergence.gamma import gamma
from cchc_analysis.convergence.leave_one_out import leave_one_out
from cchc_analysis.convergence.sigma import sigma

__all__ = ["Beta", "Direction", "beta", "delta", "direction", "gamma", "leave_one_out", "sigma"]
