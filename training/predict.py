"""Running the network on pictures: loading, padding to multiples of 16, the six maps back as arrays; overlays to look at.

    python3 predict.py WEIGHTS PICTURE... --to FOLDER [--mode grey|bilevel] [--width 827]
"""
import argparse
import os

import cv2
import numpy as np
import torch

from net import Layers, Separator

torch.set_num_threads(1)
PAINT = {2: (255, 205, 205), 5: (255, 170, 0), 4: (0, 170, 0), 0: (60, 60, 60), 3: (235, 0, 0), 1: (0, 0, 255)}


def load(path):
    """The separator of a checkpoint: its averaged weights."""
    model = Layers()
    model.load_state_dict(torch.load(path, map_location="cpu")["average"])
    return Separator(model).eval()


def maps(separator, image):
    """Six probability maps (6 x H x W, float32) of an RGB uint8 image."""
    h, w = image.shape[:2]
    padded = np.pad(image, ((0, -h % 16), (0, -w % 16), (0, 0)), mode="edge")
    x = torch.from_numpy(padded.astype(np.float32) / 255).permute(2, 0, 1)[None].contiguous()
    with torch.no_grad():
        return separator(x)[0, :, :h, :w].numpy()


def writing(likely):
    """Where to believe in handwriting: likely, and likelier than a seal's own ink. Fewer empty seals fire; some ink in seals is lost (README)."""
    return (likely[1] > 0.5) & (likely[1] > likely[3])


def as_mode(image, mode):
    """A colour picture as a grey or a bilevel scan would have it."""
    if mode == "colour":
        return image
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    if mode == "bilevel":  # at twice the size, as scanners do, then down again
        large = cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        local = cv2.blur(large, (81, 81)).astype(np.int16)
        grey = cv2.resize(np.where(large > local - 22, 255, 0).astype(np.uint8), grey.shape[::-1], interpolation=cv2.INTER_AREA)
    return np.repeat(grey[..., None], 3, 2)


def read(path, width=None):
    """An RGB picture, sampled to a width."""
    image = cv2.imread(path, cv2.IMREAD_COLOR)[..., ::-1]
    if width and image.shape[1] != width:
        height = round(image.shape[0] * width / image.shape[1])
        image = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA if width < image.shape[1] else cv2.INTER_CUBIC)
    return np.ascontiguousarray(image)


def overlay(image, bits):
    """The picture beside its maps in colour: blue hand, red seal ink, rose seal region, grey print, green rules, orange graphics."""
    out = np.full(image.shape, 255, np.uint8)
    for kind, tone in PAINT.items():
        out[(bits[kind] > 0)] = tone
    return np.hstack([image, out])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("pictures", nargs="+")
    parser.add_argument("--to", default=".")
    parser.add_argument("--mode", default="colour")
    parser.add_argument("--width", type=int, default=827)
    args = parser.parse_args()
    separator = load(args.weights)
    os.makedirs(args.to, exist_ok=True)
    for picture in args.pictures:
        image = as_mode(read(picture, args.width), args.mode)
        seen = overlay(image, maps(separator, image) > 0.5)
        name = os.path.splitext(os.path.basename(picture))[0]
        cv2.imwrite(os.path.join(args.to, f"{name}-{args.mode}.png"), seen[..., ::-1])


if __name__ == "__main__":
    main()
