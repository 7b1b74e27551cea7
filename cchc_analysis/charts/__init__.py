"""Charts of the long table: each takes a table and gives a matplotlib figure, in Vietnamese or English."""

from cchc_analysis.charts.coverage_map import coverage_map
from cchc_analysis.charts.digitization_path import digitization_path
from cchc_analysis.charts.level_gap import level_gap
from cchc_analysis.charts.online_services import online_services
from cchc_analysis.charts.two_provinces import two_provinces

__all__ = ["coverage_map", "digitization_path", "level_gap", "online_services", "two_provinces"]
