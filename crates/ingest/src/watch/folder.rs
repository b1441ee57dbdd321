//! One visit to a folder: the files that were put there or changed since, once nobody writes to them any more.

use super::Options;
use super::clock::{Clock, after};
use super::memory::{Learnt, Memory, Seen, SourceState};
use crate::Input;
use crate::manifest::Entry;
use crate::skipped::{Reason, Skipped};
use crate::walk;
use document::text::hash_parts;
use jiff::Timestamp;
use std::fs;
use std::path::{Path, PathBuf};

/// The most files of one visit, so that what is read is soon stored; the folder is due again at once if there are more.
const FILES: usize = 1000;

/// A file to be read with what the folder's manifest says of it, or why it cannot be.
pub(super) type Found = Result<(PathBuf, Entry), Skipped>;

/// Finds what is new in the folder.
pub(super) fn visit<Time: Clock, Kept: Memory>(
    options: &Options,
    clock: &Time,
    memory: &Kept,
    name: &str,
    folder: &Path,
) -> Result<(Vec<Found>, Learnt), Kept::Error> {
    let now = clock.now();
    let mut learnt = Learnt::default();
    let mut found = Vec::new();
    let empty = Reason::EmptyFolder.to_string();
    let mut due = after(now, options.folder_interval);
    for item in walk::files(&[Input::Path(folder.to_path_buf())]) {
        let (item, entry, state) = match item {
            // A folder that waits for its first file is nothing bad.
            Err(skipped) if skipped.message == empty => continue,
            Err(skipped) => {
                let state = hash_parts(&[skipped.message.as_bytes()]);
                let entry = skipped.path.clone().unwrap_or_default();
                (Err(skipped), entry, state)
            }
            Ok((Input::Standard, _)) => continue,
            Ok((Input::Path(path), beside)) => {
                let Some(state) = state_of(&path, now, options) else { continue };
                let entry = path.to_string_lossy().into_owned();
                (Ok((path, beside)), entry, state)
            }
        };
        let seen = Seen { source: name.to_owned(), entry, state };
        if memory.has_seen(&seen)? || learnt.seen.contains(&seen) {
            continue;
        }
        if found.len() == FILES {
            due = now;
            break;
        }
        found.push(item);
        learnt.seen.insert(seen);
    }
    learnt.sources.insert(name.to_owned(), SourceState { due, etag: None, last_modified: None, failures: 0 });
    Ok((found, learnt))
}

/// A hash of the file's size and time; `None` as long as it was changed a moment ago.
fn state_of(path: &Path, now: Timestamp, options: &Options) -> Option<u64> {
    let Ok(metadata) = fs::metadata(path) else { return Some(0) };
    let changed = metadata.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    // A time in the future says nothing of whether somebody is writing.
    if changed.is_some_and(|changed| now.duration_since(changed).unsigned_abs() < options.settling) {
        return None;
    }
    let time = changed.map_or(0, Timestamp::as_nanosecond);
    Some(hash_parts(&[&metadata.len().to_be_bytes(), &time.to_be_bytes()]))
}
