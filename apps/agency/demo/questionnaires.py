"""The surveys of a demo company, made from its touchpoints."""

from __future__ import annotations

from typing import Any

from apps.agency.demo.companies import Company, Contact

UNHAPPY = {"all": [{"question": "recommend", "op": "<=", "value": 6}]}
PRIVACY = {
    "en": "Your answers are used to improve the service only. Answering is voluntary.",
    "it": "Le risposte servono solo a migliorare il servizio. Rispondere è facoltativo.",
}
THANKS = {"en": "Thank you. Every answer is read.", "it": "Grazie. Ogni risposta viene letta."}


def relationship(company: Company) -> dict[str, Any]:
    """The whole relationship in four questions."""
    return {
        "title": {"en": f"You and {company.name}", "it": f"Il suo rapporto con {company.name}"},
        "language": company.language,
        "privacy": PRIVACY,
        "thankYou": THANKS,
        "pages": [
            {
                "name": "overall",
                "elements": [
                    {
                        "type": "nps",
                        "name": "recommend",
                        "isRequired": True,
                        "title": {
                            "en": f"How likely are you to recommend {company.name} to a friend?",
                            "it": f"Quanto è probabile che consigli {company.name} a un amico?",
                        },
                    },
                    _comment(
                        "reason", "What should we do better?", "Che cosa dovremmo fare meglio?", UNHAPPY
                    ),
                ],
            },
            {
                "name": "contact",
                "elements": [
                    {
                        "type": "csat",
                        "name": "satisfaction",
                        "points": 5,
                        "title": {
                            "en": "How satisfied are you with your last contact?",
                            "it": "Quanto è soddisfatto del suo ultimo contatto?",
                        },
                    },
                    {
                        "type": "ces",
                        "name": "effort",
                        "title": {
                            "en": f"{company.name} made it easy to handle my request.",
                            "it": f"{company.name} mi ha reso facile risolvere la richiesta.",
                        },
                    },
                ],
            },
        ],
    }


def contacts(company: Company) -> dict[str, Any]:
    """Every touchpoint on its own 0-10 scale; nobody has to answer what they did not meet."""
    return {
        "title": {"en": f"Along the way with {company.name}", "it": f"Il percorso con {company.name}"},
        "language": company.language,
        "privacy": PRIVACY,
        "thankYou": THANKS,
        "pages": [
            {"name": f"part{number}", "elements": [_rating(contact) for contact in part]}
            for number, part in enumerate(_in_threes(company.contacts), start=1)
        ]
        + [{"name": "words", "elements": [_comment("words", "Anything else?", "Altro da aggiungere?")]}],
    }


def item_of(contact: Contact) -> str:
    return contact.code.replace("-", "_")


def _rating(contact: Contact) -> dict[str, Any]:
    return {
        "type": "rating",
        "name": item_of(contact),
        "rateMin": 0,
        "rateMax": 10,
        "touchpoint": contact.code,
        "title": {"en": contact.en, "it": contact.it},
        "minRateDescription": {"en": "Very bad", "it": "Pessimo"},
        "maxRateDescription": {"en": "Excellent", "it": "Eccellente"},
    }


def _comment(name: str, en: str, it: str, condition: dict[str, Any] | None = None) -> dict[str, Any]:
    element: dict[str, Any] = {"type": "comment", "name": name, "title": {"en": en, "it": it}}
    return element | ({"visibleIf": condition} if condition else {})


def _in_threes(found: tuple[Contact, ...]) -> list[tuple[Contact, ...]]:
    return [found[start : start + 3] for start in range(0, len(found), 3)]
