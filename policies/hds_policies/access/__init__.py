# SPDX-License-Identifier: Apache-2.0
"""A small offline evaluator of AWS policy documents: who can do what, answered with yes, no or perhaps.

``questions`` asks what rules need to know; ``evaluate`` decides on ``requests``; ``operators`` and ``globs`` read conditions and patterns.
"""
