"""Run as a program: FILE MEGABYTES. Converts the file with this much memory; prints the code of its refusal."""

import os
import re
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cxplatform.settings")
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import django

django.setup()

from apps.common.errors import CxError  # noqa: E402
from apps.exchange.surveys.converting import convert  # noqa: E402

for name in sys.argv[2:]:
    data = Path(name).read_bytes()
    began = time.process_time()
    try:
        convert(data, name)
    except CxError as refusal:
        print(refusal.code, refusal.detail.replace("\n", " "))
    else:
        print("converted")
    if time.process_time() - began > 5:
        sys.exit(f"{name} took more than 5 s")
# Of this program alone: what getrusage tells begins with what the parent used when it forked.
status = Path("/proc/self/status").read_text()
peak = int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) // 1024
print(peak)
sys.exit(0 if peak < int(sys.argv[1]) else f"{peak} MB were used")
