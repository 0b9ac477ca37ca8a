"""The types of elements, one module each. A new module with a `@register`ed class is a new type."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from apps.surveys.questionnaire.types.registry import TYPES, register

__all__ = ["TYPES", "register"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
