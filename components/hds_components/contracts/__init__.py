# SPDX-License-Identifier: Apache-2.0
"""What each capability takes and gives, the same on every cloud."""
