"""The engines that are measured beside each other, each doing the same whole job on the same words."""
