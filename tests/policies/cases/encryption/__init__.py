# SPDX-License-Identifier: Apache-2.0
"""Cases of the encryption rules, by facet."""
