# SPDX-License-Identifier: Apache-2.0
"""Whether a text reads like a credential, by its name or by itself. Nothing here keeps or shows what it reads."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["holds_a_secret", "reads_like_a_secret", "suggests_a_secret"]

_NAME = re.compile(r".*(password|passwd|secret|token|api[_-]?key|private[_-]?key|access[_-]?key|credentials?)", re.IGNORECASE)
_REFERENCE = re.compile(r"arn:.*|\{\{resolve:.*|\$\{.*|true|false|", re.IGNORECASE | re.DOTALL)
"""Values that only say where a secret is, or whether there is one."""
_FORMATS = re.compile(
    r"""
    \b(AKIA|ASIA)[0-9A-Z]{16}\b                         # AWS access key id
    | -----BEGIN\ [A-Z ]*PRIVATE\ KEY-----
    | \b(ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{36}           # GitHub
    | \bgithub_pat_[A-Za-z0-9_]{50}
    | \bglpat-[A-Za-z0-9_-]{20}                         # GitLab
    | \bxox[abprs]-[A-Za-z0-9-]{10}                     # Slack
    | \beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.  # JSON web token
    | [a-z][a-z0-9+]*://[^/\s:@]+:[^/\s:@{$]+@          # user and password in an address
    """,
    re.VERBOSE,
)
_ASSIGNMENT = re.compile(
    r"(password|passwd|secret|token|api[_-]?key|private[_-]?key|access[_-]?key)[\"']?\s*[=:]\s*[\"']?(?P<value>[^\s\"']{6,})", re.IGNORECASE
)


def suggests_a_secret(name: Any) -> bool:
    """Whether a name ends like that of a secret: ``DB_PASSWORD``, not ``PASSWORD_LENGTH``."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def reads_like_a_secret(value: Any, name: Any = "") -> bool:
    """Whether a value has the format of a credential, or is one by its name and not just a reference to where it is kept."""
    if not isinstance(value, str):
        return False
    named = suggests_a_secret(name) and _REFERENCE.fullmatch(value) is None
    return named or _FORMATS.search(value) is not None


def holds_a_secret(text: str) -> bool:
    """Whether a script or a document holds a credential, or assigns something to a name of one."""
    assigned = (found["value"] for found in _ASSIGNMENT.finditer(text))
    return _FORMATS.search(text) is not None or any(not value.startswith(("$", "arn:", "{{", "<")) for value in assigned)
