"""Charts of the long table: each takes a table and gives a matplotlib figure, in Vietnamese or English."""

from cchc_analysis.charts.catch_up import catch_up
from cchc_analysis.charts.comparability_map import comparability_map
from cchc_analysis.charts.coverage_map import coverage_map
from cchc_analysis.charts.digitization_path import digitization_path
from cchc_analysis.charts.distance import distance
from cchc_analysis.charts.level_gap import level_gap
from cchc_analysis.charts.online_services import online_services
from cchc_analysis.charts.position import position
from cchc_analysis.charts.ranks import ranks
from cchc_analysis.charts.results_beside_targets import results_beside_targets
from cchc_analysis.charts.spread import spread
from cchc_analysis.charts.spread_of_aims import level_spread, province_spread
from cchc_analysis.charts.tile_map import tile_map
from cchc_analysis.charts.two_provinces import two_provinces

__all__ = [
    "catch_up",
    "comparability_map",
    "coverage_map",
    "digitization_path",
    "distance",
    "level_gap",
    "level_spread",
    "online_services",
    "position",
    "province_spread",
    "ranks",
    "results_beside_targets",
    "spread",
    "tile_map",
    "two_provinces",
]
