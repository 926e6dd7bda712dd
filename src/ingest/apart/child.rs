//! The child's side: reads one file under a limit on memory and draws its pages when asked.

use std::io::{self, Read, Write};

use super::wire::{self, Drawn, Opening, Order, Picture};
use crate::ingest::{self, Limits, Roots};
use crate::model::finding::Explain;
use crate::model::geometry::PageNo;

/// Serves one file over a pair of streams until the parent closes them.
pub fn serve(mut from: impl Read, mut to: impl Write) -> io::Result<()> {
    let most = Limits::default().bytes;
    let mut frame = || wire::receive(&mut from, most);
    let (Some(order), Some(roots), Some(bytes)) = (frame()?, frame()?, frame()?) else { return Ok(()) };
    let order: Order = serde_json::from_slice(&order)?;
    confine(order.limits.memory);
    let opened = match ingest::open_trusting(&order.file, bytes, &order.limits, &Roots::from_bytes(roots)) {
        Err(error) => return wire::send_value(&mut to, &Opening::Err(error.explain())),
        Ok(opened) => opened,
    };
    wire::send_value(&mut to, &Opening::Ok(opened.document.clone()))?;
    while let Some(page) = wire::receive(&mut from, most)? {
        match opened.raster(PageNo(serde_json::from_slice(&page)?)) {
            Err(error) => wire::send_value(&mut to, &Drawn::Err(error.explain()))?,
            Ok(raster) => {
                wire::send_value(&mut to, &Drawn::Ok(Picture { width: raster.width, height: raster.height, dpi: raster.dpi }))?;
                wire::send(&mut to, &raster.pixels)?;
            }
        }
    }
    Ok(())
}

/// Limits this process's memory, where the system can: beyond it an allocation fails and the process ends.
#[cfg(unix)]
fn confine(memory: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // A system that refuses still has the parent's limit on time.
    let _ = setrlimit(Resource::As, Rlimit { current: Some(memory), maximum: Some(memory) });
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

#[cfg(not(unix))]
fn confine(_memory: u64) {}
