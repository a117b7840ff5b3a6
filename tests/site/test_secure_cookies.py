"""Behind HTTPS the cookies belong to this very host, and browsers are told to use nothing but HTTPS."""

import os
import subprocess
import sys

NAMES = [
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
]
TOLD = f"from django.conf import settings; print(*(getattr(settings, name) for name in {NAMES}))"


def told(address: str) -> str:
    environment = os.environ | {"TINGET_ADDRESS": address}
    run = [sys.executable, "-c", TOLD]
    return subprocess.run(run, env=environment, capture_output=True, text=True, check=True).stdout


def test_with_https_cookies_belong_to_the_host_and_nothing_goes_in_the_clear():
    assert told("https://tinget.example.se") == "__Host-sessionid __Host-csrftoken True 31536000 True\n"


def test_on_the_own_machine_they_travel_without():
    assert told("http://127.0.0.1:8000") == "sessionid csrftoken False 0 False\n"
