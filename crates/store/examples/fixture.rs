//! Writes a small ledger of this version, to be kept so that later versions are tried on it (`tests/ledger/fixture.rs`).
//!
//!     cargo run -p store --example fixture -- FILE

#[path = "../tests/ledger/made.rs"]
mod made;

use std::path::Path;
use std::time::Duration;
use store::{Holding, Ledger};

fn main() {
    let Some(file) = std::env::args().nth(1) else { return eprintln!("name a file that is not there") };
    if let Err(error) = write(Path::new(&file)) {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn write(path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    if path.exists() {
        return Err(format!("{} is there already: a fixture is written once", path.display()).into());
    }
    let mut writer = Ledger::open(path, &Holding { since: "now", patience: Duration::ZERO })?;
    let mut batch = writer.begin()?;
    for number in 0..2 {
        batch.add(&made::made(number, 3).article())?;
    }
    made::settle(&mut batch, "2026-01-02T03:04:05Z")?;
    made::follow(&mut batch)?;
    batch.commit()?;
    drop(writer);
    // Small pages make a small file.
    rusqlite::Connection::open(path)?.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM")?;
    Ok(())
}
