"""What a schema says under a keyword, itself or through the $ref that it stands for."""

from collections.abc import Mapping
from typing import Any


def said(schema: Any, keyword: str, root: Mapping[str, Any]) -> Any:
    """What a schema says under a keyword, itself or through the $ref it stands for, or None."""
    for _ in range(20):
        if not isinstance(schema, Mapping) or keyword in schema:
            break
        schema = _target(schema.get("$ref", ""), root)
    return schema.get(keyword) if isinstance(schema, Mapping) else None


def _target(reference: str, root: Mapping[str, Any]) -> Any:
    node: Any = root if reference.startswith("#") else None
    for part in reference.split("/")[1:]:
        node = node.get(part.replace("~1", "/").replace("~0", "~")) if node else None
    return node
