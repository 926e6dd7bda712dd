//! What stands in a run: text, breaks, fields, drawings; and which of two versions of it is read.

use quick_xml::events::BytesStart;

use super::{Container, Walk};
use crate::ingest::docx::drawing;
use crate::ingest::docx::flow::{Item, Placed};
use crate::ingest::docx::xml;

/// A field whose end has not come.
pub(super) struct Field {
    pub(super) instruction: String,
    /// Past the instruction.
    pub(super) in_result: bool,
    /// `fldSimple` rather than `fldChar`s.
    pub(super) simple: bool,
}

impl Field {
    /// Page numbers are our own, because pages are nominal.
    fn page_number(&self) -> Option<bool> {
        match self.instruction.split_whitespace().next()?.to_ascii_uppercase().as_str() {
            "PAGE" => Some(false),
            "NUMPAGES" | "SECTIONPAGES" => Some(true),
            _ => None,
        }
    }
}

/// Characters that a break, picture or other item costs, about its size in memory.
const ITEM: usize = 8;

/// Fields inside one another; tables of contents have two or three.
const FIELDS: usize = 64;

impl Walk<'_> {
    /// Elements that stand for text, breaks, fields and drawings.
    pub(super) fn content(&mut self, name: &str, element: &BytesStart<'_>) {
        let underlined = self.runs.last().is_some_and(|run| run.underlined);
        match name {
            "tab" | "ptab" => self.push(Item::Tab { underlined }),
            "cr" => self.push(Item::LineBreak),
            "br" => self.push(if xml::attribute(element, "type").is_some_and(|t| t == "page") { Item::PageBreak } else { Item::LineBreak }),
            "noBreakHyphen" => self.characters("-"),
            "sym" => {
                let code = xml::attribute(element, "char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                let font = xml::attribute(element, "font").unwrap_or_default();
                if let Some(c) = code.and_then(|code| symbol(code, &font)) {
                    self.characters(c.encode_utf8(&mut [0; 4]));
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let key = format!("{} {}", name.trim_end_matches("Reference"), xml::attribute(element, "id").unwrap_or_default());
                self.push(Item::Note(key));
            }
            "fldSimple" if self.fields.len() < FIELDS => {
                let instruction = xml::attribute(element, "instr").unwrap_or_default().into_owned();
                self.fields.push(Field { instruction, in_result: true, simple: true });
                self.page_number();
            }
            "fldChar" => self.field_mark(&xml::attribute(element, "fldCharType").unwrap_or_default()),
            _ if drawing::opens(name) => self.frames.push(drawing::Drawing::new(name, element)),
            _ => {
                let Some(frame) = self.frames.last_mut() else { return };
                if let Some(id) = frame.property(name, element, self.open.iter().rev().map(|o| o.name.as_str()))
                    && let Some(part) = self.relations.target(&id)
                {
                    frame.pictures.push((part.to_owned(), [0.0; 4]));
                }
            }
        }
    }

    /// Adds text to the paragraph, unless it is hidden, an instruction, or a page number that we count ourselves.
    pub(super) fn characters(&mut self, text: &str) {
        let run = self.runs.last().copied().unwrap_or_default();
        if run.hidden || self.fields.iter().any(|field| !field.in_result || field.page_number().is_some()) {
            return;
        }
        // A reference may name any character, and a terminal obeys some.
        let text: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
        let count = text.chars().count();
        if count > self.allowance.characters {
            self.story.cut = true;
            self.allowance.characters = 0;
            return;
        }
        self.allowance.characters -= count;
        if let Some(Container::Paragraph(paragraph)) = self.containers.last_mut() {
            match paragraph.items.last_mut() {
                Some(Item::Text { text: before, underlined }) if *underlined == run.underlined => before.push_str(&text),
                _ => paragraph.items.push(Item::Text { text, underlined: run.underlined }),
            }
        }
    }

    fn push(&mut self, item: Item) {
        if self.allowance.characters == 0 {
            self.story.cut = true;
            return;
        }
        // Breaks and pictures cost too: a file of nothing but tabs is as large in memory as one of text.
        self.allowance.charge(ITEM);
        if let Some(Container::Paragraph(paragraph)) = self.containers.last_mut() {
            paragraph.items.push(item);
        }
    }

    fn field_mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.fields.len() < FIELDS => {
                self.fields.push(Field { instruction: String::new(), in_result: false, simple: false });
            }
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                }
                self.page_number();
            }
            "end" => {
                if self.fields.last().is_some_and(|field| !field.in_result) {
                    self.page_number();
                }
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn page_number(&mut self) {
        if let Some(total) = self.fields.last().and_then(Field::page_number) {
            self.push(Item::PageNumber { total });
        }
    }

    pub(super) fn close_drawing(&mut self) {
        let Some(done) = self.frames.pop() else { return };
        let frame = done.frame();
        for (part, crop) in done.pictures {
            self.push(Item::Picture(Placed { part, frame, crop }));
        }
    }

    /// Takes the first branch that is understood: ink and 3D models are drawn by their fallback pictures.
    pub(super) fn branch(&mut self, name: &str, element: &BytesStart<'_>) {
        let taken = self.choices.last().copied().unwrap_or(false);
        let understood = name == "Fallback"
            || xml::attribute(element, "Requires").is_none_or(|needs| {
                needs
                    .split_whitespace()
                    .all(|n| n.starts_with("wp") && n != "wpi" || n.starts_with("w1") || n == "v" || n.starts_with("a14"))
            });
        if taken || !understood {
            self.skip();
        } else if let Some(taken) = self.choices.last_mut() {
            *taken = true;
        }
    }
}

/// A character of a symbol font; the boxes and ticks of forms, else nothing that could be read.
fn symbol(code: u32, font: &str) -> Option<char> {
    let dingbat = font.to_ascii_lowercase().contains("wingdings");
    match code & 0xff {
        _ if code >> 8 != 0xf0 => char::from_u32(code),
        0xfe | 0x52 if dingbat => Some('☑'),
        0xfd | 0x54 if dingbat => Some('☒'),
        0xfc | 0x50 if dingbat => Some('✓'),
        0xa8 | 0x6f | 0xa3 | 0x71 if dingbat => Some('□'),
        _ if dingbat => None,
        low => char::from_u32(low),
    }
}
