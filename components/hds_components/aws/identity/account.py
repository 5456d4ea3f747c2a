# SPDX-License-Identifier: Apache-2.0
"""Settings of the account: passwords that remain, tokens by region, and analysers of who can reach what (HDS-IAM-07, 10, 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi_aws as aws

from hds_components.aws.stateful import leaf

if TYPE_CHECKING:
    import pulumi

    from hds_components.contracts.identity import IdentityArgs

__all__ = ["set_account"]

_LENGTH = 16
"""Only emergency accounts have a password: CNIL deliberation 2022-100 asks 80 bits, ANSSI practice 16 characters of an administrator."""
_REMEMBERED = 24
_ANALYSER_NAME_LIMIT = 255


def set_account(name: str, args: IdentityArgs, parent: pulumi.Resource) -> None:
    """Set what holds once for the account, and analyse access from outside it in each region.

    Passwords do not expire: CNIL deliberation 2022-100 advises against changes that nothing calls for. Analysers take the account as
    the zone of trust; the organisation has its own.
    """
    perimeter = args.perimeter
    guard = leaf(parent, perimeter)
    aws.iam.AccountPasswordPolicy(
        f"{name}-passwords",
        minimum_password_length=_LENGTH,
        password_reuse_prevention=_REMEMBERED,
        require_lowercase_characters=True,
        require_uppercase_characters=True,
        require_numbers=True,
        require_symbols=True,
        allow_users_to_change_password=True,
        opts=guard,
    )
    # Tokens of version 1 are refused in the regions that an account has to open.
    aws.iam.SecurityTokenServicePreferences(f"{name}-tokens", global_endpoint_token_version="v2Token", opts=guard)
    tags = dict(perimeter.tags)
    analyser = perimeter.name("external-access", limit=_ANALYSER_NAME_LIMIT)
    aws.accessanalyzer.Analyzer(f"{name}-external-access", analyzer_name=analyser, type="ACCOUNT", tags=tags, opts=guard)
    if perimeter.replica_region:
        aws.accessanalyzer.Analyzer(
            f"{name}-external-access-replica",
            analyzer_name=analyser,
            type="ACCOUNT",
            region=perimeter.replica_region,
            tags=tags,
            opts=guard,
        )
    if args.unused_access_days is not None:
        aws.accessanalyzer.Analyzer(
            f"{name}-unused-access",
            analyzer_name=perimeter.name("unused-access", limit=_ANALYSER_NAME_LIMIT),
            type="ACCOUNT_UNUSED_ACCESS",
            configuration={"unused_access": {"unused_access_age": args.unused_access_days}},
            tags=tags,
            opts=guard,
        )
