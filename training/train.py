"""Trains the network on one thread; stops and resumes at will.

    python3 train.py --run out/main --steps 4000            # from nothing, or on from out/main/last.pt
    python3 train.py --run out/long --steps 40000 --start out/main/last.pt --rate 1e-3

One process does everything in turn: it draws scenes into a ring of views on disk, takes crops from it, and steps. Scene i, and the
crops of step s, depend on the seed and the number alone.
"""
import argparse
import json
import os
import time

import cv2
import numpy as np
import torch
from torch.nn import functional as F

from net import MAPS, Layers
from scenes import make
from scenes.dice import Dice

torch.set_num_threads(1)
HERE = os.path.dirname(os.path.abspath(__file__))
HAND, REGION = MAPS.index("handwriting"), MAPS.index("seal_region")
POSITIVE = torch.tensor([1.3, 1.4, 1.0, 1.5, 1.5, 1.3]).view(1, 6, 1, 1)  # weight of set pixels, per map
OVERLAP = torch.tensor([0.7, 1.4, 1.0, 0.8, 0.7, 0.8])  # weight of the Dice term, per map


class Ring:
    """The newest `size` views on disk, each with the place of its twin without ink (or itself)."""

    def __init__(self, folder, size, side):
        path = os.path.join(folder, "views.bin")
        shape = (size, side, side, 4)
        fresh = not os.path.exists(path) or os.path.getsize(path) != np.prod(shape)
        self.views = np.memmap(path, np.uint8, "w+" if fresh else "r+", shape=shape)
        self.twin = np.arange(size)
        self.size, self.written, self.scene = size, 0, 0
        self.fresh = fresh

    def grow(self, seed, options):
        """Draws the next scene into the ring."""
        self.scene += 1
        try:
            views, twins = make.scenes(seed, self.scene, **options)
        except (ValueError, OSError, ZeroDivisionError, IndexError, cv2.error) as error:  # a scene that cannot be drawn is skipped
            print("scene", self.scene, type(error).__name__, error, flush=True)
            return
        places = []
        for image, bits in views:
            place = self.written % self.size
            self.twin[self.twin[place]] = self.twin[place]  # its old twin is alone now
            self.views[place, ..., :3], self.views[place, ..., 3] = image, bits
            self.twin[place] = place
            places.append(place)
            self.written += 1
        if twins:
            self.twin[places[0]], self.twin[places[1]] = places[1], places[0]

    def __len__(self):
        return min(self.written, self.size)

    def state(self):
        return {"twin": self.twin.tolist(), "written": self.written, "scene": self.scene}

    def restore(self, state):
        self.twin, self.written, self.scene = np.array(state["twin"]), state["written"], state["scene"]


def crops(dice, ring, batch, side, paired):
    """A batch: random crops, drawn to ink and seals, a view often together with its twin."""
    images, labels = [], []
    while len(images) < batch:
        place = dice.randrange(len(ring))
        wish = paired and dice.chance(0.4)
        for _ in range(6):  # more often a page that has a twin
            if not wish or ring.twin[place] != place:
                break
            place = dice.randrange(len(ring))
        view = ring.views[place]
        grow = dice.uniform(0.78, 1.3) if dice.chance(0.4) else 1.0
        cut = min(view.shape[0], int(side / grow))
        best = None
        for _ in range(3 if dice.chance(0.75) else 1):
            y, x = dice.randrange(view.shape[0] - cut + 1), dice.randrange(view.shape[1] - cut + 1)
            bits = view[y: y + cut: 4, x: x + cut: 4, 3]
            hand, region = (bits >> HAND) & 1, (bits >> REGION) & 1
            score = hand.mean() * 5 + region.mean() + (hand & region).mean() * 15
            if best is None or score > best[0]:
                best = (score, y, x)
        _, y, x = best
        places = [place]
        if paired and ring.twin[place] != place and dice.chance(0.75) and len(images) + 1 < batch:
            places.append(int(ring.twin[place]))
        gain, lift, bend = 1.0, 0.0, 1.0
        if dice.chance(0.25):
            gain, lift = dice.uniform(0.6, 1), dice.uniform(0, 0.15)
        if dice.chance(0.15):
            bend = dice.uniform(0.6, 1.6)
        tint = np.array([dice.uniform(0.85, 1) for _ in range(3)], np.float32) if dice.chance(0.12) else 1.0
        flat, turn = dice.chance(0.08), dice.chance(0.02)
        for p in places:
            piece = np.array(ring.views[p, y: y + cut, x: x + cut])
            image, bits = piece[..., :3], piece[..., 3]
            if cut != side:
                image = cv2.resize(np.ascontiguousarray(image), (side, side), interpolation=cv2.INTER_AREA if cut > side else cv2.INTER_LINEAR)
                bits = cv2.resize(np.ascontiguousarray(bits), (side, side), interpolation=cv2.INTER_NEAREST)
            image = image.astype(np.float32) / 255
            if flat:
                image = np.repeat(image.mean(2, keepdims=True), 3, 2)
            image = np.clip((image * tint) ** bend * gain + lift, 0, 1)
            if turn:
                image, bits = image[::-1, ::-1], bits[::-1, ::-1]
            images.append(np.ascontiguousarray(image))
            labels.append(np.ascontiguousarray(bits))
    x = torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2)  # channels last, as the network wants them
    bits = torch.from_numpy(np.stack(labels))
    y = torch.stack([(bits >> k) & 1 for k in range(len(MAPS))], 1).float()
    return x, y


def loss_of(logits, truth, focus):
    """Weighted cross entropy and Dice; `focus` is how much more ink inside a seal counts."""
    weight = torch.ones_like(truth)
    weight[:, HAND] += focus * truth[:, REGION]  # the same for ink and its absence: an empty seal must stay empty
    cross = (F.binary_cross_entropy_with_logits(logits, truth, pos_weight=POSITIVE, reduction="none") * weight).mean()
    p = logits.sigmoid()
    over = (0, 2, 3)
    dice = 1 - (2 * (p * truth).sum(over) + 50) / (p.sum(over) + truth.sum(over) + 50)
    return cross + 0.5 * (dice * OVERLAP).mean(), cross.item(), dice.tolist()


def average(into, model, step):
    """Exponential moving average of the weights."""
    keep = min(0.998, (1 + step) / (20 + step))
    for name, value in model.state_dict().items():
        if value.dtype.is_floating_point:
            into[name].mul_(keep).add_(value, alpha=1 - keep)
        else:
            into[name].copy_(value)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", default=os.path.join(HERE, "out", "main"))
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--batch", type=int, default=16, help="under 16, this torch on one thread falls back to slow 1x1 convolutions")
    parser.add_argument("--crop", type=int, default=256)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ring", type=int, default=2400, help="views kept on disk, 0.7 MB each")
    parser.add_argument("--warm", type=int, default=480, help="views drawn before the first step")
    parser.add_argument("--draw", type=float, default=0.45, help="scenes drawn per step")
    parser.add_argument("--focus", type=float, default=3.0)
    parser.add_argument("--start", help="weights to start from (a checkpoint of another run)")
    parser.add_argument("--ablate", choices=["pairs", "modes", "negatives"], help="leave one part of the data mix out")
    args = parser.parse_args()

    os.makedirs(args.run, exist_ok=True)
    options = {"ablate": args.ablate} if args.ablate else {}
    torch.manual_seed(args.seed)
    model = Layers().to(memory_format=torch.channels_last)
    if args.start:
        model.load_state_dict(torch.load(args.start)["average"])
    grouped = [[p for p in model.parameters() if p.ndim > 1], [p for p in model.parameters() if p.ndim <= 1]]
    optimiser = torch.optim.AdamW([{"params": grouped[0], "weight_decay": 0.02}, {"params": grouped[1], "weight_decay": 0.0}], lr=args.rate)
    mean = {k: v.clone() for k, v in model.state_dict().items()}
    ring, step = Ring(args.run, args.ring, make.SIDE), 0
    last = os.path.join(args.run, "last.pt")
    if os.path.exists(last):
        saved = torch.load(last)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        mean, step = saved["average"], saved["step"]
        if not ring.fresh:
            ring.restore(saved["ring"])
        print("resumed at step", step, flush=True)
    with open(os.path.join(args.run, "settings.json"), "w") as file:
        json.dump(vars(args), file, indent=1)
    while len(ring) < args.warm:
        ring.grow(args.seed, options)
    print("views", len(ring), "parameters", sum(p.numel() for p in model.parameters()), flush=True)

    began, shown, seen, first = time.time(), time.time(), [], step
    while step < args.steps:
        ahead = step / args.steps
        for group in optimiser.param_groups:
            group["lr"] = args.rate * min(1, (step + 1) / 100) * (0.01 + 0.99 * (0.5 + 0.5 * np.cos(np.pi * ahead)))
        if int((step + 1) * args.draw) > int(step * args.draw):
            ring.grow(args.seed, options)
        x, y = crops(Dice("step", args.seed, step), ring, args.batch, args.crop, args.ablate != "pairs")
        loss, cross, overlap = loss_of(model(x), y, args.focus)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        step += 1
        average(mean, model, step - first if args.start is None else step)
        seen.append((cross, *overlap))
        if step % 50 == 0:
            a = np.mean(seen, 0)
            parts = " ".join(f"{name} {v:.3f}" for name, v in zip(MAPS, a[1:]))
            print(f"{step} {time.time() - began:.0f}s rate {optimiser.param_groups[0]['lr']:.5f} cross {a[0]:.4f} dice {parts} views {ring.written} {(time.time() - shown) / 50:.2f} s/step", flush=True)
            seen, shown = [], time.time()
        if step % 100 == 0 or step == args.steps:
            ring.views.flush()
            torch.save({"model": model.state_dict(), "average": mean, "optimiser": optimiser.state_dict(), "step": step, "ring": ring.state(), "settings": vars(args)}, last + ".new")
            os.replace(last + ".new", last)


if __name__ == "__main__":
    main()
