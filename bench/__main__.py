"""python -m bench [--list] [--quick] [--only NAME ...]: measure, print a table, write it as JSON."""

from __future__ import annotations

import argparse
import os
import sys

from bench.catalogue import MEASUREMENTS
from bench.measurement import FULL, QUICK
from bench.place import own_database
from bench.report import table, write_json


def main() -> int:
    options = _options()
    if options.list:
        print("\n".join(f"{name:<12} {m.title}" for name, m in MEASUREMENTS.items()))
        return 0
    size = QUICK if options.quick else FULL
    wanted = options.only or list(MEASUREMENTS)
    os.environ["CX_DEMO"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "cxplatform.settings"
    with own_database():
        import django

        django.setup()
        from bench.running import run

        figures = run(wanted, size)
    print()
    print(table(figures))
    print(f"\n{write_json(figures, size)}")
    return 0 if all(figure.ok for figure in figures) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--list", action="store_true", help="name the measurements")
    parser.add_argument("--quick", action="store_true", help="a tenth of the history, shorter loads")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=list(MEASUREMENTS), help="these alone")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
