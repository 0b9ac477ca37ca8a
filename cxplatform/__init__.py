"""The Django project: settings, URL confs, Celery, embedded services."""
