//! `standoff watch`: feeds and folders, visited again and again, politely, into the ledger.

use crate::articles::counted;
use crate::cli::{PagesWanted, WatchOptions};
use crate::failure::{ALL_READ, Failure, PARTLY};
use crate::ledger::add::{Adding, Coded, Stored};
use crate::ledger::memory::Remembered;
use crate::ledger::{self, settle};
use crate::stages;
use crate::tools::Tools;
use ingest::watch::{Memory, Options, Pages, Private, Source, SystemClock, Watcher};
use std::time::Duration;
use store::Writer;

/// Runs the command; without `--once` it ends when it is stopped, and nothing that was stored is lost then.
pub fn run(options: &WatchOptions) -> Result<u8, Failure> {
    let sources: Result<Vec<Source>, String> = options.sources.iter().map(|word| Source::named(word)).collect();
    let watcher = Watcher::new(sources.map_err(Failure::new)?, watching(options), SystemClock);
    let tools = Tools::load(&options.tools)?;
    let mut writer = ledger::writing(&options.ledger)?;
    // What a run that was stopped has left undone.
    settle(&mut writer, &tools)?;
    let mut skipped = 0;
    loop {
        let mut visited = false;
        while let Some(visit) = watcher.visit(&Remembered(&mut writer))? {
            visited = true;
            let mut adding =
                Adding::new(&mut writer, &tools.coder.knowledge.version, tools.annotator.model.version(), &visit.source);
            for item in visit.items {
                match item {
                    Ok(read) if adding.is_stored(&read.article)? => {}
                    Ok(read) => {
                        let (document, coding) = stages(&read.article, &tools);
                        adding.add(Coded::of(&read.article, document, &coding.events))?;
                    }
                    Err(reason) => {
                        skipped += 1;
                        eprintln!("standoff: skipped {reason}");
                    }
                }
            }
            adding.flush()?;
            let stored = adding.stored;
            // Only now: what was not stored is to be read again.
            Remembered(&mut writer).learn(&visit.learnt)?;
            if stored != Stored::default() {
                settle(&mut writer, &tools)?;
                eprintln!("standoff: {}: {} new", visit.source, counted(stored.new + stored.recoded, "article"));
            }
        }
        if options.once && !visited {
            return Ok(if skipped == 0 { ALL_READ } else { PARTLY });
        }
        if !options.once && !watcher.wait(&Remembered(&mut writer))? {
            return Ok(ALL_READ);
        }
    }
}

fn settle(writer: &mut Writer, tools: &Tools) -> Result<(), Failure> {
    settle::settle(writer, &|publisher| code::filed::home(publisher, &tools.coder.knowledge))
}

fn watching(options: &WatchOptions) -> Options {
    let defaults = Options::default();
    Options {
        interval: options.every.map_or(defaults.interval, |minutes| Duration::from_secs(u64::from(minutes) * 60)),
        pages: match options.pages {
            PagesWanted::Never => Pages::Never,
            PagesWanted::Summaries => Pages::OfSummaries,
            PagesWanted::All => Pages::All,
        },
        private: match (options.allow_private, options.allow.is_empty()) {
            (true, _) => Private::Allowed,
            (false, true) => Private::Refused,
            (false, false) => Private::Only(options.allow.iter().copied().collect()),
        },
        contact: options.contact.clone(),
        ..defaults
    }
}
