# SPDX-License-Identifier: Apache-2.0
"""Who asks: callers of AWS as policies see them, with what a caller cannot choose fixed and the rest left open.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html and
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hds_policies.access.globs import Glob, Mode, Truth
from hds_policies.documents import UNKNOWN

if TYPE_CHECKING:
    from hds_policies.access.operators import Values
    from hds_policies.documents import Principal

__all__ = ["ANONYMOUS", "STRANGER", "Caller", "Fixed", "Request", "account_of", "caller_of", "member", "of_account", "service"]

STRANGER = "000000000000"
"""An account number AWS never gives, for whoever is outside."""
_ORGANISATION = "o-0000000000"
_POINT = "s3:dataaccesspointaccount"
"""Whose access point a request to S3 comes through, if it does."""
_WHOLE = ("", ":root")
_ACCOUNT = re.compile(r"(?:arn:[a-z-]+:(?:iam|sts)::)?(?P<account>\d{12})(?P<resource>:.+)?")

Fixed = tuple["Values", ...]
"""The alternatives for the values of one key; the empty one is a request without the key."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Callers that a policy cannot tell apart by their principal.

    ``account``, ``arn``, ``service``, ``federated`` and ``canonical`` are how a ``Principal`` may name them; ``keys`` are the condition
    keys that they cannot choose, ``scopes`` the patterns of which the value of a key has to match one.
    """

    account: str | None = None
    arn: str | None = None
    service: str | None = None
    federated: str | None = None
    canonical: str | None = None
    keys: tuple[tuple[str, Fixed], ...] = ()
    scopes: tuple[tuple[str, tuple[Glob, ...]], ...] = ()

    def named(self, principal: Principal) -> Truth:
        """Whether a principal of a statement is this caller; an account is all of its callers."""
        if principal.name == UNKNOWN:
            return Truth.MAYBE
        if principal.everyone:
            return Truth.YES
        own = {"Service": self.service, "Federated": self.federated, "CanonicalUser": self.canonical, "AWS": self.arn}.get(principal.kind)
        account, resource = account_of(principal)
        whole = account is not None and account == self.account and resource in _WHOLE
        return Truth.YES if principal.name == own or whole else Truth.NO


@dataclass(frozen=True, slots=True)
class Request:
    """A set of requests: a caller, what it may ask, of which resources, and how.

    Attributes:
        caller: who asks; none for a policy of an identity, which names nobody.
        actions: patterns of the actions asked; any of them.
        resources: ARN patterns of the resources there are, part by part.
        keys: condition keys with the values they have; keys that are neither here nor with the caller are free.
    """

    caller: Caller | None = None
    actions: tuple[str, ...] = ("*",)
    resources: tuple[str, ...] = ("*",)
    keys: tuple[tuple[str, Fixed], ...] = field(default=())

    def fixed(self) -> dict[str, Fixed]:
        """Keys that are not free, in lower case."""
        return {**dict(self.caller.keys if self.caller else ()), **dict(self.keys)}

    def scope(self, key: str) -> tuple[Glob, ...]:
        """Patterns within which a key is free; none when nothing bounds it."""
        scopes = dict(self.caller.scopes) if self.caller else {}
        return scopes.get(key) or (scopes.get("*arn", ()) if key.endswith("arn") else ())


def account_of(principal: Principal) -> tuple[str | None, str]:
    """The account of a principal of kind ``AWS`` and what is named in it: nothing or ``:root`` for the whole account."""
    match = _ACCOUNT.fullmatch(principal.name) if principal.kind == "AWS" else None
    return (match["account"], match["resource"] or "") if match else (None, "")


def caller_of(principal: Principal) -> Caller:
    """The caller that a principal names; ``*`` is a caller of whom nothing is known."""
    match principal.kind:
        case "Service":
            return Caller(service=principal.name)
        case "Federated":
            return Caller(federated=principal.name)
        case "CanonicalUser":
            return Caller(canonical=principal.name)
        case _:
            account, resource = account_of(principal)
            if account is None:
                return Caller(arn=principal.name)
            inside = of_account(account)
            own = () if resource in _WHOLE else (("aws:principalarn", ((principal.name,),)),)
            return replace(inside, arn=principal.name, keys=(*inside.keys, *own))


def of_account(account: str) -> Caller:
    """A role or user of an account, whose name it chooses; its organisation is ``o-0000000000``, or none."""
    organisation = ((_ORGANISATION,), ())
    path = ((f"{_ORGANISATION}/r-0000/ou-0000-00000000/",), ())
    return Caller(
        account=account,
        keys=(
            *_DIRECT,
            ("aws:principalaccount", ((account,),)),
            ("kms:calleraccount", ((account,),)),
            (_POINT, ((account,), ())),
            ("aws:principalorgid", organisation),
            ("aws:principalorgpaths", path),
            ("aws:userid", (("AROA00000000000000000:session",),)),
        ),
        scopes=(
            ("aws:principalarn", tuple(Glob(f"arn:*:{service}::{account}:*", Mode.ARN) for service in ("iam", "sts"))),
            _points(account),
        ),
    )


def _points(account: str) -> tuple[str, tuple[Glob, ...]]:
    """The access points of an account: those of the owner of a bucket have policies of their own, so they are no way in by themselves."""
    return ("s3:dataaccesspointarn", (Glob(f"arn:*:s3:*:{account}:accesspoint/*", Mode.ARN),))


def member(caller: Caller) -> Caller:
    """The same caller when its organisation may be any, also ours."""
    return replace(caller, keys=tuple(pair for pair in caller.keys if not pair[0].startswith("aws:principalorg")))


def service(name: str, account: str = STRANGER) -> Caller:
    """A service of AWS that acts for a resource of an account, and says so by the source keys or, for services that cannot, not at all."""
    arns = (Glob(f"arn:*:*:*:{account}:*", Mode.ARN), Glob("arn:*:s3:::*0000-stranger", Mode.ARN))
    return Caller(
        service=name,
        keys=(
            ("aws:principalisawsservice", (("true",),)),
            ("aws:principalservicename", ((name,),)),
            *((key, ((),)) for key in _IDENTITY),
            (_POINT, ((account,), ())),
            ("aws:sourceaccount", ((account,), ())),
            ("aws:sourceowner", ((account,), ())),
            ("aws:sourceorgid", ((_ORGANISATION,), ())),
            ("aws:sourceorgpaths", ((f"{_ORGANISATION}/r-0000/ou-0000-00000000/",), ())),
        ),
        scopes=(("*arn", arns),),
    )


_IDENTITY = ("aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:userid", "kms:calleraccount")
_DIRECT: tuple[tuple[str, Fixed], ...] = (
    ("aws:principalisawsservice", (("false",),)),
    *(
        (key, ((),))
        for key in (
            "aws:principalservicename",
            "aws:sourceaccount",
            "aws:sourceowner",
            "aws:sourcearn",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
        )
    ),
)
"""Keys that only a service fills in."""
ANONYMOUS = Caller(
    keys=(
        *_DIRECT,
        (_POINT, ((STRANGER,), ())),
        ("aws:principalaccount", (("anonymous",), ())),
        ("aws:userid", (("anonymous",), ())),
        *((key, ((),)) for key in ("aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "kms:calleraccount")),
    ),
    scopes=(_points(STRANGER),),
)
"""A caller without credentials."""
