"""A questionnaire being put together out of a file: elements first, what refers to them once all are known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from apps.exchange.surveys.expressions.conditions import Conditions
from apps.exchange.surveys.expressions.folding import all_of
from apps.exchange.surveys.expressions.nodes import Node, NotSaid, names_in
from apps.exchange.surveys.expressions.scope import Scope, Target
from apps.exchange.surveys.naming import Names
from apps.exchange.surveys.report import Fate, Report

Document = dict[str, Any]
Read = Callable[[], Node]
"""Gives the tree of an expression, or raises NotSaid."""


@dataclass
class _Condition:
    holders: list[Document]
    key: str
    words: str
    source: str
    read: Read
    fate: Fate = "exact"
    note: str = ""


@dataclass
class _Jump:
    """From a page, once it is left, to the page of an element, an ending or the end."""

    page: Document
    to: Callable[[], str]
    words: str
    source: str
    read: Read | None
    note: str = "as_jump"


@dataclass
class _Calculated:
    wanted: str
    name: str
    words: str
    source: str
    node: Node


@dataclass
class Drafting:
    """``sources`` tells of each name of ours where in the file it comes from."""

    report: Report
    language: str = "en"
    document: Document = field(default_factory=dict)
    scope: Scope = field(default_factory=Scope)
    names: Names = field(default_factory=Names)
    sources: dict[str, str] = field(default_factory=dict)
    pages: list[Document] = field(default_factory=list)
    endings: list[Document] = field(default_factory=list)
    calculated_values: list[Document] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._page_names, self._other_names = Names(), Names()
        self._conditions: list[_Condition] = []
        self._jumps: list[_Jump] = []
        self._calculated: list[_Calculated] = []
        self._kept: dict[str, str] = {}
        self._page_of: dict[str, str] = {}

    def page(self, wanted: str = "", **settings: Any) -> Document:
        page = _filled({"name": self._page_names.free(wanted or f"page{len(self.pages) + 1}"), **settings})
        page["elements"] = []
        self.pages.append(page)
        return page

    def element(
        self,
        place: Document,
        kind: str,
        wanted: str,
        source: str,
        *,
        what: Any = "",
        fate: Fate = "exact",
        note: str = "",
        values: dict[str, Any] | None = None,
        **settings: Any,
    ) -> Document:
        """An element on a page, or among the repeated questions of a panel, with its entry in the report."""
        name = self.names.free(wanted)
        element = _filled({"type": kind, "name": name, **settings})
        place["elements"].append(element)
        self.sources[name] = source
        self._page_of[name] = self._page_of[place["name"]] if "type" in place else place["name"]
        entry = "statement" if kind == "html" else "question"
        self.report.add(source, entry, what or wanted, fate, note, **(values or {}))
        if wanted and name != wanted:
            self.report.add(source, "name", wanted, "equivalent", "renamed", name=name)
        return element

    def ending(self, wanted: str, **settings: Any) -> Document:
        ending = _filled({"name": self._other_names.free(wanted, "ending"), **settings})
        self.endings.append(ending)
        return ending

    def target(self, name: str, target: Target) -> None:
        """What conditions and texts of the file mean by this name."""
        if name:
            self.scope[name] = target

    def condition(
        self, holders: Iterable[Document], key: str, words: str, source: str, read: Read, **how: Any
    ) -> None:
        """``key`` (visibleIf, requiredIf) of the holders, joined by "and" with what they have already."""
        self._conditions.append(_Condition(list(holders), key, words, source, read, **how))

    def jump(
        self,
        page: Document,
        to: Callable[[], str],
        words: str,
        source: str,
        read: Read | None = None,
        note: str = "as_jump",
    ) -> None:
        self._jumps.append(_Jump(page, to, words, source, read, note))

    def calculated(self, wanted: str, words: str, source: str, read: Read) -> str:
        """A calculated value of the file; its name here, "" where its expression cannot be read."""
        try:
            node = read()
        except NotSaid as why:
            self.report.add(
                source, "calculated", words or wanted, "dropped", why.note, is_logic=True, **why.values
            )
            return ""
        name = self._other_names.free(wanted, "value")
        self._calculated.append(_Calculated(wanted, name, words, source, node))
        self.scope[wanted] = Target({"calculated": name})
        return name

    def page_of(self, element: str) -> str:
        """The jump target that shows this element; "" where there is none of that name."""
        page = self._page_of.get(element)
        return f"page:{page}" if page else ""

    def finish(self) -> Document:
        self._settle_calculated()
        for condition in self._conditions:
            self._settle_condition(condition)
        for jump in self._jumps:
            self._settle_jump(jump)
        parts = {"endings": self.endings, "calculatedValues": self.calculated_values}
        kept = {key: found for key, found in parts.items() if found}
        pages = [page for page in self.pages if page["elements"]]
        document = _filled({**self.document, "language": self.language, **kept, "pages": pages})
        if self.document.get("showProgress") is False:
            document["showProgress"] = False
        return document

    def keep(self, expression: Any) -> str:
        """The name of a calculated value with this expression, made once."""
        spelled = json.dumps(expression, sort_keys=True)
        if spelled not in self._kept:
            if set(expression) == {"calculated"}:
                return str(expression["calculated"])
            self._kept[spelled] = self._other_names.free("value1", "value")
            self.calculated_values.append({"name": self._kept[spelled], "expression": expression})
        return self._kept[spelled]

    def _settle_calculated(self) -> None:
        """In an order in which each looks only at those before it."""
        waiting = {one.wanted: one for one in self._calculated}
        while waiting:
            ready = [one for one in waiting.values() if not self._awaited(one, waiting)]
            for one in ready or list(waiting.values()):
                self._settle_one(one)
                del waiting[one.wanted]

    def _awaited(self, one: _Calculated, waiting: dict[str, _Calculated]) -> bool:
        return any(name in waiting for name in names_in(one.node) if name != one.wanted)

    def _settle_one(self, one: _Calculated) -> None:
        said = Conditions(self.scope, self.keep)
        try:
            expression = said.expression(one.node)
        except NotSaid as why:
            self.scope.forget(one.wanted)
            self.report.add(
                one.source, "calculated", one.words, "dropped", why.note, is_logic=True, **why.values
            )
            return
        self.calculated_values.append({"name": one.name, "expression": expression})
        note = next(iter(sorted(said.notes)), "")
        self.report.add(one.source, "calculated", one.words, "approximated" if note else "exact", note)

    def _settle_condition(self, condition: _Condition) -> None:
        said = Conditions(self.scope, self.keep)
        kind = "condition"
        try:
            found = said.condition(condition.read())
        except NotSaid as why:
            self.report.add(
                condition.source, kind, condition.words, "dropped", why.note, is_logic=True, **why.values
            )
            return
        for holder in condition.holders if found else ():
            holder[condition.key] = all_of([holder.get(condition.key, True), found or True])
        note = condition.note or next(iter(sorted(said.notes)), "")
        fate = "approximated" if said.notes and condition.fate == "exact" else condition.fate
        self.report.add(condition.source, kind, condition.words, fate, note)

    def _settle_jump(self, jump: _Jump) -> None:
        said = Conditions(self.scope, self.keep)
        try:
            found = said.condition(jump.read()) if jump.read else None
            to = self._place(jump)
        except NotSaid as why:
            self.report.add(jump.source, "jump", jump.words, "dropped", why.note, is_logic=True, **why.values)
            return
        rule = {"if": found, "to": to} if found else {"to": to}
        jump.page.setdefault("next", []).append(rule)
        self.report.add(jump.source, "jump", jump.words, "equivalent", jump.note)

    def _place(self, jump: _Jump) -> str:
        """Where it leads; NotSaid where that is nowhere, or not ahead."""
        to = jump.to()
        if not to:
            raise NotSaid("unknown_place")
        order = [f"page:{page['name']}" for page in self.pages]
        if to in order and order.index(to) <= order.index(f"page:{jump.page['name']}"):
            raise NotSaid("never_jump_back")
        return to


def _filled(found: Document) -> Document:
    """Without what says nothing."""
    return {
        key: value for key, value in found.items() if value not in (None, "", {}, []) and value is not False
    }
