import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cxplatform.settings")
application = get_wsgi_application()

from cxplatform.celery import app  # noqa: E402  (needs Django set up)

app.connection_for_write().transport  # noqa: B018  (all of it imported now, not while the first answer waits)
