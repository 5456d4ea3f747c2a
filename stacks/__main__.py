# SPDX-License-Identifier: Apache-2.0
"""What `pulumi up` runs: the settings of the selected stack, then its layer."""

import gc

gc.set_threshold(1_000_000, 50, 1000)  # docs/decisions/0003-collector.md

from hds_stacks.program import main  # noqa: E402 - the thresholds come first

main()
