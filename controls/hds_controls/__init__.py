# SPDX-License-Identifier: Apache-2.0
"""What must be true: the control catalogue, the frameworks it cites and dated facts, as data."""
