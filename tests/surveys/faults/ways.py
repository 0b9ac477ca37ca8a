"""Rules, pages and endings nobody comes to."""

from __future__ import annotations

from collections.abc import Iterator

from tests.surveys.faults import Document, Fault, asked, choices, looks, page, survey

HOW = asked("radiogroup", "how", choices=choices("car", "train"), isRequired=True)
WHY = asked("comment", "why")
NPS = asked("nps", "score")
FREE = asked("comment", "free")
OUT = {"name": "out", "title": {"en": "Goodbye"}, "isScreenOut": True}


def faults() -> Iterator[Fault]:
    yield from _targets()
    yield from _jumped_over()
    yield from _never_taken()
    yield from _endings()


def _ways(*rules: Document, endings: tuple[Document, ...] = ()) -> Document:
    settings = {"endings": list(endings)} if endings else {}
    return survey(page(NPS), page(HOW, next=list(rules)), page(WHY), page(FREE), **settings)


def _targets() -> Iterator[Fault]:
    sound = _ways({"if": looks("how", "=", "car"), "to": "page:p4"})
    for name, to, code in [
        ("rule: to a page that is not there", "page:p9", "unknown_page"),
        ("rule: back to the first page", "page:p1", "earlier_page"),
        ("rule: to its own page", "page:p2", "earlier_page"),
        ("rule: to an ending that is not there", "ending:bye", "unknown_ending"),
    ]:
        broken = _ways({"if": looks("how", "=", "car"), "to": to})
        yield Fault(name, code, "/pages/1/next/0/to", broken, sound)
    later = _ways({"if": looks("why", "notempty"), "to": "page:p4"})
    yield Fault("rule: looks at a later page", "later_question", "/pages/1/next/0/if/question", later, sound)


def _jumped_over() -> Iterator[Fault]:
    some, every = {"if": looks("how", "=", "car"), "to": "page:p4"}, {"to": "page:p4"}
    yield Fault("page: always jumped over", "unreachable_page", "/pages/2", _ways(every), _ways(some))
    both: list[Document] = [{"if": looks("how", "=", value), "to": "page:p4"} for value in ("car", "train")]
    yield Fault(
        "page: jumped over by either answer", "unreachable_page", "/pages/2", _ways(*both), _ways(both[0])
    )
    yield Fault(
        "page: the survey ends before it", "unreachable_page", "/pages/2", _ways({"to": "end"}), _ways(some)
    )
    stops: list[Document] = [{"if": looks("how", "=", "car"), "to": "page:p4"}, {"to": "end"}]
    yield Fault(
        "page: jumped over or ended before", "unreachable_page", "/pages/2", _ways(*stops), _ways(stops[0])
    )

    def after(value: str) -> Document:
        found = _ways(some)
        found["pages"][2]["elements"].append(asked("text", "more", visibleIf=looks("how", "=", value)))
        return found

    at = "/pages/2/elements/1/visibleIf"
    yield Fault(
        "condition: only for whom the page is left out", "unreachable", at, after("car"), after("train")
    )

    def asked_later(value: str) -> Document:
        met = {"all": [looks("why", "notempty"), looks("how", "=", value)]}
        found = _ways(some)
        found["pages"][3]["elements"].append(asked("text", "more", visibleIf=met))
        return found

    at = "/pages/3/elements/1/visibleIf"
    yield Fault(
        "condition: an answer of a page left out", "unreachable", at, asked_later("car"), asked_later("train")
    )


def _never_taken() -> Iterator[Fault]:
    some = {"if": looks("how", "=", "car"), "to": "page:p4"}
    other = {"if": looks("score", "<=", 6), "to": "page:p3"}
    yield Fault(
        "rule: behind one that always holds",
        "unreachable_rule",
        "/pages/1/next/1",
        _ways({"to": "page:p3"}, some),
        _ways(other, some),
    )
    never = {"if": looks("score", ">", 10), "to": "page:p4"}
    yield Fault("rule: never true", "unreachable_rule", "/pages/1/next/0/if", _ways(never), _ways(other))
    twice = {"if": looks("how", "=", "car"), "to": "end"}
    yield Fault(
        "rule: taken before", "unreachable_rule", "/pages/1/next/1/if", _ways(some, twice), _ways(some, other)
    )
    left = {"if": looks("how", "empty"), "to": "page:p4"}
    yield Fault(
        "rule: a required answer is missing",
        "unreachable_rule",
        "/pages/1/next/0/if",
        _ways(left),
        _ways(some),
    )


def _endings() -> Iterator[Fault]:
    never = {**OUT, "visibleIf": looks("score", "<", 0)}
    some = {**OUT, "visibleIf": looks("score", "<=", 0)}
    at = "/endings/0/visibleIf"
    yield Fault(
        "ending: never true", "unreachable_ending", at, _ways(endings=(never,)), _ways(endings=(some,))
    )
    leads = {"if": looks("how", "=", "car"), "to": "ending:out"}
    yield Fault(
        "ending: nothing leads to it",
        "unreachable_ending",
        "/endings/0",
        _ways(endings=(OUT,)),
        _ways(leads, endings=(OUT,)),
    )
    gone = {**OUT, "visibleIf": looks("gone", "=", 1)}
    at = "/endings/0/visibleIf/question"
    yield Fault(
        "ending: looks at what is gone",
        "unknown_question",
        at,
        _ways(endings=(gone,)),
        _ways(endings=(some,)),
    )
