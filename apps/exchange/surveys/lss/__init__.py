"""LimeSurvey: the structure of a survey (LSS) read into our questionnaire."""

from apps.exchange.surveys.lss.reading import read

__all__ = ["read"]
