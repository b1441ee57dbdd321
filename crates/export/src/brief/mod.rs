//! A brief: one page about two sides, a place or whatever was selected, since a day. A chart, the incidents newest first, what was promised and what
//! was counted, and every article that any of it rests on.
//!
//! The page is made once as blocks ([`content`]) and written twice, as [`markdown`] and as [`html`]. All words of other people are escaped.

mod content;
mod sources;

use crate::Chart;
use crate::ledger::Entry;
use crate::ledger::commitments::CommitmentEntry;
use crate::ledger::tallies::TallyEntry;
use crate::page::{html, markdown};
use document::Date;
use event::{Category, Status};

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
    /// The incidents that are listed, in any order: the newest.
    pub entries: Vec<Entry>,
    /// All incidents that it is about.
    pub summary: Summary,
    /// Selected incidents of the series that stand on no point of it, by reason: `without a date`, `no deeds`.
    pub left_out: Vec<(String, usize)>,
    /// What was agreed, announced or threatened.
    pub commitments: Vec<CommitmentEntry>,
    /// What sources count.
    pub tallies: Vec<TallyEntry>,
    /// The versions of program, knowledge and model.
    pub versions: Vec<String>,
}

/// How many incidents there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// By quad class, in order.
    pub quads: [usize; 4],
    /// By status, in the order of [`Status::ALL`].
    pub statuses: [usize; 3],
}

impl Summary {
    /// Counts an incident.
    pub fn add(&mut self, category: Category, status: Status) {
        self.quads[usize::from(category.quad_code()) - 1] += 1;
        self.statuses[status as usize] += 1;
    }

    /// How many incidents there are.
    pub fn incidents(&self) -> usize {
        self.quads.iter().sum()
    }
}

/// The brief as Markdown, the chart as a block of text.
pub fn markdown(brief: &Brief) -> String {
    let plot = crate::plot::Look { width: 100, glyphs: crate::plot::Glyphs::Unicode, ink: crate::plot::Ink::Plain };
    markdown::write(&content::page(brief), &crate::plot::tension(&brief.chart, plot))
}

/// The brief as an HTML page that needs nothing beside it.
pub fn html(brief: &Brief) -> String {
    html::write(&content::page(brief), &crate::figure::tension(&brief.chart))
}
