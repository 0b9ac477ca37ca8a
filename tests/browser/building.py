"""Two ways to build a questionnaire in the builder: by mouse, and by keyboard alone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from apps.surveys.questionnaire import TYPES

TEXTS = ("title", "description", "minRateDescription", "maxRateDescription")
NUMBERS = ("maxLength", "maxSelectedChoices", "minSelectedChoices", "rateMin", "rateMax")
OPERATORS = {"=": "is", "<=": "is at most", ">=": "is at least", "anyof": "is any of"}
FURTHEST = 90  # presses of Tab from one end of the properties to the other


class Hand:
    """What both have in common: in which order a question is filled in."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def build(self, document: dict[str, Any]) -> None:
        """The document's questions in English, in a blank survey."""
        questions = [e for page in document["pages"] for e in page["elements"]]
        labels = {e["name"]: e for e in questions}
        for number, page in enumerate(document["pages"]):
            if number:
                self.add_page()
            for element in page["elements"]:
                self.add(str(TYPES[element["type"]].type_title))
                self.fill_in(element, labels)

    def fill_in(self, element: dict[str, Any], labels: dict[str, Any]) -> None:
        for key in TEXTS:
            if key in element:
                self.type_into(f"f-{key}", element[key]["en"])
        for kind, member in (("choices", "text"), ("rows", "title")):
            if kind in element:
                self.list_lines(kind, member, [item[member]["en"] for item in element[kind]])
        if element.get("inputType") == "email":
            self.choose("f-inputType", "An e-mail address")
        for key in NUMBERS:
            if key in element and TYPES[element["type"]].starter().get(key) != element[key]:
                self.type_into(f"f-{key}", str(element[key]))
        if element.get("isRequired"):
            self.tick("f-isRequired")
        if "visibleIf" in element:
            self.condition(element["visibleIf"], labels)
        expect(self.page.locator("#save-state")).to_contain_text("Saved")

    def condition(self, condition: dict[str, Any], labels: dict[str, Any], path: str = "c") -> None:
        [(kind, parts)] = condition.items()
        for index, part in enumerate(parts):
            here = f"{path}.{index}"
            if "question" in part:
                if not (index == 0 and path != "c"):  # a new group begins with a rule
                    self.press(f"f-visibleIf-{path}-add")
                self.rule(here, part, labels[part["question"]])
            else:
                self.press(f"f-visibleIf-{path}-group")
                self.condition(part, labels, here)
        if kind != ("all" if path == "c" else "any"):
            self.choose(f"f-visibleIf-{path}-kind", "any of these is true")

    def rule(self, path: str, leaf: dict[str, Any], question: dict[str, Any]) -> None:
        base = f"f-visibleIf{path}"
        self.choose(f"{base}-subject", question["title"]["en"][:60])
        expect(self.page.locator(f"[id='{base}-op']")).to_be_visible()
        self.choose(f"{base}-op", OPERATORS[leaf["op"]])
        values = leaf["value"] if isinstance(leaf["value"], list) else [leaf["value"]]
        texts = {choice["value"]: choice["text"]["en"] for choice in question.get("choices", ())}
        for value in values:
            if leaf["op"] == "anyof":
                self.tick_label(path, texts[value])
            elif value is True:
                self.choose(f"{base}-value", "Yes")
            elif texts:
                self.choose(f"{base}-value", texts[value])
            else:
                self.type_into(f"{base}-value", str(value))

    def field(self, field: str) -> Any:
        return self.page.locator(f"[id='{field}']")

    # What each does in its own way.

    def add(self, kind: str) -> None:
        raise NotImplementedError

    def add_page(self) -> None:
        raise NotImplementedError

    def type_into(self, field: str, text: str) -> None:
        raise NotImplementedError

    def choose(self, field: str, label: str) -> None:
        raise NotImplementedError

    def tick(self, field: str) -> None:
        raise NotImplementedError

    def tick_label(self, path: str, label: str) -> None:
        raise NotImplementedError

    def press(self, button: str) -> None:
        raise NotImplementedError

    def list_lines(self, kind: str, member: str, texts: list[str]) -> None:
        raise NotImplementedError


class Mouse(Hand):
    def add(self, kind: str) -> None:
        self.page.get_by_role("button", name="Question", exact=True).click()
        palette = self.page.get_by_role("dialog", name="Add a question")
        palette.get_by_role("button", name=kind, exact=True).click()
        expect(self.field("f-title")).to_be_focused()

    def add_page(self) -> None:
        rows = self.page.locator("[data-place^='page:']")
        before = rows.count()
        self.page.get_by_role("button", name="Page", exact=True).and_(
            self.page.locator("[data-add-page]")
        ).click()
        expect(rows.and_(self.page.locator("[role=treeitem]"))).to_have_count(before + 1)

    def type_into(self, field: str, text: str) -> None:
        self.field(field).fill(text)

    def choose(self, field: str, label: str) -> None:
        wanted = self.field(field).locator("option", has_text=label).first
        self.field(field).select_option(wanted.get_attribute("value"))

    def tick(self, field: str) -> None:
        self.field(field).check()

    def tick_label(self, path: str, label: str) -> None:
        self.page.locator(f"[name='{path}:value']").and_(self.page.get_by_label(label)).check()

    def press(self, button: str) -> None:
        self.field(button).click()

    def list_lines(self, kind: str, member: str, texts: list[str]) -> None:
        lines = self.page.locator(f"[data-lines][data-key={kind}] [data-line]")
        for index in range(3):
            if index < len(texts):
                lines.nth(index).locator(f"[name={member}]").fill(texts[index])
        if len(texts) < 3:
            lines.nth(2).get_by_role("button", name="Remove").click()
            expect(lines).to_have_count(len(texts))
        if texts[3:]:
            self.page.locator("#panel").get_by_text("Paste a list").click()
            self.field(f"f-{kind}-paste").fill("\n".join(texts[3:]))
            self.page.get_by_role("button", name="Add these lines").click()
            expect(lines).to_have_count(len(texts))


class Keyboard(Hand):
    def add(self, kind: str) -> None:
        self._to_the_tree()
        self.page.keyboard.press("Insert")
        self.page.keyboard.type(kind)
        self.page.keyboard.press("Enter")
        expect(self.field("f-title")).to_be_focused()

    def add_page(self) -> None:
        rows = self.page.locator("[role=treeitem][data-place^='page:']")
        before = rows.count()
        self._to_the_tree()
        self.page.keyboard.press("Control+Insert")
        expect(rows).to_have_count(before + 1)
        expect(self.page.locator("[role=treeitem]:focus")).to_have_attribute(
            "data-place", f"page:page{before + 1}"
        )

    def type_into(self, field: str, text: str) -> None:
        self._go_to(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, field: str, label: str) -> None:
        """Down the list, as it is walked without a mouse."""
        self._go_to(field)
        chosen = self.field(field).locator("option:checked")
        self.page.keyboard.press("Home")
        while label not in (chosen.text_content() or ""):
            before = self.field(field).input_value()
            self.page.keyboard.press("ArrowDown")
            assert self.field(field).input_value() != before, f"the list has no {label}"
        self.page.keyboard.press("Tab")
        expect(self.page.locator("#save-state")).not_to_contain_text("Saving")

    def tick(self, field: str) -> None:
        self._go_to(field)
        self.page.keyboard.press("Space")

    def tick_label(self, path: str, label: str) -> None:
        box = self.page.locator(f"[name='{path}:value']").and_(self.page.get_by_label(label))
        self._walk(lambda: box.evaluate("box => box === document.activeElement"))
        self.page.keyboard.press("Space")

    def press(self, button: str) -> None:
        self._go_to(button)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("[name$=':subject']:focus")).to_have_value("")

    def list_lines(self, kind: str, member: str, texts: list[str]) -> None:
        lines = self.page.locator(f"[data-lines][data-key={kind}] [data-line]")
        first = lines.first.locator(f"[name={member}]").get_attribute("id")
        assert first is not None
        self._go_to(first)
        for text in texts:
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")
        for _surplus in texts[len(texts) : 3] or range(len(texts), 3):
            self.page.keyboard.press("Control+Delete")
        expect(lines).to_have_count(len(texts))

    def _to_the_tree(self) -> None:
        for _press in range(3):
            if self.page.locator("[role=treeitem]:focus").count():
                return
            self.page.keyboard.press("F6")

    def _go_to(self, field: str) -> None:
        expect(self.field(field)).to_be_attached()
        self._walk(lambda: self._active() == field)

    def _walk(self, arrived: Any) -> None:
        """Tab forward, then back: whatever is wanted must lie on the way."""
        for key in ("Tab", "Shift+Tab"):
            for _press in range(FURTHEST):
                if arrived():
                    return
                self.page.keyboard.press(key)
        raise AssertionError(f"Tab does not lead there from {self._active()}")

    def _active(self) -> str:
        return str(self.page.evaluate("document.activeElement.id"))


def shape(document: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """What a questionnaire asks in English, whatever its questions and choices are called inside."""
    elements = [e for page in document["pages"] for e in page["elements"]]
    places = {element["name"]: index for index, element in enumerate(elements)}
    labels = {element["name"]: element for element in elements}
    return [[_element(e, places, labels) for e in page["elements"]] for page in document["pages"]]


def _element(element: dict[str, Any], places: dict[str, int], labels: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in element.items():
        if key in TEXTS:
            found[key] = value["en"]
        elif key == "choices":
            found[key] = [choice["text"]["en"] for choice in value]
        elif key == "rows":
            found[key] = [row["title"]["en"] for row in value]
        elif key == "visibleIf":
            found[key] = _condition(value, places, labels)
        elif key != "name":
            found[key] = value
    return found


def _condition(condition: dict[str, Any], places: dict[str, int], labels: dict[str, Any]) -> Any:
    if "question" not in condition:
        return {
            kind: [_condition(part, places, labels) for part in parts] for kind, parts in condition.items()
        }
    texts = {c["value"]: c["text"]["en"] for c in labels[condition["question"]].get("choices", ())}
    value = condition["value"]
    values = [texts.get(one, one) for one in value] if isinstance(value, list) else texts.get(value, value)
    return (places[condition["question"]], condition["op"], values)
