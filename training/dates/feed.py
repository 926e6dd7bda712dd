"""Batches from the growing file of strips: strips of like width together, brightness, noise and place changed on the way."""
import json
import os

import cv2
import numpy as np
import torch

from .classes import NUMBER
from .scan import HIGH

STEP = 16  # widths are padded to a multiple of this


class Strips:
    """What `draw` has written so far."""

    def __init__(self, folder):
        self.folder, self.notes, self.read = folder, [], 0
        self.pixels = None

    def grow(self):
        """Takes in what has been written since; says how many strips there are."""
        with open(os.path.join(self.folder, "strips.jsonl"), "rb") as file:
            file.seek(self.read)
            fresh = file.read()
        whole = fresh[: fresh.rfind(b"\n") + 1]
        self.read += len(whole)
        path = os.path.join(self.folder, "strips.bin")
        size = os.path.getsize(path)
        self.notes += [note for note in map(json.loads, whole.splitlines())]
        while self.notes and self.notes[-1]["at"] + HIGH * self.notes[-1]["width"] * 3 > size:  # its pixels are not on disk yet
            last = self.notes.pop()
            self.read -= len(json.dumps(last, ensure_ascii=False).encode()) + 1
        self.pixels = np.memmap(path, np.uint8, "r")
        return len(self.notes)

    def picture(self, index):
        note = self.notes[index]
        return self.pixels[note["at"]: note["at"] + HIGH * note["width"] * 3].reshape(HIGH, note["width"], 3)


def vary(dice, picture):
    """Cheap changes that leave the reading as it is."""
    picture = np.array(picture)
    if dice.chance(0.35):
        wide = int(picture.shape[1] * dice.uniform(0.88, 1.14))
        picture = cv2.resize(picture, (max(8, wide), HIGH), interpolation=cv2.INTER_LINEAR)
    if dice.chance(0.35):  # a little higher or lower, larger or smaller
        grow = dice.uniform(0.9, 1.08)
        place = np.float32([[1, dice.gauss(0, 0.03), 0], [0, grow, HIGH / 2 * (1 - grow) + dice.uniform(-2, 2)]])
        picture = cv2.warpAffine(picture, place, picture.shape[1::-1], flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    if dice.chance(0.08):
        picture = np.repeat(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)[..., None], 3, 2)
    image = picture.astype(np.float32)
    if dice.chance(0.3):
        image = image * dice.uniform(0.6, 1.05) + dice.uniform(-10, 30)
    if dice.chance(0.12):
        image *= np.array([dice.uniform(0.85, 1) for _ in range(3)], np.float32)
    if dice.chance(0.2):
        image = image + dice.noise.standard_normal(image.shape[:2] + (1,), dtype=np.float32) * dice.uniform(1, 10)
    if dice.chance(0.1):
        image = cv2.blur(image, (2, 2))
    return image.clip(0, 255)


def tensor(pictures):
    """N x 3 x 48 x W of pictures in [0, 255], padded at the right with zeros after scaling."""
    wide = -(-max(p.shape[1] for p in pictures) // STEP) * STEP
    out = np.zeros((len(pictures), HIGH, wide, 3), np.float32)
    for place, picture in zip(out, pictures):
        place[:, : picture.shape[1]] = np.asarray(picture, np.float32) / 127.5 - 1
    return torch.from_numpy(out).permute(0, 3, 1, 2)  # channels last, as the network wants them


def batches(dice, strips, size, pool=16):
    """`pool` batches of strips drawn at random and sorted by width: (tensor, classes, their count, widths in frames)."""
    chosen = sorted((dice.randrange(len(strips.notes)) for _ in range(size * pool)), key=lambda i: strips.notes[i]["width"])
    groups = [chosen[k: k + size] for k in range(0, len(chosen), size)]
    dice.shuffle(groups)
    for group in groups:
        pictures = [vary(dice, strips.picture(i)) for i in group]
        texts = [[NUMBER[c] for c in strips.notes[i]["text"]] for i in group]
        frames = torch.tensor([-(-p.shape[1] // STEP) * (STEP // 4) for p in pictures])
        yield tensor(pictures), torch.tensor([n for t in texts for n in t], dtype=torch.long), torch.tensor([len(t) for t in texts]), frames
