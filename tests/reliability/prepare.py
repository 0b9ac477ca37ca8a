"""python -m tests.reliability.prepare: migrate, make acme and globex, print what the tests need of them as JSON."""

from __future__ import annotations

import json

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    from django_tenants.utils import tenant_context

    from apps.accounts.actors import SYSTEM
    from apps.exchange.keys import create_key
    from apps.tenancy.services import create_client, provision
    from tests.surveys.examples import published_relationship

    call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
    found = {}
    for slug in ("acme", "globex"):
        client = provision(create_client(slug=slug, name=slug.title(), in_background=False).pk)
        with tenant_context(client):
            survey = published_relationship(f"survey-of-{slug}")
            _, key = create_key("tests", scope="admin", actor=SYSTEM)
        found[slug] = {"schema": client.schema_name, "key": key, "survey": survey.code}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
