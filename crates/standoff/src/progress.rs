//! A progress bar on standard error: only on a terminal, and only once the work has taken a while.
//!
//! The whole is the size of the files named; what is done is the files that were passed and the characters read of the last.

use document::{Article, Content};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use ingest::Input;
use std::fs;
use std::io::{IsTerminal, stderr};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Work that ends sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(800);

/// The bar and what it counts.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    shown: bool,
    /// Bytes of the files before the present one.
    passed: u64,
    /// The present file with its size, and the bytes read of it.
    present: Option<(String, u64)>,
    read: u64,
    articles: u64,
}

impl Progress {
    /// A bar for these inputs, hidden at first.
    pub fn new(inputs: &[Input]) -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if stderr().is_terminal() {
            let sizes: Option<u64> = inputs.iter().map(size).sum();
            bar.set_length(sizes.unwrap_or(0));
        }
        Progress { bar, started: Instant::now(), shown: false, passed: 0, present: None, read: 0, articles: 0 }
    }

    /// Counts an article that was read.
    pub fn count(&mut self, article: &Article) {
        self.articles += 1;
        let (Content::Plain(content) | Content::Html(content)) = &article.content;
        let path = article.path.clone().unwrap_or_default();
        if self.present.as_ref().is_none_or(|(present, _)| *present != path) {
            self.passed += self.present.as_ref().map_or(0, |(_, size)| *size);
            let size = fs::metadata(&path).map_or(0, |metadata| metadata.len());
            self.present = Some((path, size));
            self.read = 0;
        }
        self.read += content.len() as u64;
        // What is compressed, or longer than its file for another reason, does not run past the file's end.
        let whole = self.present.as_ref().map_or(0, |(_, size)| *size);
        self.show();
        self.bar.set_position(self.passed + self.read.min(whole));
        self.bar.set_message(format!("{} articles", self.articles));
    }

    /// A line on standard error that does not break the bar.
    pub fn say(&self, line: &str) {
        self.bar.suspend(|| eprintln!("{line}"));
    }

    /// Takes the bar away.
    pub fn end(self) {
        self.bar.finish_and_clear();
    }

    fn show(&mut self) {
        if self.shown || self.started.elapsed() < PATIENCE || !stderr().is_terminal() {
            return;
        }
        self.shown = true;
        let known = self.bar.length().is_some_and(|length| length > 0);
        let template = if known { "{bar:30} {percent:>3} %  {msg}  {elapsed}" } else { "{spinner} {msg}  {elapsed}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
    }
}

/// The bytes of a file or of all files in a folder; nothing for standard input, whose end nobody knows.
fn size(input: &Input) -> Option<u64> {
    match input {
        Input::Standard => None,
        Input::Path(path) => Some(size_of(path, 0)),
    }
}

fn size_of(path: &Path, depth: usize) -> u64 {
    // Links may lead in circles; no folder of articles is that deep.
    if depth > 16 {
        return 0;
    }
    if !path.is_dir() {
        return fs::metadata(path).map_or(0, |metadata| metadata.len());
    }
    let entries: Vec<PathBuf> = fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.iter().map(|entry| size_of(entry, depth + 1)).sum()
}
