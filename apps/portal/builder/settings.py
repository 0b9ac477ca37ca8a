"""Which settings a place has: those of the survey, of a page, and what a type of element says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from apps.portal.builder.places import Json, Place, value_at
from apps.surveys.questionnaire import TYPES
from apps.surveys.questionnaire.describing import (
    DESCRIPTION,
    TITLE,
    VISIBLE_IF,
    Setting,
    Words,
)

ORDER = (("", _("As written")), ("random", _("Random, another for every respondent")))


@dataclass(frozen=True, slots=True)
class Own:
    """A setting only the builder's own forms know how to ask for; otherwise as `describing.Setting`."""

    key: str
    kind: Literal["language", "target", "rule", "endings", "calculated", "expression"]
    title: Words
    help: Words = ""
    options: tuple[tuple[str | int, Words], ...] = ()
    low: None = None
    high: None = None
    when: None = None


AnySetting = Setting | Own


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that belong together, under a heading that folds."""

    title: Words
    settings: tuple[AnySetting, ...]
    is_open: bool = True


SURVEY_SECTIONS = (
    Section(_("Words"), (TITLE, Setting("description", "text", _("Introduction")))),
    Section(
        _("End and privacy"),
        (
            Setting("thankYou", "rich", _("Thank-you text")),
            Setting("privacy", "rich", _("Privacy line"), _("Stands at the foot of every page.")),
        ),
    ),
    Section(
        _("Endings"),
        (
            Own(
                "endings",
                "endings",
                _("Endings"),
                _("Reached by the rules of a page, or when a condition holds."),
            ),
        ),
    ),
    Section(
        _("Calculated values"),
        (
            Own(
                "calculatedValues",
                "calculated",
                _("Calculated values"),
                _("For conditions, and for texts as {calculated:name}."),
            ),
        ),
        is_open=False,
    ),
    Section(
        _("Order and language"),
        (
            Setting("showProgress", "flag", _("Show how far one is")),
            Setting("pagesOrder", "one_of", _("Order of the pages"), options=ORDER),
            Own("language", "language", _("Main language"), _("Stands in where a translation is missing.")),
        ),
        is_open=False,
    ),
)
PAGE_WORDS = Section(_("Words"), (TITLE, DESCRIPTION))
PAGE_ORDER = Section(
    _("Order"),
    (
        Setting("elementsOrder", "one_of", _("Order of its questions"), options=ORDER),
        Setting("isFixed", "flag", _("Keeps its place when pages are shuffled")),
    ),
    is_open=False,
)
ENDING_SECTIONS = (
    Section(_("Words"), (TITLE, Setting("text", "rich", _("Text")))),
    Section(
        _("What happens"),
        (
            Setting(
                "redirect",
                "url",
                _("Then go to this address"),
                _("Starts with https://. May hold earlier answers, as {name}."),
            ),
            Setting(
                "isScreenOut",
                "flag",
                _("Screens out"),
                _("Who ends here is stored, but never counted in a KPI."),
            ),
            Setting("visibleIf", "condition", _("End here if")),
        ),
    ),
    Section(_("Name"), (Setting("name", "plain", _("Name")),), is_open=False),
)
CALCULATED_SECTIONS = (
    Section(_("Value"), (Own("expression", "expression", _("Value")),)),
    Section(_("Name"), (Setting("name", "plain", _("Name")),)),
)
DEFAULT_ON = frozenset({"showProgress"})
PLACED = frozenset({"name", "title", "description", "visibleIf", "isRequired", "requiredIf"})
LISTED = frozenset({"accepts"})  # plain texts of which there may be several


def sections(document: Json, place: Place) -> tuple[Section, ...]:
    part = value_at(document, place)
    if part is None:
        return ()
    fixed = {"survey": SURVEY_SECTIONS, "ending": ENDING_SECTIONS, "calculated": CALCULATED_SECTIONS}
    if place.kind == "page":
        return (PAGE_WORDS, _logic_of_page(part), PAGE_ORDER)
    return fixed.get(place.kind) or _of_element(part)


def setting_at(document: Json, place: Place, key: str) -> AnySetting | None:
    """The setting of this key that may stand there now; None if there is none."""
    part = value_at(document, place) or {}
    found = [s for section in sections(document, place) for s in section.settings if s.key == key]
    return next((s for s in found if is_offered(s, part)), None)


def is_offered(setting: AnySetting, part: Json) -> bool:
    """Some settings stand only beside certain values of another."""
    if not setting.when:
        return True
    key, values = setting.when
    return part.get(key, _first_option(part, key)) in values


def _first_option(part: Json, key: str) -> object:
    editor = getattr(TYPES.get(part.get("type", "")), "editor", ())
    return next((s.options[0][0] for s in editor if s.key == key and s.options), None)


def _logic_of_page(page: Json) -> Section:
    rules = tuple(Own(f"next/{i}", "rule", _("After this page")) for i in range(len(page.get("next", ()))))
    parts = tuple(
        setting
        for rule in rules
        for setting in (
            rule,
            Own(f"{rule.key}/to", "target", _("Go to")),
            Setting(f"{rule.key}/if", "condition", _("Only if")),
        )
    )
    return Section(_("Logic"), (VISIBLE_IF, *parts))


def _of_element(element: Json) -> tuple[Section, ...]:
    cls = TYPES[element["type"]]
    common = {setting.key: setting for setting in cls.common}
    words = tuple(s for s in cls.editor if s.kind in ("text", "rich"))
    answers = tuple(s for s in cls.editor if s.kind not in ("text", "rich"))
    answers += tuple(s for s in cls.common if s.key not in PLACED and s.kind != "touchpoint")
    logic = tuple(common[key] for key in ("isRequired", "requiredIf", "visibleIf") if key in common)
    found = (
        Section(_("Words"), (common["title"], common["description"], *words)),
        Section(_("Answers"), answers),
        Section(_("What it measures"), tuple(s for s in cls.common if s.kind == "touchpoint")),
        Section(_("Logic"), logic),
        Section(_("Name"), (common["name"],), is_open=False),
    )
    return tuple(section for section in found if section.settings)
