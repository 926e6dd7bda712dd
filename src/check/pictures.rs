//! Pages' pictures as bytes, and where those of a run lie until they are asked for again.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::cache::Cache;
use crate::model::geometry::{PageNo, Size};
use crate::model::raster::PagePicture;

/// A page's picture in the list before the pictures.
#[derive(Serialize, Deserialize)]
struct Pictured {
    file: String,
    page: PageNo,
    size: Size,
    bytes: usize,
}

/// Pictures as bytes: the list of them, after its own length, then the pictures, which cannot be packed any further.
pub(super) fn packed<'p>(pictures: impl Iterator<Item = &'p PagePicture> + Clone) -> io::Result<Vec<u8>> {
    let pictured =
        |picture: &PagePicture| Pictured { file: picture.file.clone(), page: picture.page, size: picture.size, bytes: picture.jpeg.len() };
    let list = serde_json::to_vec(&pictures.clone().map(pictured).collect::<Vec<_>>())?;
    let mut bytes = (list.len() as u64).to_le_bytes().to_vec();
    bytes.extend(list);
    for picture in pictures {
        bytes.extend(&picture.jpeg);
    }
    Ok(bytes)
}

/// Pictures from bytes; nothing if these are no pictures.
pub(super) fn unpacked(bytes: &[u8]) -> Option<Vec<PagePicture>> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (list, mut rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    let list: Vec<Pictured> = serde_json::from_slice(list).ok()?;
    let picture = |Pictured { file, page, size, bytes }| {
        let jpeg = rest.split_off(..bytes)?.to_vec();
        Some(PagePicture { file, page, size, jpeg })
    };
    list.into_iter().map(picture).collect()
}

/// Pictures of a run's projects, on a disk and not in memory, in a file without a name that is gone with the run.
#[derive(Debug)]
pub(super) struct Spool {
    file: Mutex<File>,
}

/// Where a project's pictures lie in a spool.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spooled {
    from: u64,
    bytes: u64,
}

impl Spool {
    /// A file on the disk of the cache, whose owner has room there; without one, where the system keeps such files.
    pub(super) fn open(cache: Option<&Cache>) -> io::Result<Self> {
        let file = cache.map_or_else(tempfile::tempfile, Cache::scratch)?;
        Ok(Self { file: Mutex::new(file) })
    }

    pub(super) fn put<'p>(&self, pictures: impl Iterator<Item = &'p PagePicture> + Clone) -> io::Result<Spooled> {
        let bytes = packed(pictures)?;
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let from = file.seek(SeekFrom::End(0))?;
        file.write_all(&bytes)?;
        Ok(Spooled { from, bytes: bytes.len() as u64 })
    }

    pub(super) fn get(&self, place: Spooled) -> io::Result<Vec<PagePicture>> {
        let mut bytes = Vec::new();
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(place.from))?;
            (&mut *file).take(place.bytes).read_to_end(&mut bytes)?;
        }
        unpacked(&bytes).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_come_back_as_they_were_put_away() {
        let picture =
            |file: &str, page, jpeg: &[u8]| PagePicture { file: file.into(), page: PageNo(page), size: Size::A4, jpeg: jpeg.into() };
        let (one, two) = ([picture("a.pdf", 1, b"one"), picture("合同.pdf", 3, b"")], [picture("b.pdf", 2, b"two")]);
        let folder = tempfile::tempdir().expect("temporary folder");
        let cache = Cache::open(folder.path()).expect("own folder");
        let spool = Spool::open(Some(&cache)).expect("opens");
        let [first, empty, second] = [one.as_slice(), &[], &two].map(|pictures| spool.put(pictures.iter()).expect("room"));
        let got = [second, first, empty].map(|place| spool.get(place).expect("lies there"));
        assert!(got == [two.to_vec(), one.to_vec(), Vec::new()]);
        assert!(unpacked(b"short").is_none() && unpacked(&packed(one.iter()).expect("packs")[..60]).is_none());
    }
}
