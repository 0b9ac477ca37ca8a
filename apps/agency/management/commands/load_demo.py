from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.agency.demo.load import load_demo


class Command(BaseCommand):
    help = "Create the three demo clients where they are missing and write demo.json. Only with CX_DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo's passwords are public: it is loaded with CX_DEMO=1 only.")
        file = settings.DATA_DIR / "demo.json"
        load_demo(file, self.stdout.write)
        self.stdout.write(f"Sign-ins and keys: {file}")
