//! DOCX as people and hostile programs write it.

use std::io::{Cursor, Write};

use ::image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::ingest::{Error, Limits, Opened, open};
use crate::model::digital::{Integrity, Obstacle};
use crate::model::document::{Document, Look, NoticeKind, PageSource};
use crate::model::geometry::PageNo;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="r" xmlns:wp="wp" xmlns:a="a" xmlns:pic="pic" xmlns:mc="mc" xmlns:wps="wps" xmlns:v="v""#;

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("in memory");
        writer.write_all(bytes).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

/// A package with this body and these further parts.
fn package(body: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
    let mut all: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())];
    all.extend_from_slice(parts);
    zip(&all)
}

fn opened(body: &str, parts: &[(&str, &[u8])]) -> Opened {
    open("a.docx", package(body, parts), &Limits::default()).expect("opens")
}

fn document(body: &str) -> Document {
    opened(body, &[]).document
}

fn texts(document: &Document) -> Vec<&str> {
    document.pages.iter().flat_map(|page| &page.lines).map(|line| line.text.as_str()).collect()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn rels(list: &[(&str, &str, &str)]) -> Vec<u8> {
    let items: Vec<String> =
        list.iter().map(|(id, kind, target)| format!(r#"<Relationship Id="{id}" Type="x/{kind}" Target="{target}"/>"#)).collect();
    format!("<Relationships>{}</Relationships>", items.concat()).into_bytes()
}

fn inline(id: &str, millimetres: (u32, u32)) -> String {
    let (cx, cy) = (millimetres.0 * 36_000, millimetres.1 * 36_000);
    format!(
        r#"<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{cx}" cy="{cy}"/><a:graphic><pic:pic><pic:blipFill><a:blip r:embed="{id}"/></pic:blipFill></pic:pic></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
    )
}

fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.into().write_to(&mut out, ImageFormat::Png).expect("in memory");
    out.into_inner()
}

#[test]
fn what_docx_rs_writes_is_read() {
    use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow};
    let cell = |text: &str| TableCell::new().add_paragraph(Paragraph::new().add_run(Run::new().add_text(text)));
    let table = Table::new(vec![TableRow::new(vec![cell("甲方：江苏大学"), cell("乙方：University")])]).set_grid(vec![4000, 4000]);
    let mut out = Cursor::new(Vec::new());
    Docx::new()
        .add_paragraph(Paragraph::new().add_run(Run::new().add_text("合作协议")))
        .add_table(table)
        .build()
        .pack(&mut out)
        .expect("in memory");
    let document = open("a.docx", out.into_inner(), &Limits::default()).expect("opens").document;
    assert_eq!(texts(&document), ["合作协议", "甲方：江苏大学", "乙方：University"]);
    let lines = &document.pages[0].lines;
    assert_eq!(lines[0].path.as_deref(), Some("第 1 段"));
    assert_eq!(lines[2].path.as_deref(), Some("表格 1 第 1 行第 2 列"));
    assert!(lines[1].area.overlap_y(lines[2].area) > 0 && lines[2].area.left > lines[1].area.right, "cells stand side by side");
}

#[test]
fn deleted_text_is_gone_and_inserted_text_is_there() {
    let body = r#"<w:p><w:ins w:id="1"><w:r><w:t>新</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>条款</w:t></w:r></w:p>"#;
    let document = document(body);
    assert_eq!(texts(&document), ["新条款"]);
    assert!(document.notices.iter().any(|notice| notice.kind == NoticeKind::TrackedChanges));
}

#[test]
fn fields_give_their_results_and_hidden_text_stays_hidden() {
    let body = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \@ "yyyy"</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2024</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:t>年&amp;月&#x65e5;</w:t></w:r></w:p>"#;
    assert_eq!(texts(&document(body)), ["2024年&月日"]);
}

#[test]
fn control_characters_are_no_text() {
    assert_eq!(texts(&document(&p("甲&#27;[2J方&#x9b;\u{1b}[0m"))), ["甲[2J方[0m"]);
}

#[test]
fn an_alternate_content_is_read_once() {
    let content = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        r#"<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="1800000" cy="900000"/><wps:txbx>{}</wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:10pt"><v:textbox>{}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"#,
        content("乙方签字"),
        content("乙方签字")
    );
    let document = document(&body);
    assert_eq!(texts(&document), ["乙方签字"]);
    assert_eq!(document.pages[0].lines[0].path.as_deref(), Some("文本框"));
}

#[test]
fn headers_footers_notes_and_page_numbers_stand_on_every_page() {
    let field = |name: &str| format!(r#"<w:fldSimple w:instr=" {name} "><w:r><w:t>9</w:t></w:r></w:fldSimple>"#);
    let header = format!("<w:hdr {NAMESPACES}>{}</w:hdr>", p("江苏大学公文纸"));
    let footer = format!(
        "<w:ftr {NAMESPACES}><w:p><w:r><w:t>第</w:t></w:r>{}<w:r><w:t>页 共</w:t></w:r>{}<w:r><w:t>页</w:t></w:r></w:p></w:ftr>",
        field("PAGE"),
        field("NUMPAGES")
    );
    let notes = format!(r#"<w:footnotes {NAMESPACES}><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#, p("脚注正文"));
    let relations = rels(&[("r1", "header", "header1.xml"), ("r2", "footer", "footer1.xml"), ("r3", "footnotes", "footnotes.xml")]);
    let body = format!(
        r#"{}<w:p><w:r><w:br w:type="page"/><w:t>第二页</w:t><w:footnoteReference w:id="2"/></w:r></w:p><w:sectPr><w:headerReference w:type="default" r:id="r1"/><w:footerReference w:type="default" r:id="r2"/></w:sectPr>"#,
        p("第一页")
    );
    let document = opened(
        &body,
        &[
            ("word/_rels/document.xml.rels", &relations),
            ("word/header1.xml", header.as_bytes()),
            ("word/footer1.xml", footer.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
        ],
    )
    .document;
    assert_eq!(texts(&document), ["第一页", "江苏大学公文纸", "第1页 共2页", "第二页", "脚注正文", "江苏大学公文纸", "第2页 共2页"]);
    let page = &document.pages[1];
    assert!(page.lines[2].area.bottom < page.lines[0].area.top && page.lines[3].area.top > page.lines[1].area.bottom);
}

#[test]
fn list_numbers_are_part_of_the_text() {
    let numbering = format!(
        r#"<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#
    );
    let styles = format!(
        r#"<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#
    );
    let item = |text: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#);
    let document = opened(
        &(item("合作内容") + &item("知识产权")),
        &[
            ("word/_rels/document.xml.rels", &rels(&[("a", "numbering", "numbering.xml"), ("b", "styles", "styles.xml")])),
            ("word/numbering.xml", numbering.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
        ],
    )
    .document;
    assert_eq!(texts(&document), ["第一条 合作内容", "第二条 知识产权"]);
}

#[test]
fn tabs_set_signature_blocks_side_by_side() {
    let body = "<w:p><w:r><w:t>甲方（盖章）</w:t><w:tab/><w:tab/><w:tab/><w:t>乙方（盖章）</w:t></w:r></w:p>";
    let document = document(body);
    let lines = &document.pages[0].lines;
    assert_eq!(lines.len(), 2);
    assert!(lines[0].area.right < lines[1].area.left && lines[0].area.top == lines[1].area.top);
}

#[test]
fn pasted_seals_are_drawn_where_they_hang() {
    let mut seal = RgbaImage::from_pixel(80, 80, Rgba([0, 0, 0, 0]));
    (30..50).for_each(|i| seal.put_pixel(i, i, Rgba([220, 0, 0, 255])));
    for i in 20..60 {
        (20..60).for_each(|j| seal.put_pixel(i, j, Rgba([220, 0, 0, 255])));
    }
    let opened = opened(
        &(p("甲方（盖章）") + &inline("rId9", (40, 40))),
        &[("word/_rels/document.xml.rels", &rels(&[("rId9", "image", "media/seal.png")])), ("word/media/seal.png", &png(seal))],
    );
    let page = &opened.document.pages[0];
    assert_eq!(page.look, Look::Marks);
    let picture = page.pictures[0];
    assert!(picture.transparent && (picture.area.width() - 400).abs() < 3);
    assert!(picture.area.top >= page.lines[0].area.bottom, "the picture does not cover the line above it");
    let raster = opened.raster(PageNo(1)).expect("draws");
    let (x0, y0, x1, y1) = raster.bounds(picture.area);
    assert_eq!(raster.rgb(x0 + 1, y0 + 1), [255; 3]);
    assert!(raster.rgb(usize::midpoint(x0, x1), usize::midpoint(y0, y1))[1] < 40);
}

#[test]
fn an_embedded_scan_is_looked_at_wholly() {
    let scan = png(RgbImage::from_pixel(300, 424, Rgb([240; 3])));
    let relations = rels(&[("i", "image", "media/scan.png")]);
    let parts: [(&str, &[u8]); 2] = [("word/_rels/document.xml.rels", &relations), ("word/media/scan.png", &scan)];
    let opened = opened(&inline("i", (150, 212)), &parts);
    assert_eq!((opened.document.pages[0].look, opened.document.pages[0].source), (Look::Everything, PageSource::Scan));
}

#[test]
fn a_gif_is_drawn_by_its_first_frame() {
    let mut gif = Cursor::new(Vec::new());
    DynamicImage::from(RgbaImage::from_pixel(40, 40, Rgba([220, 0, 0, 255]))).write_to(&mut gif, ImageFormat::Gif).expect("in memory");
    let relations = rels(&[("i", "image", "media/seal.gif")]);
    let parts: [(&str, &[u8]); 2] = [("word/_rels/document.xml.rels", &relations), ("word/media/seal.gif", gif.get_ref())];
    let opened = opened(&inline("i", (40, 40)), &parts);
    let page = &opened.document.pages[0];
    assert_eq!((page.look, page.partial), (Look::Marks, false));
    let raster = opened.raster(PageNo(1)).expect("draws");
    let (x, y, ..) = raster.bounds(page.pictures[0].area);
    assert!(raster.rgb(x + 5, y + 5)[1] < 40);
}

#[test]
fn a_lost_picture_leaves_its_page_open_and_the_others_are_drawn() {
    let whole = png(RgbImage::from_pixel(40, 40, Rgb([220, 0, 0])));
    let relations = rels(&[("a", "image", "media/whole.png"), ("b", "image", "media/lost")]);
    let damaged = [&whole[..whole.len() / 2], &[0; 40]].concat();
    let mut metafile = vec![0; 48];
    metafile[40..44].copy_from_slice(b" EMF");
    for (lost, why) in [(damaged.as_slice(), "damaged"), (&metafile, "EMF"), (b"strange", "this kind of picture")] {
        let parts: [(&str, &[u8]); 3] =
            [("word/_rels/document.xml.rels", &relations), ("word/media/whole.png", &whole), ("word/media/lost", lost)];
        let opened = opened(&(inline("a", (40, 40)) + &inline("b", (40, 40))), &parts);
        let page = &opened.document.pages[0];
        assert_eq!((page.partial, page.pictures.len()), (true, 1), "{why}");
        assert!(
            matches!(&opened.document.notices[0].kind, NoticeKind::PageUnreadable(said) if said.en.contains(why)),
            "{:?}",
            opened.document.notices
        );
        assert!(opened.raster(PageNo(1)).is_ok());
    }
    let opened = opened(&inline("a", (40, 40)), &[("word/_rels/document.xml.rels", &relations)]);
    assert!(opened.document.pages[0].partial, "it is not even there");
}

#[test]
fn other_prefixes_and_malformed_changes_are_survived() {
    let strange = r#"<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body><x:p><x:r><x:rPr><x:rPrChange><x:b/></x:rPr></x:r><x:r><x:t>正文</x:t></x:r></x:p></x:body></x:document>"#;
    let bytes = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", strange.as_bytes())]);
    assert!(open("a.docx", bytes, &Limits::default()).is_ok());
    let plain = strange.replace("<x:rPrChange><x:b/></x:rPr>", "</x:rPr>");
    let bytes = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", plain.as_bytes())]);
    assert_eq!(texts(&open("a.docx", bytes, &Limits::default()).expect("opens").document), ["正文"]);
}

#[test]
fn a_thousand_nested_tables_keep_their_text() {
    let body = "<w:tbl><w:tr><w:tc>".repeat(1000) + &p("最里面") + &"</w:tc></w:tr></w:tbl>".repeat(1000);
    let document = document(&body);
    assert_eq!(texts(&document), ["最里面"]);
    let deeper = "<w:tbl><w:tr><w:tc>".repeat(100_000);
    assert!(open("a.docx", package(&deeper, &[]), &Limits::default()).is_ok());
}

#[test]
fn long_texts_go_on_over_pages_within_the_limit() {
    let body: String = (0..400).map(|i| p(&format!("第{i}行"))).collect();
    let document = document(&body);
    assert!(document.pages.len() >= 8 && texts(&document).len() == 400);
    assert!(
        document.pages.iter().flat_map(|page| page.lines.iter().map(move |l| (page, l))).all(|(page, l)| l.area.bottom <= page.size.height)
    );
    let limits = Limits { pages: 2, ..Limits::default() };
    let cut = open("a.docx", package(&body, &[]), &limits).expect("opens").document;
    assert_eq!((cut.pages.len(), cut.pages[1].source, cut.pages[2].source), (3, PageSource::Text, PageSource::Unread));
    assert!(matches!(cut.notices[0].kind, NoticeKind::TooManyPages { read: 2, .. }));
}

#[test]
fn a_cell_taller_than_a_page_loses_no_line() {
    let inside: String = (0..120).map(|i| p(&format!("行{i}"))).collect();
    let document = document(&format!("<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"));
    assert_eq!(texts(&document).len(), 120);
    assert!(document.pages.len() >= 3);
}

#[test]
fn text_over_the_limit_is_cut_with_a_notice() {
    let limits = Limits { characters: 60, ..Limits::default() };
    let document = open("a.docx", package(&p("一二三四五").repeat(5), &[]), &limits).expect("opens").document;
    assert_eq!(texts(&document).len(), 2);
    assert!(document.notices.iter().any(|notice| notice.kind == NoticeKind::ContentTruncated));
    assert!(document.pages.iter().all(|page| page.partial));
}

#[test]
fn an_unpacking_bomb_is_stopped() {
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    let bytes = package(&p(&" ".repeat(4 << 20)), &[]);
    assert!(matches!(open("a.docx", bytes, &limits), Err(Error::Damaged { .. })));
}

#[test]
fn package_signatures_are_fields() {
    let signature = b"<Signature><SignatureValue>AAAA</SignatureValue><Object><SignatureTime><Value>2024-01-08T08:00:00Z</Value></SignatureTime></Object></Signature>";
    let document = opened(&p("正文"), &[("_xmlsignatures/sig1.xml", signature)]).document;
    let signature = document.fields[0].signature.as_ref().expect("signed");
    assert_eq!(signature.integrity, Integrity::NotVerifiable(Obstacle::Malformed));
    assert_eq!(signature.time, None, "nobody signed the time");
}

#[test]
fn truncated_files_never_panic() {
    let bytes = package(&(p("正文") + &inline("x", (10, 10))), &[("word/media/a.png", b"junk")]);
    for end in 0..bytes.len() {
        let _ = open("a.docx", bytes[..end].to_vec(), &Limits::default());
    }
    let body = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    for end in (0..body.len()).filter(|&end| body.is_char_boundary(end)) {
        let document = format!("<w:document><w:body>{}", &body[..end]);
        let _ = open("a.docx", zip(&[("[Content_Types].xml", b""), ("word/document.xml", document.as_bytes())]), &Limits::default());
    }
}

#[test]
fn floods_of_structure_end_with_a_notice() {
    let limits = Limits { characters: 100_000, ..Limits::default() };
    let fields = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>"#;
    for flood in ["<w:p/>", "<w:tbl/>", "<w:p><w:r><w:tab/><w:br/></w:r></w:p>", fields, "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"] {
        let document = open("a.docx", package(&flood.repeat(50_000), &[]), &limits).expect("opens").document;
        assert!(document.notices.iter().any(|notice| notice.kind == NoticeKind::ContentTruncated), "{flood}");
    }
}

#[test]
fn seals_with_negative_offsets_hang_above_their_paragraph() {
    let seal = png(RgbImage::from_pixel(20, 20, Rgb([200, 0, 0])));
    let relations = rels(&[("i", "image", "media/seal.png")]);
    let parts: [(&str, &[u8]); 2] = [("word/_rels/document.xml.rels", &relations), ("word/media/seal.png", &seal)];
    for offset in ["-360000", "4294607296"] {
        let anchor = format!(
            r#"<w:p><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>720000</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>{offset}</wp:posOffset></wp:positionV><wp:extent cx="1440000" cy="1440000"/><a:graphic><pic:pic><pic:blipFill><a:blip r:embed="i"/></pic:blipFill></pic:pic></a:graphic></wp:anchor></w:drawing><w:t>（盖章）</w:t></w:r></w:p>"#
        );
        let document = opened(&(p("甲方").repeat(5) + &anchor), &parts).document;
        let page = &document.pages[0];
        let (line, area) = (page.lines[5].area, page.pictures[0].area);
        assert_eq!((area.left, area.width()), (500, 400), "{offset}");
        assert!((50..150).contains(&(line.top - area.top)), "{offset}: {line:?} {area:?}");
    }
}
