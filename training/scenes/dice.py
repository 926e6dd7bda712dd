"""Seeded randomness: one `Dice` per scene, so scene i is a pure function of (seed, i)."""
import random

import numpy as np


class Dice(random.Random):
    """`random.Random` with the few draws a scene needs, and a numpy generator seeded with it."""

    def __init__(self, *seed):
        super().__init__(repr(seed))
        self.noise = np.random.default_rng(self.getrandbits(64))

    def chance(self, p):
        return self.random() < p

    def weighted(self, table):
        """A key of `{value: weight}`."""
        return self.choices(list(table), weights=list(table.values()))[0]

    def field(self, height, width, grain, low=0.0, high=1.0):
        """Smooth noise with features of about `grain` pixels."""
        import cv2

        rows, columns = max(2, int(height / grain) + 2), max(2, int(width / grain) + 2)
        small = self.noise.random((rows, columns), dtype=np.float32)
        return low + (high - low) * np.clip(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)
