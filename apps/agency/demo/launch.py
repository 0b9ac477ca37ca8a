"""The retailer's product launch: 10/3/10/10/1, and the two paths behind the mean of 6.8."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from apps.agency.demo.companies import Contact

CODE = "launch"
PATHS = ("buyer", "turned-away")
BUYERS, TURNED_AWAY = 50, 950
DETRACTORS = 600  # of those turned away; the rest are passive

CONTACTS = (
    Contact(
        "product-news",
        "Product news",
        "Novità di prodotto",
        "awareness",
        "web",
        "digital",
        10,
        "Readers of the announcement",
        "Make people look forward to it",
    ),
    Contact(
        "store-and-call-centre",
        "Store and call centre",
        "Negozio e call centre",
        "consideration",
        "store",
        "phygital",
        3,
        "Questions answered",
        "Be told the truth about stock",
    ),
    Contact(
        "launch-marketing",
        "Marketing",
        "Marketing",
        "awareness",
        "advertising",
        "phygital",
        10,
        "Visits on launch day",
        "Be part of something",
    ),
    Contact(
        "launch-purchase",
        "Purchase",
        "Acquisto",
        "purchase",
        "store",
        "physical",
        10,
        "Units sold",
        "The joy of the first day",
    ),
    Contact(
        "out-of-stock",
        "Out of stock",
        "Esaurito",
        "purchase",
        "store",
        "physical",
        1,
        "Waiting list joined",
        "Be turned away with respect",
        intended=False,
    ),
)

# Each tuple averages to the touchpoint's quality, so every thousand answers reproduce it to the digit.
AROUND_THREE = (2, 3, 4, 3, 1, 5, 3, 3, 4, 2)
AROUND_ONE = (0, 1, 2, 1, 1, 0, 2, 1, 1, 1)


def document() -> dict[str, Any]:
    def rating(code: str, en: str, it: str, path: str | None = None) -> dict[str, Any]:
        element: dict[str, Any] = {
            "type": "rating",
            "name": code.replace("-", "_"),
            "title": {"en": en, "it": it},
            "rateMin": 0,
            "rateMax": 10,
            "touchpoint": code,
        }
        if path:
            element["visibleIf"] = {"all": [{"question": "path", "op": "=", "value": path}]}
        return element

    return {
        "title": {"en": "The launch of the Aria phone", "it": "Il lancio del telefono Aria"},
        "language": "en",
        "pages": [
            {
                "name": "launch",
                "elements": [
                    {
                        "type": "radiogroup",
                        "name": "path",
                        "isRequired": True,
                        "title": {"en": "Did you get your phone?", "it": "È riuscito ad avere il telefono?"},
                        "choices": [
                            {"value": "buyer", "text": {"en": "Yes", "it": "Sì"}},
                            {
                                "value": "turned-away",
                                "text": {"en": "No, it was sold out", "it": "No, era esaurito"},
                            },
                        ],
                    },
                    rating("product-news", "The news about the phone", "Le novità sul telefono"),
                    rating(
                        "store-and-call-centre",
                        "The store and the call centre",
                        "Il negozio e il call centre",
                    ),
                    rating("launch-marketing", "The campaign", "La campagna"),
                    rating("launch-purchase", "Buying it", "L'acquisto", "buyer"),
                    rating("out-of-stock", "How you were treated", "Come è stato trattato", "turned-away"),
                    {
                        "type": "nps",
                        "name": "recommend",
                        "title": {
                            "en": "How likely are you to recommend Elettra?",
                            "it": "Quanto è probabile che consigli Elettra?",
                        },
                    },
                ],
            }
        ],
    }


def answers(chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """(path, answers) of everybody: 50 buyers, all promoters; 950 turned away, 600 of them detractors."""
    for number in range(BUYERS + TURNED_AWAY):
        bought = number < BUYERS
        given: dict[str, Any] = {
            "path": PATHS[0] if bought else PATHS[1],
            "product_news": 10,
            "store_and_call_centre": AROUND_THREE[number % 10],
            "launch_marketing": 10,
        }
        if bought:
            given |= {"launch_purchase": 10, "recommend": chance.choice((9, 10))}
        else:
            furious = number < BUYERS + DETRACTORS
            given |= {
                "out_of_stock": AROUND_ONE[number % 10],
                "recommend": chance.choice((0, 1, 2, 3, 4) if furious else (7, 8)),
            }
        yield given["path"], given
