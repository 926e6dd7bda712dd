//! Draws what the recognisers saw over each page: `cargo run --example look -- FILE OUT_DIR`.
//!
//! Blue: lines (their text goes to `lines.txt`); red: seals; green: ink; violet: digital signatures.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use pactlint::ingest::{self, Limits};
use pactlint::model::document::{Look, Mark, MarkKind, Page};
use pactlint::model::geometry::Rect;
use pactlint::model::raster::Raster;
use pactlint::recognise::{self, models::Store, ocr::Engine};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(file), Some(out)) = (args.next(), args.next()) else { return Err("look FILE OUT_DIR".into()) };
    std::fs::create_dir_all(&out)?;
    let engine = Store::open_default().and_then(|store| Engine::load(&store)).ok();
    let mut opened = ingest::open(&file.to_string_lossy(), std::fs::read(&file)?, &Limits::default())?;
    let mut text = String::new();
    for mut page in std::mem::take(&mut opened.document.pages) {
        let mut raster = opened.raster(page.number)?;
        if page.look != Look::Nothing {
            raster = recognise::page(&mut page, raster, engine.as_ref()).raster;
        }
        describe(&page, &mut text);
        draw(&page, raster, &out)?;
    }
    std::fs::write(out.join("lines.txt"), text)?;
    Ok(())
}

fn describe(page: &Page, text: &mut String) {
    let _ = writeln!(text, "== page {} {:?} {:?} {:?}", page.number, page.source, page.look, page.quality);
    let mut lines: Vec<_> = page.lines.iter().collect();
    lines.sort_by_key(|line| (line.area.top, line.area.left));
    for line in lines {
        let _ = writeln!(text, "{:?} {:>3} {}", <[i32; 4]>::from(line.area), line.origin.confidence().0, line.text);
    }
    for mark in &page.marks {
        let _ = writeln!(text, "{:?} {:>3} {:?}", <[i32; 4]>::from(mark.area), mark.confidence.0, mark.kind);
    }
}

fn draw(page: &Page, mut raster: Raster, out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    for line in &page.lines {
        frame(&mut raster, line.area, [60, 110, 255], 1);
    }
    for Mark { kind, area, .. } in &page.marks {
        let colour = match kind {
            MarkKind::Seal(_) => [230, 0, 0],
            MarkKind::Ink(_) => [0, 160, 40],
            MarkKind::DigitalSignature(_) => [150, 0, 200],
        };
        frame(&mut raster, *area, colour, 3);
    }
    let name = out.join(format!("page-{}.png", page.number));
    Ok(image::save_buffer(name, &raster.pixels, raster.width as u32, raster.height as u32, image::ColorType::Rgb8)?)
}

fn frame(raster: &mut Raster, area: Rect, colour: [u8; 3], thickness: usize) {
    let (x0, y0, x1, y1) = raster.bounds(area);
    let width = raster.width;
    let near = |v: usize, a: usize, b: usize| v < a + thickness || v + thickness >= b;
    for y in y0..y1 {
        for x in (x0..x1).filter(|x| near(*x, x0, x1) || near(y, y0, y1)) {
            raster.pixels[(y * width + x) * 3..][..3].copy_from_slice(&colour);
        }
    }
}
