"""Charts, each a function of a table that gives a matplotlib figure, in Vietnamese or English.

Of targets and results that documents state (`load_targets`): `measure`, `path`, `gaps`, `coverage`,
`comparability`, `spread_of_aims`. Of published results of all provinces (`load_outcomes`): `position`, `spread`,
`catch_up`, `ranks`, `distance`, `tile_map`.

What all refuse, by a `DataError` of one line: a table without a column they need; a metric, dimension, province or
year that no row has; rows that hold nothing of what the chart shows, or more than it can show.
"""

from cchc_analysis.charts.coverage import comparability, coverage
from cchc_analysis.charts.gaps import gaps
from cchc_analysis.charts.measure import measure, path
from cchc_analysis.charts.results import distance, position, ranks, tile_map
from cchc_analysis.charts.spreads import catch_up, spread, spread_of_aims

__all__ = [
    "catch_up", "comparability", "coverage", "distance", "gaps", "measure", "path", "position", "ranks", "spread",
    "spread_of_aims", "tile_map",
]  # fmt: skip
