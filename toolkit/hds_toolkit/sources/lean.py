# SPDX-License-Identifier: Apache-2.0
"""What the SDK does for an engine far away, and a recording in the same process does not need: about half of its time.

Nothing here changes what is registered: a test records the full zone with and without it. docs/decisions/0009-lean-recording.md
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import sys
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from pulumi import log
from pulumi.runtime import resource, settings, stack
from pulumi.runtime._callbacks import _CallbackServicer  # pyright: ignore[reportPrivateUsage] - a transform shows only there
from pulumi.runtime.proto import source_pb2

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import FrameType

__all__ = ["lean", "stay_on_the_loop"]


@contextlib.contextmanager
def lean() -> Generator[None]:
    """No debug log, source positions without reading sources, and one wait for all pending outputs; put back at the end."""
    replaced = ((log, "debug", _no_log), (resource, "_get_stack_trace", _positions), (stack, "wait_for_rpcs", _settle))
    before = [(module, name, getattr(module, name)) for module, name, _ in replaced]
    for module, name, own in replaced:
        setattr(module, name, own)
    try:
        yield
    finally:
        for module, name, original in before:
            setattr(module, name, original)


def stay_on_the_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Answer requests where they are made, without a thread for each, until a transform needs the loop to be free."""
    threaded = loop.run_in_executor

    def run(executor: Any, call: Callable[..., Any], *arguments: Any) -> Any:
        if any(servicer._loop is loop for servicer in _CallbackServicer._servicers):  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            return threaded(executor, call, *arguments)
        future = loop.create_future()
        try:
            future.set_result(call(*arguments))
        except Exception as problem:  # noqa: BLE001 - handed to whoever awaits, as an executor does
            future.set_exception(problem)
        return future

    cast("Any", loop).run_in_executor = run


_CONSTRUCTORS = 3
"""``Resource``, ``CustomResource`` or ``ComponentResource``, and the class of the resource itself."""


def _no_log(*_: object, **__: object) -> None:
    """Debug messages are for the engine's own log."""


def _positions() -> source_pb2.StackTrace:
    """The frames of the program, innermost first; like the SDK, from whoever called the third constructor: a component is where it is made.

    What is installed, the SDK first of all, is not the program's.
    """
    frames = source_pb2.StackTrace()
    frame: FrameType | None = cast("Any", sys)._getframe(1)  # noqa: SLF001 - the documented way to frames without reading their source
    constructors = 0
    while frame is not None:
        name = frame.f_code.co_filename
        if constructors < _CONSTRUCTORS:
            constructors += frame.f_code.co_name == "__init__"
        elif "/site-packages/" not in name and name.startswith("/"):
            frames.frames.append(source_pb2.StackFrame(pc=source_pb2.SourcePosition(uri=_uri(name), line=frame.f_lineno)))
        frame = frame.f_back
    return frames


@functools.cache
def _uri(file: str) -> str:
    return f"file://{quote(file)}"


async def _settle(await_all_outstanding_tasks: bool = True) -> None:  # noqa: FBT001, FBT002 - the SDK's signature
    """Wait for requests and outputs; the SDK's own loop takes up every pending output again whenever one of them is done."""
    running: Any = settings.SETTINGS
    manager: Any = running.rpc_manager
    outputs: set[asyncio.Task[Any]] = running.outputs
    while manager.rpcs or (outputs and await_all_outstanding_tasks):
        while manager.rpcs:
            await asyncio.sleep(0)
            await _request(manager)
        if manager.unhandled_exception is not None:
            raise manager.unhandled_exception.with_traceback(manager.exception_traceback)
        if outputs and await_all_outstanding_tasks:
            pending = list(outputs)
            outputs.clear()
            done, waiting = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
            for task in done:
                await task
            outputs |= waiting


async def _request(manager: Any) -> None:
    try:
        await manager.rpcs.pop()
    except Exception as problem:
        if manager.unhandled_exception is not None:
            raise problem from manager.unhandled_exception.with_traceback(manager.exception_traceback)
        raise
