"""The API described as a page of our own, from the app's own OpenAPI: the stock ones load scripts from other hosts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse

from bc_qa.web.pages import environment

_BODIES = ("application/json", "multipart/form-data")


def docs_router(app: FastAPI) -> APIRouter:
    """Return the route of the page; it is made when asked for, over all the routes that `app` has by then."""
    router = APIRouter(include_in_schema=False)
    template = environment.get_template("docs.html")

    @router.get("/docs", response_class=HTMLResponse)
    def docs() -> HTMLResponse:
        described = app.openapi()
        return HTMLResponse(template.render(info=described["info"], calls=list(_calls(described))))

    return router


def _calls(described: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each call: method, path, what it does, its fields (name, type, whether needed, meaning), its answer."""
    schemas = described.get("components", {}).get("schemas", {})
    for path, methods in described["paths"].items():
        for method, call in methods.items():
            fields = [_field(one["name"], one["schema"], one) for one in call.get("parameters", [])]
            body = _schema(call.get("requestBody", {}).get("content", {}), schemas)
            answer = _schema(call["responses"].get("200", {}).get("content", {}), schemas)
            yield {
                "method": method.upper(),
                "path": path,
                "says": call.get("description", call["summary"]),
                "fields": fields + _fields(body),
                "answer": json.dumps({name: _type(one) for name, one in answer.get("properties", {}).items()}, indent=1)
                if answer.get("properties")
                else "",
            }


def _schema(content: Mapping[str, Any], schemas: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a body, looked up by its name; empty where there is none."""
    schema: dict[str, Any] = next((content[kind].get("schema", {}) for kind in _BODIES if kind in content), {})
    found: dict[str, Any] = schemas.get(schema.get("$ref", "").rsplit("/", 1)[-1], schema)
    return found


def _fields(schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    needed = schema.get("required", [])
    return [
        _field(name, one, {**one, "required": name in needed}) for name, one in schema.get("properties", {}).items()
    ]


def _field(name: str, schema: Mapping[str, Any], about: Mapping[str, Any]) -> dict[str, Any]:
    says = about.get("description") or schema.get("description") or ""
    return {"name": name, "type": _type(schema), "needed": bool(about.get("required")), "says": says}


def _type(schema: Mapping[str, Any]) -> str:
    """Return a JSON schema in a word or two."""
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    kind = str(schema.get("type", "any"))
    return f"{kind}[{_type(schema['items'])}]" if kind == "array" and "items" in schema else kind
