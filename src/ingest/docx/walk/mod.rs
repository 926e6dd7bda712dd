//! One pass over a part's XML with an explicit stack: its paragraphs, tables, boxes and pictures, whatever the nesting.

use quick_xml::events::BytesStart;

use super::flow::{Block, Frame, Item, Paragraph, Row, Section, Table, TableCell};
use super::package::Relations;
use super::styles;
use super::xml::{self, Token};
use super::{drawing, flow};

mod content;

use content::Field;

/// Tables and text boxes inside one another that keep their structure; deeper ones flow into the innermost of these.
const NESTING: usize = 12;

/// Open elements per unit of `Limits::depth`: a table level alone is five.
const ELEMENTS_PER_LEVEL: usize = 64;

/// What is left for a document's text.
pub(super) struct Allowance {
    /// Characters; structure is charged too (see [`Allowance::charge`]).
    pub(super) characters: usize,
    /// `Limits::depth`.
    pub(super) depth: usize,
}

/// Characters that a paragraph, row, cell or note costs: a file of empty ones must not grow in memory either.
const STRUCTURE: usize = 16;

impl Allowance {
    /// Spends some of it; false once nothing is left.
    fn charge(&mut self, cost: usize) -> bool {
        self.characters = self.characters.saturating_sub(cost);
        self.characters > 0
    }
}

/// What a part says.
#[derive(Default)]
pub(super) struct Story {
    /// Its body; for notes, empty.
    pub(super) blocks: Vec<Block>,
    /// Footnotes or endnotes by id.
    pub(super) notes: Vec<(String, Vec<Block>)>,
    /// The last section's properties.
    pub(super) section: Section,
    /// Insertions, deletions or moves are pending.
    pub(super) tracked: bool,
    /// Not everything could be read.
    pub(super) cut: bool,
}

/// Reads a part of the document.
pub(super) fn read(bytes: &[u8], relations: &Relations, allowance: &mut Allowance) -> Story {
    let depth = allowance.depth.saturating_mul(ELEMENTS_PER_LEVEL);
    let mut walk = Walk {
        relations,
        allowance,
        story: Story::default(),
        containers: vec![Container::Flow(Vec::new())],
        open: Vec::new(),
        skipping: None,
        runs: Vec::new(),
        fields: Vec::new(),
        frames: Vec::new(),
        choices: Vec::new(),
        section: None,
    };
    let whole = xml::read(bytes, depth, |token| walk.take(&token));
    while !walk.open.is_empty() {
        walk.end();
    }
    let mut story = walk.story;
    if let Some(Container::Flow(blocks)) = walk.containers.pop() {
        story.blocks = blocks;
    }
    story.cut |= !whole;
    story
}

/// Something under construction that other things go into.
enum Container {
    Flow(Vec<Block>),
    Note(String, Vec<Block>),
    TextBox(Frame, Vec<Block>),
    Paragraph(Box<Paragraph>),
    Table(Table),
    Row(Row),
    Cell(TableCell),
}

/// An element that has begun and not ended.
struct Open {
    name: String,
    /// Whether a container was opened for it.
    container: bool,
}

/// Run properties that matter.
#[derive(Default, Clone, Copy)]
struct Run {
    underlined: bool,
    hidden: bool,
}

/// The state of a pass.
struct Walk<'a> {
    relations: &'a Relations,
    allowance: &'a mut Allowance,
    story: Story,
    containers: Vec<Container>,
    open: Vec<Open>,
    /// Depth of the element whose content is passed over.
    skipping: Option<usize>,
    runs: Vec<Run>,
    fields: Vec<Field>,
    frames: Vec<drawing::Drawing>,
    /// For each `mc:AlternateContent`, whether a branch was taken.
    choices: Vec<bool>,
    section: Option<Section>,
}

impl Walk<'_> {
    fn take(&mut self, token: &Token<'_>) -> bool {
        match token {
            Token::Start(element) => {
                self.start(element);
                return self.allowance.characters > 0;
            }
            Token::End => self.end(),
            Token::Text(text) => return self.text(text),
        }
        true
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name().as_ref().to_owned();
        let container = self.skipping.is_none() && self.begin(&name, element);
        if container {
            self.allowance.charge(STRUCTURE);
        }
        self.open.push(Open { name, container });
    }

    /// Acts on an element; true if it opened a container.
    fn begin(&mut self, name: &str, element: &BytesStart<'_>) -> bool {
        match name {
            // Deleted content, earlier properties and instructions are no text; neither are phonetic guides.
            "del" | "moveFrom" => {
                self.story.tracked = true;
                let of_row = self.parent() == Some("trPr");
                if let Some(Container::Row(row)) = self.containers.last_mut().filter(|_| of_row) {
                    row.deleted = true;
                }
                self.skip();
            }
            "ins" | "moveTo" | "cellIns" | "cellDel" => self.story.tracked = true,
            "delText" | "delInstrText" | "rt" | "sdtPr" | "sdtEndPr" | "ffData" | "docPartPr" => self.skip(),
            _ if name.ends_with("PrChange") || name == "tblGridChange" || name == "numberingChange" => {
                self.story.tracked = true;
                self.skip();
            }
            "AlternateContent" => self.choices.push(false),
            "Choice" | "Fallback" => self.branch(name, element),
            "p" => return self.begin_paragraph(),
            "tbl" => return self.begin_table(),
            "tr" if matches!(self.containers.last(), Some(Container::Table(_))) => {
                self.containers.push(Container::Row(Row::default()));
                return true;
            }
            "tc" if matches!(self.containers.last(), Some(Container::Row(_))) => {
                self.containers.push(Container::Cell(TableCell { span: 1, blocks: Vec::new() }));
                return true;
            }
            "txbxContent" if self.nesting() < NESTING => {
                let frame = self.frames.last().map(drawing::Drawing::frame).unwrap_or_default();
                self.containers.push(Container::TextBox(frame, Vec::new()));
                return true;
            }
            "footnote" | "endnote" if self.containers.len() == 1 => {
                let key = format!("{name} {}", xml::attribute(element, "id").unwrap_or_default());
                self.containers.push(Container::Note(key, Vec::new()));
                return true;
            }
            "r" => self.runs.push(Run::default()),
            "sectPr" => self.section = Some(Section::default()),
            _ => self.property(name, element),
        }
        false
    }

    /// Elements that say something about what is open.
    fn property(&mut self, name: &str, element: &BytesStart<'_>) {
        if self.section.is_some() {
            self.section_property(name, element);
            return;
        }
        let parent = self.parent().unwrap_or_default().to_owned();
        match (name, self.containers.last_mut()) {
            ("gridCol", Some(Container::Table(table))) if table.columns.len() < 512 => {
                table.columns.push(flow::from_twips(xml::number(element, "w").unwrap_or(0)).clamp(0, 6000));
            }
            ("gridBefore", Some(Container::Row(row))) => row.before = span(element),
            ("gridSpan", Some(Container::Cell(cell))) => cell.span = span(element).max(1),
            ("pStyle", Some(Container::Paragraph(paragraph))) => {
                paragraph.style = xml::attribute(element, "val").map(std::borrow::Cow::into_owned);
            }
            (_, Some(Container::Paragraph(paragraph))) if matches!(parent.as_str(), "pPr" | "numPr" | "tabs") => {
                styles::apply(&mut paragraph.format, name, element);
            }
            _ if parent == "rPr" => {
                if let Some(run) = self.runs.last_mut() {
                    match name {
                        "u" => run.underlined = xml::is_on(element),
                        "vanish" => run.hidden = xml::is_on(element),
                        _ => {}
                    }
                }
            }
            _ => self.content(name, element),
        }
    }

    fn section_property(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some(section) = &mut self.section else { return };
        let part = || xml::attribute(element, "id").and_then(|id| self.relations.target(&id)).map(str::to_owned);
        let first = xml::attribute(element, "type").is_some_and(|t| t == "first");
        let even = xml::attribute(element, "type").is_some_and(|t| t == "even");
        match name {
            "headerReference" if first => section.first_header = part(),
            "headerReference" if !even => section.header = part(),
            "footerReference" if first => section.first_footer = part(),
            "footerReference" if !even => section.footer = part(),
            "titlePg" => section.title_page = xml::is_on(element),
            "type" => section.continuous = xml::attribute(element, "val").is_some_and(|v| v == "continuous"),
            _ => {}
        }
    }

    fn end(&mut self) {
        let Some(Open { name, container }) = self.open.pop() else { return };
        if let Some(depth) = self.skipping {
            if self.open.len() < depth {
                self.skipping = None;
            }
            return;
        }
        if container && let Some(done) = self.containers.pop() {
            self.attach(done);
            return;
        }
        match name.as_str() {
            "r" => drop(self.runs.pop()),
            "AlternateContent" => drop(self.choices.pop()),
            "fldSimple" if self.fields.last().is_some_and(|field| field.simple) => drop(self.fields.pop()),
            "sectPr" => {
                let Some(section) = self.section.take() else { return };
                match self.containers.last_mut() {
                    Some(Container::Paragraph(paragraph)) => paragraph.section = Some(section),
                    _ => self.story.section = section,
                }
            }
            _ if drawing::opens(&name) => self.close_drawing(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) -> bool {
        if self.skipping.is_some() {
            return true;
        }
        let innermost = self.open.last().map_or("", |open| open.name.as_str());
        match innermost {
            "t" => {
                self.characters(text);
                return self.allowance.characters > 0;
            }
            "instrText" => {
                if let Some(field) = self.fields.last_mut().filter(|field| field.instruction.len() < 1024) {
                    field.instruction.push_str(text);
                }
            }
            "posOffset" | "align" => {
                let axis = self.open.iter().rev().nth(1).map_or("", |open| open.name.as_str());
                if let Some(frame) = self.frames.last_mut() {
                    frame.position(axis, innermost, text.trim());
                }
            }
            _ => {}
        }
        true
    }

    fn begin_paragraph(&mut self) -> bool {
        let holds =
            matches!(self.containers.last(), Some(Container::Flow(_) | Container::Note(..) | Container::TextBox(..) | Container::Cell(_)));
        if holds {
            self.containers.push(Container::Paragraph(Box::default()));
        } else if let Some(Container::Paragraph(paragraph)) = self.containers.last_mut() {
            // A paragraph where none may be (too deep a box): its text stands on a line of its own.
            paragraph.items.push(Item::LineBreak);
        }
        holds
    }

    fn begin_table(&mut self) -> bool {
        let holds = self.nesting() < NESTING && !matches!(self.containers.last(), Some(Container::Table(_) | Container::Row(_)));
        if holds {
            self.containers.push(Container::Table(Table::default()));
        }
        holds
    }

    /// Puts what is finished into what holds it.
    fn attach(&mut self, done: Container) {
        match done {
            Container::Paragraph(paragraph) => {
                // An instruction that never ends would swallow the rest of the document.
                for field in &mut self.fields {
                    field.in_result = true;
                }
                self.place(Block::Paragraph(*paragraph));
            }
            Container::Table(table) => self.place(Block::Table(table)),
            Container::Row(row) => {
                if let Some(Container::Table(table)) = self.containers.last_mut().filter(|_| !row.deleted) {
                    table.rows.push(row);
                }
            }
            Container::Cell(cell) => {
                if let Some(Container::Row(row)) = self.containers.last_mut() {
                    row.cells.push(cell);
                }
            }
            Container::TextBox(frame, blocks) => match self.containers.last_mut() {
                Some(Container::Paragraph(paragraph)) => paragraph.items.push(Item::TextBox { frame, blocks }),
                _ => blocks.into_iter().for_each(|block| self.place(block)),
            },
            Container::Note(key, blocks) => self.story.notes.push((key, blocks)),
            Container::Flow(blocks) => blocks.into_iter().for_each(|block| self.place(block)),
        }
    }

    /// Adds a block to the innermost container that holds blocks.
    fn place(&mut self, block: Block) {
        for container in self.containers.iter_mut().rev() {
            match container {
                Container::Flow(blocks) | Container::Note(_, blocks) | Container::TextBox(_, blocks) => return blocks.push(block),
                Container::Cell(cell) => return cell.blocks.push(block),
                _ => {}
            }
        }
    }

    fn nesting(&self) -> usize {
        self.containers.iter().filter(|c| matches!(c, Container::Table(_) | Container::TextBox(..))).count()
    }

    fn parent(&self) -> Option<&str> {
        self.open.last().map(|open| open.name.as_str())
    }

    /// Passes over the element that is just beginning.
    fn skip(&mut self) {
        self.skipping = Some(self.open.len() + 1);
    }
}

fn span(element: &BytesStart<'_>) -> usize {
    xml::number(element, "val").map_or(0, |v| v.clamp(0, 512) as usize)
}
