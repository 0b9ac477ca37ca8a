"""Changing a draft: pure operations on questionnaire documents. No database here."""

from apps.surveys.editing.errors import EditRefused
from apps.surveys.editing.operations import OPERATIONS, Edited, apply

__all__ = ["OPERATIONS", "EditRefused", "Edited", "apply"]
