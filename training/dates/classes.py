"""The 45 classes the network tells apart, text to classes and back, and what counts as a whole date in a reading."""
import re
import unicodedata

SIGNS = "年月日./-,"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
OTHER = "*"  # how the last class is written in a reading
CLASSES = ["", *"0123456789", *SIGNS, *LETTERS, OTHER]
NUMBER = {sign: index for index, sign in enumerate(CLASSES) if sign}
DASHES = dict.fromkeys("–—−‐‑", "-")
UNSEEN = " _\u3000\u00a0"  # room and rules are not characters


def fold(text):
    """The text as a perfect reading would give it: letters without case and accent, `*` for any other character."""
    out = ""
    for letter in unicodedata.normalize("NFKC", text):
        if letter in UNSEEN or unicodedata.combining(letter):
            continue
        bare = unicodedata.normalize("NFD", letter)[0].lower()
        bare = DASHES.get(bare, bare)
        out += bare if bare in NUMBER else OTHER
    return out


def encode(text):
    """Class numbers of a text."""
    return [NUMBER[letter] for letter in fold(text)]


def greedy(best):
    """The reading of one row of best classes: repeats joined, blanks dropped."""
    out, last = "", 0
    for index in best:
        if index != last and index:
            out += CLASSES[index]
        last = index
    return out


MONTHS = {
    "jan": 1, "ene": 1, "feb": 2, "fev": 2, "mar": 3, "mrz": 3, "apr": 4, "avr": 4, "abr": 4, "may": 5, "mai": 5, "mayo": 5, "jun": 6, "juin": 6, "jul": 7,
    "juil": 7, "aug": 8, "aou": 8, "ago": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12, "dic": 12,
}
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
ORDERS = [  # (pattern, which groups are year, month, day); numbers of unknown order stay in the order they stand
    (re.compile(r"(?<!\d)(\d{4}|\d{1,2})年(\d{1,2})月(\d{1,2})(?!\d)"), "ymd"),
    (re.compile(r"(?<![\d./-])(\d{4}|\d{2})([./-])(\d{1,2})\2(\d{1,2})(?![\d/-])"), "y-md"),
    (re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-])"), "d-my"),
    (re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(?:of|de|[.,*-])*({NAMES})[a-z]*(?:de|[.,*-])*(\d{{4}}|\d{{2}})(?!\d)"), "dmy"),
    (re.compile(rf"({NAMES})[a-z]*[.,*-]*(\d{{1,2}})(?:st|nd|rd|th)?[.,*-]*(\d{{4}})(?!\d)"), "mdy"),
]


def find(reading):
    """The first complete date of a reading: its order, its three numbers in the order they stand, and its place; or None."""
    for pattern, order in ORDERS:
        found = pattern.search(reading)
        if found:
            parts = [found.group(k + 1) for k, kind in enumerate(order) if kind != "-"]
            return order, tuple(MONTHS[p] if p in MONTHS else int(p) for p in parts), found.span()
    return None


def date(reading):
    """Order and numbers of the first complete date of a reading, or None."""
    found = find(reading)
    return found and found[:2]
