#!/usr/bin/env python
import os
import sys
from pathlib import Path

from cxplatform.embedded import join_running

if __name__ == "__main__":
    # Beside a running `make demo` a command works on the demo's data; DATABASE_URL, if set, wins.
    join_running(Path(os.environ.get("CX_DATA_DIR") or Path(__file__).resolve().parent / ".local"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cxplatform.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
