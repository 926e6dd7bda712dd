"""Makes the test set: generate.py [--out FOLDER] [CASE ...]"""

import argparse
import json
import shutil
import time
from copy import deepcopy
from pathlib import Path

import cv2
import files
import marks
import numpy as np
import papers
import plan
import truth
import unsealed
from layouts import ALL
from scanner import seen, take
from sheet import Sheet

STEMS = ("合作协议", "协议签字页", "scan", "扫描件", "agreement_signed", "签署页扫描")


def sign(s: Sheet, case, st, y: float, rng) -> list[dict]:
    """The signature blocks with everything on them; the printed dates."""
    shown = [papers.shown(case, k, rng) for k in range(len(case.parties))]
    while True:  # smaller type where the blocks would run off the page
        trial = ALL[case.layout](Sheet(100), st, deepcopy(shown), y)
        if max(p.block[3] for p in trial) <= 285 or st.pt < 7:
            break
        st.pt *= 0.95
    slots = ALL[case.layout](s, st, shown, y)
    dates = []
    for k, (party, about, place) in enumerate(zip(case.parties, shown, slots)):
        role = "ABCD"[k]
        if "signature" not in party.gaps:
            marks.signature(s, role, party, place, rng)
            if party.name_seal:
                marks.name_seal(s, role, party, place, rng, beside=True)
        elif party.distractor == "name_seal" and party.org.country in ("CN", "JP"):
            marks.name_seal(s, role, party, place, rng, beside=False)
        else:
            marks.distract(s, party, place, rng)
        if "sign_date" not in party.gaps:
            if about.date_kind in ("hand", "fill"):
                marks.hand_date(s, role, party, about, place, case.lang, rng)
            elif place.date_box:
                dates.append(
                    {"party": role, "text": about.date, "value": party.day.isoformat(), "px": tuple(v * s.scale for v in place.date_box)}
                )
    for k, (party, place) in enumerate(zip(case.parties, slots)):
        if party.seal_kind:
            marks.seal(s, "ABCD"[k], party, place, rng)
    low = max(p.block[3] for p in slots)
    if "witness" in case.extras and low < 262:
        marks.witness(s, st, case, low + 13, rng)
    return dates


def pages(case, rng) -> list[tuple[Sheet, list[dict]]]:
    """The pages of a case before they are scanned."""
    st = papers.style(case, rng)
    sheets = [Sheet(case.taking.dpi) for _ in range(2 if case.body == "two" else 1)]
    last = sheets[-1]
    many = len(case.parties) > 2
    if case.page and case.body == "two":
        unsealed.draw(sheets[0], case, st, rng)
        title, y = papers.heading(last, case, st, rng)
        y = papers.articles(last, case, st, rng, y, 3, pt=min(st.pt, 10.5)) + 8
    elif case.page:
        y = unsealed.draw(last, case, st, rng)
    elif case.body == "two":
        title, y = papers.heading(sheets[0], case, st, rng)
        papers.articles(sheets[0], case, st, rng, y, pt=min(st.pt, 11))
        y = papers.page_note(last, case, st, rng, title)
    elif case.body == "short" and not many and case.layout not in ("stacked", "closing", "rows"):
        _, y = papers.heading(last, case, st, rng)
        y = papers.articles(last, case, st, rng, y, 3, pt=min(st.pt, 10.5)) + 10
    else:
        title = str(rng.choice(papers.words.TITLES[case.lang]))
        y = papers.page_note(last, case, st, rng, title)
    if len(case.parties) == 2 and not case.page and case.body != "short":
        y += float(rng.choice([0, rng.uniform(10, 70)]))
    dates = sign(last, case, st, y, rng)
    if case.page == "highlight":
        unsealed.mark_text(last, rng)
    for i, s in enumerate(sheets, 1):
        papers.surround(s, case, st, i, len(sheets), rng)
    signed = [k for k, p in enumerate(case.parties) if "signature" not in p.gaps]
    sealed = [k for k, p in enumerate(case.parties) if p.seal_kind == "official"]
    if "riding" in case.extras and sealed:
        for i, s in enumerate(sheets):
            marks.riding(s, "ABCD"[sealed[0]], case.parties[sealed[0]], rng, first=i == 0)
    if "initials" in case.extras and len(sheets) == 2:
        for n, k in enumerate(signed):
            marks.signature(sheets[0], "ABCD"[k], case.parties[k], None, rng, "initials", at=(150 + 16 * n, 282, 14))
    for extra, kind in (("received", "received"), ("translator", "translation")):
        if extra in case.extras:
            marks.stranger(sheets[0], kind, rng, case.parties[0].day)
    return [(s, dates if s is last else []) for s in sheets]


def make(case, out: Path) -> dict:
    """Makes one case and gives its eyes.json."""
    rng = np.random.default_rng(case.seed)
    cv2.setRNGSeed(case.seed)
    drawn = pages(case, rng)
    found, images = [], []
    for s, dates in drawn:
        # The pages of one scan share the glass, the lamp and the paper; each photograph is taken anew.
        taken = take(s.pixels(), case.taking, rng if case.taking.mode == "photo" else np.random.default_rng(case.seed + 70000))
        for d in dates:
            box = tuple(round(v) for v in d["px"])
            cut = np.asarray(s.image.crop(box).convert("L"))
            probe = truth.Mark(((255 - cut) / 255).astype(np.float32), (0, 0, 0), box[0], box[1])
            d["clear"] = seen(taken, probe, s.scale) >= truth.LIMIT["date"]
        found.append(truth.page(s, taken, dates, case.taking.state == "faint"))
        images.append(taken.image)
    folder = out / case.id
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    places = files.write(folder, STEMS[case.seed % len(STEMS)], case.container, images, case.taking.dpi, case.taking.quality)
    facts, eyes = truth.case_truth(case, found, places)
    for name, what in (("truth.json", facts), ("eyes.json", eyes)):
        (folder / name).write_text(json.dumps(what, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
    return eyes


def main() -> None:
    """The command line."""
    cv2.setNumThreads(1)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("target/bench/eyes"))
    parser.add_argument("cases", nargs="*", help="case ids, or the beginnings of some")
    options = parser.parse_args()
    cases = [c for c in [*plan.signing(), *plan.seal_free()] if not options.cases or c.id.startswith(tuple(options.cases))]
    start = time.time()
    for i, case in enumerate(cases, 1):
        make(case, options.out)
        if i % 40 == 0 or i == len(cases):
            print(f"{i} of {len(cases)} cases, {time.time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
