//! The gazetteer: read GeoNames' tables ([`sources`]) and the project's lists of names ([`lists`]), make records and names of them ([`build`]),
//! write the file ([`write`]). The same inputs give the same bytes.

mod build;
mod lists;
mod sources;
mod write;

use knowledge::gazetteer::Gazetteer;
use std::fs;
use std::path::Path;

/// Makes the file; says what it holds, or what is wrong with the sources.
pub fn make(package: &Path, tables: &Path, out: &Path) -> Result<String, String> {
    let lists = lists::Lists::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge/places"))?;
    let sources = sources::Sources::read(package, tables, &lists.country_codes)?;
    let (built, missing) = build::build(&sources, &lists);
    for line in missing {
        eprintln!("{line}");
    }
    let bytes = write::write(&built).map_err(|error| format!("the gazetteer cannot be packed: {error}"))?;
    // What cannot be read back is not written.
    let opened = Gazetteer::open(bytes.clone()).and_then(|gazetteer| gazetteer.verify());
    opened.map_err(|error| format!("what was packed cannot be read back: {error}"))?;
    fs::write(out, &bytes).map_err(|error| format!("`{}` cannot be written: {error}", out.display()))?;
    Ok(format!("{}: {} places, {} names, {} bytes", out.display(), built.records.len(), built.names.len(), bytes.len()))
}
