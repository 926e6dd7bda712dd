//! Fonts that a PDF names but does not carry: the standard ones come with hayro, CJK ones from the system.

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use fontdb::{Database, FaceInfo, Source, Style};
use hayro_cmap::CidFamily;
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{FallbackFontQuery, FontData, FontQuery};
use skrifa::MetadataProvider;

/// Files that hold good CJK fonts on common systems, tried before all of the system's fonts are listed.
const USUAL_FILES: [&str; 12] = [
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
    "C:\\Windows\\Fonts\\simsun.ttc",
    "C:\\Windows\\Fonts\\msyh.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
];
/// A character that every font for the collection has and others lack, and families that are drawn for it, best first.
const COLLECTIONS: [(CidFamily, char, &[&str]); 4] = [
    (CidFamily::AdobeGB1, '们', &["CJK SC", "SimSun", "Songti SC", "PingFang SC", "YaHei", "WenQuanYi", "UMing CN", "Fallback"]),
    (CidFamily::AdobeCNS1, '們', &["CJK TC", "CJK HK", "MingLiU", "PingFang TC", "UMing TW", "WenQuanYi", "Fallback"]),
    (CidFamily::AdobeJapan1, 'の', &["CJK JP", "Mincho", "Hiragino", "Gothic", "WenQuanYi", "Fallback"]),
    (CidFamily::AdobeKorea1, '의', &["CJK KR", "Batang", "Malgun", "Apple SD Gothic", "Nanum", "UnDotum", "Fallback"]),
];

/// CJK fonts that a document names without carrying them, in order of first use.
#[derive(Clone, Default)]
pub(super) struct Wanted(Arc<Mutex<Vec<(String, CidFamily)>>>);

impl Wanted {
    /// Settings for reading text: any font serves, because only positions and the collection's map are used.
    pub(super) fn reading_settings(&self) -> InterpreterSettings {
        let wanted = self.clone();
        let resolver = move |query: &FontQuery| {
            if let FontQuery::Fallback(query) = query
                && let Some(family) = collection(query)
            {
                let name = query.post_script_name.clone().unwrap_or_else(|| "?".into());
                let mut wanted = wanted.0.lock().unwrap_or_else(PoisonError::into_inner);
                if !wanted.iter().any(|(known, _)| *known == name) {
                    wanted.push((name, family));
                }
            }
            Some(standard(query))
        };
        InterpreterSettings { font_resolver: Arc::new(resolver), ..InterpreterSettings::default() }
    }

    /// Those that the system cannot replace. Looks through the system's fonts, so ask only before drawing.
    pub(super) fn missing(&self) -> Vec<String> {
        let wanted = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        wanted.into_iter().filter(|(_, family)| system_font(family).is_none()).map(|(name, _)| name).collect()
    }
}

/// Settings for drawing: CJK fonts from the system.
pub(super) fn drawing_settings() -> InterpreterSettings {
    let resolver = |query: &FontQuery| match query {
        FontQuery::Fallback(fallback) => collection(fallback).and_then(|family| system_font(&family)).or_else(|| Some(standard(query))),
        FontQuery::Standard(_) => Some(standard(query)),
    };
    InterpreterSettings { font_resolver: Arc::new(resolver), ..InterpreterSettings::default() }
}

/// The CJK collection that a font needs.
fn collection(query: &FallbackFontQuery) -> Option<CidFamily> {
    let family = &query.character_collection.as_ref()?.family;
    COLLECTIONS.iter().map(|(known, ..)| known).find(|known| *known == family).cloned()
}

fn standard(query: &FontQuery) -> (FontData, u32) {
    match query {
        FontQuery::Standard(font) => font.get_font_data(),
        FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
    }
}

/// The system's font for a collection, looked up once per run.
fn system_font(family: &CidFamily) -> Option<(FontData, u32)> {
    static FOUND: [OnceLock<Option<(FontData, u32)>>; 4] = [const { OnceLock::new() }; 4];
    let index = COLLECTIONS.iter().position(|(known, ..)| known == family)?;
    let (_, character, families) = &COLLECTIONS[index];
    FOUND[index].get_or_init(|| search(&usual_fonts(), *character, families).or_else(|| search(all_fonts(), *character, families))).clone()
}

/// What is to be said of the system's fonts where a result depends on them: the usual files, each with size and time. A document for which a font is
/// missing says so itself.
pub(in crate::ingest) fn surroundings() -> String {
    let told = |path: &&str| std::fs::metadata(path).ok().map(|what| format!("{path} {} {:?}\n", what.len(), what.modified().ok()));
    USUAL_FILES.iter().filter_map(told).collect()
}

fn usual_fonts() -> Database {
    let mut fonts = Database::new();
    for path in USUAL_FILES.iter().filter(|path| Path::new(path).exists()) {
        // An unreadable file is a font that is not there.
        let _ = fonts.load_font_file(path);
    }
    fonts
}

fn all_fonts() -> &'static Database {
    static ALL: OnceLock<Database> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        fonts
    })
}

/// The first face of the best family that has the character; else, in order of name, any face that has it.
fn search(fonts: &Database, character: char, families: &[&str]) -> Option<(FontData, u32)> {
    let order = |face: &FaceInfo| {
        let plain = (face.style != Style::Normal, face.weight.0.abs_diff(400));
        (rank(face, families), plain, face.post_script_name.clone(), face.index)
    };
    let mut faces: Vec<&FaceInfo> = fonts.faces().collect();
    faces.sort_by_cached_key(|face| order(face));
    faces.into_iter().find_map(|face| {
        let has = |bytes: &[u8], index| skrifa::FontRef::from_index(bytes, index).is_ok_and(|font| font.charmap().map(character).is_some());
        if fonts.with_face_data(face.id, has) != Some(true) {
            return None;
        }
        let (Source::File(path) | Source::SharedFile(path, _)) = &face.source else { return None };
        let data: FontData = Arc::new(std::fs::read(path).ok()?);
        Some((data, face.index))
    })
}

fn rank(face: &FaceInfo, families: &[&str]) -> usize {
    let named = |wanted: &&str| face.families.iter().any(|(name, _)| name.contains(*wanted) && !name.contains("Mono"));
    families.iter().position(named).unwrap_or(families.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_font_is_invented() {
        assert!(search(&Database::new(), '们', &["SimSun"]).is_none());
    }
}
