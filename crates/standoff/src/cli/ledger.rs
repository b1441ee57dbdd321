//! The commands over a ledger: their options and notes.

use super::{InputOptions, ToolOptions, date};
use clap::{Args, ValueEnum, ValueHint};
use document::Date;
use event::{Category, Status};
use export::tables::Table;
use std::net::IpAddr;
use std::path::PathBuf;

/// Which ledger.
#[derive(Args)]
pub struct LedgerOptions {
    /// The ledger's file
    #[arg(long, value_name = "PATH", default_value = "standoff.db", value_hint = ValueHint::FilePath)]
    pub ledger: PathBuf,
}

/// Which ledger is written to, and how patiently.
#[derive(Args)]
pub struct WritingOptions {
    #[command(flatten)]
    pub ledger: LedgerOptions,
    /// How many seconds to wait while another program writes to the ledger
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub wait: u64,
}

/// Options of `add`.
#[derive(Args)]
pub struct AddOptions {
    #[command(flatten)]
    pub input: InputOptions,
    #[command(flatten)]
    pub tools: ToolOptions,
    #[command(flatten)]
    pub ledger: WritingOptions,
    /// Name each article on standard output once it is stored for good
    #[arg(long)]
    pub list: bool,
}

/// Options of `watch`.
#[derive(Args)]
pub struct WatchOptions {
    /// Addresses of RSS, Atom or JSON feeds, and folders
    #[arg(required = true, value_name = "SOURCE")]
    pub sources: Vec<String>,
    #[command(flatten)]
    pub tools: ToolOptions,
    #[command(flatten)]
    pub ledger: WritingOptions,
    /// Visit what is due now, and end
    #[arg(long)]
    pub once: bool,
    /// How many minutes lie between two visits to a feed [default: 30]
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(5..=10_080))]
    pub every: Option<u32>,
    /// Which linked pages are fetched in place of what the feed says
    #[arg(long, value_enum, value_name = "WHICH", default_value = "never")]
    pub pages: PagesWanted,
    /// An address where whoever runs a site can complain; every request names it
    #[arg(long, value_name = "ADDRESS")]
    pub contact: Option<String>,
    /// Ask this address although it is not public; may be given more than once
    #[arg(long, value_name = "IP")]
    pub allow: Vec<IpAddr>,
    /// Ask all addresses that are not public: a feed can then lead to whatever this computer can reach
    #[arg(long)]
    pub allow_private: bool,
}

/// Which linked pages `watch` fetches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PagesWanted {
    /// None
    Never,
    /// Those of entries that have no more than a summary
    Summaries,
    /// All
    All,
}

/// How to write a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A table for people
    Table,
    /// One JSON object a line, with every field
    Jsonl,
    /// Comma-separated values
    Csv,
}

/// Options of commands that list.
#[derive(Args)]
pub struct ListOptions {
    #[command(flatten)]
    pub ledger: LedgerOptions,
    /// How to write the list [default: table on a terminal, jsonl otherwise]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<ListFormat>,
}

/// Which incidents are meant.
#[derive(Args)]
pub struct FilterOptions {
    /// Between these two countries or organisations, in either order, as KOR-PRK
    #[arg(long, value_name = "CODE-CODE", value_parser = dyad)]
    pub dyad: Option<(String, String)>,
    /// With this country or organisation on either side
    #[arg(long, value_name = "CODE")]
    pub party: Option<String>,
    /// Of this category of PLOVER's
    #[arg(long, value_name = "CATEGORY", value_parser = category)]
    pub category: Option<Category>,
    /// In this country
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// At the place of this name
    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,
    /// That stand so: confirmed, one-sided or disputed
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub status: Option<Status>,
    /// That do not end before this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<Date>,
    /// As known on this day: only from what was published by then
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<Date>,
}

/// Options of `timeline`.
#[derive(Args)]
pub struct TimelineOptions {
    #[command(flatten)]
    pub incidents: IncidentsOptions,
    /// Write the line of time as an SVG file as well
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub svg: Option<PathBuf>,
}

/// Options of `copies`.
#[derive(Args)]
pub struct CopiesOptions {
    #[command(flatten)]
    pub list: ListOptions,
    /// At most so many [default: 100 in a table, all otherwise]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// Options of `incidents`, `timeline`, and of `commitments` and `tallies`, which list what those incidents tell.
#[derive(Args)]
pub struct IncidentsOptions {
    #[command(flatten)]
    pub list: ListOptions,
    #[command(flatten)]
    pub filter: FilterOptions,
    /// At most so many [default: 100 in a table, 200 in a timeline for people, all otherwise]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// Options of `tension`.
#[derive(Args)]
pub struct TensionOptions {
    #[command(flatten)]
    pub list: ListOptions,
    #[command(flatten)]
    pub filter: FilterOptions,
    /// How long a point of the series is
    #[arg(long, value_enum, value_name = "STEP", default_value = "week")]
    pub by: StepName,
    /// Write the chart as an SVG file as well
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub svg: Option<PathBuf>,
}

/// How long a point of a series is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StepName {
    /// A day
    Day,
    /// A week from Monday
    Week,
    /// A calendar month
    Month,
}

/// Options of `show`.
#[derive(Args)]
pub struct ShowOptions {
    /// The id of an event (ev_...) or an incident (in_...)
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub ledger: LedgerOptions,
    /// The file to write; an ending of .html gives a page that needs nothing beside it, anything else Markdown [default: words on standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

/// Options of `search`.
#[derive(Args)]
pub struct SearchOptions {
    /// Words, "phrases", AND, OR, NOT, NEAR(a b), title: word
    #[arg(value_name = "QUERY")]
    pub query: String,
    #[command(flatten)]
    pub list: ListOptions,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

/// Options of `query`.
#[derive(Args)]
pub struct QueryOptions {
    /// One statement that reads; tables and views are described in docs/ledger.md
    #[arg(value_name = "SQL")]
    pub sql: String,
    #[command(flatten)]
    pub list: ListOptions,
    /// How many seconds the statement may run
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub seconds: u64,
    /// At most so many rows
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub rows: usize,
}

/// Options of `stats`.
#[derive(Args)]
pub struct StatsOptions {
    #[command(flatten)]
    pub ledger: LedgerOptions,
}

/// Options of `export`.
#[derive(Args)]
pub struct ExportOptions {
    /// What to write
    #[arg(value_enum, value_name = "WHAT")]
    pub what: Exported,
    #[command(flatten)]
    pub ledger: LedgerOptions,
    #[command(flatten)]
    pub filter: FilterOptions,
    /// How to write it
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "csv")]
    pub format: FileFormat,
    /// The file to write, for brat the folder [default: standard output, but for parquet and brat]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

/// What `export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Exported {
    /// An incident a row
    Incidents,
    /// An event a row, with its report
    Events,
    /// A pair of countries and a month a row, with counts
    Panel,
}

/// The formats of `export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FileFormat {
    /// Comma-separated values
    Csv,
    /// One JSON object a line
    Jsonl,
    /// Points of incidents with coordinates
    Geojson,
    /// Apache Parquet
    Parquet,
    /// The lines of PETRARCH, of events
    Petrarch,
    /// GDELT 2.0, events; of incidents with the numbers of their mentions, sources and articles
    GdeltEvents,
    /// GDELT 2.0, mentions, joined to the events by their number
    GdeltMentions,
    /// ICEWS, of events
    Icews,
    /// POLECAT, of events
    Polecat,
    /// ACLED; of incidents with all sources and the lowest number of deaths
    Acled,
    /// UCDP's Georeferenced Event Dataset; of incidents with all sources and the spread of deaths
    Ucdp,
    /// brat stand-off, of events: a folder with a text and its annotations for each article
    Brat,
}

impl FileFormat {
    /// The table of the field that it is, if it is one.
    pub fn table(self) -> Option<Table> {
        match self {
            FileFormat::Petrarch => Some(Table::Petrarch),
            FileFormat::GdeltEvents => Some(Table::GdeltEvents),
            FileFormat::GdeltMentions => Some(Table::GdeltMentions),
            FileFormat::Icews => Some(Table::Icews),
            FileFormat::Polecat => Some(Table::Polecat),
            FileFormat::Acled => Some(Table::Acled),
            FileFormat::Ucdp => Some(Table::Ucdp),
            FileFormat::Csv | FileFormat::Jsonl | FileFormat::Geojson | FileFormat::Parquet | FileFormat::Brat => None,
        }
    }
}

/// Options of `brief`.
#[derive(Args)]
pub struct BriefOptions {
    #[command(flatten)]
    pub ledger: LedgerOptions,
    #[command(flatten)]
    pub filter: FilterOptions,
    /// How long a point of the chart is
    #[arg(long, value_enum, value_name = "STEP", default_value = "week")]
    pub by: StepName,
    /// At most so many incidents in the list, the newest; the chart counts all
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub limit: usize,
    /// The file to write; an ending of .html gives a page, anything else Markdown [default: Markdown on standard output]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

fn dyad(text: &str) -> Result<(String, String), String> {
    let (first, second) = text.split_once('-').ok_or("write two codes as KOR-PRK")?;
    let is_code = |code: &str| code.len() == 3 && code.chars().all(|character| character.is_ascii_uppercase());
    if is_code(first) && is_code(second) {
        Ok((first.to_string(), second.to_string()))
    } else {
        Err("write two codes of three capitals as KOR-PRK".to_string())
    }
}

fn category(text: &str) -> Result<Category, String> {
    let names = || Category::ALL.map(Category::name).join(", ");
    Category::from_name(&text.to_uppercase()).ok_or_else(|| format!("PLOVER's categories are {}", names()))
}

fn status(text: &str) -> Result<Status, String> {
    Status::from_name(text).ok_or_else(|| "write confirmed, one-sided or disputed".to_string())
}

pub(super) const ADD_NOTES: &str = "\
Articles are stored with their bytes, text, events and the versions of knowledge and model; adding the same article twice adds nothing, and
adding it with newer knowledge puts a newer coding beside the old. What is named with --list is on disk for good. A run that was stopped is
completed by the next. Exit code 4: another program writes to the ledger.

  standoff add pages/ feed.xml crawl.warc.gz --ledger crisis.db";

pub(super) const WATCH_NOTES: &str = "\
Sites are asked as seldom as they wish: robots.txt, Retry-After, one request at a time and two seconds between them, nothing twice that has not
changed. What was seen is kept in the ledger. Addresses of this computer and its network are not asked unless --allow names them.

  standoff watch https://example.org/world.rss incoming/ --ledger crisis.db --contact mailto:editor@example.org";

pub(super) const INCIDENTS_NOTES: &str = "\
Events on one happening are joined; each incident says who tells it, what is agreed and what is disputed, and why each mention belongs to it.

  standoff incidents --dyad KOR-PRK --since 2024-06-01
  standoff incidents --status disputed --format jsonl";

pub(super) const TIMELINE_NOTES: &str = "\
The incidents in order of time, on a terminal as marks on a line; where there are more than 200, the earliest are shown.

  standoff timeline --dyad KOR-PRK --since 2024-06-01 --svg timeline.svg";

pub(super) const COMMITMENTS_NOTES: &str = "\
Filters choose the incidents in which they were made; with --until, what became of them is what was known on that day.

  standoff commitments --dyad KOR-PRK --since 2018-01-01";

pub(super) const TALLIES_NOTES: &str = "\
Filters choose the incidents that give them. They are never added to the incidents that they sum up.

  standoff tallies --dyad KOR-PRK --format csv";

pub(super) const SHOW_NOTES: &str = "\
The sentence is highlighted in its paragraph, and the words that carry the act within it.

  standoff show in_441eb4161c02ac99
  standoff show in_441eb4161c02ac99 -o incident.html";

pub(super) const TENSION_NOTES: &str = "\
Incidents are counted, not reports, by quad class, beside the articles read; docs/tension.md has the method.

  standoff tension --dyad KOR-PRK --by month --svg tension.svg";

pub(super) const SEARCH_NOTES: &str = "\
  standoff search 'balloons NOT weather'
  standoff search '\"military agreement\"'";

pub(super) const QUERY_NOTES: &str = "\
  standoff query 'SELECT event, count(*) FROM events GROUP BY event'";

pub(super) const EXPORT_NOTES: &str = "\
  standoff export incidents --format geojson -o incidents.geojson
  standoff export panel --format parquet -o panel.parquet
  standoff export incidents --format acled -o acled.csv       # a row an incident, with all its sources
  standoff export events --format polecat -o polecat.tsv      # a row an event of each report, as `code` writes it";

pub(super) const BRIEF_NOTES: &str = "\
  standoff brief --dyad KOR-PRK --since 2024-05-01 -o brief.html";
