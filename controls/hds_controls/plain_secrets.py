# SPDX-License-Identifier: Apache-2.0
"""Secrets written in clear, told by the shape of the value or by the name of its key."""

from __future__ import annotations

import re
from collections import Counter
from math import log2
from typing import TYPE_CHECKING

from hds_controls.model import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["secret_by_name", "secret_in"]

_SHAPES: Mapping[str, tuple[re.Pattern[str], Text]] = {
    "aws": (
        re.compile(r"(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])"),
        Text(en="AWS access key id", fr="identifiant de clé d'accès AWS"),
    ),
    "pem": (re.compile(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY"), Text(en="private key", fr="clé privée")),
    "jwt": (
        re.compile(r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*"),
        Text(en="signed token", fr="jeton signé"),
    ),
    "forge": (
        re.compile(
            r"(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,}|glpat-[\w-]{20,}|pul-[0-9a-f]{40}|xox[abprs]-[\w-]{10,})"
        ),
        Text(en="access token", fr="jeton d'accès"),
    ),
    "assignment": (
        re.compile(r"(?:password|passwd|pwd|secret|token|api[_-]?key)(?:\s*=\s*|:\s+)\S{4,}", re.IGNORECASE),
        Text(en="assignment of a password", fr="affectation d'un mot de passe"),
    ),
    "url": (
        re.compile(r"[a-z][a-z0-9+.-]*://[^\s/:@]*:[^\s/@]+@"),
        Text(en="password in an address", fr="mot de passe dans une adresse"),
    ),
}
_RANDOM = re.compile(r"(?<![A-Za-z0-9/+=])(?:[A-Za-z0-9/+]{40}|[A-Za-z0-9/+]{86}==)(?![A-Za-z0-9/+=])")
"""The lengths of AWS secret keys and of Azure account keys, in base64."""
_RANDOM_BITS = 4.0
"""Entropy per character: words and paths of that length stay under it, hexadecimal digests cannot reach it."""
_RANDOM_WORDS = Text(en="random string as long as a secret key", fr="chaîne aléatoire de la longueur d'une clé secrète")
_NAMES = re.compile(
    r"(?:password|passwd|passphrase|motdepasse|secret|token|apikey|privatekey|accesskey|secretkey|credentials?|connectionstring)$"
)


def secret_in(text: str) -> Text | None:
    """What kind of secret the text seems to hold, in words, or None."""
    for pattern, kind in _SHAPES.values():
        if pattern.search(text):
            return kind
    return _RANDOM_WORDS if any(_is_random(match[0]) for match in _RANDOM.finditer(text)) else None


def secret_by_name(key: str) -> Text | None:
    """The word that makes a key the name of a secret (``dbPassword``, ``aws:secretKey``), or None."""
    match = _NAMES.search(re.sub(r"[^a-z]", "", key.lower()))
    return Text(en=f'a key named "{match[0]}"', fr=f"une clé nommée « {match[0]} »") if match else None


def _is_random(text: str) -> bool:
    mixed = any(c.isupper() for c in text) and any(c.islower() for c in text) and any(c.isdigit() for c in text)
    counts = Counter(text).values()
    return mixed and -sum(n / len(text) * log2(n / len(text)) for n in counts) > _RANDOM_BITS
