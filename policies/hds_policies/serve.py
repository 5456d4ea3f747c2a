# SPDX-License-Identifier: Apache-2.0
"""The process of the policy pack: a gRPC server on a free local port, printed on the first line of standard output.

The engine starts it from the folder of ``PulumiPolicy.yaml`` or as an executable, and ends it with ``Cancel``, then SIGINT.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from concurrent import futures

__all__ = ["main"]

_MESSAGE_BYTES = 400 * 1024 * 1024
"""What the engine itself accepts; with gRPC's default of 4 MiB, ``AnalyzeStack`` fails on a stack of some thousand resources."""
_GRACE_SECONDS = 1.0


def main() -> None:
    """Serve the pack until the engine cancels it, or until the engine is gone."""
    gc.set_threshold(200_000, 50, 1000)  # before the imports: collections would be most of their time
    ended = threading.Event()
    signal.signal(signal.SIGINT, lambda _signal, _frame: ended.set())  # the engine waits five seconds for a plugin that stays

    import grpc  # noqa: PLC0415 - after the thresholds
    from pulumi.runtime.proto import analyzer_pb2_grpc  # noqa: PLC0415 - same

    from hds_policies.pack import Pack  # noqa: PLC0415 - same

    parent = os.getppid()
    # One worker: requests are judged one at a time, in order, and the pack needs no lock.
    server = grpc.server(
        futures.ThreadPoolExecutor(max_workers=1),
        options=[("grpc.max_receive_message_length", _MESSAGE_BYTES), ("grpc.max_send_message_length", _MESSAGE_BYTES)],
    )
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Pack.of_catalogue(ended), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)  # noqa: T201 - the handshake of every Pulumi plugin
    while not ended.wait(_GRACE_SECONDS) and os.getppid() == parent:
        pass  # a killed engine cancels nobody: a pack without its parent would stay for ever
    server.stop(_GRACE_SECONDS).wait()
