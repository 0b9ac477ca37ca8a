"""The addresses, sign-ins and API keys that `manage.py load_demo` wrote to demo.json, for people to read."""

import json
from typing import Any

from .config import Config


def sign_in_table(config: Config, seconds: float) -> str:
    file = config.data_dir / "demo.json"
    demo = json.loads(file.read_text())
    lines = ["", f"Ready after {seconds:.1f} s."]
    lines += _place("Agency console", demo["agency"])
    for client in demo["clients"]:
        lines += _place(client.get("name") or client["slug"], client)
        lines.append(f"    {'API key':<18} {client['api_key']}")
        surveys = [survey for survey in demo["surveys"] if survey["client"] == client["slug"]]
        lines += [f"    {'survey':<18} {survey['url']}" for survey in surveys]
    lines += [
        "",
        f"The same as JSON: {file}",
        f"Logs, with the mails: {config.logs}",
        "Ctrl-C stops everything; the data stays.",
    ]
    return "\n".join(lines)


def _place(title: str, place: dict[str, Any]) -> list[str]:
    users = [f"    {user['role']:<18} {user['email']:<32} {user['password']}" for user in place["users"]]
    return ["", f"  {title:<20} {place['url']}", *users]
