"""openapi.json as the Dutch API Design Rules want it; what FastAPI generates is corrected here, once."""

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.api import schemas

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_VERSION_HEADER = {
    "API-Version": {
        "description": "Versie van de API (semver).",
        "required": True,
        "schema": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
    }
}
_PROBLEMS = {
    "400": "De vraag klopt niet; alle fouten staan in errors.",
    "404": "Niet gevonden.",
    "406": "Deze vorm is er niet.",
    "500": "Er ging iets mis.",
    "503": "De service is nog niet klaar.",
}


def openapi(app: FastAPI) -> dict[str, Any]:
    """The description of the API, made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title,
            version=app.version,
            openapi_version=app.openapi_version,
            summary=app.summary,
            description=app.description,
            routes=app.routes,
            servers=app.servers,
            tags=app.openapi_tags,
            contact=app.contact,
            license_info=app.license_info,
        )
        _correct(document)
        app.openapi_schema = document
    return app.openapi_schema


def _correct(document: dict[str, Any]) -> None:
    components = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        components.pop(name, None)
    definitions = schemas.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    components.update(definitions.pop("$defs", {}))
    components["Problem"] = definitions
    for path, operations in document["paths"].items():
        for operation in operations.values():
            _name_body(operation, components)
            _correct_responses(operation["responses"], has_id="{" in path)


def _name_body(operation: dict[str, Any], components: dict[str, Any]) -> None:
    """Move the schemas of a body among the components: client generators cannot name what stands inline."""
    for media_type in operation.get("requestBody", {}).get("content", {}).values():
        schema = media_type["schema"]
        if "$defs" not in schema:
            continue
        moved = schema.pop("$defs") | {schema["title"]: schema}
        renamed = _renamed(moved, components)
        text = json.dumps(moved)
        for name, new in renamed.items():
            text = text.replace(_reference(name), _reference(new))
        for name, content in json.loads(text).items():
            new = renamed.get(name, name)
            components[new] = content | {"title": new}
        media_type["schema"] = {"$ref": f"#/components/schemas/{schema['title']}"}


def _renamed(moved: dict[str, Any], components: dict[str, Any]) -> dict[str, str]:
    """New names for what comes in differently from what goes out under that name, and for all that refers to it."""
    renamed = {name: f"{name}Input" for name in moved if name in components and components[name] != moved[name]}
    while True:
        more = {
            name: f"{name}Input"
            for name in moved
            if name in components and name not in renamed
            and any(_reference(other) in json.dumps(moved[name]) for other in renamed)
        }  # fmt: skip
        if not more:
            return renamed
        renamed |= more


def _reference(name: str) -> str:
    return f'"#/components/schemas/{name}"'


def _correct_responses(responses: dict[str, Any], has_id: bool) -> None:
    responses.pop("422", None)
    for status, description in _PROBLEMS.items():
        if status != "404" or has_id:
            responses.setdefault(status, {"description": description, "content": _PROBLEM})
    for response in responses.values():
        response.setdefault("headers", {}).update(_VERSION_HEADER)
