//! What parent and child say to each other: frames of a length and that many bytes.
//!
//! The parent sends an [`Order`], the certificates to trust and the file; the child answers with the document or an error. Then, as often as wanted, the parent sends a page
//! number and the child answers with a [`Picture`] and its pixels, or an error.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::ingest::Limits;
use crate::model::document::Document;
use crate::model::finding::Message;

/// What to read.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Order {
    /// Path relative to the project; serves for names only.
    pub(super) file: String,
    /// Bounds.
    pub(super) limits: Limits,
}

/// A page's picture, whose pixels follow in a frame of their own.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Picture {
    /// Pixels in a row.
    pub(super) width: usize,
    /// Rows.
    pub(super) height: usize,
    /// Dots per inch.
    pub(super) dpi: f64,
}

/// The file's structure, or why there is none.
pub(super) type Opening = Result<Document, Message>;
/// A page's picture, or why there is none.
pub(super) type Drawn = Result<Picture, Message>;

/// Writes one frame.
pub(super) fn send(to: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    to.write_all(&(frame.len() as u64).to_le_bytes())?;
    to.write_all(frame)?;
    to.flush()
}

/// Writes a value as one frame.
pub(super) fn send_value(to: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    send(to, &serde_json::to_vec(value)?)
}

/// Reads one frame of at most `most` bytes; nothing at the end of the stream.
pub(super) fn receive(from: &mut impl Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut frame = Vec::with_capacity(length as usize);
    if from.take(length).read_to_end(&mut frame)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(frame))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_arrive_as_sent_and_a_cut_one_is_an_error() {
        let mut stream = Vec::new();
        send(&mut stream, b"first").expect("memory");
        send(&mut stream, b"").expect("memory");
        let mut from = stream.as_slice();
        assert_eq!(receive(&mut from, 5).expect("whole"), Some(b"first".to_vec()));
        assert_eq!(receive(&mut from, 5).expect("whole"), Some(Vec::new()));
        assert_eq!(receive(&mut from, 5).expect("the end"), None);
        assert!(receive(&mut &stream[..10], 5).is_err());
        assert!(receive(&mut stream.as_slice(), 4).is_err(), "larger than allowed");
    }
}
