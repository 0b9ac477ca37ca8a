"""One object of a file, read with care: anything may be of any type, and what nobody asked for is told."""

from __future__ import annotations

from typing import Any


class Raw:
    """The members of an object of the file at ``path``; remembers which were asked for."""

    def __init__(self, value: Any, path: str) -> None:
        self.value: dict[str, Any] = value if isinstance(value, dict) else {}
        self.path = path
        self._asked: set[str] = set()

    def get(self, *keys: str) -> Any:
        """The first of these members that says something."""
        self._asked.update(keys)
        return next((self.value[key] for key in keys if self.value.get(key) is not None), None)

    def string(self, *keys: str) -> str:
        found = self.get(*keys)
        return str(found) if isinstance(found, str | int | float) and not isinstance(found, bool) else ""

    def flag(self, *keys: str) -> bool:
        found = self.get(*keys)
        return found is True or (isinstance(found, str) and found.lower() == "true")

    def integer(self, *keys: str) -> int | None:
        found = self.get(*keys)
        if isinstance(found, str) and found.lstrip("-").isdecimal() and len(found) < 12:
            found = int(found)
        if isinstance(found, float) and found.is_integer() and abs(found) < 1e12:
            found = int(found)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def listed(self, *keys: str) -> list[Any]:
        found = self.get(*keys)
        return found if isinstance(found, list) else []

    def children(self, *keys: str) -> list[Raw]:
        """The objects in a list, each with its path."""
        key = next((key for key in keys if isinstance(self.value.get(key), list)), keys[0])
        return [
            Raw(item, f"{self.path}/{key}/{i}" if self.path else f"{key}/{i}")
            for i, item in enumerate(self.listed(*keys))
            if isinstance(item, dict)
        ]

    def at(self, key: str) -> str:
        return f"{self.path}/{key}" if self.path else key

    def unasked(self) -> list[str]:
        return [
            key
            for key, value in self.value.items()
            if key not in self._asked and value not in (None, "", [], {})
        ]
