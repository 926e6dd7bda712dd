"""Scenes: pages drawn layer by layer by ourselves, so that what belongs to which layer is known to the pixel."""
