//! The command line: every command and flag with its help, defined once. Help, `--help` and completions are made from here.

mod ledger;

pub use ledger::*;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use document::Date;
use std::path::PathBuf;

/// Reads news articles and writes down who is said to have done what to whom, when, where, how many and according to whom.
#[derive(Parser)]
#[command(name = "standoff", disable_version_flag = true, arg_required_else_help = true, after_help = PROGRAM_NOTES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Print the versions of program, knowledge and model
    #[arg(short = 'V', long, action = ArgAction::SetTrue)]
    pub version: bool,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Code events: a table on a terminal, JSON Lines in a pipe
    #[command(after_help = CODE_NOTES)]
    Code(CodeOptions),
    /// Show each sentence with its tree, and why each event was, or was not, coded
    #[command(after_help = EXPLAIN_NOTES)]
    Explain(ExplainOptions),
    /// Print the text of record, and what was taken for page furniture
    #[command(after_help = CLEAN_NOTES)]
    Clean(CleanOptions),
    /// Print sentences with tags and trees as CoNLL-U
    #[command(after_help = PARSE_NOTES)]
    Parse(ParseOptions),
    /// Give the category of the act between a given actor and recipient
    #[command(after_help = CLASSIFY_NOTES)]
    Classify(ClassifyOptions),
    /// Read the knowledge and run every rule's examples
    #[command(after_help = CHECK_NOTES)]
    Check(CheckOptions),
    /// Score trees, times and events against gold, as one table
    #[command(after_help = EVAL_NOTES)]
    Eval(EvalOptions),
    /// Make a language model out of trained weights
    #[command(after_help = TRAIN_NOTES)]
    Train(TrainOptions),
    /// Learn the back-off and the confidence of events from our own sentences
    #[command(after_help = TRAIN_BACKOFF_NOTES)]
    TrainBackoff(TrainBackoffOptions),
    /// Read, code and store articles in a ledger; what is there already is passed over
    #[command(after_help = ADD_NOTES)]
    Add(AddOptions),
    /// Visit feeds and folders again and again, politely, and add what is new to a ledger
    #[command(after_help = WATCH_NOTES)]
    Watch(WatchOptions),
    /// List incidents: what is told of one happening, by whom, where it stands
    #[command(after_help = INCIDENTS_NOTES)]
    Incidents(IncidentsOptions),
    /// Show incidents on a line of time
    #[command(after_help = TIMELINE_NOTES)]
    Timeline(TimelineOptions),
    /// Count incidents by day, week or month, with what is usual and where the level changes
    #[command(after_help = TENSION_NOTES)]
    Tension(TensionOptions),
    /// List agreements, announcements and threats, and what became of them
    #[command(after_help = COMMITMENTS_NOTES)]
    Commitments(IncidentsOptions),
    /// List totals over periods that sources give
    #[command(after_help = TALLIES_NOTES)]
    Tallies(IncidentsOptions),
    /// List pairs of articles whose text comes from one hand
    Copies(CopiesOptions),
    /// Show an event or an incident with every sentence that it rests on
    #[command(after_help = SHOW_NOTES)]
    Show(ShowOptions),
    /// Find articles by words
    #[command(after_help = SEARCH_NOTES)]
    Search(SearchOptions),
    /// Ask the ledger in SQL; nothing can be written
    #[command(after_help = QUERY_NOTES)]
    Query(QueryOptions),
    /// Print what the ledger holds
    Stats(StatsOptions),
    /// Write incidents, events or panels to files for other programs
    #[command(after_help = EXPORT_NOTES)]
    Export(ExportOptions),
    /// Write a page about two sides: chart, incidents, every source
    #[command(after_help = BRIEF_NOTES)]
    Brief(BriefOptions),
    /// Print completions for a shell
    #[command(after_help = COMPLETIONS_NOTES)]
    Completions(CompletionsOptions),
}

/// What to read.
#[derive(Args)]
pub struct InputOptions {
    /// Files, folders, or `-` for standard input: plain text, HTML, JSON Lines, feeds or web archives, each plain, gzip or zstd
    #[arg(required = true, value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,
    /// The publication date of every article, as 2024-06-18
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub published: Option<Date>,
    /// The publisher of every article
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    #[command(flatten)]
    pub threads: ThreadOptions,
}

/// How much of the machine to use.
#[derive(Args)]
pub struct ThreadOptions {
    /// How many threads to work on; the output is the same whatever the number [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// Which language model to use.
#[derive(Args)]
pub struct ModelOptions {
    /// The language model: `fast` or `accurate`, which are built in, or the path of a .model file
    #[arg(long, value_name = "MODEL", default_value = "accurate", value_hint = ValueHint::FilePath)]
    pub model: String,
}

/// Which model and knowledge to use.
#[derive(Args)]
pub struct ToolOptions {
    #[command(flatten)]
    pub model: ModelOptions,
    /// Lay a folder of your own knowledge, or dictionaries of PETRARCH or TABARI, over the built-in; may be given more than once
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub knowledge: Vec<PathBuf>,
    /// Where your verb dictionaries and the built-in rules both speak, whom to hear
    #[arg(long, value_enum, value_name = "WHEN", default_value = "patterns")]
    pub verbs: Verbs,
}

/// Which of verb dictionaries and rules is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Verbs {
    /// Patterns of dictionaries before the rules, the codes of their verbs behind them
    Patterns,
    /// Patterns and codes of verbs before the rules
    First,
    /// Dictionaries alone, no rule
    Alone,
}

/// Options of `code`.
#[derive(Args)]
pub struct CodeOptions {
    #[command(flatten)]
    pub input: InputOptions,
    #[command(flatten)]
    pub tools: ToolOptions,
    /// How to write the events [default: table on a terminal, jsonl otherwise]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Write to a file instead of standard output; for brat, the folder to write
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
}

/// The formats of `code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people
    Table,
    /// One JSON object a line, with every field
    Jsonl,
    /// Comma-separated values, one event a row
    Csv,
    /// PETRARCH's lines: CAMEO codes of actors and acts between tabs
    Petrarch,
    /// GDELT 2.0, the table of events
    GdeltEvents,
    /// GDELT 2.0, the table of mentions
    GdeltMentions,
    /// ICEWS' table
    Icews,
    /// POLECAT's table
    Polecat,
    /// ACLED's columns: violence, demonstrations and strategic developments
    Acled,
    /// UCDP's columns: organised violence with deaths
    Ucdp,
    /// brat stand-off: a folder with a .txt and an .ann for each article
    Brat,
}

/// Options of `explain`.
#[derive(Args)]
pub struct ExplainOptions {
    #[command(flatten)]
    pub input: InputOptions,
    #[command(flatten)]
    pub tools: ToolOptions,
    /// Only the sentence of this number, counted from one in each article
    #[arg(long, value_name = "N")]
    pub sentence: Option<usize>,
    /// Leave out trees, and sentences without an event
    #[arg(long)]
    pub events_only: bool,
}

/// Options of `clean`.
#[derive(Args)]
pub struct CleanOptions {
    #[command(flatten)]
    pub input: InputOptions,
    /// Show each paragraph's kind and the rule that gave it, and what is known of the article and from where
    #[arg(long)]
    pub kinds: bool,
}

/// Options of `parse`.
#[derive(Args)]
pub struct ParseOptions {
    #[command(flatten)]
    pub input: InputOptions,
    #[command(flatten)]
    pub model: ModelOptions,
    /// What the inputs are: articles, or CoNLL-U files whose words are kept and tagged and parsed anew
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub from: Source,
}

/// What `parse` reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Source {
    /// Articles, as every command reads them
    Text,
    /// CoNLL-U
    Conllu,
}

/// Options of `classify`.
#[derive(Args)]
pub struct ClassifyOptions {
    /// JSON Lines of pairs, or `-` for standard input
    #[arg(value_name = "PAIRS", value_hint = ValueHint::FilePath)]
    pub pairs: PathBuf,
    #[command(flatten)]
    pub tools: ToolOptions,
    #[command(flatten)]
    pub threads: ThreadOptions,
}

/// Options of `check`.
#[derive(Args)]
pub struct CheckOptions {
    /// Folders of knowledge, or dictionaries, to lay over the built-in in this order; a folder that is whole stands alone
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Only files whose path contains this, such as `ASSAULT/` or `beat.rule`
    #[arg(long, value_name = "PATTERN")]
    pub only: Option<String>,
    /// Compare the dated offices with the TABARI or PETRARCH actor dictionaries of a folder, instead of running the examples
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub offices: Option<PathBuf>,
    /// Check a ledger instead: its pages, references, hashes, spans, sums and groupings
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, conflicts_with_all = ["only", "mutate", "breadth", "offices"])]
    pub ledger: Option<PathBuf>,
    /// Change each rule in memory, one thing at a time, and name the changes that no example of its file notices
    #[arg(long)]
    pub mutate: bool,
    /// Name the verb blocks of a CAMEO verb dictionary that no rule covers
    #[arg(long, value_name = "DICTIONARY", value_hint = ValueHint::FilePath, conflicts_with_all = ["only", "mutate"])]
    pub breadth: Option<PathBuf>,
    #[command(flatten)]
    pub model: ModelOptions,
    #[command(flatten)]
    pub threads: ThreadOptions,
}

/// Options of `eval`.
#[derive(Args)]
pub struct EvalOptions {
    /// The folder with `eval/articles_dev/`, `data/treebank/` and `data/time/`; what is not there is passed over
    #[arg(long, value_name = "DIR", default_value = "../shared", value_hint = ValueHint::DirPath)]
    pub data: PathBuf,
    /// Fail where a figure misses a threshold of this file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub thresholds: Option<PathBuf>,
    /// Write the table to a file as well
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub write: Option<PathBuf>,
    /// The language models to score, each by itself
    #[arg(long = "model", value_name = "MODEL", value_delimiter = ',', default_values = ["fast", "accurate"])]
    pub models: Vec<String>,
    /// Lay a folder of your own knowledge, or dictionaries of PETRARCH or TABARI, over the built-in; may be given more than once
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub knowledge: Vec<PathBuf>,
    #[command(flatten)]
    pub threads: ThreadOptions,
}

/// Options of `train`.
#[derive(Args)]
pub struct TrainOptions {
    /// The weights that `training/train.py` left
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub weights: PathBuf,
    /// The model's name and version
    #[arg(long, value_name = "NAME")]
    pub version: String,
    /// The folder to write model, manifest and licence to
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
}

/// Options of `train-backoff`.
#[derive(Args)]
pub struct TrainBackoffOptions {
    /// Sentences with a category and a marked pair
    #[arg(long, value_name = "FILE", default_value = "training/backoff/sentences.tsv", value_hint = ValueHint::FilePath)]
    pub sentences: PathBuf,
    /// The gold of our own example articles, from which confidence is learnt
    #[arg(long, value_name = "FILE", default_value = "examples/_gold.jsonl", value_hint = ValueHint::FilePath)]
    pub gold: PathBuf,
    /// The name and version of the weights
    #[arg(long, value_name = "NAME", default_value = "backoff-1")]
    pub version: String,
    /// The folder to write the weights to
    #[arg(long, value_name = "DIR", default_value = "models", value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
    /// The language models whose readings teach
    #[arg(long = "model", value_name = "MODEL", value_delimiter = ',', default_values = ["fast", "accurate"])]
    pub models: Vec<String>,
    /// Lay a folder of your own knowledge over the built-in; may be given more than once
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub knowledge: Vec<PathBuf>,
    #[command(flatten)]
    pub threads: ThreadOptions,
}

/// Options of `completions`.
#[derive(Args)]
pub struct CompletionsOptions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

fn date(text: &str) -> Result<Date, String> {
    ingest::parse_published(text).ok_or_else(|| "write a day as 2024-06-18".to_string())
}

const PROGRAM_NOTES: &str = "\
Examples:
  standoff code article.txt --published 2020-06-17
  standoff code pages/ feed.jsonl.gz --format csv -o events.csv
  standoff explain article.txt --published 2020-06-17 | less

Exit codes:
  0  all inputs were read
  1  something was skipped and the rest read; check: a line is wrong or an example fails
  2  the command line, the knowledge or the model is wrong, or the output cannot be written
  3  nothing could be read
  4  another program writes to the ledger

Standard output holds results only; what was skipped and why is told on standard error, a line each.
Colours are left out where NO_COLOR is set or the output is no terminal.";

const CODE_NOTES: &str = "\
Each event is one JSON object on a line (jsonl), a row (csv) or a row of a table. In the table a date in parentheses is the day
of publication, because the text says no other; words in quotation marks are a date that could not be anchored without one.
Colours follow the quad classes: green and cyan for cooperation in words and deeds, yellow and red for conflict.

JSON Lines inputs have objects with `text` or `html`, and any of `id`, `title`, `url`, `publisher`, `published`.

The other formats are the tables of the field, column for column (docs/formats.md). They have no place for claims, denials and plans,
so they hold what is told as having happened, and each what its data set records; how many events are left out and why is said on
standard error. Beside a file of data stands `FILE.about.txt`: versions, and whose facts the data hold.

Examples:
  standoff code article.txt --published 2020-06-17
  standoff code pages/ --format csv -o events.csv
  standoff code pages/ --format acled -o acled.csv
  standoff code pages/ --format brat -o brat/
  zcat feed.jsonl.gz | standoff code - > events.jsonl

Exit codes: 0 all read, 1 something skipped and the rest coded, 2 usage, 3 nothing could be read.";

const EXPLAIN_NOTES: &str = "\
For each sentence: its words with part of speech and relation, the arcs of the tree beside them (an arrow points at the
dependent); each event with its evidence underlined, the rule that made it and where each field comes from; and for each
word that a rule looked at without making an event, why.

Examples:
  standoff explain article.txt --published 2020-06-17
  standoff explain article.txt --sentence 3
  echo 'Police beat two protesters in Minsk.' | standoff explain - --events-only";

const CLEAN_NOTES: &str = "\
Plain text and the `text` of JSON Lines are printed as they are, because offsets count into them; of HTML the article is printed.

Examples:
  standoff clean page.html > page.txt
  standoff clean page.html --kinds";

const PARSE_NOTES: &str = "\
All paragraphs are parsed, page furniture too, so that no word of the text is missing from the output.

Examples:
  standoff parse article.txt > article.conllu
  standoff parse --from conllu gold.conllu > parsed.conllu";

const CLASSIFY_NOTES: &str = "\
A line in:   {\"id\": \"1\", \"text\": \"Rebels attacked the town.\", \"actor\": [0, 6], \"recipient\": [16, 24]}
A line out:  {\"id\":\"1\",\"event\":\"ASSAULT\",\"mode\":[],\"cameo\":\"190\",\"confidence\":0.98,\"origin\":\"coding/ASSAULT/attack.rule#attack\"}

The two spans count code points. The text is coded; then a learnt choice weighs the events by how their sides fit the two, the
rules whose trigger is there although their conditions fail, and what the words between the two tell by themselves. `origin` is the
rule where one made the event or would have, else the learnt back-off with its version. `confidence` is the share of such answers that
were right in sentences that it was not learnt from.

Example:
  standoff classify pairs.jsonl > labels.jsonl";

const CHECK_NOTES: &str = "\
Lines that cannot be read are shown as a compiler shows them. An example that fails is shown with what came out instead, in the
same notation. Every example is read as an article of one paragraph, published on 2024-07-01.

Of dictionaries of PETRARCH and TABARI it is told what was read, and line by line what could not be. They are meant to change what comes
out, so beside them only the examples of your own rules are run.

Examples:
  standoff check
  standoff check knowledge/ --only ASSAULT/
  standoff check my-rules/
  standoff check --offices dictionaries/ --only europe
  standoff check --mutate --only ASSAULT/
  standoff check --breadth CAMEO.2.0.txt
  standoff check my-dictionaries/ more.actors.txt

With --offices each office is told to agree with a dictionary to a month, to be covered there in part, to be part of a longer range
there, to differ by so many days, to be of somebody dated at other times or under another code only, or of nobody who is there, or to
begin after its time. Open is what gives the dictionaries as its source and does not agree, and what differs and is not marked as
doubtful.

With --mutate each rule's category becomes every other one in turn, each slot is exchanged, emptied or given its default, and each
condition is removed; the file's examples are coded again each time. A change that none of them notices survives. With --breadth
the verb blocks whose code PLOVER keeps are counted; knowledge/ontology/breadth.txt says which codes those are and which blocks
are no act.

Exit codes: 0 all is well, 1 a line is wrong, an example fails, an office is open, a change of a category or slot survives or a block is lacking, 2 usage.";

const EVAL_NOTES: &str = "\
Run it in the repository: the gold of the example articles lies in examples/_gold.jsonl, the other sets in the data folder.
A threshold is a line `set | figure | at least | value` or `set | figure | at most | value`.

Examples:
  standoff eval
  standoff eval --thresholds docs/thresholds.txt
  standoff eval --write docs/scores.md

Exit codes: 0 all is well, 1 a threshold is missed, 2 usage.";

const TRAIN_NOTES: &str = "\
The weights are real numbers that the script in training/ made out of the treebanks; here they are rounded to bytes. The same weights
give the same model.

Example:
  standoff train --weights fast.safetensors --version fast-2 --out models/";

const TRAIN_BACKOFF_NOTES: &str = "\
Run it in the repository, then build again: the weights are compiled in. What is learnt comes from the rules' own examples, from the
sentences and, for confidence, from the example articles, and from nothing else. The same inputs give the same bytes.

Example:
  standoff train-backoff";

const COMPLETIONS_NOTES: &str = "\
Example:
  standoff completions bash > ~/.local/share/bash-completion/completions/standoff";
