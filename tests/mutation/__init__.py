# SPDX-License-Identifier: Apache-2.0
"""Proof that the rules bite: the zone is broken in every way the provider's types allow, and each break must be found."""
