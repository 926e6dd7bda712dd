//! DOCX.
use super::{Error, Limits};
use crate::model::document::Document;
use crate::model::geometry::PageNo;
use crate::model::raster::Raster;
/// Pages.
pub struct Pages {}
impl Pages {
    /// Draws.
    pub fn raster(&self, _page: PageNo) -> Result<Raster, Error> {
        Err(Error::Encrypted)
    }
}
/// Opens.
pub fn open(_file: &str, _bytes: &[u8], _limits: &Limits) -> Result<(Document, Pages), Error> {
    Err(Error::Encrypted)
}
