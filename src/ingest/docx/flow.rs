//! What a part says, before it is laid out: paragraphs, tables, text boxes and pictures in reading order.

/// Twentieths of a point in a tenth of a millimetre: 1440 to the inch.
pub(super) fn from_twips(twips: i32) -> i32 {
    (f64::from(twips) * 254.0 / 1440.0).round() as i32
}

/// English metric units: 914,400 to the inch.
pub(super) fn from_emu(emu: f64) -> i32 {
    (emu / 3600.0).round().clamp(-100_000.0, 100_000.0) as i32
}

/// A piece of a story.
#[derive(Debug)]
pub(super) enum Block {
    /// Text and what hangs on it.
    Paragraph(Paragraph),
    /// Rows of cells.
    Table(Table),
}

/// A paragraph with the properties that place it.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) style: Option<String>,
    pub(super) format: Format,
    pub(super) items: Vec<Item>,
    /// Properties of the section that ends with this paragraph.
    pub(super) section: Option<Section>,
}

/// Placing properties, of a paragraph or a style; what is not said is inherited.
#[derive(Debug, Default, Clone)]
pub(super) struct Format {
    pub(super) list: Option<u32>,
    pub(super) level: Option<usize>,
    pub(super) align: Option<Align>,
    /// Left indentation.
    pub(super) indent: Option<i32>,
    pub(super) break_before: Option<bool>,
    /// From one line to the next.
    pub(super) pitch: Option<i32>,
    /// Room above the paragraph and below it.
    pub(super) before: Option<i32>,
    pub(super) after: Option<i32>,
    pub(super) tabs: Vec<(i32, Align)>,
}

/// Alignment of a paragraph, or of text at a tab stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// A piece of a paragraph.
#[derive(Debug)]
pub(super) enum Item {
    Text {
        text: String,
        underlined: bool,
    },
    Tab {
        underlined: bool,
    },
    LineBreak,
    PageBreak,
    Picture(Placed),
    TextBox {
        frame: Frame,
        blocks: Vec<Block>,
    },
    /// A footnote or endnote is called here; the key is the kind and id.
    Note(String),
    /// The number of the page, or of all pages.
    PageNumber {
        total: bool,
    },
}

/// A picture and where it hangs.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// Part that holds it.
    pub(super) part: String,
    pub(super) frame: Frame,
    /// Shares cut off at left, top, right and bottom.
    pub(super) crop: [f32; 4],
}

/// Size and position of a drawing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Frame {
    pub(super) width: i32,
    pub(super) height: i32,
    /// Position, unless it stands in the line like a character.
    pub(super) anchor: Option<(Offset, Offset)>,
    /// Text flows around it, above and below.
    pub(super) takes_room: bool,
}

/// A distance along one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Offset {
    /// From the edge of the page.
    Page(i32),
    /// From the column, margin or paragraph.
    Here(i32),
    /// By alignment to the column.
    Aligned(Align),
}

impl From<Align> for Offset {
    fn from(align: Align) -> Self {
        Self::Aligned(align)
    }
}

impl Default for Offset {
    fn default() -> Self {
        Self::Here(0)
    }
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Widths of the grid's columns.
    pub(super) columns: Vec<i32>,
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Grid columns left out at its beginning.
    pub(super) before: usize,
    pub(super) cells: Vec<TableCell>,
    /// Deleted in a tracked change.
    pub(super) deleted: bool,
}

/// A cell of a table.
#[derive(Debug, Default)]
pub(super) struct TableCell {
    /// Grid columns that it covers.
    pub(super) span: usize,
    pub(super) blocks: Vec<Block>,
}

/// A section's headers and footers (parts) and how it begins.
#[derive(Debug, Default, Clone)]
pub(super) struct Section {
    pub(super) header: Option<String>,
    pub(super) first_header: Option<String>,
    pub(super) footer: Option<String>,
    pub(super) first_footer: Option<String>,
    pub(super) title_page: bool,
    /// Goes on below the one before, on the same page.
    pub(super) continuous: bool,
}
