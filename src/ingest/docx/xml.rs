//! Reading XML parts leniently: any encoding with a byte order mark, any prefix, no trust in nesting.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// What a part's reader gets to see.
pub(super) enum Token<'a> {
    /// An element begins.
    Start(&'a BytesStart<'a>),
    /// The innermost element ends.
    End,
    /// Characters of the innermost element.
    Text(&'a str),
}

/// Feeds a part's tokens to `take` until its end; false if the part is broken, too deep or `take` has had enough.
pub(super) fn read(bytes: &[u8], depth_limit: usize, mut take: impl FnMut(Token<'_>) -> bool) -> bool {
    let text = encoding_rs::UTF_8.decode(bytes).0;
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut depth = 0_usize;
    loop {
        let go_on = match reader.read_event() {
            Ok(Event::Start(element)) => {
                depth += 1;
                depth <= depth_limit && take(Token::Start(&element))
            }
            Ok(Event::Empty(element)) => take(Token::Start(&element)) && take(Token::End),
            Ok(Event::End(_)) if depth == 0 => true,
            Ok(Event::End(_)) => {
                depth -= 1;
                take(Token::End)
            }
            Ok(Event::Text(text)) => take(Token::Text(&text)),
            Ok(Event::CData(text)) => take(Token::Text(&text)),
            Ok(Event::GeneralRef(reference)) => resolve(&reference).is_none_or(|c| take(Token::Text(c.encode_utf8(&mut [0; 4])))),
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => true,
            Err(_) => false,
        };
        if !go_on {
            return false;
        }
    }
}

/// An attribute by its local name.
pub(super) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let found = element.html_attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).unwrap_or(found.value))
}

/// A whole-number attribute by its local name; fractions are cut.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<i32> {
    let value = attribute(element, name)?;
    value.trim().parse::<f64>().ok().map(|v| v as i32)
}

/// An on-off property: present means on unless it says otherwise.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    attribute(element, "val").is_none_or(|v| !matches!(&*v, "0" | "false" | "off" | "none"))
}

fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}
