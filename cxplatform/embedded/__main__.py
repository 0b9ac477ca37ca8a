"""Run a command beside PostgreSQL and Valkey, and stop them when it ends:

python -m cxplatform.embedded run [--no-fsync] -- COMMAND ...

DATABASE_URL and REDIS_URL that are set already are used as they are. With CX_DATA_DIR the data stays there,
and the services of a copy already running there are used; without it everything is thrown away at the end.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from .data_dir import claim, publish_services, running_services
from .errors import EmbeddedError
from .postgres import start_postgres
from .postgres_home import remove_data
from .processes import prepare_child, stop_together
from .valkey import start_valkey


class Terminated(BaseException):
    """SIGTERM or SIGHUP arrived."""


def main() -> int:
    options = _parser().parse_args()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ending) is not signal.SIG_IGN:  # as nohup asks
            signal.signal(ending, _terminate)
    try:
        with _environment(fsync=options.fsync) as environment:
            return _run(options.command, environment)
    except EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except Terminated:
        return 128 + signal.SIGTERM


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cxplatform.embedded")
    run = parser.add_subparsers(required=True).add_parser("run")
    run.add_argument("--no-fsync", dest="fsync", action="store_false", help="faster; for data to throw away")
    run.add_argument("command", nargs="+")
    return parser


def _terminate(*_: object) -> None:
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_IGN)
    raise Terminated


@contextmanager
def _environment(*, fsync: bool) -> Iterator[Mapping[str, str]]:
    """The environment of the command; the services that it lacks run as long as the context."""
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        yield os.environ
        return
    with ExitStack() as stack:
        if kept := os.environ.get("CX_DATA_DIR"):
            data_dir = Path(kept).resolve()
            if running := running_services(data_dir):
                yield running | os.environ
                return
        else:
            data_dir = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cxplatform-")))
            stack.callback(remove_data, data_dir)
        yield os.environ | _start_missing(stack, data_dir, fsync=fsync) | {"CX_DATA_DIR": str(data_dir)}


def _start_missing(stack: ExitStack, data_dir: Path, *, fsync: bool) -> dict[str, str]:
    stack.enter_context(claim(data_dir))
    services: dict[str, str] = {}
    if not os.environ.get("DATABASE_URL"):
        postgres = start_postgres(data_dir, fsync=fsync)
        stack.callback(stop_together, postgres)
        services["DATABASE_URL"] = postgres.url
    if not os.environ.get("REDIS_URL"):
        valkey = start_valkey(data_dir)
        stack.callback(stop_together, valkey)
        services["REDIS_URL"] = valkey.url
    publish_services(data_dir, services)
    return services


def _run(command: list[str], environment: Mapping[str, str]) -> int:
    """The command shares our terminal: it gets a Ctrl-C itself and decides, SIGTERM we pass on."""
    process = subprocess.Popen(command, env=dict(environment), preexec_fn=prepare_child(signal.SIGTERM))  # noqa: S603
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        code = process.wait()
    except Terminated:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
