//! Small PDFs built by lopdf, and hostile ones.

use lopdf::{Dictionary, Document as Builder, Object, ObjectId, Stream, StringFormat, dictionary};

use super::*;
use crate::model::geometry::{Rect, Size};

mod fields;

fn open(file: &str, bytes: Vec<u8>, limits: &Limits) -> Result<(Document, Pages), Error> {
    super::open(file, bytes, limits, &Roots::default())
}

/// A PDF under construction; pages are A4 with Helvetica as /F1.
struct Paper {
    builder: Builder,
    pages: ObjectId,
    kids: Vec<ObjectId>,
    catalog: Dictionary,
}

impl Paper {
    fn new() -> Self {
        let mut builder = Builder::with_version("1.7");
        let pages = builder.new_object_id();
        Self { builder, pages, kids: Vec::new(), catalog: dictionary! { "Type" => "Catalog", "Pages" => pages } }
    }

    /// Adds a page that draws `content`; `more` overrides entries of its dictionary.
    fn page(mut self, content: &str, more: Dictionary, resources: Dictionary) -> Self {
        let content = self.builder.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
        let mut fonts = dictionary! { "F1" => dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" } };
        let mut resources = resources;
        if let Ok(Object::Dictionary(own)) = resources.get(b"Font") {
            fonts.extend(own);
        }
        resources.set("Font", fonts);
        let mut page = dictionary! {
            "Type" => "Page", "Parent" => self.pages, "Contents" => content, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        };
        for (key, value) in more {
            page.set(key, value);
        }
        self.kids.push(self.builder.add_object(page));
        self
    }

    fn text(self, content: &str) -> Self {
        self.page(&format!("BT /F1 12 Tf {content} ET"), dictionary! {}, dictionary! {})
    }

    fn bytes(mut self) -> Vec<u8> {
        let kids: Vec<Object> = self.kids.iter().map(|&id| id.into()).collect();
        let pages = dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids };
        self.builder.objects.insert(self.pages, pages.into());
        let catalog = self.builder.add_object(self.catalog);
        self.builder.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        self.builder.save_to(&mut bytes).expect("lopdf writes to memory");
        bytes
    }

    fn open(self) -> (Document, Pages) {
        open("a.pdf", self.bytes(), &Limits::default()).expect("a well-formed file")
    }
}

/// A grey picture without compression.
fn picture(width: i64, height: i64, more: &Dictionary) -> Stream {
    let mut dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height, "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
    };
    dict.extend(more);
    Stream::new(dict, vec![120; (width * height).clamp(0, 1 << 20) as usize])
}

/// A page with one picture, drawn after `before`, scaled to points.
fn pictured(before: &str, size: (i64, i64), pixels: (i64, i64), more: &Dictionary) -> Paper {
    let mut paper = Paper::new();
    let image = paper.builder.add_object(picture(pixels.0, pixels.1, more));
    let content = format!("BT /F1 12 Tf {before} ET q {} 0 0 {} 0 0 cm /I Do Q", size.0, size.1);
    paper.page(&content, dictionary! {}, dictionary! { "XObject" => dictionary! { "I" => image } })
}

fn texts(document: &Document) -> Vec<&str> {
    document.pages.iter().flat_map(|page| &page.lines).map(|line| line.text.as_str()).collect()
}

#[test]
fn pages_can_be_drawn_from_several_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Pages>();
    let (_, pages) = Paper::new().text("72 700 Td (Party A) Tj").open();
    let draw = || pages.raster(PageNo(1)).expect("draws").pixels;
    let (one, two) = std::thread::scope(|scope| {
        let other = scope.spawn(draw);
        (draw(), other.join().expect("draws"))
    });
    assert!(one == two && one.iter().any(|&value| value < 128), "the same picture, with ink on it");
}

#[test]
fn text_has_a_place_on_the_upright_page() {
    let content = "BT /F1 12 Tf 72 770 Td (Party A) Tj ET";
    let (document, _) = Paper::new().page(content, dictionary! {}, dictionary! {}).open();
    let line = &document.pages[0].lines[0];
    assert_eq!((line.text.as_str(), document.pages[0].look), ("Party A", Look::Nothing));
    // 72 pt from the left are 25.4 mm; the baseline is 72 pt from the top.
    assert_eq!(line.area.left, 254);
    assert!((200..260).contains(&line.area.top) && (254..270).contains(&line.area.bottom), "{:?}", line.area);
    let (turned, _) = Paper::new().page(content, dictionary! { "Rotate" => 90 }, dictionary! {}).open();
    assert_eq!(turned.pages[0].size, Size { width: 2970, height: 2099 });
}

#[test]
fn user_unit_and_crop_box_count() {
    let more = dictionary! { "UserUnit" => 2, "CropBox" => vec![50.into(), 50.into(), 250.into(), 350.into()] };
    let (document, _) = Paper::new().page("BT /F1 12 Tf 60 300 Td (in) Tj 0 400 Td (out) Tj ET", more, dictionary! {}).open();
    assert_eq!(document.pages[0].size, Size { width: 1411, height: 2117 });
    assert_eq!(texts(&document), ["in"]);
    assert_eq!(document.pages[0].lines[0].area.left, 71);
}

#[test]
fn fake_bold_is_read_once_and_watermarks_are_not_read() {
    let content = "72 700 Td (Bold) Tj .3 0 Td (Bold) Tj .7 .7 -.7 .7 200 300 Tm (DRAFT) Tj";
    assert_eq!(texts(&Paper::new().text(content).open().0), ["Bold"]);
}

#[test]
fn a_page_whose_text_stands_on_its_side_is_turned() {
    let line = "Landscape table of tasks and their owners in both institutes";
    let (document, pages) = Paper::new().text(&format!("0 1 -1 0 100 100 Tm ({line}) Tj")).open();
    assert_eq!(texts(&document), [line]);
    let page = &document.pages[0];
    assert!(page.size.width > page.size.height && page.lines[0].area.width() > page.lines[0].area.height());
    assert_eq!(pages.raster(PageNo(1)).expect("draws").page_size().width, page.size.width);
}

#[test]
fn a_scan_is_drawn_at_its_own_resolution() {
    let (document, pages) = pictured("3 Tr 72 700 Td (wrong layer) Tj", (595, 842), (827, 1170), &dictionary! {}).open();
    let page = &document.pages[0];
    assert_eq!((page.look, page.source, page.lines.len()), (Look::Everything, PageSource::Scan, 0));
    assert_eq!(page.pictures[0].pixels, (827, 1170));
    let raster = pages.raster(PageNo(1)).expect("draws");
    assert_eq!((raster.width, raster.height), (827, 1170));
    assert_eq!(raster.page_size().height, page.size.height);
}

#[test]
fn text_drawn_as_curves_over_a_coarse_background_is_drawn_finely() {
    for pixels in [(1, 1), (100, 141)] {
        let mut paper = Paper::new();
        let image = paper.builder.add_object(picture(pixels.0, pixels.1, &dictionary! {}));
        // Each letter a drawn bow, as outlines are.
        let letter = |i: u32| format!("{0} {1} m {0} {1} 3 4 9 9 c f ", 72 + i % 20 * 9, 700 - i / 20 * 12);
        let content = format!("q 595 0 0 842 0 0 cm /I Do Q {}", (0..400).map(letter).collect::<Vec<_>>().concat());
        let (document, pages) = paper.page(&content, dictionary! {}, dictionary! { "XObject" => dictionary! { "I" => image } }).open();
        assert_eq!((document.pages[0].look, document.pages[0].source), (Look::Everything, PageSource::Scan));
        assert!(pages.raster(PageNo(1)).expect("draws").dpi >= render::MARKS_DPI);
    }
}

#[test]
fn text_under_a_scan_is_its_ocr_layer() {
    let (document, _) = pictured("72 700 Td (layer) Tj", (595, 842), (600, 850), &dictionary! {}).open();
    assert_eq!((document.pages[0].source, texts(&document)), (PageSource::Scan, vec![]));
}

#[test]
fn a_pasted_signature_asks_for_marks_and_a_pasted_paragraph_for_everything() {
    let words = "72 700 Td (Signature of Party A) Tj";
    let mask = dictionary! { "Mask" => vec![0.into(), 0.into()] };
    let (small, _) = pictured(words, (120, 50), (240, 100), &mask).open();
    assert_eq!((small.pages[0].look, small.pages[0].source), (Look::Marks, PageSource::Text));
    assert!(small.pages[0].pictures[0].transparent);
    let (large, _) = pictured(words, (500, 400), (500, 400), &dictionary! {}).open();
    assert_eq!((large.pages[0].look, large.pages[0].source), (Look::Everything, PageSource::Hybrid));
    assert_eq!(texts(&large), ["Signature of Party A"]);
}

#[test]
fn vector_ink_asks_for_marks_and_ruled_tables_for_nothing() {
    let ink = "72 700 m 90 760 120 640 140 700 c 160 760 180 640 200 700 c 220 760 240 640 260 700 c S";
    let table = "72 600 400 100 re S 72 650 m 472 650 l S 272 600 m 272 700 l S";
    let look = |drawn: &str| {
        let content = format!("{drawn} BT /F1 12 Tf 80 680 Td (Name) Tj 200 0 Td (Title) Tj ET");
        Paper::new().page(&content, dictionary! {}, dictionary! {}).open().0
    };
    assert_eq!(look(ink).pages[0].look, Look::Marks);
    let ruled = look(table);
    assert_eq!(ruled.pages[0].look, Look::Nothing);
    let cells: Vec<_> = ruled.pages[0].lines.iter().map(|line| line.cell.map(|cell| (cell.row, cell.column))).collect();
    assert_eq!(cells, [Some((0, 0)), Some((0, 1))]);
}

#[test]
fn form_values_are_text_with_and_without_appearance() {
    let mut paper = Paper::new();
    let look = Stream::new(
        dictionary! { "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 200.into(), 20.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" } } } },
        b"BT /F1 12 Tf 2 5 Td (drawn value) Tj ET".to_vec(),
    );
    let look = paper.builder.add_object(look);
    let widget = |y: i64| {
        dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "T" => Object::string_literal("name"),
        "V" => Object::String(b"\xfe\xff\x67\x4e\x96\xf7".to_vec(), StringFormat::Hexadecimal),
        "Rect" => vec![100.into(), y.into(), 300.into(), (y + 20).into()] }
    };
    let mut drawn = widget(500);
    drawn.set("AP", dictionary! { "N" => look });
    let stamp = dictionary! { "Type" => "Annot", "Subtype" => "Stamp", "Rect" => vec![1.into(), 1.into(), 90.into(), 90.into()] };
    let annotations: Vec<Object> = vec![drawn.into(), widget(400).into(), stamp.into()];
    let (document, _) = paper.page("", dictionary! { "Annots" => annotations }, dictionary! {}).open();
    assert_eq!(texts(&document), ["drawn value", "李雷"]);
    assert_eq!(document.pages[0].look, Look::Marks);
}

#[test]
fn a_text_layer_without_text_is_distrusted() {
    let fonts = dictionary! { "Font" => dictionary! { "F2" => dictionary! {
    "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
    "FirstChar" => 65, "LastChar" => 66, "Widths" => vec![500.into(), 500.into()],
    "Encoding" => dictionary! { "Differences" => vec![65.into(), Object::Name(b"g1".to_vec()), Object::Name(b"g2".to_vec())] } } } };
    let content = format!("BT /F2 12 Tf 72 700 Td ({}) Tj ET", "AB".repeat(20));
    let (document, _) = Paper::new().page(&content, dictionary! {}, fonts).open();
    assert_eq!(document.pages[0].look, Look::Everything);
    assert_eq!(document.notices, [crate::model::document::Notice { page: Some(PageNo(1)), kind: NoticeKind::TextLayerDistrusted }]);
}

#[test]
fn white_text_is_text_only_on_something_dark() {
    let white = "1 g 72 700 Td (White on white) Tj";
    assert!(texts(&Paper::new().text(white).open().0).is_empty());
    let heading = "ET 0 0 0.5 rg 60 690 300 30 re f BT /F1 12 Tf 1 g 72 700 Td (White on blue) Tj";
    assert_eq!(texts(&Paper::new().text(heading).open().0), ["White on blue"]);
}

#[test]
fn a_text_layer_that_is_no_language_is_read_from_the_picture() {
    // The letters of a real sentence, each exchanged for the one three further on: what a wrong table of characters yields.
    let lines = [
        "Wkh Sduwlhv vkdoo frrshudwh lq wkh ghyhorsphqw ri phpeudqhv iru zdwhu wuhdwphqw",
        "Edfnjurxqg lqwhoohfwxdo surshuwb uhpdlqv zlwk wkh Sduwb wkdw eulqjv lw",
    ];
    let content = (0..4).flat_map(|_| lines).map(|line| format!("0 -20 Td ({line}) Tj")).collect::<Vec<_>>().join(" ");
    let (document, _) = Paper::new().text(&format!("40 800 Td {content}")).open();
    let page = &document.pages[0];
    assert_eq!((page.look, page.source, page.lines.len()), (Look::Everything, PageSource::Scan, 0));
    assert!(document.notices.iter().any(|notice| notice.kind == NoticeKind::TextLayerDistrusted));
}

#[test]
fn a_cjk_font_that_is_not_embedded_is_still_text() {
    let descendant = dictionary! { "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "SimSun",
    "CIDSystemInfo" => dictionary! { "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("GB1"), "Supplement" => 2 } };
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "SimSun", "Encoding" => "GBK-EUC-H",
    "DescendantFonts" => vec![descendant.into()] };
    let fonts = dictionary! { "Font" => dictionary! { "F2" => font } };
    let content = "BT /F2 12 Tf 72 700 Td <bcd7b7bd> Tj ET";
    assert_eq!(texts(&Paper::new().page(content, dictionary! {}, fonts).open().0), ["甲方"]);
}

#[test]
fn limits_become_notices_and_errors_not_panics() {
    let few = Limits { pages: 2, ..Limits::default() };
    let three = Paper::new().text("(1) Tj").text("(2) Tj").text("(3) Tj").bytes();
    let (document, pages) = open("a.pdf", three, &few).expect("opens");
    assert_eq!(document.notices[0].kind, NoticeKind::TooManyPages { found: 3, read: 2 });
    assert_eq!(document.pages.last().map(|page| (page.number, page.source)), Some((PageNo(3), PageSource::Unread)));
    assert!(pages.raster(PageNo(3)).is_err() && pages.raster(PageNo(0)).is_err());

    let (document, pages) = pictured("", (595, 842), (20_000, 20_000), &dictionary! {}).open();
    assert_eq!((document.pages[0].source, &document.notices[0].kind), (PageSource::Unread, &NoticeKind::PictureTooLarge));
    assert!(matches!(pages.raster(PageNo(1)), Err(Error::TooLarge { .. })));

    let short = Limits { characters: 4, ..Limits::default() };
    let (document, _) = open("a.pdf", Paper::new().text("72 700 Td (too long) Tj").bytes(), &short).expect("opens");
    assert_eq!((document.notices[0].kind.clone(), document.pages[0].source), (NoticeKind::ContentTruncated, PageSource::Unread));
    assert!(matches!(open("a.pdf", vec![b' '; 10], &Limits { bytes: 5, ..few }), Err(Error::TooLarge { .. })));
}

#[test]
fn hostile_files_are_survived() {
    let huge = dictionary! { "MediaBox" => vec![0.into(), 0.into(), 200_000.into(), 200_000.into()] };
    let (document, pages) = Paper::new().page("0 0 200000 200000 re f", huge, dictionary! {}).open();
    let raster = pages.raster(PageNo(1)).expect("clamped");
    assert!((raster.width * raster.height) as u64 <= Limits::default().pixels);
    assert_eq!(document.pages[0].size, Size { width: 2970, height: 2970 });

    let mut paper = Paper::new();
    let id = paper.builder.new_object_id();
    let form = Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "X" => id } } },
        b"/X Do /X Do".to_vec(),
    );
    paper.builder.objects.insert(id, form.into());
    let (_, pages) = paper.page("/X Do", dictionary! {}, dictionary! { "XObject" => dictionary! { "X" => id } }).open();
    assert!(pages.raster(PageNo(1)).is_ok());

    let (document, _) = Paper::new().page(&"q ".repeat(500_000), dictionary! {}, dictionary! {}).open();
    assert_eq!(document.pages.len(), 1);

    let nested = format!("{} {}", "[".repeat(200_000), "]".repeat(200_000));
    assert!(Paper::new().page(&nested, dictionary! {}, dictionary! {}).open().0.notices.is_empty());

    let odd = dictionary! { "MediaBox" => vec![0.into(), 0.into(), 0.into(), 0.into()], "UserUnit" => -3, "Annots" => vec![Object::Null] };
    assert!(Paper::new().page("", odd, dictionary! {}).open().1.raster(PageNo(1)).is_ok());
}

#[test]
fn a_file_that_breaks_off_has_an_unread_page_for_what_is_lost() {
    let paper = || Paper::new().text("72 700 Td (kept) Tj").text("72 700 Td (lost) Tj").bytes();
    let whole = open("a.pdf", paper(), &Limits::default()).expect("a PDF").0;
    assert!(whole.notices.is_empty() && whole.pages.len() == 2);
    let mut cut = paper();
    let end = cut.windows(9).rposition(|bytes| bytes == b"startxref").expect("a table");
    cut.truncate(end);
    let (document, _) = open("a.pdf", cut, &Limits::default()).expect("still a PDF");
    assert_eq!(document.notices[0].kind, NoticeKind::CutOff);
    assert_eq!(document.pages.last().map(|page| page.source), Some(PageSource::Unread));
}

#[test]
fn a_picture_that_cannot_be_decoded_leaves_its_page_unread() {
    let jpeg = |bytes: &[u8]| {
        let mut paper = Paper::new();
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 300, "Height" => 400, "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
            "Filter" => "DCTDecode",
        };
        let image = paper.builder.add_object(Stream::new(dict, bytes.to_vec()));
        paper
            .page("q 595 0 0 842 0 0 cm /I Do Q", dictionary! {}, dictionary! { "XObject" => dictionary! { "I" => image } })
            .open()
            .1
            .raster(PageNo(1))
    };
    let mut whole = std::io::Cursor::new(Vec::new());
    image::GrayImage::from_pixel(300, 400, image::Luma([90])).write_to(&mut whole, image::ImageFormat::Jpeg).expect("in memory");
    let whole = whole.into_inner();
    assert!(jpeg(&whole).is_ok());
    assert!(jpeg(&whole[..whole.len() / 2]).is_err());
    let mut headless = whole;
    headless[2..200].fill(0);
    assert!(jpeg(&headless).is_err());
}

#[test]
fn what_is_no_pdf_is_an_error() {
    assert!(matches!(open("a.pdf", b"hello".to_vec(), &Limits::default()), Err(Error::Damaged { .. })));
    assert!(matches!(open("a.pdf", Vec::new(), &Limits::default()), Err(Error::Damaged { .. })));
    assert!(matches!(open("a.pdf", Paper::new().bytes(), &Limits::default()), Err(Error::Damaged { .. })));
    let mut cut = Paper::new().text("72 700 Td (kept) Tj").bytes();
    cut.truncate(cut.len() - 120);
    if let Ok((document, _)) = open("a.pdf", cut, &Limits::default()) {
        assert_eq!(texts(&document), ["kept"]);
    }
}
