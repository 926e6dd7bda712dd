"""The light markup of `written/`: its lines, tables and slots for ink, read into a small tree.

One line is one paragraph. `# ` title, `## ` heading, `> ` right, `^ ` centred, `* ` bold, `! ` small print; `|a|b|` a row of a ruled
table; `<<< [ruled|plain] [widths in %]`, `===` next cell, `+++` next row, `>>>` a table whose cells hold lines; `{{{` and `}}}` keep
together; `%%page` a new page, `%%gap MM`, `%%red TEXT` a red letterhead, `%%logo TEXT` a letterhead with a logo.
In a line: `{u:text}` underlined, `{b:text}` bold, and slots: `[[sign A]]`, `[[sign A _]]` (on a line), `[[initial A]]`,
`[[seal A DX DY]]`, `[[stamp A DX DY]]` (a name seal), `[[date A TEXT]]` and `[[hand A TEXT]]` (written by hand), `[[field A]]`
(an empty digital signature field).
"""

import re
from dataclasses import dataclass, field

SLOT = re.compile(r"\[\[(\w+) (\w+)(?: ([^\]]*))?\]\]")
STYLES = {"# ": "title", "## ": "heading", "> ": "right", "^ ": "centred", "* ": "bold", "! ": "small"}


@dataclass(frozen=True)
class Slot:
    """A place for ink: what is put there, by whom, and how."""

    kind: str
    party: str
    how: str = ""


@dataclass(frozen=True)
class Line:
    """One paragraph in one style."""

    text: str
    style: str = "plain"


@dataclass(frozen=True)
class Command:
    """A `%%` line."""

    word: str
    rest: str


@dataclass
class Grid:
    """A table; `rows[row][cell]` is a list of nodes."""

    ruled: bool
    widths: list[str] = field(default_factory=list)
    rows: list[list[list]] = field(default_factory=lambda: [[[]]])


@dataclass
class Group:
    """Nodes that stay on one page."""

    nodes: list = field(default_factory=list)


def parse(text: str) -> list:
    """The nodes of a document."""
    top: list = []
    open_nodes: list = []  # grids and groups that are not closed yet

    def target() -> list:
        if not open_nodes:
            return top
        last = open_nodes[-1]
        return last.nodes if isinstance(last, Group) else last.rows[-1][-1]

    for raw in text.strip("\n").splitlines():
        row = raw.rstrip()
        if not row:
            continue
        if row.startswith("<<<"):
            words = row[3:].split()
            grid = Grid("ruled" in words, [w for w in words if w.isdigit()])
            target().append(grid)
            open_nodes.append(grid)
        elif row == "{{{":
            group = Group()
            target().append(group)
            open_nodes.append(group)
        elif row in (">>>", "}}}"):
            open_nodes.pop()
        elif row == "===":
            open_nodes[-1].rows[-1].append([])
        elif row == "+++":
            open_nodes[-1].rows.append([[]])
        elif row.startswith("%%"):
            word, _, rest = row[2:].partition(" ")
            target().append(Command(word, rest))
        elif row.startswith("|"):
            cells = [[Line(cell.strip())] for cell in row.strip("|").split("|")]
            last = target()[-1] if target() else None
            if isinstance(last, Grid) and last.widths == ["row"]:
                last.rows.append(cells)
            else:
                target().append(Grid(True, ["row"], [cells]))
        else:
            style = next((style for mark, style in STYLES.items() if row.startswith(mark)), "plain")
            mark = next((mark for mark, named in STYLES.items() if named == style), "")
            target().append(Line(row[len(mark) :], style))
    assert not open_nodes, f"not closed: {open_nodes}"
    return top


def slots(text: str) -> list[Slot]:
    """Every slot of a document."""
    return [Slot(kind, party, how or "") for kind, party, how in SLOT.findall(text)]
