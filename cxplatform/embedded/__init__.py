"""PostgreSQL and Valkey out of Python wheels, for the demo, the tests and the benchmarks.

Standard library only: this runs before Django, also where no service is installed.
"""

from .address import free_port
from .data_dir import claim, empty, join_running, publish_services, running_services
from .errors import EmbeddedError
from .postgres import start_postgres
from .postgres_home import remove_data
from .processes import Running, spawn, stop_together
from .valkey import start_valkey

__all__ = [
    "EmbeddedError",
    "Running",
    "claim",
    "empty",
    "free_port",
    "join_running",
    "publish_services",
    "remove_data",
    "running_services",
    "spawn",
    "start_postgres",
    "start_valkey",
    "stop_together",
]
