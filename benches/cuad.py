"""Scores what `facts tell` understood of CUAD's contracts against their labels (see README.md here).

usage: cuad.py master_clauses.csv FACTS.jsonl [--even | --odd] [--show FIELD]
"""
import argparse
import ast
import csv
import datetime
import difflib
import hashlib
import json
import re

csv.field_size_limit(1 << 30)
LEGAL = re.compile(
    r"\b(incorporated|inc|llc|l l c|ltd|limited|corporation|corp|company|co|plc|lp|l p|gmbh|ag|sa|s a|bv|b v|nv|pte|pty|the|a|and)\b"
)
# Two names are one from this likeness on; the labels' own spelling varies ("Inc" and "Incorporated").
SAME = 0.82


def half(name):
    return "odd" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 else "even"


def core(name):
    words = re.sub(r"[^\w& ]+", " ", re.sub(r"\([^)]*\)", " ", name.lower()))
    return re.sub(r"\s+", " ", LEGAL.sub(" ", words)).strip()


def labelled_parties(answer):
    """Names of the labelled parties; what only groups others ("collectively, the Parties") is none."""
    names = []
    for entry in re.split(r";", answer):
        name = re.split(r"[(“\"]", entry)[0].strip(" ,.")
        if core(name) and not re.search(r"\b(collectively|parties|party)\b", name, re.I) and core(name) not in map(core, names):
            names.append(name)
    return names


def same_name(a, b):
    a, b = core(a), core(b)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    return difflib.SequenceMatcher(None, a, b).ratio() >= SAME or (len(short) >= 5 and f" {short} " in f" {long} ")


def day(answer):
    found = re.fullmatch(r"\s*(\d{1,2})/(\d{1,2})/(\d{2,4})\s*", answer)
    if not found:
        return None
    month, day, year = map(int, found.groups())
    year += 0 if year > 99 else 1900 if year > 60 else 2000
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def snippets(cell):
    try:
        return [re.sub(r"\W+", "", text).lower() for text in ast.literal_eval(cell)]
    except (SyntaxError, ValueError):
        return []


class Ratio:
    def __init__(self):
        self.hits, self.of = 0, 0

    def add(self, hit):
        self.hits, self.of = self.hits + bool(hit), self.of + 1

    def __str__(self):
        return f"{self.hits}/{self.of} = {self.hits / self.of:.3f}" if self.of else "-"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("labels")
    parser.add_argument("facts")
    parser.add_argument("--even", action="store_const", const="even", dest="half")
    parser.add_argument("--odd", action="store_const", const="odd", dest="half")
    parser.add_argument("--show", help="list the contracts that miss this measure")
    options = parser.parse_args()
    facts = {line["file"]: line for line in map(json.loads, open(options.facts, encoding="utf-8"))}
    measures = {}

    def measure(name, hit, row, detail):
        measures.setdefault(name, Ratio()).add(hit)
        if options.show == name and not hit:
            print(f"{row['Filename'][:70]} | {detail}")

    for row in csv.DictReader(open(options.labels, encoding="utf-8")):
        read = facts.get(row["Filename"])
        if read is None or options.half not in (None, half(row["Filename"])):
            continue
        agreements = read["agreements"]
        parties = [party for agreement in agreements for party in agreement["parties"]]
        known = [[name for name in [party["name"], *party["aliases"]] if name] for party in parties]
        wanted = labelled_parties(row["Parties-Answer"])
        got = [[party["name"], party["label"]] for party in parties]
        for name in wanted:
            measure("parties recall", any(same_name(name, own) for names in known for own in names), row, f"{name!r} not in {got}")
        for names in known:
            hit = any(same_name(name, own) for name in wanted for own in names)
            measure("parties precision", hit, row, f"{names} not in {wanted}")
        exact = len(wanted) == len(known) and all(any(same_name(n, own) for ns in known for own in ns) for n in wanted)
        measure("parties exact", exact, row, f"{wanted} read as {got}")

        made = day(row["Agreement Date-Answer"])
        # A contract that names no day is made on the day of its last signature, by the labels too.
        signed = [max((party["date"] for party in agreement["parties"] if party["date"]), default=None) for agreement in agreements]
        said = [agreement.get("made") or last for agreement, last in zip(agreements, signed)]
        dates = {datetime.date.fromisoformat(value) for value in said if value}
        if made:
            measure("agreement date recall", made in dates, row, f"{made} read as {said}")
        if dates and made:
            measure("agreement date precision", made in dates, row, f"{made} read as {said}")

        terms = [agreement["term"] for agreement in agreements]
        start = day(row["Effective Date-Answer"])
        starts = {datetime.date.fromisoformat(term["start"]) for term in terms if term["start"]}
        if start and starts:
            measure("effective date precision", start in starts, row, f"{start} read as {starts}")
        if start:
            measure("effective date recall", start in starts, row, f"{start} read as {starts}")
        end = day(row["Expiration Date-Answer"])
        # The labels give the first period's end where a contract then renews itself.
        told = [term["end"] or term["first_end"] for term in terms]
        ends = {datetime.date.fromisoformat(end) for end in told if end}
        # "Ten years from 1 May 2004" ends on 30 April or on 1 May 2014, as one counts.
        near = any(end and abs((end - value).days) <= 1 for value in ends)
        opened = [term["open"] for term in terms if term["open"]]
        said = [said[:300] for term in terms for said in term["said"]]
        detail = f"{row['Expiration Date-Answer'][:30]!r} read as {[str(e) for e in ends]} {said} {[o[:150] for o in opened]} label {row['Expiration Date'][:400]}"
        if end:
            measure("expiration date equal", near, row, detail)
        if end and ends:
            measure("expiration date precision", near, row, detail)
        if row["Expiration Date"].strip() not in ("", "[]"):
            measure("term found", ends or opened, row, detail)

        clauses = [clause for agreement in agreements for clause in agreement["clauses"] if clause["topic"] == "Ip"]
        columns = ["Ip Ownership Assignment", "Joint Ip Ownership"]
        owned = any(row[f"{column}-Answer"] == "Yes" for column in columns)
        owner = any(clause["ownership"] for clause in clauses)
        if owned:
            measure("ip clause recall", clauses, row, f"{row[columns[0]][:500]} {row[columns[1]][:300]}")
            measure("ip ownership recall", owner, row, f"{row[columns[0]][:500]} {row[columns[1]][:300]}")
            text = re.sub(r"\W+", "", " ".join(clause["text"] for clause in clauses)).lower()
            labels = [snippet for column in columns for snippet in snippets(row[column])]
            measure("ip labelled text in clause", any(label[:80] in text for label in labels), row, f"{row[columns[0]][:700]}")
        licence = any(row[column] == "Yes" for column in ["License Grant-Answer", "Non-Compete-Answer"][:1])
        if not owned and not licence:
            measure("no ip label, no ownership read", not owner, row, str([clause["ownership"] for clause in clauses])[:400])

    width = max(map(len, measures), default=0)
    for name, ratio in measures.items():
        print(f"{name:{width}}  {ratio}")


main()
