"""All settings, from the environment; `docs/operations/settings.md` lists the variables."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF

from tinget.site.identity.configured import providers_in

CHECKOUT = Path(__file__).resolve().parents[3]
TINGET_DATA = os.environ.get("TINGET_DATA", str(CHECKOUT / "var" / "data"))
TINGET_FACTS = CHECKOUT / "data"
TINGET_DEMO = os.environ.get("TINGET_DEMO", "0") == "1"
TINGET_TODAY = os.environ.get("TINGET_TODAY", "")
TINGET_ADDRESS = os.environ.get("TINGET_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
TINGET_FILE_LIMIT = int(os.environ.get("TINGET_FILE_LIMIT_MB", "100")) * 1_000_000
TINGET_INNER_ADDRESSES = (
    os.environ.get("TINGET_INNER_ADDRESSES") == "1"
)  # pages of an inner network may be read
TINGET_FILES = os.environ.get("TINGET_FILES", "")
TINGET_SECURITY_CONTACT = os.environ.get("TINGET_SECURITY_CONTACT", "")
TINGET_ACCESSIBILITY_CONTACT = os.environ.get("TINGET_ACCESSIBILITY_CONTACT", "")
TINGET_METRICS_TOKEN = os.environ.get("TINGET_METRICS_TOKEN", "")
TINGET_CLAMD = os.environ.get("TINGET_CLAMD", "")
TINGET_REMEMBER_SECONDS = int(os.environ.get("TINGET_REMEMBER_SECONDS", "60"))
TINGET_TIME_STAMPS = os.environ.get("TINGET_TIME_STAMPS", "")
TINGET_SEAL_TOKEN = os.environ.get("TINGET_SEAL_TOKEN", "")
TINGET_BANKID = os.environ.get("TINGET_BANKID", "").rstrip("/")
TINGET_FREJA = os.environ.get("TINGET_FREJA", "").rstrip("/")
TINGET_SIGN_SERVICE = os.environ.get("TINGET_SIGN_SERVICE", "")
TINGET_SIGN_SERVICE_NAME = os.environ.get("TINGET_SIGN_SERVICE_NAME", "")
TINGET_SIGN_SERVICE_IDENTITY = os.environ.get("TINGET_SIGN_SERVICE_IDENTITY", "")
TINGET_EID_REQUIRED = os.environ.get("TINGET_EID_REQUIRED") == "1"
TINGET_SCOPE_OF_REQUEST = "tinget.site.wiring.scope_of_request"

SECRET_KEY = os.environ.get("TINGET_SECRET_KEY") or secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("TINGET_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [TINGET_ADDRESS]
SECURE_COOKIES = TINGET_ADDRESS.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_COOKIES
_own = "__Host-" if SECURE_COOKIES else ""  # the browser then takes them from this very host alone
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_own}sessionid", f"{_own}csrftoken"
CSRF_COOKIE_HTTPONLY = False  # who calls the API by script reads it
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TINGET_PROXIES", "0"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "tinget.foundation",
    "tinget.organisation",
    "tinget.documents",
    "tinget.messages",
    "tinget.signatures",
    "tinget.registry",
    "tinget.meetings",
    "tinget.noticeboard",
    "tinget.solutions",
    "tinget.economy",
    "tinget.delegation",
    "tinget.summons",
    "tinget.disposal",
    "tinget.release",
    "tinget.preparation",
    "tinget.workflows",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "allauth.usersessions",
    "csp",
    "procrastinate.contrib.django",
    "tinget.site",
]

MIDDLEWARE = [
    "tinget.site.metrics.MeasuringMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tinget.foundation.language.LanguageMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tinget.site.kept_sessions.SessionEndMiddleware",
    "tinget.foundation.http.ExpectedErrorsMiddleware",
    "tinget.foundation.scoping.middleware.ScopeMiddleware",
    "tinget.site.second_step.SecondStepMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

if os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
    MIDDLEWARE.insert(0, "tinget.foundation.tracing.TracingMiddleware")

ROOT_URLCONF = "tinget.site.urls"
WSGI_APPLICATION = "tinget.site.wsgi.application"
TEMPLATES = [
    {
        "NAME": "django",
        "BACKEND": "tinget.foundation.language.Pages",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tinget.foundation.ui.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "tinget.foundation.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "tinget.foundation.ui.forms.SwedishFormRenderer"


def database(address: str, limits: str) -> dict[str, Any]:
    """Read a postgresql:// address; a socket folder stands in its query as host=/folder."""
    parts = urlsplit(address)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": query.pop("port", None) or parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query | {"options": limits},
    }


# "default" is the application's role, which row security binds; "owner" migrates, backs up and verifies.
# Short queries are not worth compiling, which takes longer than most of them.
APP_LIMITS = "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s -c jit=off"
OWNER_LIMITS = "-c lock_timeout=5s"  # a migration that cannot get its lock gives way to the people at work
DATABASES = {
    "default": database(os.environ.get("DATABASE_URL_APP", "postgresql:///tinget"), APP_LIMITS),
    "owner": database(os.environ.get("DATABASE_URL_OWNER", "postgresql:///tinget"), OWNER_LIMITS),
}
DATABASES["counts"] = DATABASES["default"]  # limits: what is counted stays when a request is rolled back
DATABASE_ROUTERS = ["tinget.foundation.shared_cache.Apart"]
if _replica := os.environ.get("DATABASE_URL_REPLICA"):
    DATABASES["replica"] = database(_replica, f"{APP_LIMITS} -c default_transaction_read_only=on")
    DATABASES["replica"]["OPTIONS"].setdefault("connect_timeout", 2)  # seconds; a visitor waits meanwhile
TINGET_REPLICA_SECONDS = float(os.environ.get("TINGET_REPLICA_SECONDS", "5"))
TINGET_NEVER_REPLICA = ("/healthz", "/readyz", "/metrics")  # they tell of the primary
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "tinget.foundation.shared_cache.SharedCache", "LOCATION": "tinget_cache"},
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

AUTH_USER_MODEL = "organisation.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "tinget.site.passwords.NotOurWords"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tinget.site.accounts.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes us write to strangers
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(os.environ.get("TINGET_CONFIRM_MINUTES", "30")) * 60
TINGET_SESSION_SECONDS = int(os.environ.get("TINGET_SESSION_HOURS", "12")) * 60 * 60
SESSION_COOKIE_AGE = int(os.environ.get("TINGET_IDLE_MINUTES", "120")) * 60
SESSION_ENGINE = "tinget.site.kept_sessions"
MFA_ADAPTER = "tinget.site.accounts.KeptSecret"
MFA_FORMS = {"add_webauthn": "tinget.site.keys.NewKey", "edit_webauthn": "tinget.site.keys.RenamedKey"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation came by the address
MFA_TOTP_ISSUER = "Tinget"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = urlsplit(TINGET_ADDRESS).hostname in {"localhost", "127.0.0.1"}
TINGET_SIGN_IN = os.environ.get("TINGET_SIGN_IN", "")  # a file that names the municipalities' own sign-ins
SOCIALACCOUNT_ADAPTER = "tinget.site.identity.people.KnownPeople"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that led to another host would be stopped by the content policy
SOCIALACCOUNT_PROVIDERS = providers_in(TINGET_SIGN_IN)
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60  # seconds from when the letter is handed over

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "På svenska"), ("en", "In English")]  # each as its readers look for it
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = SECURE_COOKIES
LOCALE_PATHS = [Path(__file__).resolve().parent / "locale"]
MESSAGE_STORAGE = "tinget.foundation.language.Messages"
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True
FIRST_DAY_OF_WEEK = 1

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "tinget.foundation.files.uploads.BoundedUpload",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

DEFAULT_FROM_EMAIL = os.environ.get("TINGET_MAIL_FROM", "tinget@localhost")
_smtp = urlsplit(os.environ.get("TINGET_SMTP", ""))
if _smtp.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _smtp.hostname, _smtp.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
    EMAIL_USE_TLS = _smtp.scheme == "smtp+tls"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(Path(TINGET_DATA) / "mail")

TINGET_MAILBOXES = os.environ.get("TINGET_MAILBOXES", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {
            "()": "tinget.foundation.logs.Line",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {"()": "tinget.foundation.logs.JsonLine"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": os.environ.get("TINGET_LOG_FORMAT", "text"),
        }
    },
    "root": {"handlers": ["console"], "level": os.environ.get("TINGET_LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "tinget.site.accounts": {"level": "INFO"},  # who came in, and who did not
        # What they find of somebody's document is told on the page, not to whoever runs the installation.
        "pyhanko": {"level": "CRITICAL"},
        "pyhanko_certvalidator": {"level": "CRITICAL"},
    },
}
