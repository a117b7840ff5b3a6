"""The web server's entry: wires the modules, reads the pages, then hands over Django's application."""

import importlib
import os

from tinget.site.loading import loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinget.site.settings")

from django.core.wsgi import get_wsgi_application

with loading():
    application = get_wsgi_application()
    importlib.import_module("tinget.site.urls")  # now, not while the first visitor waits
