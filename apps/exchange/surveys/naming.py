"""Names as ours must be: a letter, then letters, digits, _ and -, at most 64, and each once."""

from __future__ import annotations

import re
import unicodedata

from apps.surveys.questionnaire.reading import NAME

LONGEST = 64
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


class Names:
    """Gives every name out once. A question never gets the name of another one's row in a form."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, wanted: str, otherwise: str = "question") -> str:
        """The wanted name made legal, with a number behind it where it is taken."""
        name = legal(wanted, otherwise)
        number = 1
        while name.lower() in self._taken:
            number += 1
            name = f"{legal(wanted, otherwise)[: LONGEST - 8]}_{number}"
        self._taken.add(name.lower())
        return name


def legal(wanted: str, otherwise: str = "question") -> str:
    wanted = str(wanted).strip()
    if NAME.fullmatch(wanted):
        return wanted
    plain = unicodedata.normalize("NFKD", wanted[:200]).encode("ascii", "ignore").decode()
    name = _OTHER.sub("_", plain).strip("_")
    if not name:
        return otherwise
    return name[:LONGEST] if name[0].isalpha() else f"q{name}"[:LONGEST]
