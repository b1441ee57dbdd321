//! JSON Lines: one event a line, by the contract. The fields themselves are made in [`crate::record`].

use crate::Record;
use std::io::{self, Write};

/// Writes records, each on a line of its own.
pub fn write(out: &mut dyn Write, records: &[Record<'_>]) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut *out, record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
