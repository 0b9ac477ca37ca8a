from __future__ import annotations

import pytest
from django.db import connection
from django_tenants.utils import tenant_context

from apps.surveys.models import Survey
from apps.tenancy.models import Client
from tests.api.calls import Caller, caller
from tests.surveys.examples import published_relationship


@pytest.fixture
def writer(acme: Client) -> Caller:
    return caller("acme", "write")


@pytest.fixture
def survey(acme: Client) -> Survey:
    """The example survey, published at acme as "relation"."""
    with tenant_context(acme):
        found = published_relationship()
    connection.set_schema_to_public()
    return found
