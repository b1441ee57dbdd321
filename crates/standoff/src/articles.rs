//! Reads the articles that the command line names, works on them in parallel, and counts what was skipped.

use crate::cli::InputOptions;
use crate::failure::{self, Failure};
use crate::parallel;
use crate::progress::Progress;
use document::Article;
use ingest::Input;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

/// What became of the inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Articles that came out.
    pub read: usize,
    /// Files, folders, lines or articles skipped.
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
    each_wanted(options, |_| true, work, take)
}

/// Works on every article of the inputs that is wanted, and gives the results to `take` in order.
pub fn each_wanted<Done: Send>(
    options: &InputOptions,
    mut wanted: impl FnMut(&Article) -> bool,
    work: impl Fn(&Article) -> Done + Sync,
    mut take: impl FnMut(Done) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    let inputs: Vec<Input> = options.inputs.iter().map(Input::named).collect();
    let reading = ingest::Options { published: options.published, publisher: options.publisher.clone() };
    let mut tally = Tally::default();
    let progress = RefCell::new(Progress::new(&inputs));
    let mut skipped = 0;
    let articles = ingest::read(&inputs, &reading).filter_map(|item| match item {
        Ok(read) => {
            let mut progress = progress.borrow_mut();
            progress.count(&read.article);
            for note in &read.notes {
                progress.say(&format!("standoff: note: {}: {}", read.article.given_id, note.message));
            }
            Some(read.article).filter(&mut wanted)
        }
        Err(reason) => {
            skipped += 1;
            progress.borrow().say(&format!("standoff: skipped {reason}"));
            None
        }
    });
    let worked = parallel::in_order(
        parallel::threads(options.threads.threads),
        articles,
        |article| guarded(&article, &work),
        |done| match done {
            Ok(done) => {
                tally.read += 1;
                take(done)
            }
            Err(id) => {
                tally.skipped += 1;
                progress
                    .borrow()
                    .say(&format!("standoff: skipped {id}: a mistake of the program; please report it with this article"));
                Ok(())
            }
        },
    );
    progress.into_inner().end();
    worked?;
    tally.skipped += skipped;
    Ok(tally)
}

/// A mistake in the program must cost the article that showed it and none beside it. The article's id is what remains of it.
fn guarded<Done>(article: &Article, work: impl Fn(&Article) -> Done) -> Result<Done, String> {
    panic::catch_unwind(AssertUnwindSafe(|| work(article))).map_err(|_| article.given_id.clone())
}
