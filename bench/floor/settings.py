"""The product's database and server settings, and nothing else of it.

BENCH_STACK says what stands between server and view: "plain" has no tenants at all, "tenants" is bare
django-tenants with remembered hosts, "product" is the product's own way into a client.
"""

import os

from cxplatform.settings import *  # noqa: F403
from cxplatform.settings import DATABASES

STACK = os.environ["BENCH_STACK"]
SHARED_APPS = ["django_tenants", "django.contrib.contenttypes", "apps.common", "apps.audit", "apps.tenancy"]
TENANT_APPS = ["apps.touchpoints"]
INSTALLED_APPS = SHARED_APPS
MIDDLEWARE = {
    "plain": [],
    "tenants": ["bench.floor.tenants.RememberedHosts"],
    "product": ["apps.tenancy.middleware.ClientMiddleware"],
}[STACK]
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
if STACK == "product":
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if STACK == "plain":
    DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
    DATABASE_ROUTERS = []
    INSTALLED_APPS = ["django.contrib.contenttypes"]
ROOT_URLCONF = "bench.floor.urls"
WSGI_APPLICATION = "bench.floor.wsgi.application"
LOGGING_CONFIG = None
