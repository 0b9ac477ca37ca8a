"""What all responses together answered, question by question: read models for pages, counted in SQL."""

from apps.responses.summaries.selectors import Results, results_of
from apps.responses.summaries.tallies import (
    Bin,
    Chosen,
    Estimate,
    Means,
    Numbers,
    Option,
    RowMean,
    Scaled,
    Sent,
    Summary,
    Tally,
    Written,
)

__all__ = [
    "Bin",
    "Chosen",
    "Estimate",
    "Means",
    "Numbers",
    "Option",
    "Results",
    "RowMean",
    "Scaled",
    "Sent",
    "Summary",
    "Tally",
    "Written",
    "results_of",
]
