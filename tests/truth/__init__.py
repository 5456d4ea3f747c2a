# SPDX-License-Identifier: Apache-2.0
"""Whether the provider would accept what the zone asks for, by the models that the provider publishes."""
