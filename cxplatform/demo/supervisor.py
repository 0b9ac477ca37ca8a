"""Start the services, prepare the data, start web and worker, watch them, stop all in the reverse order."""

import time
from collections.abc import Callable
from contextlib import ExitStack

from cxplatform.embedded import (
    EmbeddedError,
    Running,
    claim,
    publish_services,
    start_postgres,
    start_valkey,
    stop_together,
)

from .config import Config
from .port import reserve_port
from .product import is_healthy, start_command, start_web, start_worker
from .progress import say, step
from .stopping import StopRequested, StopSignal, epitaph
from .table import sign_in_table

SERVICES: list[tuple[str, str, Callable[..., Running]]] = [
    ("PostgreSQL", "DATABASE_URL", start_postgres),
    ("Valkey", "REDIS_URL", start_valkey),
]
COMMANDS = [("Migrations", "migrate_clients"), ("Demo data", "load_demo")]
HEALTHY_WITHIN = 60.0


def run_demo(config: Config) -> int:
    """Until a signal asks to stop (0), or something cannot start or dies (1)."""
    demo = Demo(config, StopSignal())
    with ExitStack() as stack:
        port = stack.enter_context(reserve_port(config.host, config.port))
        stack.enter_context(claim(config.data_dir))
        stack.callback(say, "Stopped.")
        try:
            demo.start_services(stack)
            for title, command in COMMANDS:
                demo.run_command(title, command)
            port.close()
            demo.start_product(stack)
            demo.wait_for_stop()
        except StopRequested:
            say("\nStopping ...")
            return 0
        except EmbeddedError as error:
            say(f"\n{error}\nStopping the rest ...")
    return 1


class Demo:
    def __init__(self, config: Config, stop: StopSignal) -> None:
        self.config = config
        self.stop = stop
        self.variables = config.variables()
        self.running: list[Running] = []
        self.started = time.monotonic()

    def start_services(self, stack: ExitStack) -> None:
        """What the environment does not give; each stops when the stack unwinds, the last one first."""
        say(f"Starting the demo in {self.config.data_dir}")
        for title, variable, start in SERVICES:
            if variable in self.variables:
                say(f"  {title}: as given by {variable}")
                continue
            with step(title):
                service = start(self.config.data_dir)
            stack.callback(stop_together, service)
            self.running.append(service)
            self.variables[variable] = service.url
        publish_services(self.config.data_dir, self.variables)

    def run_command(self, title: str, command: str) -> None:
        with step(title):
            running = start_command(title, command, self.config, self.variables)
            try:
                self.stop.wait_while(lambda: running.process.poll() is None, self.running)
            finally:
                stop_together(running)
            if code := running.process.returncode:
                raise EmbeddedError(epitaph(running, code))

    def start_product(self, stack: ExitStack) -> None:
        """Web and worker, which stop together."""
        product: list[Running] = []
        stack.callback(lambda: stop_together(*product))
        with step("Web, worker and beat"):
            product.append(start_web(self.config, self.variables))
            product.append(start_worker(self.config, self.variables))
            self.running += product
            self.stop.wait_while(lambda: not is_healthy(self.config), self.running, HEALTHY_WITHIN)

    def wait_for_stop(self) -> None:
        say(sign_in_table(self.config, time.monotonic() - self.started))
        self.stop.wait_while(lambda: True, self.running)
