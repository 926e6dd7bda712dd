"""Runs pactlint and RapidOCR on the same scanned pages and prints wall time and peak memory of each.

against-rapidocr.py PACTLINT FOLDER; with --read IMAGE...: be the RapidOCR side.
"""

import json
import os
import shutil
import sys
import time
from pathlib import Path

PAGES = 20
DPI = 200
ROUNDS = 3


def read(images):
    """Reads page images with RapidOCR on two threads."""
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": 2, "EngineConfig.onnxruntime.inter_op_num_threads": 1})
    for image in images:
        engine(image)


def scanned_pages():
    """Scanned PDFs of the corpus that hold exactly PAGES pages together, and their pages as pictures."""
    import pypdfium2

    files, pages = [], 0
    for truth in sorted(Path("corpus").glob("*/truth.json")):
        for file in json.loads(truth.read_text(encoding="utf8"))["files"]:
            path = truth.parent / file["name"]
            if file["scanned"] and path.suffix == ".pdf" and path.exists():
                count = len(pypdfium2.PdfDocument(path))
                if pages + count <= PAGES:
                    files.append(path)
                    pages += count
    assert pages == PAGES, f"{pages} pages"
    return files


def prepare(folder):
    """Copies the PDFs into one folder each (a project each) and draws their pages."""
    import pypdfium2

    shutil.rmtree(folder, ignore_errors=True)
    images = []
    for number, path in enumerate(scanned_pages()):
        project = folder / "projects" / f"{number:02}"
        project.mkdir(parents=True)
        shutil.copy(path, project / "a.pdf")
        for page_number, page in enumerate(pypdfium2.PdfDocument(path)):
            image = folder / f"{number:02}-{page_number}.png"
            page.render(scale=DPI / 72).to_pil().save(image)
            images.append(str(image))
    return images


def megabytes(group):
    """Resident megabytes of a process group: a side may work in several processes, whose shared pages count in each."""
    pages = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == group:
                pages += int((process / "statm").read_text().split()[1])
        except (OSError, ProcessLookupError):
            pass  # ended meanwhile
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def run(command):
    """Wall seconds, CPU seconds and peak megabytes (sampled every 20 ms) of a command with all its processes."""
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os.execv(command[0], command)
    peak = 0
    while not (ended := os.wait4(pid, os.WNOHANG))[0]:
        peak = max(peak, megabytes(pid))
        time.sleep(0.02)
    _, status, usage = ended
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, 1, 3), f"{command[0]} ended with {code}"
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, peak


def main():
    pactlint, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2]) / "rapidocr"
    images = prepare(folder)
    sides = {
        "pactlint": [pactlint, "check", "--quiet", "--no-helpers", "--jobs", "2", "--today", "2024-03-20", str(folder / "projects")],
        "RapidOCR": [sys.executable, __file__, "--read", *images],
    }
    rounds = {name: [] for name in sides}
    for _ in range(ROUNDS):  # in turn, so that other load on the machine meets both
        for name, command in sides.items():
            rounds[name].append(run(command))
    best = {name: min(runs) for name, runs in rounds.items()}
    for name, (wall, cpu, _) in best.items():
        peak = max(peak for _, _, peak in rounds[name])
        print(f"{name:9} {wall:6.1f} s wall, {cpu:6.1f} s CPU, {peak:5.0f} MB peak, {wall / PAGES:.2f} s a page")
    print(f"pactlint is {best['RapidOCR'][0] / best['pactlint'][0]:.1f} times as fast in wall time (best of {ROUNDS})")


if __name__ == "__main__":
    if sys.argv[1] == "--read":
        read(sys.argv[2:])
    else:
        main()
