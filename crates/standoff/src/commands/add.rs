//! `standoff add`: articles into the ledger.

use crate::articles;
use crate::cli::AddOptions;
use crate::failure::Failure;
use crate::ledger::add::{Adding, Coded};
use crate::ledger::{self, settle};
use crate::stages;
use crate::tools::Tools;
use std::cell::{Cell, RefCell};
use std::io::{self, Write};

/// Runs the command.
pub fn run(options: &AddOptions) -> Result<u8, Failure> {
    let tools = Tools::load(&options.tools)?;
    let mut writer = ledger::writing(&options.ledger)?;
    let (knowledge, model) = (&tools.coder.knowledge.version, tools.annotator.model.version());
    let adding = RefCell::new(Adding::new(&mut writer, knowledge, model, "add"));
    let known = Cell::new(0);
    let failed = RefCell::new(None);
    let done = articles::each_wanted(
        &options.input,
        |article| match adding.borrow().is_stored(article) {
            Ok(stored) => {
                known.set(known.get() + usize::from(stored));
                !stored
            }
            Err(failure) => {
                failed.replace(Some(failure));
                false
            }
        },
        |article| {
            let (document, coding) = stages(article, &tools);
            Coded::of(article, document, &coding.events)
        },
        |coded| match failed.take() {
            Some(failure) => Err(failure),
            None => named(options, &adding.borrow_mut().add(coded)?),
        },
    )?;
    let mut adding = adding.into_inner();
    named(options, &adding.flush()?)?;
    let stored = adding.stored;
    settle::settle(&mut writer, &|publisher| code::filed::home(publisher, &tools.coder.knowledge))?;
    eprintln!(
        "standoff: {} new, {} coded anew, {} there already, in {}",
        articles::counted(stored.new, "article"),
        stored.recoded,
        stored.there + known.get(),
        options.ledger.ledger.ledger.display()
    );
    let read = articles::Tally { read: done.read + known.get(), ..done };
    Ok(read.conclude())
}

/// Names what is stored for good, if the user wants to know.
fn named(options: &AddOptions, ids: &[String]) -> Result<(), Failure> {
    if options.list {
        let mut out = io::stdout().lock();
        for id in ids {
            writeln!(out, "{id}")?;
        }
        out.flush()?;
    }
    Ok(())
}
