//! Writes the corpus's DOCX files from the specifications that `corpus/generator` makes: `corpus-docx SPEC.json OUT.docx`.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use docx_rs::{
    AlignmentType, Docx, Footer, Header, LineSpacing, Paragraph, Pic, RelativeFromHType, RelativeFromVType, Run, RunFonts, Table,
    TableCell, TableRow, WidthType,
};
use serde::Deserialize;

const EMU_PER_MM: f64 = 36_000.0;
const TABLE_WIDTH_TWIPS: usize = 9_300;

/// A whole document; paths of pictures are relative to the specification.
#[derive(Deserialize)]
struct Spec {
    font: String,
    header: Option<Line>,
    footer: Option<Line>,
    blocks: Vec<Block>,
}

/// What follows one another in the body.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Block {
    Line(Line),
    Table(Grid),
}

/// A table: rows of cells of lines.
#[derive(Deserialize)]
struct Grid {
    ruled: bool,
    rows: Vec<Vec<Vec<Line>>>,
}

/// One paragraph.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    text: String,
    #[serde(default)]
    bold: bool,
    #[serde(default)]
    centred: bool,
    /// Half points, as Word counts.
    size: usize,
    #[serde(default)]
    pictures: Vec<Picture>,
}

/// A pasted picture; with an offset it floats over the text, without one it stands in the line.
#[derive(Deserialize)]
struct Picture {
    file: PathBuf,
    width_mm: f64,
    height_mm: f64,
    offset_mm: Option<[f64; 2]>,
}

#[expect(clippy::cast_possible_truncation, reason = "millimetres on a page are far below the limit")]
fn emu(mm: f64) -> i32 {
    (mm * EMU_PER_MM) as i32
}

impl Picture {
    fn build(&self, folder: &Path) -> Result<Pic, Box<dyn Error>> {
        let bytes = fs::read(folder.join(&self.file))?;
        let pic = Pic::new(&bytes).size(emu(self.width_mm).unsigned_abs(), emu(self.height_mm).unsigned_abs());
        Ok(match self.offset_mm {
            Some([x, y]) => pic
                .floating()
                .overlapping()
                .relative_from_h(RelativeFromHType::Column)
                .relative_from_v(RelativeFromVType::Paragraph)
                .offset_x(emu(x))
                .offset_y(emu(y)),
            None => pic,
        })
    }
}

impl Line {
    fn build(&self, folder: &Path, font: &str) -> Result<Paragraph, Box<dyn Error>> {
        let fonts = RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia(font);
        let mut run = Run::new().add_text(&self.text).size(self.size).fonts(fonts);
        if self.bold {
            run = run.bold();
        }
        let mut paragraph = Paragraph::new().line_spacing(LineSpacing::new().after(80)).add_run(run);
        for picture in &self.pictures {
            paragraph = paragraph.add_run(Run::new().add_image(picture.build(folder)?));
        }
        Ok(if self.centred { paragraph.align(AlignmentType::Center) } else { paragraph })
    }
}

impl Grid {
    fn build(&self, folder: &Path, font: &str) -> Result<Table, Box<dyn Error>> {
        let columns = self.rows.first().map_or(1, Vec::len).max(1);
        let mut rows = Vec::new();
        for row in &self.rows {
            let mut cells = Vec::new();
            for lines in row {
                let mut cell = TableCell::new().width(TABLE_WIDTH_TWIPS / columns, WidthType::Dxa);
                for line in lines {
                    cell = cell.add_paragraph(line.build(folder, font)?);
                }
                cells.push(cell);
            }
            rows.push(TableRow::new(cells));
        }
        let table = Table::new(rows).set_grid(vec![TABLE_WIDTH_TWIPS / columns; columns]);
        Ok(if self.ruled { table } else { table.clear_all_border() })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(spec), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("usage: corpus-docx SPEC.json OUT.docx".into());
    };
    let folder = Path::new(&spec).parent().unwrap_or(Path::new("."));
    let spec: Spec = serde_json::from_str(&fs::read_to_string(&spec)?)?;
    let mut docx = Docx::new();
    if let Some(line) = &spec.header {
        docx = docx.header(Header::new().add_paragraph(line.build(folder, &spec.font)?));
    }
    if let Some(line) = &spec.footer {
        docx = docx.footer(Footer::new().add_paragraph(line.build(folder, &spec.font)?));
    }
    for block in &spec.blocks {
        docx = match block {
            Block::Line(line) => docx.add_paragraph(line.build(folder, &spec.font)?),
            Block::Table(grid) => docx.add_table(grid.build(folder, &spec.font)?),
        };
    }
    docx.build().pack(File::create(out)?)?;
    Ok(())
}
