from cxplatform.embedded import empty, remove_data

from .config import Config
from .progress import say

MADE = (
    "postgres",
    "postgres.*",
    "valkey.json",
    "services.json",
    "demo.json",
    "celerybeat-schedule*",
    "logs",
    "uploads",
)


def reset_demo(config: Config) -> None:
    """Delete what the demo made in its data folder; refused while a copy runs there."""
    if not config.data_dir.exists():
        say(f"Nothing to empty: {config.data_dir} does not exist.")
        return
    empty(config.data_dir, MADE, before=remove_data)
    say(f"Emptied {config.data_dir}.")
    for name in config.real_services:
        say(f"{name} is set: that server is left as it is.")
