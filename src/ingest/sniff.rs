//! Tells formats apart from their bytes, never from their names, and knows what to advise for those that are not read.

use std::io::Cursor;

use crate::model::document::Format;
use crate::model::finding::Text;

/// The advice for anything that holds text but is not read.
pub(super) const SAVE_AS_PDF: Text = Text { zh: "请另存为 PDF 或 DOCX 后重新提交", en: "save it as PDF or DOCX and upload that" };

/// Whether a file's name ends as that of a format that is read.
pub(super) fn says_readable(file: &str) -> bool {
    const ENDINGS: &[&str] = &["pdf", "docx", "jpg", "jpeg", "png", "tif", "tiff", "bmp", "webp"];
    file.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

/// The advice for pictures.
const SAVE_AS_PICTURE: Text =
    Text { zh: "请另存为 JPEG、PNG 或 PDF 后重新提交", en: "save it as JPEG, PNG or PDF and upload that" };

/// The advice for packed files.
const REPACK: Text = Text { zh: "请解压后提交，或改用 ZIP 打包", en: "unpack it, or pack the files as ZIP" };

/// The advice for what is no document at all.
const THE_DOCUMENT: Text = Text { zh: "请提交文件本身", en: "upload the document itself" };

/// How far into a file a marker is looked for: covers the directory of any compound file that a text program writes.
const MARKER_WINDOW: usize = 4 << 20;

/// What a file's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A format that can be opened.
    Readable(Format),
    /// A ZIP archive of files.
    Archive,
    /// An office file behind a password.
    Encrypted,
    /// A known format that is not read.
    Foreign {
        /// Its name.
        format: Text,
        /// What the user can do.
        remedy: Text,
    },
    /// No bytes, or nothing but zeros.
    Empty,
    /// Nothing known.
    Unknown,
}

/// Formats recognised by their first bytes.
const MAGIC: &[(&[u8], Kind)] = &[
    (b"\xff\xd8\xff", Kind::Readable(Format::Jpeg)),
    (b"\x89PNG\r\n\x1a\n", Kind::Readable(Format::Png)),
    (b"II*\0", Kind::Readable(Format::Tiff)),
    (b"MM\0*", Kind::Readable(Format::Tiff)),
    (b"II+\0", Kind::Readable(Format::Tiff)),
    (b"MM\0+", Kind::Readable(Format::Tiff)),
    (b"GIF8", foreign("GIF 图片", "a GIF picture", SAVE_AS_PICTURE)),
    (b"{\\rtf", foreign("RTF 文档", "an RTF text", SAVE_AS_PDF)),
    (b"Rar!\x1a\x07", foreign("RAR 压缩包", "a RAR archive", REPACK)),
    (b"7z\xbc\xaf\x27\x1c", foreign("7z 压缩包", "a 7z archive", REPACK)),
    (b"\x1f\x8b", foreign("gzip 压缩包", "a gzip archive", REPACK)),
    (b"BZh", foreign("bzip2 压缩包", "a bzip2 archive", REPACK)),
    (b"\xfd7zXZ\0", foreign("xz 压缩包", "an xz archive", REPACK)),
    (b"%!PS", foreign("PostScript 文件", "a PostScript file", SAVE_AS_PDF)),
    (b"\xd7\xcd\xc6\x9a", foreign("WMF 图形", "a WMF drawing", SAVE_AS_PICTURE)),
    (b"AT&TFORM", foreign("DjVu 扫描件", "a DjVu scan", SAVE_AS_PDF)),
    (b"\0\0\0\x0cjP  ", foreign("JPEG 2000 图片", "a JPEG 2000 picture", SAVE_AS_PICTURE)),
    (b"8BPS", foreign("Photoshop 图片", "a Photoshop picture", SAVE_AS_PICTURE)),
    (b"CAJ", foreign("CAJ 文档", "a CAJ text", SAVE_AS_PDF)),
    (b"MZ", foreign("可执行程序", "a program", THE_DOCUMENT)),
    (b"\x7fELF", foreign("可执行程序", "a program", THE_DOCUMENT)),
];

/// Streams of a compound file (as in its directory) and what they mean; the first that is present decides.
const COMPOUND: &[(&str, Kind)] = &[
    ("EncryptedPackage", Kind::Encrypted),
    ("WpsDocument", foreign("WPS 文字文档（.wps）", "a WPS text (.wps)", SAVE_AS_PDF)),
    ("WordDocument", foreign("Word 97-2003 文档（.doc、.wps）", "a Word 97-2003 text (.doc, .wps)", SAVE_AS_PDF)),
    ("PowerPoint Document", foreign("PowerPoint 97-2003 演示文稿（.ppt）", "a PowerPoint 97-2003 presentation (.ppt)", SAVE_AS_PDF)),
    ("Workbook", foreign("Excel 97-2003 工作簿（.xls）", "an Excel 97-2003 workbook (.xls)", SAVE_AS_PDF)),
    ("Book", foreign("Excel 97-2003 工作簿（.xls）", "an Excel 97-2003 workbook (.xls)", SAVE_AS_PDF)),
    (
        "__properties_version1.0",
        foreign(
            "Outlook 邮件（.msg）",
            "an Outlook message (.msg)",
            Text { zh: "请另存其中的附件后提交", en: "save its attachments and upload those" },
        ),
    ),
];

const fn foreign(zh: &'static str, en: &'static str, remedy: Text) -> Kind {
    Kind::Foreign { format: Text { zh, en }, remedy }
}

/// Names the format.
pub(super) fn kind(bytes: &[u8]) -> Kind {
    if bytes.iter().take(4096).all(|&b| b == 0) {
        return Kind::Empty;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return packaged(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return compound(bytes);
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return *kind;
    }
    match bytes {
        [b'B', b'M', _, _, _, _, _, _, _, _, _, _, _, _, 12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0, ..] => {
            return Kind::Readable(Format::Bmp);
        }
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => return Kind::Readable(Format::Webp),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => return boxed(brand),
        _ => {}
    }
    // Readers accept junk before the header; the PDF standard's implementation notes allow 1024 bytes.
    if contains(&bytes[..bytes.len().min(1029)], b"%PDF-") {
        return Kind::Readable(Format::Pdf);
    }
    text(bytes)
}

/// ISO base media: HEIC and AVIF pictures, films.
fn boxed(brand: &[u8]) -> Kind {
    match brand {
        [b'h', b'e', ..] | [b'm', b'i' | b's', b'f', b'1', ..] => foreign("HEIC 图片", "a HEIC picture", SAVE_AS_PICTURE),
        [b'a', b'v', b'i', ..] => foreign("AVIF 图片", "an AVIF picture", SAVE_AS_PICTURE),
        _ => foreign("视频或音频", "a film or sound", THE_DOCUMENT),
    }
}

/// OLE compound files: the old office formats and encrypted new ones.
fn compound(bytes: &[u8]) -> Kind {
    let sector = bytes.get(0x30..0x34).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes);
    let shift = bytes.get(0x1e).copied().unwrap_or(9).clamp(7, 12);
    let directory = usize::try_from((u64::from(sector) + 1) << shift).unwrap_or(usize::MAX);
    let window = |from: usize| &bytes[from.min(bytes.len())..from.saturating_add(MARKER_WINDOW).min(bytes.len())];
    // The directory is where the header says; in a damaged file it may be anywhere.
    for part in [window(directory), window(0)] {
        for (name, kind) in COMPOUND {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            if contains(part, &wide) {
                return *kind;
            }
        }
    }
    foreign("旧版办公文档", "an old office file", SAVE_AS_PDF)
}

/// ZIP containers: office packages or plain archives.
fn packaged(bytes: &[u8]) -> Kind {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // Too damaged for its directory to be read; the local headers still tell an office package from an archive.
        let head = &bytes[..bytes.len().min(MARKER_WINDOW)];
        return if contains(head, b"[Content_Types].xml") && contains(head, b"word/") {
            Kind::Readable(Format::Docx)
        } else {
            Kind::Archive
        };
    };
    let (mut package, mut xlsx, mut pptx, mut docx) = (false, false, false, false);
    for name in archive.file_names_raw() {
        let name = String::from_utf8_lossy(name).to_ascii_lowercase().replace('\\', "/");
        match name.as_str() {
            "mimetype" => return opendocument(bytes),
            "ofd.xml" => {
                return foreign(
                    "OFD 文档",
                    "an OFD document",
                    Text { zh: "请另存为 PDF 后重新提交", en: "save it as PDF and upload that" },
                );
            }
            "index/document.iwa" | "index.zip" => return foreign("苹果 iWork 文档", "an Apple iWork document", SAVE_AS_PDF),
            "[content_types].xml" => package = true,
            _ => {
                docx |= name.starts_with("word/document");
                xlsx |= name.starts_with("xl/workbook");
                pptx |= name.starts_with("ppt/presentation");
            }
        }
    }
    match (package, docx, xlsx, pptx) {
        (true, true, _, _) => Kind::Readable(Format::Docx),
        (true, _, true, _) => foreign("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)", SAVE_AS_PDF),
        (true, _, _, true) => foreign("PowerPoint 演示文稿（.pptx）", "a PowerPoint presentation (.pptx)", SAVE_AS_PDF),
        // A package without a usual main part may still name one in its relationships.
        (true, ..) if contains(&bytes[..bytes.len().min(MARKER_WINDOW)], b"_rels/.rels") => Kind::Readable(Format::Docx),
        _ => Kind::Archive,
    }
}

/// Containers that begin with a `mimetype` member, stored plain.
fn opendocument(bytes: &[u8]) -> Kind {
    let head = &bytes[..bytes.len().min(256)];
    if contains(head, b"opendocument.text") {
        foreign("OpenDocument 文档（.odt）", "an OpenDocument text (.odt)", SAVE_AS_PDF)
    } else if contains(head, b"opendocument") {
        foreign("OpenDocument 文件（.ods、.odp、.odg）", "an OpenDocument file (.ods, .odp, .odg)", SAVE_AS_PDF)
    } else if contains(head, b"epub") {
        foreign("EPUB 电子书", "an EPUB book", SAVE_AS_PDF)
    } else {
        Kind::Archive
    }
}

/// Plain text in its variants, or nothing known.
fn text(bytes: &[u8]) -> Kind {
    let head = &bytes[..bytes.len().min(4096)];
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return foreign("纯文本", "a plain text", SAVE_AS_PDF);
    }
    if head.iter().any(|&b| b < 9 || (14..32).contains(&b) && b != 27) {
        return Kind::Unknown;
    }
    let lower = head.to_ascii_lowercase();
    if contains(&lower, b"<html") || contains(&lower, b"<!doctype html") {
        foreign("网页（HTML）", "a web page (HTML)", SAVE_AS_PDF)
    } else if contains(&lower, b"mime-version:") {
        foreign("电子邮件或网页归档（.eml、.mht）", "an e-mail or web archive (.eml, .mht)", SAVE_AS_PDF)
    } else if contains(&lower, b"<?mso-application") || contains(&lower, b"/word/2003/wordml") || contains(&lower, b"xmlpackage") {
        foreign("Word XML 文档", "a Word XML text", SAVE_AS_PDF)
    } else if contains(&lower, b"<svg") {
        foreign("SVG 图形", "an SVG drawing", SAVE_AS_PICTURE)
    } else if contains(&lower, b"<?xml") {
        foreign("XML 文件", "an XML file", SAVE_AS_PDF)
    } else {
        foreign("纯文本", "a plain text", SAVE_AS_PDF)
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> &'static str {
        match kind(bytes) {
            Kind::Foreign { format, .. } => format.en,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn bytes_decide_not_names() {
        assert_eq!(kind(b"%PDF-1.4\n"), Kind::Readable(Format::Pdf));
        assert_eq!(kind(b"\r\n\r\njunk %PDF-1.4\n"), Kind::Readable(Format::Pdf));
        assert_eq!(kind(b"\xff\xd8\xff\xe0"), Kind::Readable(Format::Jpeg));
        assert_eq!(kind(b"RIFF\x10\0\0\0WEBPVP8 "), Kind::Readable(Format::Webp));
        assert_eq!(kind(&[0; 100]), Kind::Empty);
        assert_eq!(kind(&[1, 2, 3]), Kind::Unknown);
    }

    #[test]
    fn old_office_files_are_told_apart_by_their_streams() {
        let ole = |stream: &str| {
            let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
            bytes.resize(2048, 0);
            bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        assert!(name(&ole("WordDocument")).contains(".doc"));
        assert!(name(&ole("Workbook")).contains(".xls"));
        assert!(name(&ole("PowerPoint Document")).contains(".ppt"));
        assert_eq!(kind(&ole("EncryptedPackage")), Kind::Encrypted);
        assert!(name(&ole("Whatever")).contains("office"));
    }

    #[test]
    fn pictures_archives_and_texts_that_are_not_read_are_named() {
        assert!(name(b"\0\0\0\x18ftypheic\0\0\0\0").contains("HEIC"));
        assert!(name(b"Rar!\x1a\x07\x01\0").contains("RAR"));
        assert!(name(b"7z\xbc\xaf\x27\x1c\0\x04").contains("7z"));
        assert!(name("合作协议".as_bytes()).contains("plain text"));
        assert!(name(b"<!DOCTYPE html><p>x").contains("HTML"));
    }
}
