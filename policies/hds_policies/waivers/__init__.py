# SPDX-License-Identifier: Apache-2.0
"""Waivers: controls that are knowingly not held on named resources, for a stated time, under two responsible names.

``read`` reads the file and finds its mistakes; ``register`` tells which waiver covers a finding and which covers nothing.
"""
