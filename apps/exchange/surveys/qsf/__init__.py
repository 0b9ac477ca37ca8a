"""Qualtrics: a survey (QSF) read into our questionnaire."""

from apps.exchange.surveys.qsf.reading import read

__all__ = ["read"]
