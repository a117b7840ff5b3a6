"""The site's addresses, and the HTTP API of registry and documents by itself."""

from django.urls import path
from ninja import NinjaAPI

from tinget.documents.rest import router as documents_router
from tinget.registry.rest import router as registry_router
from tinget.site.urls import urlpatterns as site

api = NinjaAPI(urls_namespace="test-api")
api.add_router("", registry_router)
api.add_router("", documents_router)
patterns, app, namespace = api.urls
for pattern in patterns:
    pattern.callback.login_required = False

urlpatterns = [path("test-api/", (patterns, app, namespace)), *site]
