"""SurveyJS: its JSON read into our questionnaire, and ours written as its JSON."""

from apps.exchange.surveys.surveyjs.reading import read
from apps.exchange.surveys.surveyjs.writing import write

__all__ = ["read", "write"]
