"""Scores a report of `pactlint check --format json` on this test set: score.py CASES REPORT.json [--brief] [--json OUT]

Only the cases that the report names count. What a person could not make out (`legible: false`) is left out. `unclear` is
never a false alarm and never a find: its share stands beside the figures.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path

RESTRICTED = ("contract", "finance", "department")
A4 = (210.0, 297.0)
PHOTO = 1.06  # a photograph shows this much more than the page, each way


def norm(text) -> str:
    """A name without what reading errors and habits change."""
    return re.sub(r"[\W_]", "", str(text or "")).lower()


def match(reported: list[dict], parties: list[dict]) -> dict[str, dict]:
    """The report's party for each true role: by name, then by letter."""
    found, left = {}, list(reported)
    pairs = []
    for i, said in enumerate(reported):
        for true in parties:
            names = {norm(true[k]) for k in ("name", "name_zh", "name_en")} - {""}
            alike = max((SequenceMatcher(None, norm(said.get("name")), n).ratio() for n in names), default=0)
            pairs.append((alike, i, true["role"]))
    for alike, i, role in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if alike >= 0.6 and role not in found and reported[i] in left:
            found[role] = reported[i]
            left.remove(reported[i])
    for said in list(left):
        if said["id"] not in found and said["id"] in {p["role"] for p in parties}:
            found[said["id"]] = said
    return found


class Count:
    """Finds, false finds, misses, and among the answers the unclear ones."""

    def __init__(self):
        self.tp = self.fp = self.fn = self.tn = self.unclear = 0

    def add(self, true: bool, said: str) -> None:
        """One answer: yes, no or unclear."""
        self.unclear += said == "unclear"
        if true:
            self.tp += said == "yes"
            self.fn += said != "yes"
        else:
            self.fp += said == "yes"
            self.tn += said != "yes"

    def row(self) -> dict:
        """The figures."""
        p = self.tp / (self.tp + self.fp) if self.tp + self.fp else None
        r = self.tp / (self.tp + self.fn) if self.tp + self.fn else None
        f = 2 * p * r / (p + r) if p and r else 0.0 if self.tp + self.fp + self.fn else None
        return {
            "n": self.tp + self.fn + self.fp + self.tn,
            "tp": self.tp,
            "fp": self.fp,
            "fn": self.fn,
            "unclear": self.unclear,
            "precision": p,
            "recall": r,
            "f1": f,
        }


def overlap(a, b) -> float:
    """The share of the smaller of two boxes that both cover."""
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / max(1e-9, min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1])))


def seal_places(project: dict, roles: dict[int, str], mode: str) -> list[tuple]:
    """Every seal that the report shows for a party: file, page, box by page share (once for each idea of the page's size), role."""
    found = []
    for a in project["agreements"]:
        for f in a["findings"]:
            if f["requirement"] != "seal" or not f.get("party"):
                continue
            for e in f["evidence"]:
                if e["role"] == "searched" or not e.get("area"):
                    continue
                grow = (1.0, PHOTO) if mode == "photo" else (1.0,)
                boxes = [[v / 10 / (A4[i % 2] * g) for i, v in enumerate(e["area"])] for g in grow]
                found.append((e["file"], e["page"], boxes, roles.get((a["id"], f["party"]))))
    return found


class Scores:
    """All figures, by slice."""

    def __init__(self):
        self.signature, self.seal, self.empty = defaultdict(Count), defaultdict(Count), defaultdict(Count)
        self.date, self.owner, self.restricted = defaultdict(Counter), defaultdict(Counter), defaultdict(Counter)
        self.free = defaultdict(Counter)
        self.failures, self.lost = [], Counter()

    def fail(self, eyes: dict, role: str, what: str) -> None:
        """Notes a failure."""
        self.failures.append(f"{eyes['case_id']} {role}: {what}")

    def case(self, truth: dict, eyes: dict, project: dict) -> None:
        """Adds a case."""
        tags = eyes["tags"]
        mode = tags["mode"]
        reported, roles = [], {}
        for a in project["agreements"]:
            for p in a["parties"]:
                reported.append(p | {"agreement": a["id"]})
        found = match(reported, truth["parties"])
        for role, p in found.items():
            roles[(p["agreement"], p["id"])] = role
        for party in truth["parties"]:
            role, about = party["role"], eyes["parties"][party["role"]]
            said = found.get(role)
            self.lost["parties"] += 1
            if said is None:
                self.lost["not found"] += 1
                self.fail(eyes, role, "party not found")
            self.one(eyes, tags, party, about, said or {"signed": "none", "sealed": "no", "signed_on": None})
        places = seal_places(project, roles, mode)
        for page in eyes["pages"]:
            for s in page["seals"]:
                if not s["legible"] or not s["owner"] or s["kind"] in ("riding", "name"):
                    continue
                hits = [
                    (max(overlap(b, s["box"]) for b in boxes), role)
                    for f, n, boxes, role in places
                    if f == page["file"] and n == page["page"]
                ]
                best = max(hits, key=lambda h: h[0], default=(0, None))
                key = "none" if best[0] < 0.5 else "right" if any(o >= 0.5 and r == s["owner"] for o, r in hits) else "wrong"
                for name in ("all", mode, "touching " + ("a seal" if "seal" in s["touches"] else "no seal"), f"layout {tags['layout']}"):
                    self.owner[name][key] += 1
                if key == "wrong":
                    self.fail(eyes, s["owner"], f"its seal is given to {best[1]}")
        if not any(page["seals"] for page in eyes["pages"]) and tags["page"] != "signing":
            wrong = sum(p["sealed"] == "yes" for p in reported)
            unclear = sum(p["sealed"] == "unclear" for p in reported)
            for name in ("all", tags["page"], mode):
                self.free[name].update(pages=len(eyes["pages"]), false=wrong, unclear=unclear)

    def one(self, eyes: dict, tags: dict, party: dict, about: dict, said: dict) -> None:
        """Adds a party."""
        mode, role = tags["mode"], party["role"]
        touch = "touching seal" if about["touching_seal"] else "seal apart" if party["sealed"] else "no seal"
        signed = {"ink": "yes", "digital": "yes", "unclear": "unclear"}.get(said["signed"], "no")
        names = (
            "all",
            mode,
            f"{mode}, {touch}",
            touch,
            f"state {tags['state']}",
            f"dpi {tags['dpi']}",
            f"layout {tags['layout']}",
            f"lang {tags['language']}",
            f"{tags['parties']} parties",
        )
        if about["signature_legible"]:
            for name in names:
                self.signature[name].add(party["signed"], signed)
            if (signed == "yes") != party["signed"] and signed != "unclear":
                self.fail(
                    eyes,
                    role,
                    f"signature {'missed' if party['signed'] else 'false'} ({mode}, {touch}, {about['distractor'] or tags['layout']})",
                )
            if not party["signed"]:
                for name in ("all", mode, f"beside: {about['distractor'] or 'none'}", "sealed" if party["sealed"] else "unsealed"):
                    self.empty[name].add(False, signed)
        if about["seal_legible"]:
            kind = about["seal_kind"]
            if kind in RESTRICTED:
                self.restricted[kind][said["sealed"]] += 1
            else:
                for name in (*names, f"kind {kind or 'none'}"):
                    self.seal[name].add(party["sealed"], said["sealed"])
                if said["sealed"] != ("yes" if party["sealed"] else "no") and said["sealed"] != "unclear":
                    self.fail(eyes, role, f"seal {'missed' if party['sealed'] else 'false'} ({mode}, {kind})")
        if about["date_legible"]:
            day, given = party["sign_date"], said.get("signed_on")
            key = ("right" if given == day else "none" if given is None else "wrong") if day else ("false" if given else "rightly none")
            slices = (
                "all",
                mode,
                f"{mode}, {about['date_written'] or 'no date'}{', under seal' if about['touching_seal'] else ''}",
                f"written {about['date_written']}",
            )
            for name in slices:
                self.date[name][key] += 1
            if key in ("wrong", "false", "none"):
                self.fail(eyes, role, f"date {day} given as {given} ({about['date_written']})")


def show(value) -> str:
    """A share in four characters."""
    return "   -" if value is None else f"{value:4.2f}"


def table(title: str, counts: dict) -> None:
    """Prints counts by slice."""
    print(f"\n{title:34s}    n   tp  fp  fn unclear  prec  rec   F1")
    for name in sorted(counts, key=lambda n: (n != "all", n)):
        r = counts[name].row()
        print(
            f"  {name:32s} {r['n']:4d} {r['tp']:4d}{r['fp']:4d}{r['fn']:4d} {r['unclear']:6d}   {show(r['precision'])} {show(r['recall'])} {show(r['f1'])}"
        )


def counters(title: str, found: dict, keys: tuple, share) -> None:
    """Prints counters by slice with one share of them."""
    print(f"\n{title:34s} " + " ".join(f"{k:>12s}" for k in keys) + "   share")
    for name in sorted(found, key=lambda n: (n != "all", n)):
        c = found[name]
        print(f"  {name:32s} " + " ".join(f"{c[k]:12d}" for k in keys) + f"   {show(share(c))}")


def main() -> None:
    """The command line."""
    sys.stdout.reconfigure(encoding="utf8")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("report", type=Path)
    parser.add_argument("--brief", action="store_true", help="without the list of failures")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    report = json.loads(options.report.read_text(encoding="utf8"))
    scores, count = Scores(), 0
    for project in report["projects"]:
        folder = options.cases / project["name"]
        if not (folder / "eyes.json").exists():
            continue
        truth, eyes = (json.loads((folder / f"{n}.json").read_text(encoding="utf8")) for n in ("truth", "eyes"))
        scores.case(truth, eyes, project)
        count += 1

    def ratio(a, b):
        return a / b if b else None

    print(f"{count} cases, {scores.lost['parties']} parties, {scores.lost['not found']} of them not found")
    table("signature present", scores.signature)
    table("seal present", scores.seal)
    table("ink in empty places (fp is false)", scores.empty)
    counters(
        "seals given to the right party", scores.owner, ("right", "wrong", "none"), lambda c: ratio(c["right"], c["right"] + c["wrong"])
    )
    counters("seals of restricted kinds", scores.restricted, ("yes", "unclear", "no"), lambda c: ratio(c["yes"] + c["unclear"], c.total()))
    counters(
        "date of signing equal",
        scores.date,
        ("right", "wrong", "none", "false", "rightly none"),
        lambda c: ratio(c["right"], c["right"] + c["wrong"] + c["none"]),
    )
    counters("seal-free pages: false seals a page", scores.free, ("pages", "false", "unclear"), lambda c: ratio(c["false"], c["pages"]))
    if not options.brief:
        print(f"\n{len(scores.failures)} failures")
        print("\n".join(scores.failures))
    if options.json:
        rows = {k: {n: c.row() for n, c in getattr(scores, k).items()} for k in ("signature", "seal", "empty")}
        rows |= {k: getattr(scores, k) for k in ("owner", "restricted", "date", "free")}
        options.json.write_text(json.dumps(rows | {"failures": scores.failures}, ensure_ascii=False, indent=1), encoding="utf8")


if __name__ == "__main__":
    main()
