"""The web server's entry: wires the modules, then hands over Django's application."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinget.site.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
