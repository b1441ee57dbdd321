//! Writes a small ledger of this version, to be kept so that later versions are tried on it (`tests/ledger/fixture.rs`).
//!
//!     cargo run -p store --example fixture -- FILE

#[path = "../tests/ledger/made.rs"]
#[allow(dead_code)] // tests use more of it
mod made;

use event::{CommitmentKind, Fate, Outcome};
use std::path::Path;
use std::time::Duration;
use store::{Holding, Ledger, NewCommitment, Unfollowed};

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
    let unfollowed = batch.unfollowed(9)?;
    if let [Unfollowed::Incident(promise), .., Unfollowed::Incident(deed)] = unfollowed[..]
        && let Some((incident, day)) = made::dated(&batch, deed)?
    {
        let fate = vec![(deed, Fate { incident: incident.id, outcome: Outcome::Kept, because: vec!["same side".to_string()] })];
        let by = made::gist(&incident).actors;
        let kind = CommitmentKind::Agreement;
        batch.replace_commitment(&NewCommitment { incident: promise, kind, by, life: (day - 1, day + 1), fate })?;
    }
    batch.followed(&unfollowed)?;
    batch.commit()?;
    drop(writer);
    // Small pages make a small file.
    rusqlite::Connection::open(path)?.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM")?;
    Ok(())
}
