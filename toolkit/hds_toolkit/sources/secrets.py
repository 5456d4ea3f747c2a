# SPDX-License-Identifier: Apache-2.0
"""What stands for a secret where its value may not be: ``[secret]``, the text that the engine itself prints.

Source: ``massagePropertyValue`` of pulumi/pulumi, pkg/backend/display/json.go.
"""

from __future__ import annotations

from typing import Any, Final

from hds_policies.values import SECRET_SIGNATURE, SIGNATURE, is_list, is_map, is_secret

__all__ = ["SEALED", "blind", "seal"]

SEALED: Final = "[secret]"
"""What a program gets in place of an encrypted configuration value, and what a preview prints in place of a secret."""


def seal(raw: Any) -> Any:
    """A JSON value in which the placeholder is a secret again, so that no rule reads it as a value."""
    if raw == SEALED:
        return {SIGNATURE: SECRET_SIGNATURE}
    if is_map(raw):
        return {key: seal(item) for key, item in raw.items()}
    return [seal(item) for item in raw] if is_list(raw) else raw


def blind(raw: Any) -> Any:
    """A JSON value in which each secret is the placeholder, as the engine prints it."""
    if is_secret(raw):
        return SEALED
    if is_map(raw):
        return {key: blind(item) for key, item in raw.items()}
    return [blind(item) for item in raw] if is_list(raw) else raw
