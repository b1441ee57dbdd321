//! A folder's `manifest.tsv`: what its owner says of the files beside it. It is read when its folder is walked, not when a file is named.

use document::Date;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// The name of the table.
pub(crate) const NAME: &str = "manifest.tsv";

/// More than this is read of no manifest.
const LIMIT: u64 = 8 << 20;

/// What a manifest says of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The publication date.
    pub(crate) published: Option<Date>,
    /// The publisher.
    pub(crate) publisher: Option<String>,
}

/// The entries of a folder by file name.
pub(crate) type Manifest = BTreeMap<String, Entry>;

/// Reads the manifest of a folder; a folder without one, or with one that cannot be read, has no entries.
pub(crate) fn of(folder: &Path) -> Manifest {
    let mut text = String::new();
    let read = std::fs::File::open(folder.join(NAME)).and_then(|file| file.take(LIMIT).read_to_string(&mut text));
    if read.is_err() { Manifest::new() } else { parse(&text) }
}

/// The first line names the columns; `file` is needed, `published` and `publisher` may be there.
fn parse(text: &str) -> Manifest {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header: Vec<&str> = lines.next().unwrap_or("").split('\t').map(str::trim).collect();
    let column = |name: &str| header.iter().position(|known| *known == name);
    let Some(file) = column("file") else { return Manifest::new() };
    let mut manifest = Manifest::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let cell = |name: &str| column(name).and_then(|at| cells.get(at)).filter(|cell| !cell.is_empty());
        if let Some(name) = cells.get(file).filter(|name| !name.is_empty()) {
            let published = cell("published").and_then(|date| crate::parse_published(date));
            manifest
                .insert((*name).to_string(), Entry { published, publisher: cell("publisher").map(|name| (*name).to_string()) });
        }
    }
    manifest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name() {
        let manifest = parse("publisher\tfile\tpublished\nHarbour Post\ta.txt\t2020-06-17\n\tb.txt\tsoon\n\n");
        assert_eq!(
            manifest["a.txt"],
            Entry { published: Some(Date::constant(2020, 6, 17)), publisher: Some("Harbour Post".into()) }
        );
        assert_eq!(manifest["b.txt"], Entry::default(), "what is no date is left out");
        assert_eq!(parse("name\tdate\nx\t2020-01-01\n"), Manifest::new());
    }
}
