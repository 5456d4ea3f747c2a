# SPDX-License-Identifier: Apache-2.0
"""The process of the pack, as the engine starts and ends it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2_grpc

PACK = Path(__file__).parents[2] / "policies"


@pytest.fixture
def pack():
    """The pack, served by a process of its own."""
    process = subprocess.Popen([sys.executable, PACK], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.communicate()


def test_the_first_line_is_the_port(pack):
    """The pack announces itself on a local port, with the policies of the catalogue."""
    with grpc.insecure_channel(f"127.0.0.1:{int(pack.stdout.readline())}") as channel:
        info = analyzer_pb2_grpc.AnalyzerStub(channel).GetAnalyzerInfo(empty_pb2.Empty())
    assert "HDS-LOC-01" in {policy.name for policy in info.policies}


def test_cancel_ends_the_process(pack):
    """The engine's Cancel is answered, then the process leaves by itself."""
    with grpc.insecure_channel(f"127.0.0.1:{int(pack.stdout.readline())}") as channel:
        analyzer_pb2_grpc.AnalyzerStub(channel).Cancel(empty_pb2.Empty())
    assert pack.wait(10) == 0


def test_an_interrupt_ends_it_without_a_word(pack):
    """SIGINT, with which the engine ends plugins, leaves no traceback for the user's screen."""
    pack.stdout.readline()
    pack.send_signal(signal.SIGINT)
    said, complained = pack.communicate(timeout=10)
    assert (pack.returncode, said, complained) == (0, "", "")


def test_it_does_not_outlive_a_killed_engine():
    """An engine that is killed cancels nothing: the pack notices that its parent is gone."""
    program = f"""
import subprocess, sys, time
pack = subprocess.Popen([sys.executable, {str(PACK)!r}], stdout=subprocess.PIPE)
pack.stdout.readline()
print(pack.pid, flush=True)
time.sleep(60)
"""
    engine = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    pack = int(engine.stdout.readline())
    engine.kill()
    engine.communicate()
    deadline = time.monotonic() + 15
    while _runs(pack):
        assert time.monotonic() < deadline, "the pack stays"
        time.sleep(0.1)


def _runs(process):
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] if Path("/proc").is_dir() else "R"
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"  # a process that ended and waits to be collected is gone
