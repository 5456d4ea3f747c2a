# SPDX-License-Identifier: Apache-2.0
"""Run a Pulumi program in this process and record every resource it registers: a preview without engine, provider or account.

With ``monitor``, the only place that touches the SDK's undocumented surface (``MockSettings``, ``run_in_stack``).
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
from typing import TYPE_CHECKING, Any

from pulumi.runtime import settings
from pulumi.runtime.config import set_all_config
from pulumi.runtime.mocks import MockSettings
from pulumi.runtime.stack import run_in_stack

from hds_toolkit.sources.lean import lean, stay_on_the_loop
from hds_toolkit.sources.monitor import Engine, Monitor

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from pathlib import Path

    from hds_policies.graph import Graph

__all__ = ["record"]


def record(
    program: Callable[[], Awaitable[None] | None],
    *,
    project: str = "hds",
    stack: str = "test",
    organization: str = "organization",
    config: Mapping[str, str] | None = None,
    secret_keys: tuple[str, ...] = (),
    root: Path | None = None,
) -> Graph:
    """The graph a program registers, at a first preview.

    Args:
        program: the program; it may be asynchronous.
        project: name of the project, part of every URN.
        stack: name of the stack, part of every URN.
        organization: what ``pulumi.get_organization`` answers.
        config: configuration by full key (``aws:region``); values are text, structured ones are JSON, as the engine passes them.
        secret_keys: keys of ``config`` whose values are secret.
        root: folder of ``Pulumi.yaml``.

    Raises:
        DuplicateURN: two resources collide.
        NoProvider: a default provider is needed and disabled.
        Exception: whatever the program raises.
    """
    monitor = Monitor(project, stack, dict(config or {}), root)
    try:
        contextvars.copy_context().run(_run, program, monitor, organization, secret_keys, root)
    except Exception as problem:
        if monitor.unanswered:
            problem.add_note(f"the program asked for what only an account can answer: {', '.join(monitor.unanswered)}")
        raise
    return monitor.graph()


def _run(
    program: Callable[[], Awaitable[None] | None],
    monitor: Monitor,
    organization: str,
    secret_keys: tuple[str, ...],
    root: Path | None,
) -> None:
    set_all_config(monitor.config, list(secret_keys))
    settings.configure(
        MockSettings(
            monitor=monitor,
            monitor_features=set[int](),
            engine=Engine(),
            project=monitor.project,
            stack=monitor.stack,
            dry_run=True,
            organization=organization,
            callbacks=None,
            root_directory=str(root) if root else None,
            outputs=set[Any](),
            lock=threading.Lock(),
            package_refs={},
            base_providers_by_ref={},
            parallel=None,
            legacy_apply_enabled=False,
        )
    )
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(_ignore)  # what a failing program leaves behind repeats the error already raised
    monitor.loop = loop
    stay_on_the_loop(loop)
    asyncio.set_event_loop(loop)
    try:
        with lean():
            loop.run_until_complete(run_in_stack(program))
    finally:
        _drain(loop)
        asyncio.set_event_loop(None)
        loop.close()


def _drain(loop: asyncio.AbstractEventLoop) -> None:
    """End what a failed program left pending, without a word."""
    pending = asyncio.all_tasks(loop)
    for task in pending:
        task.cancel()
    if pending:
        loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
    loop.run_until_complete(loop.shutdown_default_executor())


def _ignore(_: asyncio.AbstractEventLoop, __: dict[str, Any]) -> None: ...
