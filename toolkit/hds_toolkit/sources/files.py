# SPDX-License-Identifier: Apache-2.0
"""Read a graph from a file or standard input, recognised by its content."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hds_policies.values import is_list, is_map
from hds_toolkit.sources.errors import SourceError
from hds_toolkit.sources.nesting import DEEPEST, is_too_deep
from hds_toolkit.sources.preview import from_preview
from hds_toolkit.sources.state import from_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from hds_policies.graph import Graph

__all__ = ["read"]

_KINDS: tuple[tuple[str, str, Callable[[dict[str, Any], str], Graph]], ...] = (
    ("steps", "pulumi preview --json", from_preview),
    ("deployment", "pulumi stack export", from_state),
)
_FOREIGN = {
    "planned_values": "a Terraform plan",
    "terraform_version": "a Terraform file",
    "AWSTemplateFormatVersion": "a CloudFormation template",
    "$schema": "an ARM template or a JSON Schema",
    "manifest": "the `deployment` part of a state file without its envelope",
}
_SHOWN = 5
_WORDS = ("true", "false", "null", "-", ".", "e+", "e-", "E+", "E-")
"""What a number or a word of JSON may have left where it is cut."""
_HALF_A_PAIR = re.compile(rb"\\u[dD][89abAB]|\xed[\xa0-\xbf]")
"""A surrogate, in an escape or in bytes: alone, it is no character and no stream can print it."""


def read(path: str) -> tuple[str, str, Graph]:
    """What the file is, how a report names it, and its graph; ``-`` is standard input.

    Raises:
        SourceError: the file cannot be read, is not JSON, or is neither a preview nor a state.
    """
    name = "standard input" if path == "-" else path
    document = _parse(_bytes(path, name), name)
    for key, kind, build in _KINDS:
        if key in document:
            try:
                return kind, name, build(document, name)
            except ValidationError as problem:
                raise SourceError(_ill_formed(problem, name, kind)) from problem
    foreign = next((f"; it looks like {what}" for key, what in _FOREIGN.items() if key in document), "")
    raise SourceError(
        f"{name}: neither a preview nor a state file{foreign}. allowed: {', '.join(f'`{kind}`' for _, kind, _ in _KINDS)}\n"
        "  hint: pulumi preview --json > plan.json, or pulumi stack export --file state.json"
    )


def _bytes(path: str, name: str) -> bytes:
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as problem:
        raise SourceError(f"{name}: {problem.strerror or problem}\n  hint: give the path of a file, or - for standard input") from problem
    if not data.strip():
        raise SourceError(f"{name}: empty\n  hint: the command that wrote it failed; run it alone and read its errors")
    return data


def _parse(data: bytes, name: str) -> dict[str, Any]:
    try:
        document = json.loads(data)
        if _HALF_A_PAIR.search(data):
            document = json.loads(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"))
    except UnicodeDecodeError as problem:
        raise SourceError(f"{name}: not UTF-8 text (byte {problem.start})\n  hint: give a JSON file written by Pulumi") from problem
    except json.JSONDecodeError as problem:
        what = "the JSON ends too early: the file is truncated" if _is_cut(problem) else f"not JSON ({problem.msg})"
        raise SourceError(
            f"{name}:{problem.lineno}: {what}\n  hint: write the file again; keep messages out of it (2>/dev/null)"
        ) from problem
    except ValueError as problem:
        raise SourceError(f"{name}: not JSON that Pulumi writes ({problem})") from problem
    except RecursionError as problem:
        raise SourceError(f"{name}: nested too deeply to be written by Pulumi") from problem
    if not is_map(document):
        raise SourceError(f"{name}: a JSON {_json_type(document)}, expected an object\n  hint: give a file written by Pulumi")
    if is_too_deep(document):
        raise SourceError(f"{name}: nested too deeply to be written by Pulumi (more than {DEEPEST} levels)")
    return document


def _is_cut(problem: json.JSONDecodeError) -> bool:
    """Whether the text stops inside a value, so that its beginning is sound."""
    rest = problem.doc[problem.pos :].rstrip()
    in_word = len(problem.doc) > len(rest) and any(word.startswith(rest) for word in _WORDS)
    in_string = problem.msg.startswith("Unterminated string") or ("escape" in problem.msg and len(rest) < len(r"\u0000") + 1)
    return not rest or in_word or in_string


def _ill_formed(problem: ValidationError, name: str, kind: str) -> str:
    """Each place that is not what the engine writes; values are not shown, they may be secret."""
    errors = problem.errors(include_url=False, include_context=False, include_input=False)
    lines = [f"{name}: looks like the output of `{kind}` but is not well formed"]
    lines += [f"  {_spelled(error['loc'])}: {error['msg'].replace('Input should be', 'expected')}" for error in errors[:_SHOWN]]
    if len(errors) > _SHOWN:
        lines.append(f"  and {len(errors) - _SHOWN} more")
    return "\n".join([*lines, f"  hint: write it again with `{kind}`"])


def _spelled(place: tuple[int | str, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).lstrip(".")


def _json_type(document: Any) -> str:
    if is_list(document):
        return "array"
    words = ((str, "string"), (bool, "boolean"), (type(None), "null"))
    return next((word for kind, word in words if isinstance(document, kind)), "number")
