"""What is read as JSON: the standard's values alone, and only text that can be stored and written back."""

import json
import math
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser


class WholeJson(Parser):
    """Reads a body; the caller turns what is raised here into the answer that it could not be read."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the body says; ValueError where it is no JSON, or none that we can keep."""
        told: dict[str, Any] = json.loads(request.body)
        if not is_whole(told):
            raise ValueError("text with NUL or half a character, or a number without end")
        return told


def is_whole(told: object) -> bool:
    """Tell whether each number has an end, and no text has NUL or half a character in it."""
    if isinstance(told, str):
        return "\0" not in told and not any("\ud800" <= one <= "\udfff" for one in told)
    if isinstance(told, float):
        return math.isfinite(told)
    if isinstance(told, dict):
        return all(is_whole(key) and is_whole(value) for key, value in told.items())
    return not isinstance(told, list) or all(is_whole(one) for one in told)
