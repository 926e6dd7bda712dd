"""Measures a checkpoint on the frozen development set and on the real pages; writes and prints figures.

    python3 evaluate.py out/main/last.pt [--real FOLDER] [--to figures.json] [--gate]

The development set is drawn by the generator as it was at DEV_COMMIT (git archive), so changing the generator does not move it.
A writing counts as *found* if at least 30 % of its visible pixels are: those that differ from the same scan without ink by more than 20 of
255. Handwriting is read by `predict.writing`. Ink of which less than 30 % shows (black under a solid black stamp, red under red) is counted apart and not scored. An *empty seal fires* if 60 pixels (100 dpi) inside it are called
handwriting: the page is the same one scanned the same way without its ink.
"""
import argparse
import io
import json
import os
import subprocess
import sys
import tarfile

import cv2
import numpy as np

import predict
from net import MAPS

HERE = os.path.dirname(os.path.abspath(__file__))
DEV_COMMIT = "3e5129e"
MODES = ("colour", "grey", "bilevel")
HAND, REGION = MAPS.index("handwriting"), MAPS.index("seal_region")
FOUND, FIRES, VISIBLE = 0.3, 60, 20
PIXELS = (30, 60, 100, 150, 200, 300)  # of handwriting at a seal before one believes in it
THRESHOLDS = (0.5, 0.6, 0.7, 0.8)  # of the handwriting map: what a stricter or a laxer reader would see


def development_set():
    """The folder of the set, drawn on first use."""
    folder = os.path.join(HERE, "out", "dev")
    if not os.path.exists(os.path.join(folder, "cases.json")):
        source = os.path.join(HERE, "out", "dev-source")
        top = subprocess.run(["git", "rev-parse", "--show-toplevel"], cwd=HERE, check=True, capture_output=True, text=True).stdout.strip()
        packed = subprocess.run(["git", "archive", DEV_COMMIT, "training/scenes"], cwd=top, check=True, capture_output=True).stdout
        tarfile.open(fileobj=io.BytesIO(packed)).extractall(source)
        env = dict(os.environ, PACTLINT_HANZI=os.path.join(HERE, "out", "hanzi", "package"), PACTLINT_INK=os.path.join(HERE, "out", "ink-zh"))
        subprocess.run([sys.executable, "-m", "scenes.dev", folder], cwd=os.path.join(source, "training"), env=env, check=True)
    return folder


def blobs(region, least=400):
    """Boxes (x0, y0, x1, y1) of the connected parts of a region map."""
    region = cv2.morphologyEx(region.astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(region, connectivity=8)
    return [(x, y, x + w, y + h) for x, y, w, h, area in stats[1:] if area >= least and min(w, h) >= 15]


def iou(a, b):
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h)


class Tally:
    """Hits out of trials, by name."""

    def __init__(self):
        self.counts = {}

    def add(self, name, hit):
        hits, trials = self.counts.get(name, (0, 0))
        self.counts[name] = (hits + int(hit), trials + 1)

    def rates(self):
        return {name: {"rate": round(h / n, 3), "hits": h, "of": n} for name, (h, n) in sorted(self.counts.items())}


def on_development(separator, folder, limit=None):
    """Figures of the development set."""
    with open(os.path.join(folder, "cases.json")) as file:
        cases = json.load(file)
    sweep = {t: Tally() for t in THRESHOLDS}
    amounts = {n: Tally() for n in PIXELS}
    tally, sums, false_seals, stray = Tally(), {}, {m: [0, 0] for m in MODES}, {m: [0, 0] for m in MODES}
    for case in cases[:limit]:
        mode = case["mode"]
        image = cv2.imread(os.path.join(folder, case["name"] + ".png"))[..., ::-1]
        truth = np.load(os.path.join(folder, case["name"] + ".npz"))
        bits, hands, seals = truth["bits"], truth["hands"], truth["seals"]
        likely = predict.maps(separator, np.ascontiguousarray(image))
        seen, write = likely > 0.5, predict.writing(likely)
        if case["empty"]:
            for index in range(1, int(seals.max()) + 1):
                spot = seals == index
                if spot.sum() >= 400:
                    tally.add(f"empty seal fires, {mode}", (write & spot).sum() >= FIRES)
                    tally.add(f"empty {case['kinds'][index - 1]} seal fires, {mode}", (write & spot).sum() >= FIRES)
                    for n, at in amounts.items():
                        at.add(f"empty fires, {mode}", (write & spot).sum() >= n)
                    for t, at in sweep.items():
                        at.add(f"empty fires, {mode}", ((likely[HAND] > t) & write & spot).sum() >= FIRES)
            continue
        for kind, name in enumerate(MAPS):
            real = (bits >> kind) & 1 > 0
            a = sums.setdefault((name, mode), np.zeros(3))
            a += [(real & seen[kind]).sum(), (~real & seen[kind]).sum(), (real & ~seen[kind]).sum()]
        twin = os.path.join(folder, case["name"] + "-empty.png")
        shows = np.ones(hands.shape, bool)
        if os.path.exists(twin):
            shows = np.abs(image.astype(int) - cv2.imread(twin)[..., ::-1]).max(2) > VISIBLE
        region = (bits >> REGION) & 1
        near = cv2.dilate(region, np.ones((9, 9), np.uint8)) > 0
        for index in range(1, int(hands.max()) + 1):
            ink = hands == index
            if ink.sum() < 40:
                continue
            inside = (ink & (region > 0)).sum() / ink.sum()
            place = "under" if inside > 0.6 else "touching" if inside > 0.03 or (ink & near).any() else "clear"
            if (ink & shows).sum() < max(40, FOUND * ink.sum()):
                tally.add(f"not to be seen (left out), {mode}", True)
                continue
            ink &= shows
            hit = (write & ink).sum() >= FOUND * ink.sum()
            what = "signature" if case["roles"][index - 1] in ("sign", "signature", "initials") else "other writing"
            tally.add(f"{what} {place}, {mode}", hit)
            if what == "signature":
                for n, at in amounts.items() if place != "clear" else ():
                    at.add(f"at a seal found, {mode}", (write & ink).sum() >= n)
                for t, at in sweep.items():
                    at.add(f"{'clear' if place == 'clear' else 'at a seal'} found, {mode}", ((likely[HAND] > t) & write & ink).sum() >= FOUND * ink.sum())
        found, real = blobs(seen[REGION]), blobs(region)
        for box in real:
            tally.add(f"seal at IoU .5, {mode}", any(iou(box, f) >= 0.5 for f in found))
        if not case["sealed"]:
            false_seals[mode][0] += len(found)
            false_seals[mode][1] += 1
        outside = write & (cv2.dilate((bits >> HAND) & 1, np.ones((7, 7), np.uint8)) == 0)
        stray[mode][0] += len(blobs(cv2.dilate(outside.astype(np.uint8), np.ones((5, 5), np.uint8)), 400))
        stray[mode][1] += 1
    f1 = {}
    for (name, mode), (hit, false, missed) in sums.items():
        f1.setdefault(name, {})[mode] = {"f1": round(2 * hit / max(1, 2 * hit + false + missed), 3), "iou": round(hit / max(1, hit + false + missed), 3)}
    return {
        "maps": f1,
        "found": tally.rates(),
        "by threshold": {str(t): {name: v["rate"] for name, v in at.rates().items()} for t, at in sweep.items()},
        "by pixels": {str(n): {name: v["rate"] for name, v in at.rates().items()} for n, at in amounts.items()},
        "false seals per seal-free page": {m: round(a / max(1, n), 3) for m, (a, n) in false_seals.items()},
        "false writings per page": {m: round(a / max(1, n), 3) for m, (a, n) in stray.items()},
    }


def on_real(separator, folder):
    """Figures of the real pages, as they are and made grey and bilevel."""
    with open(os.path.join(HERE, "real.json")) as file:
        pages = json.load(file)["pages"]
    tally, stray, false_seals, count = Tally(), {m: 0 for m in MODES}, {m: 0 for m in MODES}, 0
    for name, truth in pages.items():
        path = os.path.join(folder, name)
        if name == "contract-signed-2.png" and not os.path.exists(path):
            path = os.path.join(HERE, "out", name)
            if not os.path.exists(path):
                subprocess.run(["pdftoppm", "-r", "100", "-f", "2", "-l", "2", "-singlefile", "-png", os.path.join(folder, "contract-signed.pdf"), path[:-4]], check=True, stderr=subprocess.DEVNULL)
        colour = predict.read(path, truth["width"])
        count += 1
        for mode in MODES:
            likely = predict.maps(separator, predict.as_mode(colour, mode))
            seen, write = likely > 0.5, predict.writing(likely)
            for x0, y0, x1, y1 in truth["hands"]:
                tally.add(f"writing, {mode}", write[y0:y1, x0:x1].sum() >= FIRES)
            rest = write.copy()
            for x0, y0, x1, y1 in truth["hands"] + truth.get("other", []):
                rest[max(0, y0 - 8): y1 + 8, max(0, x0 - 8): x1 + 8] = False
            found = blobs(seen[REGION])
            for box in truth["seals"]:
                tally.add(f"seal at IoU .5, {mode}", any(iou(box, f) >= 0.5 for f in found))
                x0, y0, x1, y1 = box
                if not any(iou((h[0], h[1], h[2], h[3]), box) > 0 for h in truth["hands"]):
                    tally.add(f"empty seal fires, {mode}", rest[y0:y1, x0:x1].sum() >= FIRES)
            false_seals[mode] += sum(not any(iou(f, b) > 0.1 for b in truth["seals"]) for f in found)
            stray[mode] += len(blobs(cv2.dilate(rest.astype(np.uint8), np.ones((5, 5), np.uint8)), 400))
    return {
        "found": tally.rates(),
        "false seals per page": {m: round(v / count, 3) for m, v in false_seals.items()},
        "false writings per page": {m: round(v / count, 3) for m, v in stray.items()},
    }


def gate(figures):
    """What stands against the gate: empty seals, and ink touching or under a seal, in every mode."""
    wrong = []
    found = figures["development"]["found"]
    for mode in MODES:
        rate = found.get(f"empty seal fires, {mode}", {"rate": 0})["rate"]
        if rate > 0.05:
            wrong.append(f"empty seals fire in {mode}: {rate}")
        hits = [found.get(f"signature {place}, {mode}", {"hits": 0, "of": 0}) for place in ("touching", "under")]
        total = sum(h["of"] for h in hits)
        rate = sum(h["hits"] for h in hits) / max(1, total)
        if rate < 0.9:
            wrong.append(f"signatures at a seal found in {mode}: {rate:.3f} of {total}")
    return wrong


def show(figures):
    for part, values in figures.items():
        print("##", part)
        for name, value in values.items():
            print(" ", name)
            rows = value.items() if isinstance(value, dict) else []
            for key, v in rows:
                if name.startswith("by "):
                    print(f"    {key:5}", ", ".join(f"{k} {r:.2f}" for k, r in v.items()))
                    continue
                text = f"{v['rate']:.3f}  ({v['hits']} of {v['of']})" if isinstance(v, dict) and "rate" in v else " ".join(f"{m} {x['f1']:.3f}" for m, x in v.items()) if isinstance(v, dict) else v
                print(f"    {key:34} {text}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("--real", help="the folder of real pages (data/real); left out when not given")
    parser.add_argument("--to", help="write the figures here as JSON")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--gate", action="store_true", help="exit 1 when the empty-seal control or the hits at seals miss their marks")
    args = parser.parse_args()
    separator = predict.load(args.weights)
    figures = {"development": on_development(separator, development_set(), args.limit)}
    if args.real:
        figures["real"] = on_real(separator, args.real)
    show(figures)
    if args.to:
        with open(args.to, "w") as file:
            json.dump(figures, file, indent=1)
    wrong = gate(figures)
    print("gate:", "passed" if not wrong else "; ".join(wrong))
    if args.gate and wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
