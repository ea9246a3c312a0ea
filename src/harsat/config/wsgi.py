"""The WSGI door; any WSGI server opens it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harsat.config.settings")
application = get_wsgi_application()
