"""A condition as a person would say it: “NPS” is at most 6 and “Store” is “Rome”."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.logic import Condition, Group, Leaf, Rule
from apps.surveys.questionnaire import Questionnaire
from apps.surveys.wording.operators import operator_words
from apps.surveys.wording.subjects import View, quoted


def condition_words(
    condition: Condition, questionnaire: Questionnaire, language: str, *, panel: str = ""
) -> str:
    """In the reader's language, titles in `language`. What is not there any more is called by its name.

    `panel` names the panel the condition stands in, if it does.
    """
    return said(condition, View(questionnaire, language, panel))


def rule_words(rule: Rule, questionnaire: Questionnaire, language: str) -> str:
    """Where a page leads to, and when."""
    view = View(questionnaire, language)
    target = _target(rule.to, view)
    if rule.condition is None:
        return _("Go to %(target)s") % {"target": target}
    return _("Go to %(target)s if %(condition)s") % {
        "target": target,
        "condition": said(rule.condition, view),
    }


def said(condition: Condition, view: View, *, is_inner: bool = False) -> str:
    if isinstance(condition, Leaf):
        return _leaf(condition, view)
    if condition.kind == "not":
        inner = Group("any", condition.parts)
        return _("not (%(conditions)s)") % {"conditions": said(inner, view)}
    if len(condition.parts) == 1:
        return said(condition.parts[0], view, is_inner=is_inner)
    between = _("%(first)s and %(second)s") if condition.kind == "all" else _("%(first)s or %(second)s")
    found, *further = [said(part, view, is_inner=True) for part in condition.parts]
    for part in further:
        found = between % {"first": found, "second": part}
    return f"({found})" if is_inner else found


def _leaf(leaf: Leaf, view: View) -> str:
    kind = view.subject(leaf.source, leaf.name).kind
    subject, operator = view.look(leaf.source, leaf.name), operator_words(leaf.op, kind)
    if leaf.value is None:
        return f"{subject} {operator}"
    return f"{subject} {operator} {_values(leaf, view)}"


def _values(leaf: Leaf, view: View) -> str:
    values: tuple[Any, ...] = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    return ", ".join(view.value(leaf.source, leaf.name, value) for value in values)


def _target(to: str, view: View) -> str:
    kind, _colon, name = to.partition(":")
    if kind == "page":
        page = view.questionnaire.page(name)
        title = page.title.in_language(view.language) if page else ""
        return _("the page %(name)s") % {"name": quoted(title or name)}
    if kind == "ending":
        return _("the ending %(name)s") % {"name": quoted(_ending(name, view))}
    return _("the end")


def _ending(name: str, view: View) -> str:
    titles = {ending.name: ending.title.in_language(view.language) for ending in view.questionnaire.endings}
    return titles.get(name) or name
