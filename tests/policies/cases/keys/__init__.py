# SPDX-License-Identifier: Apache-2.0
"""Cases of the key and secret rules, by facet."""
