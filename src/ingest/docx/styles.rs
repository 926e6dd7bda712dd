//! Paragraph styles and list definitions: what paragraphs inherit.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::flow::{Align, Format, from_twips};
use super::xml::{self, Token};

/// A style that inherits through more ancestors is a loop or a joke.
const CHAIN: usize = 16;

/// Tab stops of one paragraph, and styles of one document: far above what people make.
const TABS: usize = 64;
const STYLES: usize = 10_000;

/// Font-independent distance between lines of 10.5 pt text, in tenths of a millimetre (15.6 pt, Word's Chinese grid).
pub(super) const PITCH: i32 = 55;

/// Takes one element of `w:pPr` into a format; false if it is none of those that place text.
pub(super) fn apply(format: &mut Format, name: &str, element: &BytesStart<'_>) -> bool {
    match name {
        "numId" => format.list = xml::number(element, "val").and_then(|v| u32::try_from(v).ok()),
        "ilvl" => format.level = xml::number(element, "val").and_then(|v| usize::try_from(v).ok()),
        "jc" => {
            format.align = xml::attribute(element, "val").map(|v| align(&v));
        }
        "pageBreakBefore" => format.break_before = Some(xml::is_on(element)),
        "ind" => {
            // A hundredth of a character is 37 hundredths of a tenth of a millimetre at 10.5 pt.
            let chars = xml::number(element, "leftChars").or_else(|| xml::number(element, "startChars")).filter(|&v| v != 0);
            let left = xml::number(element, "left").or_else(|| xml::number(element, "start")).map(from_twips);
            format.indent = left.or(chars.map(|v| v.saturating_mul(37) / 100));
        }
        "spacing" => {
            let room = |side| xml::number(element, side).map(|v| from_twips(v).clamp(0, 500));
            format.before = room("before").or(format.before);
            format.after = room("after").or(format.after);
            let Some(line) = xml::number(element, "line").filter(|v| (1..=5000).contains(v)) else { return true };
            let exact = xml::attribute(element, "lineRule").is_some_and(|rule| rule != "auto");
            let pitch = if exact { from_twips(line) } else { PITCH * line / 240 };
            format.pitch = Some(pitch.clamp(30, 300));
        }
        "tab" => {
            let position = xml::number(element, "pos").map(from_twips);
            let kind = xml::attribute(element, "val");
            if let Some(position) = position.filter(|_| format.tabs.len() < TABS && !matches!(kind.as_deref(), Some("clear" | "bar"))) {
                format.tabs.push((position, kind.as_deref().map_or(Align::Left, align)));
            }
        }
        _ => return false,
    }
    true
}

fn align(value: &str) -> Align {
    match value {
        "center" => Align::Centre,
        "right" | "end" | "decimal" => Align::Right,
        _ => Align::Left,
    }
}

/// The paragraph styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    known: BTreeMap<String, (Option<String>, Format)>,
    default: Option<String>,
    /// What every paragraph has unless its styles say otherwise.
    everywhere: Format,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(bytes: &[u8], depth: usize) -> Self {
        let mut styles = Self::default();
        let mut open: Vec<String> = Vec::new();
        let mut current: Option<(String, Option<String>, Format)> = None;
        xml::read(bytes, depth, |token| {
            match token {
                Token::Start(element) => {
                    let name = element.local_name().as_ref().to_owned();
                    if name == "docDefaults" {
                        current = Some((String::new(), None, Format::default()));
                    } else if name == "style" {
                        let id = xml::attribute(element, "styleId").unwrap_or_default().into_owned();
                        if xml::attribute(element, "type").is_some_and(|t| t == "paragraph")
                            && xml::attribute(element, "default").is_some_and(|d| d == "1" || d == "true")
                        {
                            styles.default = Some(id.clone());
                        }
                        current = Some((id, None, Format::default()));
                    } else if let Some((_, parent, format)) = &mut current {
                        if name == "basedOn" {
                            *parent = xml::attribute(element, "val").map(std::borrow::Cow::into_owned);
                        } else if open.iter().any(|n| n == "pPr") {
                            apply(format, &name, element);
                        }
                    }
                    open.push(name);
                }
                Token::End => {
                    let name = open.pop();
                    if name.as_deref() == Some("docDefaults")
                        && let Some((.., format)) = current.take()
                    {
                        styles.everywhere = format;
                    } else if name.as_deref() == Some("style")
                        && let Some((id, parent, format)) = current.take()
                        && styles.known.len() < STYLES
                    {
                        styles.known.insert(id, (parent, format));
                    }
                }
                Token::Text(_) => {}
            }
            true
        });
        styles
    }

    /// A paragraph's own format, completed by its style and that style's ancestors.
    pub(super) fn complete(&self, style: Option<&str>, own: &Format) -> Format {
        let mut format = own.clone();
        let mut next = style.or(self.default.as_deref());
        for _ in 0..CHAIN {
            let Some((parent, inherited)) = next.and_then(|id| self.known.get(id)) else { break };
            format.before = format.before.or(inherited.before);
            format.after = format.after.or(inherited.after);
            format.list = format.list.or(inherited.list);
            format.level = format.level.or(inherited.level);
            format.align = format.align.or(inherited.align);
            format.indent = format.indent.or(inherited.indent);
            format.break_before = format.break_before.or(inherited.break_before);
            format.pitch = format.pitch.or(inherited.pitch);
            format.tabs.extend_from_slice(&inherited.tabs);
            next = parent.as_deref();
        }
        format.pitch = format.pitch.or(self.everywhere.pitch);
        format.before = format.before.or(self.everywhere.before);
        format.after = format.after.or(self.everywhere.after);
        format.tabs.sort_unstable_by_key(|(position, _)| *position);
        format
    }
}
