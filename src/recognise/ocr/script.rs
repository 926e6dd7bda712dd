//! Scripts that the networks have no characters for (Hangul, Cyrillic): noticing them, and reading them with an installed `tesseract` program.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use super::ReadLine;
use super::read::Reading;
use crate::model::raster::Raster;
use crate::model::text::{is_han, is_hangul};

/// A line of an unknown script is read at less than this (measured on a clean page: Korean .45 to .83, Chinese and English above .95).
const DOUBT: f32 = 0.85;
/// Or most of it is not read at all: fewer characters per em of its length than this (measured: Cyrillic .1 or less; Chinese has 1, English 2).
const DENSITY: f32 = 0.35;
/// Lines shorter than this many ems prove nothing.
const TELLING: f32 = 5.0;
/// A line of a script that the networks know is read at least this surely, if it has so many letters; on a page in another script few lines are.
const KNOWN: f32 = 0.95;
const WORDS: usize = 2;
/// A page is suspect from this many such lines on, if they are this share of its telling lines.
const FEWEST: usize = 3;
const SHARE: f32 = 0.5;
/// The helper's program.
const HELPER: &str = "tesseract";
/// The helper's mean word confidence from which its answer is taken.
const HELPER_SURE: f32 = 0.6;
/// The helper is given this long for a page, however often it is asked (measured: two to five seconds).
pub(super) const PATIENCE: Duration = Duration::from_mins(1);
/// The helper's page layout mode "one column of lines": its own analysis tears Korean pages apart (measured: 7 of 13 lines lost).
const COLUMN: &str = "4";
/// A gap between words wider than this many line heights ends a line, as in [`Reading::split`].
const WIDE_GAP: f32 = 2.5;
/// A gap between syllables wider than this many line heights is a space.
const SPACE: f32 = 0.2;
/// The helper's answer is not read beyond this: a page of words is a hundredth of it.
const MOST: u64 = 8 << 20;

/// A script that only the helper reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Hangul,
    Cyrillic,
}

impl Script {
    fn language(self) -> &'static str {
        match self {
            Self::Hangul => "kor",
            Self::Cyrillic => "rus",
        }
    }

    fn has(self, c: char) -> bool {
        match self {
            Self::Hangul => is_hangul(c),
            Self::Cyrillic => matches!(c, '\u{400}'..='\u{52f}'),
        }
    }
}

/// Why the networks' answer for a page should not be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Suspicion {
    /// The strange lines were read as Han, as Hangul is; else they were hardly read, as Cyrillic is.
    blocks: bool,
}

impl Suspicion {
    /// The most likely script's name, for a notice.
    pub(super) fn name(self) -> &'static str {
        if self.blocks { "Hangul" } else { "Cyrillic" }
    }
}

/// Whether most of a page is in a script that the networks do not know; each reading comes with the width of its strip.
pub(super) fn suspicion(readings: &[(Reading, usize)]) -> Option<Suspicion> {
    let letters = |reading: &Reading| reading.text().chars().filter(|c| c.is_alphabetic()).count();
    let known = readings.iter().filter(|(reading, _)| reading.score() >= KNOWN && letters(reading) >= WORDS).count();
    let telling = readings.iter().filter(|(reading, used)| is_telling(reading, *used)).count();
    let strange = strange(readings);
    let texts: String = strange.iter().map(|&line| readings[line].0.text()).collect();
    let (han, count) = (texts.chars().filter(|&c| is_han(c)).count(), texts.chars().filter(|c| c.is_alphanumeric()).count());
    let suspect = strange.len() >= FEWEST && strange.len() as f32 >= SHARE * telling as f32 && strange.len() > known;
    suspect.then_some(Suspicion { blocks: 2 * han > count })
}

/// The lines that were misread or hardly read, the longest first.
pub(super) fn strange(readings: &[(Reading, usize)]) -> Vec<usize> {
    let is_strange = |(reading, used): &(Reading, usize)| {
        let count = reading.text().chars().filter(|c| c.is_alphanumeric()).count();
        is_telling(reading, *used) && (reading.score() < DOUBT || (count as f32) < DENSITY * Reading::ems(*used))
    };
    let mut strange: Vec<usize> = (0..readings.len()).filter(|&line| is_strange(&readings[line])).collect();
    strange.sort_by_key(|&line| std::cmp::Reverse(readings[line].1));
    strange
}

/// Whether a line can tell of its script: a short one cannot, nor a form's lines to write on, which hold little or nothing.
fn is_telling(reading: &Reading, used: usize) -> bool {
    Reading::ems(used) >= TELLING && !reading.text().trim_end().ends_with([':', '：', '_'])
}

/// The page read by the helper, if it is installed with the script's language and is sure; what it takes is taken from `patience`.
pub(super) fn read(raster: &Raster, suspicion: Suspicion, patience: &mut Duration) -> Option<Vec<ReadLine>> {
    let order = if suspicion.blocks { [Script::Hangul, Script::Cyrillic] } else { [Script::Cyrillic, Script::Hangul] };
    order.into_iter().filter(|script| languages().iter().any(|language| language == script.language())).find_map(|script| {
        let lines = lines(&run(Path::new(HELPER), raster, script.language(), patience)?);
        let letters = || lines.iter().flat_map(|line| line.text.chars()).filter(|c| c.is_alphabetic());
        let own = letters().filter(|&c| script.has(c)).count();
        let score = lines.iter().map(|line| line.score).sum::<f32>() / lines.len().max(1) as f32;
        (own > 20 && 5 * own > 2 * letters().count() && score >= HELPER_SURE).then_some(lines)
    })
}

/// Whether a text holds letters that only the helper reads.
pub(in crate::recognise) fn is_helpers(text: &str) -> bool {
    text.chars().any(|c| Script::Hangul.has(c) || Script::Cyrillic.has(c))
}

/// Languages of the installed helper, asked once.
fn languages() -> &'static [String] {
    static LANGUAGES: OnceLock<Vec<String>> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let output = Command::new(HELPER).arg("--list-langs").stdin(Stdio::null()).output();
        let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
        text.lines().skip(1).map(|line| line.trim().to_owned()).collect()
    })
}

/// The helper as far as it would be asked: its version and languages; empty if it is not there, or not with a language that is wanted of it.
pub(super) fn helper() -> String {
    let wanted = |language: &&String| [Script::Hangul, Script::Cyrillic].iter().any(|script| *language == script.language());
    if languages().iter().find(wanted).is_none() {
        return String::new();
    }
    let version = Command::new(HELPER).arg("--version").stdin(Stdio::null()).output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    format!("{version}{}", languages().join(" "))
}

/// Runs the helper on a grey picture; its table of words, or `None` if it failed or there is no time left.
fn run(helper: &Path, raster: &Raster, language: &str, patience: &mut Duration) -> Option<String> {
    if patience.is_zero() {
        return None;
    }
    let mut picture = format!("P5\n{} {}\n255\n", raster.width, raster.height).into_bytes();
    picture.extend(raster.pixels.chunks_exact(3).map(|p| ((u16::from(p[0]) + 2 * u16::from(p[1]) + u16::from(p[2])) / 4) as u8));
    let mut command = Command::new(helper);
    // Ctrl-C is for this program, which waits for the page's end.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command
        .args([
            "stdin",
            "stdout",
            "-l",
            language,
            "--dpi",
            &(raster.dpi.round() as u32).clamp(70, 1200).to_string(),
            "--psm",
            COLUMN,
            "tsv",
        ])
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    // Both ends move at once, or a full pipe would stop both programs.
    let writer = std::thread::spawn(move || input.write_all(&picture));
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        output.take(MOST).read_to_end(&mut bytes).map(|_| bytes)
    });
    let start = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break Some(status),
            Ok(None) if start.elapsed() < *patience => std::thread::sleep(Duration::from_millis(20)),
            _ => {
                // It may have ended in between; either way it is gone after this.
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
        }
    };
    *patience = patience.saturating_sub(start.elapsed());
    // A helper that closes its input early is judged by its exit code.
    let _ = writer.join();
    let bytes = reader.join().ok()?.ok()?;
    status.filter(std::process::ExitStatus::success)?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Words of the helper's table (level, page, block, paragraph, line, word, left, top, width, height, confidence, text) as lines.
fn lines(table: &str) -> Vec<ReadLine> {
    let mut lines: Vec<(Vec<&str>, ReadLine, f32)> = Vec::new();
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let [level, key @ .., text] = cells.as_slice() else { continue };
        if *level != "5" || key.len() != 10 || text.trim().is_empty() {
            continue;
        }
        let number = |i: usize| key[i].parse::<f32>().unwrap_or(0.0);
        let (left, top, confidence) = (number(5), number(6), (number(9) / 100.0).clamp(0.0, 1.0));
        let bounds = (left, top, left + number(7), top + number(8));
        match lines.last_mut() {
            Some((place, line, words))
                if place.as_slice() == &key[..4] && bounds.0 - line.bounds.2 < WIDE_GAP * (line.bounds.3 - line.bounds.1) =>
            {
                // The helper reports Hangul syllable by syllable: only a real gap is a space.
                let syllables = line.text.ends_with(is_hangul) && text.trim().starts_with(is_hangul);
                if !syllables || bounds.0 - line.bounds.2 > SPACE * (line.bounds.3 - line.bounds.1) {
                    line.text.push(' ');
                }
                line.text.push_str(text.trim());
                line.score += (confidence - line.score) / (*words + 1.0);
                let old = line.bounds;
                line.bounds = (old.0.min(bounds.0), old.1.min(bounds.1), old.2.max(bounds.2), old.3.max(bounds.3));
                *words += 1.0;
            }
            _ => lines.push((key[..4].to_vec(), ReadLine { text: text.trim().to_owned(), score: confidence, bounds }, 1.0)),
        }
    }
    lines.into_iter().map(|(_, line, _)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::read::Glyph;
    use super::*;

    /// A line of so many ems.
    fn line(text: &str, score: f32, ems: usize) -> (Reading, usize) {
        let glyphs = text.chars().map(|c| Glyph { text: c.to_string(), score, at: 0.5 }).collect();
        (Reading { glyphs }, 40 * ems)
    }

    #[test]
    fn a_page_of_sure_lines_is_not_suspect_and_a_few_bad_ones_do_not_make_it_so() {
        let (good, bad) = (line("本协议自签字之日起生效", 0.99, 11), line("間哲型對是型是吕", 0.5, 8));
        let page = [&good, &good, &good, &good, &bad, &bad, &bad].map(Clone::clone);
        assert_eq!((suspicion(&page), strange(&page)), (None, vec![4, 5, 6]));
    }

    #[test]
    fn hangul_is_misread_and_cyrillic_is_hardly_read() {
        let name = |line: (Reading, usize)| suspicion(&[line.clone(), line.clone(), line.clone(), line]).map(Suspicion::name);
        assert_eq!(name(line("間哲型對是型是吕", 0.5, 9)), Some("Hangul"));
        assert_eq!(name(line(": .", 0.95, 20)), Some("Cyrillic"));
        assert_eq!(name(line("Date:", 0.5, 20)), None);
    }

    #[test]
    fn the_longest_strange_line_is_tried_first() {
        assert_eq!(strange(&[line("是", 0.5, 2), line("間哲型", 0.5, 6), line("間哲型", 0.5, 9)]), [2, 1]);
    }

    #[test]
    fn words_of_a_table_become_lines() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                     4\t1\t1\t1\t1\t0\t10\t20\t90\t12\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t40\t12\t90\t협력\n5\t1\t1\t1\t1\t2\t60\t20\t40\t12\t70\t협정서\n\
                     5\t1\t1\t1\t2\t1\t10\t40\t40\t12\t80\t갑\nbroken";
        let lines = lines(table);
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["협력 협정서", "갑"]);
        assert_eq!(lines[0].bounds, (10.0, 20.0, 100.0, 32.0));
        assert!((lines[0].score - 0.8).abs() < 1e-6);
    }

    #[cfg(unix)]
    #[test]
    fn a_helper_has_its_time_once_for_a_page() {
        use std::os::unix::fs::PermissionsExt as _;
        let helper = std::env::temp_dir().join(format!("pactlint-helper-{}", std::process::id()));
        std::fs::write(&helper, "#!/bin/sh\nexec sleep 60\n").expect("written");
        std::fs::set_permissions(&helper, std::fs::Permissions::from_mode(0o755)).expect("made a program");
        let (start, mut patience) = (Instant::now(), Duration::from_millis(300));
        let mut ask = || (run(&helper, &Raster::white(8, 8, 100.0), "kor", &mut patience), patience);
        assert_eq!(ask(), (None, Duration::ZERO));
        assert_eq!(ask(), (None, Duration::ZERO));
        assert!(start.elapsed() < Duration::from_secs(30));
        std::fs::remove_file(helper).expect("removed");
    }
}
