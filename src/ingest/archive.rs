//! ZIP archives unfold into named members, under caps that no crafted archive gets around; names are labels, never paths.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::sniff::{self, Kind};
use super::{Error, Limits, guarded};
use crate::model::finding::Message;

/// Archives inside archives that are unfolded; people nest twice (a project's folder, a scanner's pack), bombs nest often.
const NESTING: usize = 4;

/// Unpacked over packed size that counts as a bomb once [`RATIO_FREE`] is reached; blank bilevel scans stay under it.
const RATIO: u64 = 400;

/// Bytes that may unfold whatever the ratio: a white A4 page as BMP packs 1000 to 1 and is harmless.
const RATIO_FREE: u64 = 64 << 20;

/// One file of an archive.
#[derive(Debug)]
pub struct Member {
    /// `archive.zip/folder/name.pdf`, with `/` between folders and no way up.
    pub name: String,
    /// Its bytes, or why there are none.
    pub content: Result<Vec<u8>, Error>,
}

/// What is left of the limits; shared by an archive and all archives inside it.
struct Budget {
    members: usize,
    unpacked: u64,
    bytes: u64,
}

/// Whether the bytes are a ZIP archive of files (no DOCX, ODT or other package).
pub fn is_archive(bytes: &[u8]) -> bool {
    sniff::kind(bytes) == Kind::Archive
}

/// Unfolds an archive, in its own order; archives inside it are unfolded too.
pub fn members(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Member>, Error> {
    if bytes.len() as u64 > limits.bytes {
        return Err(Error::too_many_bytes(limits));
    }
    let mut budget = Budget { members: limits.members, unpacked: limits.unpacked, bytes: limits.bytes };
    let mut out = Vec::new();
    guarded("ZIP", || unfold(file, bytes, NESTING.min(limits.depth), &mut budget, &mut out))?;
    Ok(out)
}

/// Reads one archive into `out`.
fn unfold(file: &str, bytes: &[u8], depth: usize, budget: &mut Budget, out: &mut Vec<Member>) -> Result<(), Error> {
    let damaged = |e: zip::result::ZipError| Error::Damaged { format: "ZIP", reason: e.to_string() };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    for index in 0..archive.len() {
        let (label, encrypted) = match archive.by_index_raw(index) {
            Ok(entry) if entry.is_dir() => continue,
            Ok(entry) => (label(entry.name_raw()), entry.encrypted()),
            Err(e) => {
                out.push(Member { name: format!("{file}/#{}", index + 1), content: Err(damaged(e)) });
                continue;
            }
        };
        if is_litter(&label) {
            continue;
        }
        let name = format!("{file}/{label}");
        let Some(left) = budget.members.checked_sub(1) else {
            out.push(Member {
                name, content: Err(Error::TooLarge { what: Message::new("压缩包内文件过多", "members of one archive") })
            });
            return Ok(());
        };
        budget.members = left;
        let content = if encrypted {
            Err(Error::Encrypted)
        } else {
            archive.by_index(index).map_err(damaged).and_then(|entry| unpack(entry, budget))
        };
        match content {
            Ok(inner) if is_archive(&inner) => {
                let result = match depth.checked_sub(1) {
                    Some(depth) => unfold(&name, &inner, depth, budget, out),
                    None => Err(Error::TooLarge {
                        what: Message::new(format!("压缩包嵌套超过 {NESTING} 层"), format!("{NESTING} archives inside one another")),
                    }),
                };
                if let Err(e) = result {
                    out.push(Member { name, content: Err(e) });
                }
            }
            content => out.push(Member { name, content }),
        }
    }
    Ok(())
}

/// Unpacks one member; what its header claims about its size is not believed.
fn unpack(entry: ZipFile<'_, Cursor<&[u8]>>, budget: &mut Budget) -> Result<Vec<u8>, Error> {
    let by_ratio = entry.compressed_size().saturating_mul(RATIO).max(RATIO_FREE);
    let most = budget.bytes >> 20;
    let (cap, what) = [
        (budget.bytes, Message::new(format!("单个文件上限 {most} MB"), format!("{most} MB in one file"))),
        (budget.unpacked, Message::new("压缩包解压后总大小", "unpacked size of one archive")),
        (by_ratio, Message::new(format!("解压后超过原大小的 {RATIO} 倍"), format!("unfolds to more than {RATIO} times its size"))),
    ]
    .into_iter()
    .min_by_key(|(cap, _)| *cap)
    .unwrap_or_default();
    let mut content = Vec::new();
    let result = entry.take(cap + 1).read_to_end(&mut content);
    budget.unpacked = budget.unpacked.saturating_sub(content.len() as u64);
    if content.len() as u64 > cap {
        return Err(Error::TooLarge { what });
    }
    result.map_err(|e| Error::Damaged { format: "ZIP", reason: e.to_string() })?;
    Ok(content)
}

/// A member's name as a label: UTF-8 where the bytes are, else GBK (what Chinese Windows writes, flag or no flag).
fn label(raw: &[u8]) -> String {
    let text = std::str::from_utf8(raw).map_or_else(|_| encoding_rs::GBK.decode(raw).0.into_owned(), str::to_owned);
    let text: String = text.chars().filter(|c| !c.is_control()).map(|c| if c == '\\' { '/' } else { c }).collect();
    let parts: Vec<&str> = text.split('/').map(str::trim).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    if parts.is_empty() { "unnamed".into() } else { parts.join("/") }
}

/// Files that systems leave behind and nobody uploads on purpose.
fn is_litter(label: &str) -> bool {
    let name = label.rsplit('/').next().unwrap_or(label);
    label.starts_with("__MACOSX/") || name.starts_with("~$") || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).expect("in memory");
            writer.write_all(bytes).expect("in memory");
        }
        writer.finish().expect("in memory").into_inner()
    }

    fn names(members: &[Member]) -> Vec<&str> {
        members.iter().map(|m| m.name.as_str()).collect()
    }

    #[test]
    fn names_lose_every_way_up() {
        let bytes = pack(&[("../../etc/passwd", b"x"), ("/abs/a.pdf", b"y"), ("__MACOSX/._a.pdf", b"z")]);
        let members = members("in.zip", &bytes, &Limits::default()).expect("opens");
        assert_eq!(names(&members), ["in.zip/etc/passwd", "in.zip/abs/a.pdf"]);
    }

    #[test]
    fn chinese_names_in_gbk_are_read() {
        let (gbk, ..) = encoding_rs::GBK.encode("项目一/合作协议.pdf");
        assert_eq!(label(&gbk), "项目一/合作协议.pdf");
        assert_eq!(label("协议\\扫描.jpg".as_bytes()), "协议/扫描.jpg");
    }

    #[test]
    fn archives_inside_archives_unfold_up_to_a_depth() {
        let mut bytes = pack(&[("a.txt", b"deep")]);
        for _ in 0..2 {
            bytes = pack(&[("in.zip", &bytes)]);
        }
        let shallow = members("x.zip", &bytes, &Limits::default()).expect("opens");
        assert_eq!(names(&shallow), ["x.zip/in.zip/in.zip/a.txt"]);
        for _ in 0..8 {
            bytes = pack(&[("in.zip", &bytes)]);
        }
        let deep = members("x.zip", &bytes, &Limits::default()).expect("opens");
        assert!(matches!(deep.as_slice(), [Member { content: Err(Error::TooLarge { .. }), .. }]));
    }

    #[test]
    fn a_bomb_is_an_error_of_one_member() {
        let bytes = pack(&[("bomb.bin", &vec![0; 70 << 20]), ("good.txt", b"good")]);
        let members = members("x.zip", &bytes, &Limits::default()).expect("opens");
        assert!(matches!(members[0].content, Err(Error::TooLarge { .. })));
        assert_eq!(members[1].content.as_deref().ok(), Some(b"good".as_slice()));
    }

    #[test]
    fn the_unpacked_budget_is_shared() {
        let limits = Limits { unpacked: 10, ..Limits::default() };
        let members = members("x.zip", &pack(&[("a", b"12345678"), ("b", b"12345678")]), &limits).expect("opens");
        assert!(members[0].content.is_ok() && members[1].content.is_err());
    }

    #[test]
    fn too_many_members_end_with_a_named_error() {
        let limits = Limits { members: 1, ..Limits::default() };
        let members = members("x.zip", &pack(&[("a", b"1"), ("b", b"2"), ("c", b"3")]), &limits).expect("opens");
        assert_eq!(names(&members), ["x.zip/a", "x.zip/b"]);
        assert!(members[1].content.is_err());
    }

    #[test]
    fn truncated_archives_never_panic() {
        let bytes = pack(&[("a.txt", b"some text that is long enough"), ("b.txt", b"more")]);
        for end in 0..bytes.len() {
            let _ = members("x.zip", &bytes[..end], &Limits::default());
        }
        assert!(is_archive(&bytes[..bytes.len() - 10]));
    }
}
