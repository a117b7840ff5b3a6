"""Benchmarks: what the promises cost, as ratios within one run; never part of the tests."""

import os

import django

# Every part reads the models when it is imported, so the settings come first.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinget.site.settings")
django.setup()
