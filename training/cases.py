"""Measures a checkpoint on end-to-end evaluation cases (folders with truth.json): looking only, never training.

    python3 cases.py WEIGHTS CASES [--to FOLDER-FOR-OVERLAYS] [--only FORMAT]

For every party with a signature or seal box on a scanned page or picture: is handwriting found in the signature's box, is a seal found
at IoU .5, and does a seal with no writing on it fire as handwriting? Slices are the cases' formats.
"""
import argparse
import glob
import json
import os
import subprocess

import cv2
import numpy as np

import evaluate
import predict

HERE = os.path.dirname(os.path.abspath(__file__))


def page_of(folder, name, page):
    """A page of a case at 100 dpi, kept under out/cases; pictures are taken to be A4."""
    path = os.path.join(folder, name)
    if not os.path.isfile(path):  # inside an archive
        return None
    if name.lower().endswith(".pdf"):
        stem = os.path.join(HERE, "out", "cases", f"{os.path.basename(os.path.dirname(folder.rstrip('/')))}-{os.path.basename(os.path.dirname(os.path.dirname(folder)))}-{os.path.basename(folder)}-{page}")
        if not os.path.exists(stem + ".png"):
            os.makedirs(os.path.dirname(stem), exist_ok=True)
            subprocess.run(["pdftoppm", "-r", "100", "-f", str(page), "-l", str(page), "-singlefile", "-png", path, stem], check=True, stderr=subprocess.DEVNULL)
        return predict.read(stem + ".png")
    if name.lower().endswith((".jpg", ".jpeg", ".png", ".tif", ".tiff")):
        image = predict.read(path)
        return predict.read(path, 827 if image.shape[0] >= image.shape[1] else 1169)
    return None


def pixels(box, image):
    h, w = image.shape[:2]
    return int(box[0] * w), int(box[1] * h), int(np.ceil(box[2] * w)), int(np.ceil(box[3] * h))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("cases")
    parser.add_argument("--to")
    parser.add_argument("--only")
    args = parser.parse_args()
    separator, tally = predict.load(args.weights), evaluate.Tally()
    for path in sorted(glob.glob(os.path.join(args.cases, "*", "truth.json"))):
        with open(path, encoding="utf-8") as file:
            truth = json.load(file)
        folder, form = os.path.dirname(path), truth["format"]
        if args.only and form != args.only:
            continue
        wanted = {}
        for party in truth["parties"]:
            if party.get("signature_box") and party.get("sign_how") == "ink":
                wanted.setdefault((party["signature_file"], party["signature_page"]), ([], []))[0].append(party["signature_box"])
            if party.get("seal_box"):
                wanted.setdefault((party["seal_file"], party["seal_page"]), ([], []))[1].append(party["seal_box"])
        for (name, page), (signs, seals) in wanted.items():
            image = page_of(folder, name, page)
            if image is None:
                continue
            likely = predict.maps(separator, image)
            seen = likely > 0.5
            seen[1] = predict.writing(likely)
            missed = False
            signs, seals = [pixels(b, image) for b in signs], [pixels(b, image) for b in seals]
            for x0, y0, x1, y1 in signs:
                at_seal = any(evaluate.iou((x0, y0, x1, y1), s) > 0 for s in seals)
                hit = seen[1, y0:y1, x0:x1].sum() >= evaluate.FIRES
                missed |= not hit
                tally.add(f"{form}: signature {'at a seal' if at_seal else 'clear'}", hit)
            found = evaluate.blobs(seen[2])
            for seal in seals:
                hit = any(evaluate.iou(seal, f) >= 0.5 for f in found)
                tally.add(f"{form}: seal at IoU .5", hit)
                missed |= not hit
                if not any(evaluate.iou(seal, s) > 0 for s in signs):
                    x0, y0, x1, y1 = seal
                    fires = seen[1, y0:y1, x0:x1].sum() >= evaluate.FIRES
                    missed |= fires
                    tally.add(f"{form}: seal without signature has writing (dates count)", fires)
            tally.add(f"{form}: page with more seals than true", len(found) > len(seals))
            if args.to:
                os.makedirs(args.to, exist_ok=True)
                picture = predict.overlay(image, seen)
                for box, tone in [(b, (0, 0, 255)) for b in signs] + [(b, (255, 0, 255)) for b in seals]:
                    cv2.rectangle(picture, box[:2], box[2:], tone, 2)
                cv2.imwrite(os.path.join(args.to, f"{form}-{os.path.basename(folder)}-{page}{'-MISS' if missed else ''}.png"), picture[..., ::-1])
    for key, value in tally.rates().items():
        print(f"{key:55} {value['rate']:.3f}  ({value['hits']} of {value['of']})")


if __name__ == "__main__":
    main()
