//! The real engine on real pictures. Needs the models: `pactlint models install` first (the README's test command does it).

use pactlint::model::document::{Look, NoticeKind, Page, PageSource, Tone};
use pactlint::model::geometry::PageNo;
use pactlint::model::raster::Raster;
use pactlint::recognise::models::Store;
use pactlint::recognise::ocr::Engine;
use pactlint::recognise::{self, Seen};
use rayon::prelude::*;

const SAMPLE: &[u8] = include_bytes!("data/signature-page.jpg");

fn engine() -> Engine {
    let store = Store::open_default().expect("a folder for the models");
    Engine::with_threads(&store, 2).expect("models are installed before the tests run")
}

fn sample() -> Raster {
    let picture = image::load_from_memory(SAMPLE).expect("a committed picture").to_rgb8();
    Raster { width: picture.width() as usize, height: picture.height() as usize, pixels: picture.into_raw(), dpi: 150.0 }
}

fn scan(raster: Raster, engine: Option<&Engine>) -> (Page, Seen) {
    let mut page = Page::new(PageNo(1), raster.page_size());
    page.look = Look::Everything;
    let seen = recognise::page(&mut page, raster, engine);
    (page, seen)
}

fn texts(page: &Page) -> Vec<String> {
    page.lines.iter().map(|line| pactlint::model::text::squash(&line.text)).collect()
}

fn turned(raster: &Raster) -> Raster {
    let (width, height) = (raster.height, raster.width);
    let pixels = (0..height).flat_map(|y| (0..width).flat_map(move |x| raster.rgb(y, width - 1 - x))).collect();
    Raster { width, height, pixels, dpi: raster.dpi }
}

#[test]
fn a_signature_page_keeps_its_columns_apart_and_reads_through_a_seal() {
    let (page, _) = scan(sample(), Some(&engine()));
    let texts = texts(&page);
    for wanted in
        ["甲方南京霁川医疗科技有限公司", "乙方港屿智能影像研究中心有限公司", "姓名陆景明", "副总经理", "日期2024年1月8日", "第2页共2页"]
    {
        assert!(texts.iter().any(|text| text == wanted), "{wanted} in {texts:?}");
    }
    assert_eq!(page.source, PageSource::Scan);
    assert_eq!(page.quality.map(|quality| quality.tone), Some(Tone::Colour));
}

#[test]
fn a_page_on_its_side_is_turned_with_its_picture() {
    let upright = sample();
    let (page, seen) = scan(turned(&upright), Some(&engine()));
    assert_eq!((seen.raster.width, seen.raster.height), (upright.width, upright.height));
    assert_eq!(page.size, upright.page_size());
    assert!(texts(&page).iter().any(|text| text == "姓名陆景明"), "{:?}", texts(&page));
}

#[test]
fn pages_in_parallel_give_the_same_lines_whatever_the_threads() {
    let shared = engine();
    let (alone, _) = scan(sample(), Some(&shared));
    let pages: Vec<Page> = (0..4).into_par_iter().map(|_| scan(sample(), Some(&shared)).0).collect();
    assert!(pages.iter().all(|page| page.lines == alone.lines));
}

#[test]
fn without_models_a_page_is_unread_and_says_so() {
    let (page, seen) = scan(sample(), None);
    assert_eq!((page.source, page.lines.len()), (PageSource::Unread, 0));
    assert_eq!(seen.notices, [NoticeKind::ModelsMissing]);
}

#[test]
fn paper_is_blank() {
    let (page, seen) = scan(Raster::white(1240, 1754, 150.0), None);
    assert!(page.quality.is_some_and(|quality| quality.blank));
    assert_eq!((page.source, seen.notices), (PageSource::Scan, Vec::new()));
}
