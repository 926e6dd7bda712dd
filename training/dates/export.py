"""Writes the weights as ONNX with a card beside it.

    python3 -m dates.export out/dates/last.pt [--figures out/dates.json] [--to ../assets/dates.onnx] [--sample FOLDER]     # from training/

Input `strip` 1 x 3 x 48 x W float32, planes B, G, R in [-1, 1], W a multiple of 16, zeros at the right; output `scores` 1 x W/4 x 45 probabilities.
"""
import argparse
import hashlib
import json
import os
import subprocess

import onnx
import torch

from .classes import CLASSES
from .evaluate import load

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 2_800_000
DRAWN = ("../scenes", *(f"{part}.py" for part in ("wording", "digits", "writer", "strip", "scan", "draw", "feed", "net", "train")))  # what the weights depend on


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("--figures", help="JSON of evaluate.py, put into the card")
    parser.add_argument("--to", default=os.path.join(HERE, "..", "..", "assets", "dates.onnx"))
    parser.add_argument("--sample", help="also write sample.in and sample.out (float32) here, to compare engines")
    args = parser.parse_args()
    saved, scores = torch.load(args.weights, map_location="cpu"), load(args.weights)
    torch.manual_seed(0)
    x = torch.rand(1, 3, 48, 480) * 2 - 1
    torch.onnx.export(scores, x, args.to, opset_version=13, input_names=["strip"], output_names=["scores"], dynamic_axes={"strip": {3: "width"}, "scores": {1: "frames"}})
    onnx.checker.check_model(onnx.load(args.to))
    size = os.path.getsize(args.to)
    if size > LIMIT:
        raise SystemExit(f"{args.to} has {size} bytes, more than {LIMIT}: make the network smaller")
    with open(args.to, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    commit = subprocess.run(["git", "log", "-1", "--format=%H", "--", *DRAWN], cwd=HERE, capture_output=True, text=True).stdout.strip()
    card = {
        "model": os.path.basename(args.to), "sha256": digest, "bytes": size, "classes": ["blank", *CLASSES[1:-1], "other"],
        "input": "strip: 1x3x48xW float32, planes B G R, pixel/127.5-1, W a multiple of 16, padded at the right with 0",
        "output": "scores: 1xTxC probabilities, T = W/4, C = 45; CTC, blank first",
        "parameters": sum(p.numel() for p in scores.parameters()), "training_commit": commit, "steps": saved["step"], "minutes": round(saved["spent"] / 60, 1), "strips": saved["strips"],
        "settings": {k: v for k, v in saved["settings"].items() if k not in ("run", "strips")},
        "licence": "weights trained by this project on strips it drew itself; sources and their licences are in training/README.md",
    }
    if args.figures:
        with open(args.figures, encoding="utf-8") as file:
            card["figures"] = json.load(file)
    with open(os.path.splitext(args.to)[0] + ".json", "w", encoding="utf-8") as file:
        json.dump(card, file, indent=1, ensure_ascii=False)
        file.write("\n")
    print(args.to, size, "bytes", digest)
    if args.sample:
        os.makedirs(args.sample, exist_ok=True)
        x.numpy().tofile(os.path.join(args.sample, "sample.in"))
        with torch.no_grad():
            scores(x).numpy().tofile(os.path.join(args.sample, "sample.out"))


if __name__ == "__main__":
    main()
