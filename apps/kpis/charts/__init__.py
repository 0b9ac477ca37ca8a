"""Charts drawn on the server: pure functions from numbers to SVG, and the table behind each.

Nothing here has a colour or an inline style. The style sheet gives both to these classes:

- drawing: `c-chart` on every svg, with `c-trend`, `c-sparkline`, `c-interval-bar`, `c-scorecard-bar`,
  `c-scorecard-axis`, `c-distribution`, `c-shortfall`, `c-stacked`, `c-proportions`, `c-means`;
- four widths: `c-responsive` holds `c-narrow`, `c-half`, `c-wide` and `c-full`, of which one is shown;
- strokes: `c-axis`, `c-grid`, `c-zero`, `c-target`, `c-event`, `c-line`, `c-interval` (whiskers);
- fills: `c-ribbon` (translucent), `c-gap` (empty track), `c-value` (dot), `c-bar` with `c-low`, `c-mid` or
  `c-high`;
- text: `c-label`, `c-value`, `c-n`, `c-muted`.

Numbers are written by `fmt`, by default one decimal in the reader's locale.
"""

from apps.kpis.charts.bars import (
    Bar,
    Share,
    distribution,
    distribution_table,
    shortfall,
    shortfall_table,
)
from apps.kpis.charts.events import Event
from apps.kpis.charts.means import Mean, means, means_table
from apps.kpis.charts.proportions import Proportion, proportions, proportions_table
from apps.kpis.charts.responsive import responsive
from apps.kpis.charts.stacked import Segment, stacked, stacked_table
from apps.kpis.charts.svg import WIDE, number
from apps.kpis.charts.table import Table
from apps.kpis.charts.trend import Point, sparkline, trend, trend_table
from apps.kpis.charts.whiskers import interval_bar, scorecard_axis, scorecard_bar

__all__ = [
    "WIDE",
    "Bar",
    "Event",
    "Mean",
    "Point",
    "Proportion",
    "Segment",
    "Share",
    "Table",
    "distribution",
    "distribution_table",
    "interval_bar",
    "means",
    "means_table",
    "number",
    "proportions",
    "proportions_table",
    "responsive",
    "scorecard_axis",
    "scorecard_bar",
    "shortfall",
    "shortfall_table",
    "sparkline",
    "stacked",
    "stacked_table",
    "trend",
    "trend_table",
]
