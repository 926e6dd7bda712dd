//! Tags, lengths and values: BER as signers write it, read without copying and without trust.
//!
//! Certificates and signatures must be DER, but real ones are BER with indefinite lengths, strings in pieces and sets out of order. What is signed are
//! bytes, so an element keeps its own; only what BER wrote in another form than was signed is written anew by [`der`].

use std::borrow::Cow;

/// Nesting of elements; certificates and signatures need a dozen.
const DEPTH: usize = 40;
/// Elements in one structure that is written anew.
const ELEMENTS: usize = 10_000;

/// Tags of the universal class, and the constructed forms of SEQUENCE and SET.
pub(super) mod tag {
    pub(in super::super) const BOOLEAN: u8 = 0x01;
    pub(in super::super) const INTEGER: u8 = 0x02;
    pub(in super::super) const BIT_STRING: u8 = 0x03;
    pub(in super::super) const OCTET_STRING: u8 = 0x04;
    pub(in super::super) const OID: u8 = 0x06;
    pub(in super::super) const UTC_TIME: u8 = 0x17;
    pub(in super::super) const GENERALIZED_TIME: u8 = 0x18;
    pub(in super::super) const SEQUENCE: u8 = 0x30;
    pub(in super::super) const SET: u8 = 0x31;
    /// `[n]`, constructed.
    pub(in super::super) const fn context(n: u8) -> u8 {
        0xa0 | n
    }
}

/// The bytes are no such structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed;

type Read<T> = Result<T, Malformed>;

/// One element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element<'a> {
    /// Its tag; tags of more than one byte are not used where we read.
    pub(super) tag: u8,
    /// Its value.
    pub(super) value: &'a [u8],
    /// All of it, from the tag on.
    pub(super) whole: &'a [u8],
}

/// Elements that follow each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Items<'a>(&'a [u8]);

impl<'a> Items<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next element, if there is one.
    pub(super) fn next(&mut self) -> Read<Option<Element<'a>>> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let (element, rest) = element(self.0, DEPTH)?;
        self.0 = rest;
        Ok(Some(element))
    }

    /// The next element, which must be there.
    pub(super) fn any(&mut self) -> Read<Element<'a>> {
        self.next()?.ok_or(Malformed)
    }

    /// The next element, which must have this tag.
    pub(super) fn take(&mut self, tag: u8) -> Read<Element<'a>> {
        self.any()?.expect(tag)
    }

    /// The next element if it has this tag.
    pub(super) fn optional(&mut self, tag: u8) -> Read<Option<Element<'a>>> {
        let mut ahead = *self;
        let Some(found) = ahead.next()?.filter(|element| element.tag == tag) else { return Ok(None) };
        *self = ahead;
        Ok(Some(found))
    }

    /// All that follow, at most so many.
    pub(super) fn all(mut self, most: usize) -> Read<Vec<Element<'a>>> {
        let mut found = Vec::new();
        while let Some(element) = self.next()? {
            if found.len() == most {
                return Err(Malformed);
            }
            found.push(element);
        }
        Ok(found)
    }
}

impl<'a> Element<'a> {
    /// The first element of the bytes; what follows it is not looked at (signatures are padded with zeros).
    pub(super) fn first(bytes: &'a [u8]) -> Read<Self> {
        Items::new(bytes).any()
    }

    pub(super) fn items(&self) -> Items<'a> {
        Items::new(self.value)
    }

    pub(super) fn expect(self, tag: u8) -> Read<Self> {
        if self.tag == tag { Ok(self) } else { Err(Malformed) }
    }

    /// The one element inside an explicit tag.
    pub(super) fn inside(&self) -> Read<Self> {
        self.items().any()
    }

    /// Bytes of an OCTET STRING, whose pieces BER may keep apart; the tag may be an implicit one.
    pub(super) fn octets(&self) -> Read<Cow<'a, [u8]>> {
        if self.tag & 0x20 == 0 {
            return Ok(Cow::Borrowed(self.value));
        }
        let mut joined = Vec::new();
        self.gather(&mut joined, DEPTH)?;
        Ok(Cow::Owned(joined))
    }

    fn gather(&self, into: &mut Vec<u8>, depth: usize) -> Read<()> {
        let mut items = self.items();
        while let Some(piece) = items.next()? {
            match piece.tag {
                tag::OCTET_STRING => into.extend_from_slice(piece.value),
                0x24 if depth > 0 => piece.gather(into, depth - 1)?,
                _ => return Err(Malformed),
            }
        }
        Ok(())
    }

    /// Bytes of a BIT STRING without unused bits.
    pub(super) fn bits(&self) -> Read<&'a [u8]> {
        match self.value {
            [0, bits @ ..] => Ok(bits),
            _ => Err(Malformed),
        }
    }

    /// A number without sign, leading zeros cut off.
    pub(super) fn unsigned(&self) -> &'a [u8] {
        let zeros = self.value.iter().take_while(|byte| **byte == 0).count();
        &self.value[zeros..]
    }

    /// A small number.
    pub(super) fn small(&self) -> Read<u32> {
        let bytes = self.unsigned();
        if bytes.len() > 3 || self.value.is_empty() {
            Err(Malformed)
        } else {
            Ok(bytes.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
        }
    }
}

/// The first element of the bytes and what follows it.
fn element(bytes: &[u8], depth: usize) -> Read<(Element<'_>, &[u8])> {
    let [tag, first, rest @ ..] = bytes else { return Err(Malformed) };
    if tag & 0x1f == 0x1f || depth == 0 {
        return Err(Malformed);
    }
    let (length, header) = match first {
        0..=0x7f => (usize::from(*first), 2),
        0x80 if tag & 0x20 != 0 => {
            let value = unbounded(rest, depth - 1)?;
            let whole = &bytes[..2 + value.len() + 2];
            return Ok((Element { tag: *tag, value, whole }, &bytes[whole.len()..]));
        }
        0x81..=0x84 => {
            let count = usize::from(first & 0x7f);
            let digits = rest.get(..count).ok_or(Malformed)?;
            (digits.iter().fold(0_usize, |sum, digit| sum << 8 | usize::from(*digit)), 2 + count)
        }
        _ => return Err(Malformed),
    };
    let end = header.checked_add(length).filter(|end| *end <= bytes.len()).ok_or(Malformed)?;
    let (whole, rest) = bytes.split_at(end);
    Ok((Element { tag: *tag, value: &whole[header..], whole }, rest))
}

/// A value of indefinite length: elements up to the end mark.
fn unbounded(bytes: &[u8], depth: usize) -> Read<&[u8]> {
    let mut rest = bytes;
    while !rest.starts_with(&[0, 0]) {
        rest = element(rest, depth)?.1;
    }
    Ok(&bytes[..bytes.len() - rest.len()])
}

/// The element written as DER writes it: definite shortest lengths, strings whole, sets in order.
pub(super) fn der(element: &Element<'_>) -> Read<Vec<u8>> {
    rewrite(element, DEPTH, &mut 0)
}

fn rewrite(element: &Element<'_>, depth: usize, count: &mut usize) -> Read<Vec<u8>> {
    *count += 1;
    if depth == 0 || *count > ELEMENTS {
        return Err(Malformed);
    }
    if element.tag & 0x20 == 0 {
        return Ok(wrapped(element.tag, element.value));
    }
    if element.tag == 0x24 {
        return Ok(wrapped(tag::OCTET_STRING, &element.octets()?));
    }
    let mut parts = Vec::new();
    let mut items = element.items();
    while let Some(item) = items.next()? {
        parts.push(rewrite(&item, depth - 1, count)?);
    }
    if element.tag == tag::SET {
        parts.sort();
    }
    Ok(wrapped(element.tag, &parts.concat()))
}

/// A value behind its tag and length.
pub(super) fn wrapped(tag: u8, value: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length = value.len().to_be_bytes();
    let digits = &length[length.iter().take_while(|byte| **byte == 0).count()..];
    if value.len() <= 0x7f {
        out.push(value.len() as u8);
    } else {
        out.push(0x80 | digits.len() as u8);
        out.extend_from_slice(digits);
    }
    out.extend_from_slice(value);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definite_and_indefinite_lengths_say_the_same() {
        let definite = [0x30, 3, 2, 1, 5];
        let indefinite = [0x30, 0x80, 2, 1, 5, 0, 0, 0xff];
        for bytes in [definite.as_slice(), indefinite.as_slice()] {
            let element = Element::first(bytes).expect("well formed");
            assert_eq!(element.inside().and_then(|number| number.small()), Ok(5));
            assert_eq!(der(&element), Ok(definite.to_vec()));
        }
    }

    #[test]
    fn strings_in_pieces_are_joined() {
        let pieces = [0x24, 0x80, 4, 1, b'a', 0x24, 3, 4, 1, b'b', 0, 0];
        let element = Element::first(&pieces).expect("well formed");
        assert_eq!(element.octets().as_deref(), Ok(b"ab".as_slice()));
        assert_eq!(der(&element), Ok(vec![4, 2, b'a', b'b']));
    }

    #[test]
    fn sets_come_in_order() {
        let set = [0x31, 6, 2, 1, 9, 2, 1, 3];
        assert_eq!(der(&Element::first(&set).expect("well formed")), Ok(vec![0x31, 6, 2, 1, 3, 2, 1, 9]));
    }

    #[test]
    fn hostile_bytes_are_refused() {
        for bytes in
            [&[][..], &[0x30], &[0x30, 0x80], &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], &[0x04, 0x80, 0, 0], &[0x1f, 0x81, 0], &[0x30, 5, 1]]
        {
            assert_eq!(Element::first(bytes), Err(Malformed), "{bytes:?}");
        }
        let deep = [0x30, 0x80].repeat(1_000_000);
        assert_eq!(Element::first(&deep), Err(Malformed));
        let definite: Vec<u8> = std::iter::repeat_n([0x30, 0x84, 0, 0, 0, 0], 50).flatten().collect();
        assert!(Element::first(&definite).is_ok());
    }
}
