# SPDX-License-Identifier: Apache-2.0
"""The policy pack against an empty one, on the real engine: previews of 1,000 resources, alternated, medians.

``python -m bench.pack [PACK]``. A pack is judged by its time over an empty pack: most of what any pack costs is starting Python and two
calls for each resource.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.engine.box import ROOT, Project
from tools.pulumi import find

__all__ = ["main"]

RESOURCES = 1_000
ROUNDS = 5
TARGET = 1.1

_PROGRAM = f"""
import gc
gc.set_threshold(200_000, 50, 1000)
import json
import pulumi_aws as aws
def allow(sid, role, *actions):
    principal = {{"AWS": f"arn:aws:iam::123456789012:role/{{role}}"}}
    return {{"Sid": sid, "Effect": "Allow", "Principal": principal, "Resource": "*", "Action": list(actions)}}
statements = [allow("Administer", "administrator", "kms:Describe*", "kms:Put*"), allow("Use", "application", "kms:Encrypt", "kms:Decrypt")]
policy = json.dumps({{"Version": "2012-10-17", "Statement": statements}})
tags = {{"hds:tenant": "bench", "hds:data-class": "records", "hds:purpose": "queues"}}
key = aws.kms.Key("key", enable_key_rotation=True, deletion_window_in_days=30, tags=tags, policy=policy)
for number in range({RESOURCES} - 1):
    aws.sqs.Queue(
        f"queue-{{number}}",
        name=f"hds-queue-{{number}}",
        kms_master_key_id=key.arn,
        message_retention_seconds=86_400,
        visibility_timeout_seconds=30,
        tags=tags,
    )
"""
_EMPTY = """
import time
from concurrent import futures
import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc, plugin_pb2

class Empty(analyzer_pb2_grpc.AnalyzerServicer):
    def Handshake(self, request, context): return analyzer_pb2.AnalyzerHandshakeResponse()
    def GetPluginInfo(self, request, context): return plugin_pb2.PluginInfo(version="1.0.0")
    def GetAnalyzerInfo(self, request, context): return analyzer_pb2.AnalyzerInfo(name="empty", version="1.0.0")
    def ConfigureStack(self, request, context): return analyzer_pb2.AnalyzerStackConfigureResponse()
    def Configure(self, request, context): return empty_pb2.Empty()
    def Remediate(self, request, context): return analyzer_pb2.RemediateResponse()
    def Analyze(self, request, context): return analyzer_pb2.AnalyzeResponse()
    def AnalyzeStack(self, request, context): return analyzer_pb2.AnalyzeResponse()
    def Cancel(self, request, context): return empty_pb2.Empty()

server = grpc.server(futures.ThreadPoolExecutor(), options=[("grpc.max_receive_message_length", -1)])
analyzer_pb2_grpc.add_AnalyzerServicer_to_server(Empty(), server)
print(server.add_insecure_port("127.0.0.1:0"), flush=True)
server.start()
time.sleep(3600)
"""


def main() -> bool:
    """Print the medians and their ratio; true when the target is met, or when there is no engine to measure on."""
    try:
        cli = find.locate()
    except find.Unavailable as reason:
        print(f"pack: not measured: {reason}")
        return True
    with tempfile.TemporaryDirectory() as scratch:
        project, nothing = _prepare(Path(scratch), cli)
        packs = {"empty": nothing, "hds": Path(sys.argv[1]) if sys.argv[1:] else ROOT / "policies"}
        times: dict[str, list[float]] = {name: [] for name in packs}
        for _ in range(ROUNDS):
            for name, pack in packs.items():
                start = time.perf_counter()
                project.run("preview", "--stack", project.stack, "--policy-pack", str(pack), "--suppress-progress", "--suppress-outputs")
                times[name].append(time.perf_counter() - start)
                print(f"  {name} {times[name][-1]:.2f} s", file=sys.stderr, flush=True)
    medians = {name: statistics.median(values) for name, values in times.items()}
    ratio = medians["hds"] / medians["empty"]
    took, without = medians["hds"], medians["empty"]
    print(f"pack: {RESOURCES} resources previewed in {took:.1f} s, empty pack {without:.1f} s: {ratio:.2f} x (target {TARGET})")
    return ratio <= TARGET


def _prepare(scratch: Path, cli: Path) -> tuple[Project, Path]:
    folder, empty = scratch / "project", scratch / "empty"
    folder.mkdir()
    empty.mkdir()
    (folder / "Pulumi.yaml").write_text("name: bench\nruntime: python\n")
    (folder / "__main__.py").write_text(_PROGRAM)
    (empty / "PulumiPolicy.yaml").write_text("runtime: python\n")
    (empty / "__main__.py").write_text(_EMPTY)
    project = Project(folder, cli, scratch)
    project.run("stack", "init", project.stack)
    project.run("config", "set", "aws:region", "eu-west-3", "--stack", project.stack)
    return project, empty


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
