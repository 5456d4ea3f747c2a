# SPDX-License-Identifier: Apache-2.0
"""What every stand-in plugin does: serve on a free port, say it on the first line, leave quietly when the engine is gone."""

from __future__ import annotations

import os
import signal
import time
from concurrent import futures
from typing import TYPE_CHECKING

import grpc

if TYPE_CHECKING:
    from collections.abc import Callable


def serve(add: Callable[[grpc.Server], None]) -> None:
    """Serve until the engine says SIGINT, or until the parent ends."""
    parent = os.getppid()
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))  # a traceback here would end in the user's diagnostics
    server = grpc.server(
        futures.ThreadPoolExecutor(max_workers=32),
        options=[("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)],
    )
    add(server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)  # noqa: T201 - the handshake of every plugin
    while os.getppid() == parent:
        time.sleep(0.05)
    os._exit(0)
