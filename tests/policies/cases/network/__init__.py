# SPDX-License-Identifier: Apache-2.0
"""Cases of the network rules, by facet."""
