"""The product's Celery app with the sweep as its one periodic task: what is measured is the sweep."""

from cxplatform.celery import app

app.conf.beat_schedule = {"sweep": app.conf.beat_schedule["sweep"]}
