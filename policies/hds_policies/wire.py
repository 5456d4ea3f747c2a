# SPDX-License-Identifier: Apache-2.0
"""Protocol messages of the engine as plain JSON values, decoded once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hds_policies.values import SECRET_SIGNATURE, SIGNATURE, is_list, is_map, is_secret

if TYPE_CHECKING:
    from google.protobuf import struct_pb2

__all__ = ["clean", "plain", "sealed"]


def plain(struct: struct_pb2.Struct) -> dict[str, Any]:
    """A ``Struct`` as a JSON object: whole numbers are integers, nulls are left out, a secret keeps its mark and loses its content."""
    if SIGNATURE in struct.fields:
        return sealed({key: value.string_value for key, value in struct.fields.items()})
    return {key: item for key, value in struct.fields.items() if (item := _value(value)) is not None}


def sealed(marked: dict[str, Any]) -> dict[str, Any]:
    """A value with a signature key; of a secret, only the signature."""
    return {SIGNATURE: SECRET_SIGNATURE} if is_secret(marked) else marked


def clean(raw: Any) -> Any:
    """A JSON value read from a file of the engine: secrets sealed, nulls and the providers' ``__defaults`` keys left out."""
    if is_map(raw):
        if SIGNATURE in raw:
            return sealed(raw)
        return {key: clean(item) for key, item in raw.items() if item is not None and key not in ("__defaults", "__meta")}
    return [clean(item) for item in raw] if is_list(raw) else raw


def _value(value: struct_pb2.Value) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "string_value":
        return value.string_value
    if kind == "bool_value":
        return value.bool_value
    if kind == "number_value":
        number = value.number_value
        return int(number) if number.is_integer() else number
    if kind == "struct_value":
        return plain(value.struct_value)
    if kind == "list_value":
        return [_value(item) for item in value.list_value.values]
    return None
