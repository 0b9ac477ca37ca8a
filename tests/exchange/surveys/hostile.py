"""Run as a program: FILE MEGABYTES. Converts the file with this much memory; prints the code of its refusal."""

import os
import resource
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cxplatform.settings")
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import django

django.setup()

from apps.common.errors import CxError
from apps.exchange.surveys.converting import convert

for name in sys.argv[2:]:
    data = Path(name).read_bytes()
    resource.setrlimit(resource.RLIMIT_CPU, (int(resource.getrusage(resource.RUSAGE_SELF).ru_utime) + 6,) * 2)
    try:
        convert(data, name)
    except CxError as refusal:
        print(refusal.code, refusal.detail.replace("\n", " "))
    else:
        print("converted")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(peak)
sys.exit(0 if peak < int(sys.argv[1]) else f"{peak} MB were used")
