"""The texts of a questionnaire in its languages: what is missing, what its source outgrew, and how they travel."""

from apps.surveys.translating.marks import is_stale, remarked
from apps.surveys.translating.tables import read_csv, write_csv
from apps.surveys.translating.travelling import Brought
from apps.surveys.translating.units import Unit, put, source_language, units
from apps.surveys.translating.xliff import read_xliff, write_xliff

__all__ = [
    "Brought",
    "Unit",
    "is_stale",
    "put",
    "read_csv",
    "read_xliff",
    "remarked",
    "source_language",
    "units",
    "write_csv",
    "write_xliff",
]
