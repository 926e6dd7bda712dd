"""The truth of a case: truth.json for shared scorers, and eyes.json with every seal, signature and date by place."""

from scanner import Taken, seen, shown
from sheet import Mark, Sheet

# Below these a reviewer could not be sure: how much a mark stands out, and the share of its ink that can be seen at all.
LIMIT = {"signature": 0.9, "date": 1.0, "seal": 0.45}
VISIBLE = {"signature": 0.68, "date": 0.8, "seal": 0.2}
STEP = {"signature": 30, "date": 30, "seal": 12}
OTHER = ("translation", "responsibilities", "ip", "formal_agreement", "validity", "party_consistency")
FORMATS = {"colour": "scan_colour", "grey": "scan_grey", "bilevel": "scan_bw", "photo": "photo"}


def _share(a: Mark, b: Mark) -> float:
    """The share of mark `a`'s ink that mark `b`'s ink lies on."""
    x0, y0 = max(a.x, b.x), max(a.y, b.y)
    x1, y1 = min(a.x + a.alpha.shape[1], b.x + b.alpha.shape[1]), min(a.y + a.alpha.shape[0], b.y + b.alpha.shape[0])
    if x1 <= x0 or y1 <= y0:
        return 0.0
    pa, pb = a.alpha[y0 - a.y : y1 - a.y, x0 - a.x : x1 - a.x] > 0.2, b.alpha[y0 - b.y : y1 - b.y, x0 - b.x : x1 - b.x] > 0.12
    return float((pa & pb).sum() / max(1, (a.alpha > 0.2).sum()))


def _inside(seal: Mark, box) -> bool:
    """Whether a seal's ink reaches into a box."""
    x0, y0, x1, y1 = (round(v) for v in (box[0] - seal.x, box[1] - seal.y, box[2] - seal.x, box[3] - seal.y))
    cut = seal.alpha[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)]
    return bool(cut.size) and float((cut > 0.2).mean()) > 0.02


def page(s: Sheet, taken: Taken, printed_dates: list[dict], faint: bool) -> dict:
    """Everything on one page."""
    found = {"size_px": list(taken.image.size), "seals": [], "signatures": [], "dates": []}
    seals = [m for m in s.marks if m.fact["what"] == "seal"]
    for m in s.marks:
        what, box = m.fact["what"], taken.box(m.box)
        if what == "other" or box[2] <= box[0] or box[3] <= box[1]:
            continue
        clear = seen(taken, m, s.scale * taken.image.width / s.image.width)
        visible = shown(s, m, taken, faint, STEP[what])
        entry = {
            "box": box,
            "legible": clear >= LIMIT[what] and visible >= VISIBLE[what],
            "clear": round(clear, 2),
            "visible": round(visible, 2),
        }
        if what == "seal":
            touches = sorted({t.fact["what"] for t in s.marks if t is not m and t.fact["what"] != "other" and _share(t, m) > 0.03})
            touches += ["date"] if "date" not in touches and any(_inside(m, d["px"]) for d in printed_dates) else []
            x0, y0, x1, y1 = m.box
            if x0 <= 1 or y0 <= 1 or x1 >= s.image.width - 1 or y1 >= s.image.height - 1:
                touches.append("edge")
            found["seals"].append(entry | {k: m.fact[k] for k in ("kind", "colour", "owner", "text", "wear")} | {"touches": touches})
        elif what == "signature":
            under = max([_share(m, z) for z in seals] or [0.0]) > 0.04
            found["signatures"].append(entry | {"party": m.fact["party"], "kind": m.fact["kind"], "under_seal": under})
        else:
            under = max([_share(m, z) for z in seals] or [0.0]) > 0.04
            same = [d for d in found["dates"] if d["party"] == m.fact["party"] and m.fact.get("part")]
            if same:
                d = same[0]
                d["box"] = [min(d["box"][0], box[0]), min(d["box"][1], box[1]), max(d["box"][2], box[2]), max(d["box"][3], box[3])]
                d["legible"], d["under_seal"] = d["legible"] and entry["legible"], d["under_seal"] or under
                d["clear"] = min(d["clear"], entry["clear"])
            else:
                found["dates"].append(
                    entry
                    | {"party": m.fact["party"], "text": m.fact["text"], "value": m.fact["value"], "written": "hand", "under_seal": under}
                )
    for d in printed_dates:
        clear = d.pop("clear")
        px = d.pop("px")
        found["dates"].append(
            {"box": taken.box(px), "legible": clear, **d, "written": "print", "under_seal": any(_inside(z, px) for z in seals)}
        )
    return found


def _first(pages: list[dict], kind: str, role: str) -> tuple:
    """The page and the entry of what a party left in its block."""
    key = "owner" if kind == "seals" else "party"
    for i, found in enumerate(pages):
        for entry in found[kind]:
            if entry.get(key) == role and entry.get("kind") not in ("riding", "initials", "name"):
                return i, entry
    return None, None


def case_truth(case, pages: list[dict], places: list[tuple[str, int]]) -> tuple[dict, dict]:
    """truth.json and eyes.json."""
    parties, gaps, notes, unclear = [], [], [], [{"requirement": r, "party": "*"} for r in OTHER]
    tags = {
        "mode": case.taking.mode,
        "dpi": case.taking.dpi,
        "state": case.taking.state,
        "layout": case.layout,
        "language": case.lang,
        "page": case.page or "signing",
        "parties": len(case.parties),
        "container": case.container,
        "fold": case.taking.fold,
    }
    if case.taking.mode == "bilevel":
        tags["binary"] = case.taking.binary
    per_party = {}
    for k, p in enumerate(case.parties):
        role = "ABCD"[k]
        (i, sig), (j, seal), (_, day) = (_first(pages, kind, role) for kind in ("signatures", "seals", "dates"))
        file, number = places[i] if sig else (None, None)
        sfile, snumber = places[j] if seal else (None, None)
        parties.append(
            {
                "role": role,
                "name": p.org.name("zh" if case.lang in ("zh", "bi") else case.lang),
                "name_zh": p.org.zh,
                "name_en": p.org.en,
                "country": p.org.country,
                "signed": sig is not None,
                "sign_how": "ink" if sig else None,
                "signature_file": file,
                "signature_page": number,
                "signature_box": sig and sig["box"],
                "sealed": seal is not None,
                "seal_text": seal and seal["text"],
                "seal_file": sfile,
                "seal_page": snumber,
                "seal_box": seal and seal["box"],
                "signatory_name": {"native": p.person.native, "zh": p.person.zh, "en": p.person.en}
                if "signatory_name" not in p.gaps
                else {},
                "signatory_title": {"native": p.person.title["zh" if p.org.country == "CN" else "en"]}
                if "signatory_title" not in p.gaps
                else {},
                "sign_date": day["value"] if day else None,
            }
        )
        missing = {
            "signature": sig is None,
            "seal": seal is None and p.org.country == "CN",
            "sign_date": day is None,
            "signatory_name": "signatory_name" in p.gaps,
            "signatory_title": "signatory_title" in p.gaps,
        }
        gaps += [{"requirement": r, "party": role, "detail": f"no {r}", "kind": f"{r}_missing"} for r, is_so in missing.items() if is_so]
        if seal is None and p.org.country != "CN":
            notes.append({"requirement": "seal", "party": role})
        for r, e in (("signature", sig), ("seal", seal), ("sign_date", day)):
            if e and not e["legible"]:
                unclear.append({"requirement": r, "party": role})
        if seal and seal["kind"] in ("contract", "finance", "department"):
            unclear.append({"requirement": "seal", "party": role})
        touched = bool(sig and sig["under_seal"]) or bool(day and day["under_seal"])
        per_party[role] = {
            "touching_seal": touched,
            "signature_legible": sig["legible"] if sig else True,
            "seal_legible": seal["legible"] if seal else True,
            "date_legible": day["legible"] if day else True,
            "seal_kind": seal["kind"] if seal else None,
            "date_written": day["written"] if day else None,
            "distractor": p.distractor if sig is None else None,
        }
    names = list(dict.fromkeys(name for name, _ in places))
    kinds = {"pdf": "pdf", "tif": "tiff", "jpg": "jpg", "png": "png"}
    files = [
        {
            "name": n,
            "kind": kinds[n.rsplit(".", 1)[1]],
            "scanned": True,
            "n_pages": sum(f == n for f, _ in places),
            "languages": ["zh", "en"] if case.lang == "bi" else [case.lang],
            "role": "agreement",
        }
        for n in names
    ]
    truth = {
        "case_id": case.id,
        "shows": tags["page"],
        "format": FORMATS[case.taking.mode],
        "language": "zh" if case.lang == "bi" else case.lang,
        "agreement_kind": "agreement",
        "files": files,
        "parties": parties,
        "translation": {"needed": case.lang not in ("zh", "bi"), "present": False, "complete": False},
        "clauses": {},
        "gaps": gaps,
        "notes": notes,
        "ambiguous": unclear,
        "compliant": not gaps,
    }
    eyes = {
        "case_id": case.id,
        "tags": tags,
        "parties": per_party,
        "pages": [{"file": f, "page": n, **page} for (f, n), page in zip(places, pages)],
    }
    return truth, eyes
