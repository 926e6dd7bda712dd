"""Writes the network as ONNX, batch norms folded in, with a card of figures beside it.

    python3 export.py out/main/last.pt [--figures figures.json] [--to ../assets/layers.onnx] [--sample FOLDER]

Input `pixels` 1 x 3 x H x W, RGB in [0, 1] at 100 dpi, H and W multiples of 16; output `maps` 1 x 6 x H x W, probabilities in the order of net.MAPS.
"""
import argparse
import hashlib
import json
import os
import subprocess

import numpy as np
import onnx
import torch

import predict
from net import MAPS

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 4_000_000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("--figures", help="JSON of evaluate.py, put into the card")
    parser.add_argument("--to", default=os.path.join(HERE, "..", "assets", "layers.onnx"))
    parser.add_argument("--sample", help="also write sample.in and sample.out (float32) here, to compare engines")
    args = parser.parse_args()
    saved = torch.load(args.weights, map_location="cpu")
    separator = predict.load(args.weights)
    os.makedirs(os.path.dirname(os.path.abspath(args.to)), exist_ok=True)
    torch.manual_seed(0)
    x = torch.rand(1, 3, 1184, 832)
    axes = {"pixels": {2: "height", 3: "width"}, "maps": {2: "height", 3: "width"}}
    torch.onnx.export(separator, x, args.to, opset_version=13, input_names=["pixels"], output_names=["maps"], dynamic_axes=axes)
    onnx.checker.check_model(onnx.load(args.to))
    size = os.path.getsize(args.to)
    if size > LIMIT:
        raise SystemExit(f"{args.to} has {size} bytes, more than {LIMIT}: make the network smaller")
    with open(args.to, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    commit = subprocess.run(["git", "log", "-1", "--format=%H", "--", "scenes", "net.py", "train.py"], cwd=HERE, capture_output=True, text=True).stdout.strip()
    card = {
        "model": os.path.basename(args.to), "sha256": digest, "bytes": size, "maps": MAPS, "input": "1x3xHxW float32, RGB in [0,1], 100 dpi, H and W multiples of 16",
        "output": "1x6xHxW probabilities; print, handwriting, seal_ink and rules are one pixel wider than the ink on every side",
        "parameters": sum(p.numel() for p in separator.parameters()), "training_commit": commit, "steps": saved["step"],
        "settings": {k: v for k, v in saved["settings"].items() if k not in ("run", "start")},
        "licence": "weights trained by this project on scenes it drew itself; sources and their licences are in training/README.md",
    }
    if args.figures:
        with open(args.figures) as file:
            card["figures"] = json.load(file)
    with open(os.path.splitext(args.to)[0] + ".json", "w") as file:
        json.dump(card, file, indent=1, ensure_ascii=False)
        file.write("\n")
    print(args.to, size, "bytes", digest)
    if args.sample:
        os.makedirs(args.sample, exist_ok=True)
        x.numpy().tofile(os.path.join(args.sample, "sample.in"))
        with torch.no_grad():
            separator(x).numpy().astype(np.float32).tofile(os.path.join(args.sample, "sample.out"))


if __name__ == "__main__":
    main()
