"""The site's addresses, with those of registry and documents where the site has not mounted them yet."""

from django.urls import include, path
from ninja import NinjaAPI

from tinget.documents.rest import router as documents_router
from tinget.registry.rest import router as registry_router
from tinget.site.urls import urlpatterns as site

api = NinjaAPI(urls_namespace="test-api")
api.add_router("", registry_router)
api.add_router("", documents_router)

urlpatterns = [
    path("<slug:authority>/", include("tinget.registry.urls")),
    path("<slug:authority>/", include("tinget.documents.urls")),
    path("test-api/", api.urls),
    *site,
]
