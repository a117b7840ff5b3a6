"""The API's own document: ninja's, with the refusals that every route can answer."""

from http import HTTPStatus
from typing import Any

from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema

READS = {
    HTTPStatus.BAD_REQUEST: "Anropet går inte att läsa.",
    HTTPStatus.FORBIDDEN: "Behörigheten räcker inte, eller nyckeln mot förfalskade anrop saknas.",
    HTTPStatus.NOT_FOUND: "Det som söks finns inte, eller är inte öppet för den som frågar.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "En uppgift saknas eller har fel form.",
}
WRITES = READS | {HTTPStatus.CONFLICT: "Det går inte att göra nu; inget är ändrat."}


class Fault(Schema):
    """Varför anropet nekades: en mening, eller en lista med vad som är fel i varje uppgift."""

    detail: str | list[dict[str, Any]]


class DocumentedApi(NinjaAPI):
    """Says of every route also how it refuses, and that visitors may ask."""

    def get_openapi_schema(self, **more: Any) -> OpenAPISchema:
        """Return the document, with the refusals of each operation."""
        document = super().get_openapi_schema(**more)
        document["components"]["schemas"][Fault.__name__] = Fault.model_json_schema()
        for methods in document["paths"].values():
            for method, operation in methods.items():
                refusals = READS if method == "get" else WRITES
                operation["security"] = [{}, *operation["security"]]  # visitors ask as well
                operation["responses"] |= {int(status): _refusal(text) for status, text in refusals.items()}
        return document


def _refusal(text: str) -> dict[str, Any]:
    shape = {"$ref": f"#/components/schemas/{Fault.__name__}"}
    return {"description": text, "content": {"application/json": {"schema": shape}}}
