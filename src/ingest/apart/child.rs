//! The child's side: reads one file under a limit on memory and draws its pages when asked.

use std::io::{self, Read, Write};

use super::wire::{self, Drawn, Opening, Order, Picture};
use crate::ingest::{self, Roots};
use crate::model::finding::Explain;
use crate::model::geometry::PageNo;

/// Bytes of an order or a page number: a file's name, which systems keep under 64 KB, and a few numbers.
const WORDS: u64 = 1 << 20;
/// Bytes of the certificates to trust: those of a whole system are a quarter of a megabyte.
const ROOTS: u64 = 256 << 20;

/// Serves one file over a pair of streams until the parent closes them.
pub fn serve(mut from: impl Read, mut to: impl Write) -> io::Result<()> {
    let Some((order, roots, bytes)) = ordered(&mut from)? else { return Ok(()) };
    confine(order.limits.memory);
    let opened = match ingest::open_trusting(&order.file, bytes, &order.limits, &roots) {
        Err(error) => return wire::send_value(&mut to, &Opening::Err(error.explain())),
        Ok(opened) => opened,
    };
    wire::send_value(&mut to, &Opening::Ok(opened.document.clone()))?;
    while let Some(page) = wire::receive(&mut from, WORDS)? {
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

/// An order, the certificates to trust and the file's bytes.
type Ordered = (Order, Roots, Vec<u8>);

/// What the parent sends first: an order and, as long as the order itself allows, the file; nothing if the parent ends first.
fn ordered(from: &mut impl Read) -> io::Result<Option<Ordered>> {
    let Some(order) = wire::receive(from, WORDS)? else { return Ok(None) };
    let order: Order = serde_json::from_slice(&order)?;
    let Some(roots) = wire::receive(from, ROOTS)? else { return Ok(None) };
    Ok(wire::receive(from, order.limits.bytes)?.map(|bytes| (order, Roots::from_bytes(roots), bytes)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Limits;

    #[test]
    fn the_orders_own_limit_on_bytes_holds() {
        for (bytes, fits) in [(8, true), (7, false)] {
            let order = Order { file: "a.pdf".into(), limits: Limits { bytes, ..Limits::default() } };
            let mut stream = Vec::new();
            wire::send_value(&mut stream, &order).expect("memory");
            wire::send(&mut stream, b"").expect("memory");
            wire::send(&mut stream, b"%PDF-1.7").expect("memory");
            assert_eq!(ordered(&mut stream.as_slice()).is_ok_and(|order| order.is_some()), fits);
        }
    }
}
