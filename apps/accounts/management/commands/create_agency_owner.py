from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.accounts.actors import Actor
from apps.accounts.mails import password_link
from apps.accounts.roles import Role
from apps.accounts.services import invite_member
from apps.common.errors import CxError


class Command(BaseCommand):
    help = "Make the first owner of the agency; mails and prints the link to choose a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        actor = Actor("system", label="command line", role=Role.AGENCY_OWNER)
        try:
            membership = invite_member(options["email"], Role.AGENCY_OWNER, actor=actor)
        except CxError as error:
            raise CommandError(" ".join([error.detail, *(p.detail for p in error.errors)])) from error
        self.stdout.write(password_link(membership.user))
