"""What all REST endpoints share: strict JSON, RFC 9457 problems, no unknown names.

Views and queries are modules of their own: DRF's settings load this one while ``rest_framework.views`` loads.
"""

from apps.common.api.problems import PROBLEM, problem, problem_handler, problem_response
from apps.common.api.strict_json import StrictJSONParser, Unreadable, strict_json

__all__ = [
    "PROBLEM",
    "StrictJSONParser",
    "Unreadable",
    "problem",
    "problem_handler",
    "problem_response",
    "strict_json",
]
