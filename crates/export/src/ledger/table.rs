//! Tables for people: a dim header, rows that fit the width, words of other people without line ends and control characters.
//!
//! Colours are always written; whoever prints strips them where they are not wanted.

use crate::table::one_line;
use comfy_table::{Attribute, Cell, ContentArrangement, Table, presets};

/// A table under a header, ending with a line end. Without rows it is empty. `width` counts terminal columns.
pub fn render(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>, width: u16) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width).enforce_styling();
    table.set_header(header.iter().map(|name| Cell::new(name).add_attribute(Attribute::Dim)));
    for row in rows {
        table.add_row(row.iter().map(|cell| Cell::new(one_line(cell))));
    }
    if table.row_count() == 0 {
        return String::new();
    }
    // The first column begins at the left edge.
    if let Some(column) = table.column_mut(0) {
        column.set_padding((0, 1));
    }
    format!("{}\n", table.trim_fmt())
}
