"""The operations of the API as its own openapi.json lists them, so that new routes are tested too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from app.api.application import create_api
from app.catalogue.current import CurrentCatalogue
from app.settings import Settings

METHODS = ("get", "post", "put", "patch", "delete")


def description(**settings: Any) -> dict[str, Any]:
    """openapi.json, without serving anything."""
    made = Settings(**settings)
    return create_api(made, CurrentCatalogue(made.builds_dir)).openapi()


@dataclass(frozen=True)
class Operation:
    """A method on an address, with what its description says about it."""

    method: str
    path: str
    spec: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def parameters(self) -> list[dict[str, Any]]:
        return list(self.spec.get("parameters", []))

    def url(self, **query: str) -> str:
        """An address that answers 200, made of the examples; `query` is added."""
        path = self.path
        asked: dict[str, str] = {}
        for parameter in self.parameters:
            if parameter["in"] == "path":
                path = path.replace("{" + parameter["name"] + "}", quote(example(parameter)))
            elif parameter.get("required"):
                asked[parameter["name"]] = example(parameter)
        parameters = asked | query
        return "/v1" + path + ("?" + urlencode(parameters) if parameters else "")


def example(parameter: Mapping[str, Any]) -> str:
    """A value for a parameter: its example, or the first choice."""
    schema = parameter.get("schema", {})
    choices = parameter.get("examples") or schema.get("examples") or schema.get("enum") or [parameter.get("example")]
    value = next(iter(choices.values()))["value"] if isinstance(choices, dict) else choices[0]
    assert value is not None, f"parameter {parameter['name']} heeft geen voorbeeld"
    return str(value)


def operations() -> Iterator[Operation]:
    for path, methods in description()["paths"].items():
        for method in METHODS:
            if method in methods:
                yield Operation(method.upper(), path, methods[method])


OPERATIONS = list(operations())
GETS = [operation for operation in OPERATIONS if operation.method == "GET"]
