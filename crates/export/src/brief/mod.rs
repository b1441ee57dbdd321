//! A brief: one page about two sides, a place or whatever was selected, since a day. A chart, the incidents newest first, what was promised and what
//! was counted, and every article that any of it rests on.
//!
//! The page is made once as blocks ([`page`]) and written twice, as [`markdown`] and as [`html`]. All words of other people are escaped.

mod blocks;
mod html;
mod markdown;
mod page;
mod sources;

use crate::Chart;
use crate::ledger::Entry;
use crate::ledger::commitments::CommitmentEntry;
use crate::ledger::tallies::TallyEntry;
use document::Date;

/// What a brief is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// What it is about: `KOR-PRK`.
    pub about: String,
    /// The first day.
    pub since: Date,
    /// The last day that is known of, where the brief is as of a day.
    pub until: Option<Date>,
    /// The series behind the chart.
    pub chart: Chart,
    /// The incidents, in any order.
    pub entries: Vec<Entry>,
    /// Selected incidents of the series that stand on no point of it, by reason: `without a date`, `no deeds`.
    pub left_out: Vec<(String, usize)>,
    /// What was agreed, announced or threatened.
    pub commitments: Vec<CommitmentEntry>,
    /// What sources count.
    pub tallies: Vec<TallyEntry>,
    /// The versions of program, knowledge and model.
    pub versions: Vec<String>,
}

/// The brief as Markdown, the chart as a block of text.
pub fn markdown(brief: &Brief) -> String {
    let plot = crate::plot::Look { width: 100, glyphs: crate::plot::Glyphs::Unicode, ink: crate::plot::Ink::Plain };
    markdown::write(&page::page(brief), &crate::plot::tension(&brief.chart, plot))
}

/// The brief as an HTML page that needs nothing beside it.
pub fn html(brief: &Brief) -> String {
    html::write(&page::page(brief), &crate::figure::tension(&brief.chart))
}
