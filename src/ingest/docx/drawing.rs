//! Drawings in both of Word's languages (`DrawingML` and VML): their pictures, sizes and positions.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::flow::{Align, Frame, Offset, from_emu};
use super::xml;

/// A drawing whose end has not come.
#[derive(Default)]
pub(super) struct Drawing {
    width: i32,
    height: i32,
    x: Offset,
    y: Offset,
    anchored: bool,
    takes_room: bool,
    from_page: (bool, bool),
    /// Parts of its pictures, and the shares cut off each.
    pub(super) pictures: Vec<(String, [f32; 4])>,
}

/// Whether an element begins a drawing.
pub(super) fn opens(name: &str) -> bool {
    matches!(name, "inline" | "anchor" | "shape" | "rect" | "roundrect")
}

impl Drawing {
    /// Begins a drawing.
    pub(super) fn new(name: &str, element: &BytesStart<'_>) -> Self {
        let mut drawing = Self { anchored: name == "anchor", ..Self::default() };
        if let Some(style) = xml::attribute(element, "style") {
            drawing.style(&style);
        }
        drawing
    }

    /// Size and position.
    pub(super) fn frame(&self) -> Frame {
        Frame { width: self.width, height: self.height, anchor: self.anchored.then_some((self.x, self.y)), takes_room: self.takes_room }
    }

    /// Takes an element inside the drawing; gives the relationship id of a picture when it names one.
    pub(super) fn property<'n>(
        &mut self,
        name: &str,
        element: &BytesStart<'_>,
        mut outer: impl Iterator<Item = &'n str>,
    ) -> Option<String> {
        match name {
            "extent" => {
                let size = |side| xml::attribute(element, side).and_then(|v| v.trim().parse().ok()).map_or(0, from_emu);
                (self.width, self.height) = (size("cx").max(0), size("cy").max(0));
            }
            "positionH" | "positionV" => {
                let page = xml::attribute(element, "relativeFrom").is_some_and(|from| from == "page");
                if name == "positionH" {
                    self.from_page.0 = page;
                } else {
                    self.from_page.1 = page;
                }
            }
            "wrapTopAndBottom" => self.takes_room = true,
            "srcRect" => {
                let share = |side| xml::number(element, side).map_or(0.0, |v| (v as f32 / 100_000.0).clamp(0.0, 0.95));
                if let Some((_, crop)) = self.pictures.last_mut() {
                    *crop = [share("l"), share("t"), share("r"), share("b")];
                }
            }
            // Fills of shapes are ornaments, fills of pictures are pictures.
            "blip" if outer.next() == Some("blipFill") && outer.next() == Some("pic") => {
                return xml::attribute(element, "embed").map(Cow::into_owned);
            }
            "imagedata" => return xml::attribute(element, "id").or_else(|| xml::attribute(element, "relid")).map(Cow::into_owned),
            _ => {}
        }
        None
    }

    /// Takes the text of a `wp:posOffset` or `wp:align`.
    pub(super) fn position(&mut self, axis: &str, name: &str, text: &str) {
        let (offset, page) = match axis {
            "positionH" => (&mut self.x, self.from_page.0),
            "positionV" => (&mut self.y, self.from_page.1),
            _ => return,
        };
        if name == "align" {
            *offset = Offset::from(match text {
                "center" => Align::Centre,
                "right" | "outside" | "bottom" => Align::Right,
                _ => Align::Left,
            });
        } else if let Ok(emu) = text.parse::<i64>() {
            // Some writers (docx-rs) print negative offsets as unsigned 32 bits.
            let emu = f64::from(emu as i32);
            *offset = if page { Offset::Page(from_emu(emu)) } else { Offset::Here(from_emu(emu)) };
        }
    }

    /// The CSS-like style of a VML shape.
    fn style(&mut self, style: &str) {
        for (key, value) in style.split(';').filter_map(|pair| pair.split_once(':')) {
            match (key.trim(), value.trim()) {
                ("width", value) => self.width = length(value).max(0),
                ("height", value) => self.height = length(value).max(0),
                ("margin-left", value) => self.x = Offset::Here(length(value)),
                ("margin-top", value) => self.y = Offset::Here(length(value)),
                ("position", "absolute") => self.anchored = true,
                _ => {}
            }
        }
    }
}

/// A length with its unit, points by default.
fn length(value: &str) -> i32 {
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let Ok(number) = digits.trim().parse::<f64>() else { return 0 };
    let tenths = match &value[digits.len()..] {
        "in" => 254.0,
        "mm" => 10.0,
        "cm" => 100.0,
        "px" => 254.0 / 96.0,
        "emu" => 1.0 / 3600.0,
        _ => 254.0 / 72.0,
    };
    (number * tenths).clamp(-100_000.0, 100_000.0).round() as i32
}
