# SPDX-License-Identifier: Apache-2.0
"""The engine's side of a preview, in this process: methods are named by the protocol and take its requests.

It answers as the engine does at a first preview: no identifier exists yet, so every computed value is unknown.
Protocol: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/resource.proto
"""

from __future__ import annotations

import asyncio
import functools
import json
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlparse

from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime._callbacks import _CallbackServicer  # pyright: ignore[reportPrivateUsage] - transforms run in process
from pulumi.runtime.proto import engine_pb2, provider_pb2, resource_pb2

from hds_policies.graph import STACK, Graph, Position, Resource, Unseen
from hds_policies.values import is_list
from hds_policies.wire import plain
from hds_toolkit.sources import placeholders
from hds_toolkit.sources.errors import DuplicateURN, NoProvider, SourceError
from hds_toolkit.sources.secrets import seal

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

__all__ = ["Engine", "Monitor"]

_CLOSED = "pulumi:disable-default-providers"
_PLACING = ("aws:region",)
"""Configuration that places resources; a graph keeps no other, because any other may be a secret in clear."""
_UNSUPPORTED = frozenset({
    resource_pb2.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
    resource_pb2.RESOURCE_MONITOR_FEATURE_INVOKE_OUTPUT_VALUES,
    resource_pb2.RESOURCE_MONITOR_FEATURE_CALL_OUTPUT_VALUES,
})


class Engine:
    """The engine's logging half; what the program logs is not part of a graph."""

    def __init__(self) -> None:
        self.root = ""

    def Log(self, _: Any) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def GetRootResource(self, _: Any) -> engine_pb2.GetRootResourceResponse:
        return engine_pb2.GetRootResourceResponse(urn=self.root)

    def SetRootResource(self, request: Any) -> engine_pb2.SetRootResourceResponse:
        self.root = request.urn
        return engine_pb2.SetRootResourceResponse()

    def RequirePulumiVersion(self, _: Any) -> engine_pb2.RequirePulumiVersionResponse:
        return engine_pb2.RequirePulumiVersionResponse()


class Monitor:
    """The engine's resource monitor, in process; methods are named by the protocol."""

    def __init__(self, project: str, stack: str, config: dict[str, str], root: Path | None) -> None:
        self.project = project
        self.root = root
        self.stack = stack
        self.config = config
        self.loop: asyncio.AbstractEventLoop | None = None
        self._resources: dict[str, Resource] = {}
        self._unseen: dict[tuple[str, str], int] = {}
        self._transforms: list[Any] = []
        self._own_transforms: dict[str, list[Any]] = {}
        self._invoke_transforms: list[Any] = []
        self._lock = threading.Lock()
        self._closed = _closed_packages(config.get(_CLOSED, "[]"))

    def graph(self) -> Graph:
        """What was recorded, in the order of URNs: registration order depends on threads."""
        unseen = [Unseen(what, token, count) for (what, token), count in sorted(self._unseen.items())]
        ordered = sorted(self._resources.values(), key=lambda resource: (resource.kind != STACK, resource.urn))
        return Graph(ordered, config={key: self.config[key] for key in _PLACING if key in self.config}, unseen=unseen)

    @property
    def unanswered(self) -> list[str]:
        """Provider functions the program called that only an account can answer."""
        return sorted(token for what, token in self._unseen if what == "function")

    def GetDeploymentInfo(self, _: Any) -> resource_pb2.DeploymentInfo:
        known = set(resource_pb2.ResourceMonitorFeature.values())
        return resource_pb2.DeploymentInfo(supportedFeatures=sorted(known - _UNSUPPORTED))

    def SupportsFeature(self, request: Any) -> resource_pb2.SupportsFeatureResponse:
        return resource_pb2.SupportsFeatureResponse(hasSupport=request.id != "outputValues")

    def RegisterResource(self, request: Any) -> resource_pb2.RegisterResourceResponse:
        urn = self._urn(request.parent, request.type, request.name)
        self._own_transforms[urn] = list(request.transforms)
        self._transform(request, urn)
        if request.remote:
            self._see("component", request.type)
        self._check_provider(request)
        self._keep(
            Resource(
                urn=urn,
                type=request.type,
                name=request.name,
                inputs=seal(plain(request.object)),
                custom=request.custom,
                parent=request.parent or None,
                provider=request.provider or None,
                dependencies=tuple(sorted(request.dependencies)),
                property_dependencies={key: tuple(sorted(value.urns)) for key, value in request.propertyDependencies.items()},
                protect=request.protect,
                position=self._position(request),
            )
        )
        return resource_pb2.RegisterResourceResponse(urn=urn, object=request.object if request.custom else None)

    def RegisterResourceOutputs(self, request: Any) -> empty_pb2.Empty:
        resource = self._resources.get(request.urn)
        if resource is not None:
            resource.outputs = seal(plain(request.outputs))
        return empty_pb2.Empty()

    def ReadResource(self, request: Any) -> resource_pb2.ReadResourceResponse:
        """An existing resource is not reachable from here: its identifier is known, everything else is not."""
        self._see("read", request.type)
        return resource_pb2.ReadResourceResponse(urn=self._urn(request.parent, request.type, request.name), properties=request.properties)

    def ExistsResource(self, request: Any) -> resource_pb2.ExistsResourceResponse:
        self._see("read", request.type)
        return resource_pb2.ExistsResourceResponse(exists=False)

    def Invoke(self, request: Any) -> resource_pb2.ResourceInvokeResponse:
        if request.tok == "pulumi:pulumi:getResource":
            found = self._resources.get(request.args["urn"])
            state = struct_pb2.Struct()
            state.update({"urn": request.args["urn"], "id": "", "state": dict(found.inputs) if found else {}})
            return _answer(state)
        if any(not urn.split("::")[2].split("$")[-1].startswith("pulumi:") for urn in request.dependsOn):
            return resource_pb2.ResourceInvokeResponse(unknown=True)
        answer = placeholders.answer(request.tok, plain(request.args), self.config)
        if answer is None or request.tok in placeholders.LOOKUPS:
            self._see("function", request.tok)
        if answer is None:
            return resource_pb2.ResourceInvokeResponse(unknown=True)
        result = struct_pb2.Struct()
        result.update(answer)
        return _answer(result)

    def Call(self, request: Any) -> provider_pb2.CallResponse:
        self._see("method", request.tok)
        return provider_pb2.CallResponse()

    def RegisterPackage(self, request: Any) -> resource_pb2.RegisterPackageResponse:
        return resource_pb2.RegisterPackageResponse(ref=f"{request.name}@{request.version}")

    def RegisterStackTransform(self, callback: Any) -> empty_pb2.Empty:
        self._transforms.append(callback)
        return empty_pb2.Empty()

    def RegisterStackInvokeTransform(self, callback: Any) -> empty_pb2.Empty:
        self._see("invoke transform", callback.token)
        return empty_pb2.Empty()

    def RegisterResourceHook(self, _: Any) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def RegisterErrorHook(self, _: Any) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def SignalAndWaitForShutdown(self, _: Any) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def _urn(self, parent: str, kind: str, name: str) -> str:
        above = parent.split("::")[2] if parent else ""
        qualified = kind if not above or above == STACK else f"{above}${kind}"
        return f"urn:pulumi:{self.stack}::{self.project}::{qualified}::{name}"

    def _keep(self, resource: Resource) -> None:
        with self._lock:
            if resource.urn in self._resources:
                raise DuplicateURN(f"{resource.urn} is registered twice; give one of the two another name")
            self._resources[resource.urn] = resource

    def _see(self, what: str, token: str) -> None:
        with self._lock:
            self._unseen[what, token] = self._unseen.get((what, token), 0) + 1

    def _check_provider(self, request: Any) -> None:
        package = request.type.split(":", 1)[0]
        if request.custom and not request.provider and package != "pulumi" and self._closed & {"*", package}:
            where = self._position(request)
            at = f"{where.file}:{where.line}: " if where else ""
            raise NoProvider(
                f'{at}{request.type} "{request.name}" names no provider, and default providers are disabled for "{package}" '
                "(pulumi:disable-default-providers). hint: pass opts=pulumi.ResourceOptions(provider=...)"
            )

    def _transform(self, request: Any, urn: str) -> None:
        """Apply the transforms of the resource, then of its parents, then of the stack, as the engine does."""
        chain = list(self._own_transforms[urn])
        parent = request.parent
        while parent:
            chain += self._own_transforms.get(parent, ())
            above = self._resources.get(parent)
            parent = above.parent if above else None
        for callback in (*chain, *self._transforms):
            self._apply(callback, request)

    def _apply(self, callback: Any, request: Any) -> None:
        ask = resource_pb2.TransformRequest(
            type=request.type,
            name=request.name,
            custom=request.custom,
            parent=request.parent,
            properties=request.object,
            options=resource_pb2.TransformResourceOptions(
                protect=request.protect, provider=request.provider, providers=request.providers, depends_on=request.dependencies
            ),
        )
        response = self._call_back(callback, ask.SerializeToString())
        request.object.CopyFrom(response.properties)
        if response.HasField("options"):
            options = response.options
            request.protect = options.protect
            request.provider = options.provider
            request.dependencies[:] = list(options.depends_on)

    def _position(self, request: Any) -> Position | None:
        """The innermost frame of the project itself, else of code that is not an installed package, else what the SDK says."""
        if request.type == STACK:
            return None
        frames = [frame.pc for frame in request.stackTrace.frames if frame.pc.uri]
        root = f"{self.root}/" if self.root else ""
        own = [frame for frame in frames if "/site-packages/" not in frame.uri]
        inside = (frame for frame in own if root and _path(frame.uri).startswith(root))
        found = next(inside, None) or next(iter(own or frames), None)
        return Position(_path(found.uri).removeprefix(root), found.line) if found else None

    def _call_back(self, callback: Any, message: bytes) -> Any:
        for servicer in _CallbackServicer._servicers:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            run: Any = servicer._callbacks.get(callback.token)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            if run is not None and self.loop is not None:
                future: Future[Any] = asyncio.run_coroutine_threadsafe(run(message), self.loop)
                return future.result()
        raise LookupError(f"transform {callback.token} was not registered in this process")


def _closed_packages(text: str) -> frozenset[str]:
    """Packages without a default provider, as the engine reads them: a JSON list of names."""
    try:
        names = json.loads(text)
    except ValueError:
        names = None
    if not is_list(names) or not all(isinstance(name, str) for name in names):
        raise SourceError(f'{_CLOSED}: {text} is not a list of packages. hint: {_CLOSED}: ["aws"], or ["*"] for all')
    return frozenset(names)


@functools.cache
def _path(uri: str) -> str:
    return unquote(urlparse(uri).path)


def _answer(result: struct_pb2.Struct) -> resource_pb2.ResourceInvokeResponse:
    response = resource_pb2.ResourceInvokeResponse()
    getattr(response, "return").CopyFrom(result)
    return response
