//! One writer at a time. The lock is the operating system's, on a small file beside the ledger, so that a killed process lets go of it
//! by dying; the file's words say who holds it. The file stays: taking it away would let two writers in.

use crate::error::{Error, Holder, Result};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a waiting writer sleeps before it asks again.
const PAUSE: Duration = Duration::from_millis(20);

/// The right to write, until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// The file whose lock is the right to write to the ledger at `path`.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-writer");
    PathBuf::from(name)
}

impl Lock {
    /// Takes the lock, waiting for as long as `patience` says.
    pub(crate) fn take(path: &Path, since: &str, patience: Duration) -> Result<Lock> {
        let failed = |error: std::io::Error| match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::ReadOnly(path.to_path_buf()),
            ErrorKind::StorageFull => Error::Full(path.to_path_buf()),
            ErrorKind::NotFound => Error::Missing(path.to_path_buf()),
            _ => Error::Other(path.to_path_buf(), error.to_string()),
        };
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(beside(path)).map_err(failed)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if begun.elapsed() < patience => {
                    std::thread::sleep(PAUSE.min(patience.saturating_sub(begun.elapsed())));
                }
                Err(TryLockError::WouldBlock) => return Err(Error::Held(path.to_path_buf(), holder(&mut file))),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
        // Who reads this between the two calls sees no holder, never a wrong one.
        file.set_len(0).map_err(failed)?;
        file.rewind().map_err(failed)?;
        write!(file, "{} {since}", std::process::id()).map_err(failed)?;
        Ok(Lock { _file: file })
    }
}

fn holder(file: &mut File) -> Option<Holder> {
    let mut words = String::new();
    file.rewind().ok()?;
    file.read_to_string(&mut words).ok()?;
    let (process, since) = words.split_once(' ')?;
    Some(Holder { process: process.parse().ok()?, since: since.to_string() })
}
