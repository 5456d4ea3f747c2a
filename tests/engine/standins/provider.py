# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: D102, N802, ARG002 - names and arguments of the methods are the protocol's
"""Stand-in for ``pulumi-resource-aws``: accepts everything, invents identifiers, and writes each change of its cloud to a log.

The environment drives it:

- ``STANDIN_LOG``: file of JSON lines ``{"op", "urn", "id"}``, one for each resource really created, updated or deleted.
- ``STANDIN_FAIL_AT``: number of the create, counted over the log, that fails.
- ``STANDIN_SLOW``: seconds that a create takes before it is done.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path

import grpc
import plugin
from google.protobuf import empty_pb2, struct_pb2
from invented import outputs
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc


class Cloud:
    """The log: what exists is what was created and not deleted."""

    def __init__(self) -> None:
        self.log = Path(os.environ["STANDIN_LOG"])
        self.fail_at = int(os.environ.get("STANDIN_FAIL_AT", "0"))
        self.slow = float(os.environ.get("STANDIN_SLOW", "0"))

    def creations(self) -> list[str]:
        """URNs of all creates so far, of every provider process."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [entry["urn"] for entry in map(json.loads, lines) if entry["op"] == "create"]

    def write(self, op: str, urn: str, identifier: str) -> None:
        """Append one line, atomically for lines of this size."""
        with self.log.open("a") as log:
            log.write(json.dumps({"op": op, "urn": urn, "id": identifier}) + "\n")


class Provider(provider_pb2_grpc.ResourceProviderServicer):
    """The ResourceProvider protocol, as far as a deployment uses it."""

    def __init__(self) -> None:
        self.cloud = Cloud()
        self.region = ""
        self.account = "123456789012"

    def Handshake(self, request, context):
        return provider_pb2.ProviderHandshakeResponse(accept_secrets=True)

    def Attach(self, request, context):
        return empty_pb2.Empty()

    def GetPluginInfo(self, request, context):
        return plugin_pb2.PluginInfo(version="7.51.1")

    def CheckConfig(self, request, context):
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request, context):
        return _difference(request)

    def Configure(self, request, context):
        self.region = request.args.fields["region"].string_value
        if allowed := request.args.fields["allowedAccountIds"].string_value:
            self.account = json.loads(allowed)[0]
        return provider_pb2.ConfigureResponse(acceptSecrets=True, supportsPreview=True)

    def Check(self, request, context):
        return provider_pb2.CheckResponse(inputs=request.news)

    def Diff(self, request, context):
        return _difference(request)

    def Create(self, request, context):
        if request.preview:  # what is left out is unknown to the program
            return provider_pb2.CreateResponse(properties=request.properties)
        time.sleep(self.cloud.slow)
        before = self.cloud.creations()
        if self.cloud.fail_at == len(before) + 1:
            context.abort(grpc.StatusCode.UNKNOWN, "the stand-in was told to refuse this create")
        attempt = before.count(request.urn)  # the same resource created twice is two things in the cloud
        suffix = hashlib.sha256(f"{request.urn}#{attempt}".encode()).hexdigest()[:17]
        properties = struct_pb2.Struct()
        properties.CopyFrom(request.properties)
        invented = outputs(request.type, suffix, properties, region=self.region, account=self.account)
        for key, value in invented.items():
            if key not in properties.fields:
                properties[key] = value
        self.cloud.write("create", request.urn, invented["id"])
        return provider_pb2.CreateResponse(id=invented["id"], properties=properties)

    def Read(self, request, context):
        return provider_pb2.ReadResponse(id=request.id, properties=request.properties, inputs=request.inputs)

    def Update(self, request, context):
        properties = struct_pb2.Struct()
        properties.CopyFrom(request.olds)
        properties.MergeFrom(request.news)
        if not request.preview:
            self.cloud.write("update", request.urn, request.id)
        return provider_pb2.UpdateResponse(properties=properties)

    def Delete(self, request, context):
        self.cloud.write("delete", request.urn, request.id)
        return empty_pb2.Empty()

    def Invoke(self, request, context):
        context.abort(grpc.StatusCode.UNIMPLEMENTED, f"the stand-in answers no function: {request.tok}")

    def Cancel(self, request, context):
        return empty_pb2.Empty()


def _difference(request) -> provider_pb2.DiffResponse:
    """Inputs that changed; a changed region is another resource."""
    old, new = request.old_inputs.fields, request.news.fields
    changed = sorted(key for key in {*old, *new} if old.get(key) != new.get(key))
    return provider_pb2.DiffResponse(
        changes=provider_pb2.DiffResponse.DIFF_SOME if changed else provider_pb2.DiffResponse.DIFF_NONE,
        diffs=changed,
        replaces=[key for key in changed if key == "region"],
    )


if __name__ == "__main__":
    plugin.serve(lambda server: provider_pb2_grpc.add_ResourceProviderServicer_to_server(Provider(), server))
