# SPDX-License-Identifier: Apache-2.0
"""Cases of the resilience rules, by facet."""
