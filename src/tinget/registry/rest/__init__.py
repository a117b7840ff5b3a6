"""The register over HTTP: the same queries and actions as the pages, under /api/<authority>/."""

from ninja import Router

from tinget.registry.rest.cases import router as cases_router
from tinget.registry.rest.decisions import router as decisions_router
from tinget.registry.rest.details import router as details_router
from tinget.registry.rest.files import router as files_router
from tinget.registry.rest.records import router as records_router

router = Router(tags=["Diarium"])
router.add_router("", cases_router)
router.add_router("", details_router)
router.add_router("", files_router)
router.add_router("", records_router)
router.add_router("", decisions_router)

__all__ = ["router"]
