"""Trains the date network on one thread for a number of minutes; stops and resumes at will.

    python3 -m dates.train --strips out/dates --run out/dates --minutes 85     # from training/, while `dates.draw` draws

The rate follows the clock, not the count of steps, so that a busy machine ends with the same schedule. Every checkpoint can be exported.
"""
import argparse
import os
import time

import numpy as np
import torch
from torch.nn import functional as F

from scenes.dice import Dice

from . import feed
from .classes import greedy
from .net import Reader

torch.set_num_threads(1)
HERE = os.path.dirname(os.path.abspath(__file__))


def average(into, model, step):
    """Exponential moving average of the weights."""
    keep = min(0.999, (1 + step) / (20 + step))
    for name, value in model.state_dict().items():
        if value.dtype.is_floating_point:
            into[name].mul_(keep).add_(value, alpha=1 - keep)
        else:
            into[name].copy_(value)


def exact(logits, classes, counts):
    """The share of a batch that is read without a fault."""
    best, at, hits = logits.argmax(2).tolist(), 0, 0
    for row, count in zip(best, counts.tolist()):
        want = classes[at: at + count].tolist()
        hits += greedy(row) == greedy([n for pair in zip(want, [0] * count) for n in pair])
        at += count
    return hits / len(best)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strips", default=os.path.join(HERE, "..", "out", "dates"))
    parser.add_argument("--run", default=os.path.join(HERE, "..", "out", "dates"))
    parser.add_argument("--minutes", type=float, default=85)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--warm", type=int, default=3000, help="strips that must be there before the first step")
    args = parser.parse_args()

    os.makedirs(args.run, exist_ok=True)
    torch.manual_seed(args.seed)
    model = Reader().to(memory_format=torch.channels_last)
    grouped = [[p for p in model.parameters() if p.ndim > 1], [p for p in model.parameters() if p.ndim <= 1]]
    optimiser = torch.optim.AdamW([{"params": grouped[0], "weight_decay": 0.02}, {"params": grouped[1], "weight_decay": 0.0}], lr=args.rate)
    mean = {k: v.clone() for k, v in model.state_dict().items()}
    step, spent = 0, 0.0
    last = os.path.join(args.run, "last.pt")
    if os.path.exists(last):
        saved = torch.load(last)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        mean, step, spent = saved["average"], saved["step"], saved["spent"]
        print("resumed at step", step, "after", int(spent), "s", flush=True)
    strips = feed.Strips(args.strips)
    while strips.grow() < args.warm:
        time.sleep(10)
    print("strips", len(strips.notes), "parameters", sum(p.numel() for p in model.parameters()), flush=True)

    total, seen, hits, clock, kept = args.minutes * 60, [], [], time.time(), time.time()
    while spent < total:
        strips.grow()
        for x, classes, counts, frames in feed.batches(Dice("batches", args.seed, step), strips, args.batch):
            ahead = min(1.0, spent / total)
            for group in optimiser.param_groups:
                group["lr"] = args.rate * min(1, (step + 1) / 200) * (0.005 + 0.995 * (0.5 + 0.5 * np.cos(np.pi * ahead)))
            logits = model(x)
            scores = F.log_softmax(logits, 2).permute(1, 0, 2)
            loss = F.ctc_loss(scores, classes, frames, counts, zero_infinity=True)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            step += 1
            average(mean, model, step)
            seen.append(loss.item())
            now = time.time()
            spent, clock = spent + now - clock, now
            if step % 10 == 0:
                hits.append(exact(logits.detach(), classes, counts))
            if step % 100 == 0:
                print(f"{step} {spent:.0f}s rate {optimiser.param_groups[0]['lr']:.5f} loss {np.mean(seen):.4f} whole strips {np.mean(hits):.3f} drawn {len(strips.notes)}", flush=True)
                seen, hits = [], []
            if now - kept > 120 or spent >= total:
                torch.save({"model": model.state_dict(), "average": mean, "optimiser": optimiser.state_dict(), "step": step, "spent": spent, "strips": len(strips.notes), "settings": vars(args)}, last + ".new")
                os.replace(last + ".new", last)
                kept = now
            if spent >= total:
                break


if __name__ == "__main__":
    main()
