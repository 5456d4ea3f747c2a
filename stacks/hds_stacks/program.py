# SPDX-License-Identifier: Apache-2.0
"""From the stack that is running to its layer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pulumi
from pulumi.runtime import config as live

from hds_stacks import stackfile
from hds_stacks.environment import environment
from hds_stacks.load import from_config

if TYPE_CHECKING:
    from hds_stacks.settings import Settings

__all__ = ["main", "settings"]


def main() -> None:
    """Build what the stack's settings say.

    Raises:
        SettingsError: the configuration is wrong; the engine prints its words without a traceback.
    """
    environment(settings())


def settings() -> Settings:
    """The settings of the running stack: values as the engine gives them, lines from the stack file when there is one."""
    values = live.get_config_env() | live.CONFIG.get()
    secret = {*live.get_config_secret_keys_env(), *(key for key in values if live.is_config_secret(key))}
    file = Path(pulumi.get_root_directory(), "stacks", f"Pulumi.{pulumi.get_stack()}.yaml")
    return from_config(values, stackfile.read(file).positions, secret) if file.is_file() else from_config(values, secret_keys=secret)
