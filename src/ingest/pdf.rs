//! PDF: text and pictures through hayro, structure through lopdf.

use super::{Error, Limits};
use crate::model::document::Document;
use crate::model::geometry::PageNo;
use crate::model::raster::Raster;

/// The means to draw the pages of one PDF.
pub struct Pages {}

impl Pages {
    /// Draws a page.
    pub fn raster(&self, _page: PageNo) -> Result<Raster, Error> {
        Err(Error::Damaged { format: "PDF", reason: String::new() })
    }
}

/// Opens a PDF.
pub fn open(_file: &str, _bytes: Vec<u8>, _limits: &Limits) -> Result<(Document, Pages), Error> {
    Err(Error::Damaged { format: "PDF", reason: String::new() })
}
