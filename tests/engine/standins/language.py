# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N802, ARG002 - names and arguments of the methods are the protocol's
"""Stand-in for ``pulumi-language-python``, which is only published inside the official CLI: runs programs and plugins with this Python."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import IO

import plugin
from pulumi.automation._server import LanguageServer
from pulumi.runtime import settings
from pulumi.runtime.proto import language_pb2, language_pb2_grpc


class Host(LanguageServer):
    """The LanguageRuntime protocol, as far as a deployment uses it."""

    def __init__(self, engine: str) -> None:
        super().__init__(lambda: None)
        self.engine = engine

    def Handshake(self, request, context):
        return language_pb2.LanguageHandshakeResponse()

    def RuntimeOptionsPrompts(self, request, context):
        return language_pb2.RuntimeOptionsResponse()

    def GetProgramDependencies(self, request, context):
        return language_pb2.GetProgramDependenciesResponse()

    def InstallDependencies(self, request, context):
        yield language_pb2.InstallDependenciesResponse()

    def Run(self, request, context):
        if not request.args:
            request.args.append(self.engine)  # log messages go there

        def program() -> None:
            settings.SETTINGS.root_directory = request.info.root_directory
            os.chdir(request.pwd)
            sys.path[0] = request.info.program_directory
            runpy.run_path(str(Path(request.info.program_directory) / request.info.entry_point), run_name="__main__")

        self.program = program
        return super().Run(request, context)

    def RunPlugin(self, request, context):
        folder = request.info.program_directory
        command = ["-m", "pulumi.policy", *request.args, folder] if request.kind == "analyzer" else [folder, *request.args]
        process = subprocess.Popen(
            [sys.executable, "-u", *command],
            cwd=request.pwd,
            env=os.environ | dict(item.split("=", 1) for item in request.env),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        context.add_callback(process.kill)
        said: SimpleQueue[tuple[str, bytes] | None] = SimpleQueue()

        def relay(name: str, stream: IO[bytes]) -> None:
            for line in stream:
                said.put((name, line))
            said.put(None)

        streams = {"stdout": process.stdout, "stderr": process.stderr}
        for name, stream in streams.items():
            threading.Thread(target=relay, args=(name, stream), daemon=True).start()
        for _ in streams:
            while (line := said.get()) is not None:
                yield language_pb2.RunPluginResponse(**{line[0]: line[1]})
        yield language_pb2.RunPluginResponse(exitcode=process.wait())


if __name__ == "__main__":
    plugin.serve(lambda server: language_pb2_grpc.add_LanguageRuntimeServicer_to_server(Host(sys.argv[-1]), server))
