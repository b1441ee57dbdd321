//! Reads the articles that the command line names, works on them in parallel, and counts what was skipped.

use crate::cli::InputOptions;
use crate::failure::{self, Failure};
use crate::parallel;
use document::Article;
use ingest::Input;

/// What became of the inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Articles read.
    pub read: usize,
    /// Files, folders or lines skipped.
    pub skipped: usize,
}

impl Tally {
    /// Says on standard error how many inputs were skipped, if any, and gives the exit code.
    pub fn conclude(self) -> u8 {
        if self.skipped > 0 {
            eprintln!("standoff: {} skipped, {} read", counted(self.skipped, "input"), counted(self.read, "article"));
        }
        match (self.read, self.skipped) {
            (_, 0) => failure::ALL_READ,
            (0, _) => failure::NOTHING_READ,
            _ => failure::PARTLY,
        }
    }
}

/// "1 article", "2 articles".
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Works on every article of the inputs and gives the results to `take` in order.
pub fn each<Done: Send>(
    options: &InputOptions,
    work: impl Fn(&Article) -> Done + Sync,
    take: impl FnMut(Done) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    let inputs: Vec<Input> = options.inputs.iter().map(|name| Input::named(name)).collect();
    let reading = ingest::Options { published: options.published, publisher: options.publisher.clone() };
    let mut tally = Tally::default();
    let articles = ingest::read(&inputs, &reading).filter_map(|item| match item {
        Ok(read) => {
            tally.read += 1;
            for note in &read.notes {
                eprintln!("standoff: note: {}: {}", read.article.given_id, note.message);
            }
            Some(read.article)
        }
        Err(skipped) => {
            tally.skipped += 1;
            eprintln!("standoff: skipped {skipped}");
            None
        }
    });
    parallel::in_order(parallel::threads(options.threads), articles, |article| work(&article), take)?;
    Ok(tally)
}
