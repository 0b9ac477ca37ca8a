"""XLSForm: the workbook of ODK, KoboToolbox and SurveyCTO read into our questionnaire, and ours written as one."""

from apps.exchange.surveys.xlsform.reading import read
from apps.exchange.surveys.xlsform.writing import write

__all__ = ["read", "write"]
