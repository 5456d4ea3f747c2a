# SPDX-License-Identifier: Apache-2.0
"""What one deploys: typed settings, the programs and the contract they export."""
