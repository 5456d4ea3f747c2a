# SPDX-License-Identifier: Apache-2.0
"""Cases of the archiving rules, by facet."""
