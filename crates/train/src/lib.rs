//! Makes the models that the program embeds out of trained weights, and reads the data that they are trained and scored on.
//!
//! The training itself is a script beside the crates (`training/`), because it needs gradients; it leaves its weights as real numbers
//! in a file of tensors. [`pack`] rounds them to bytes and lays them out as `model` reads them; [`manifest`] writes down what they
//! come from. What is learnt without gradients through a network, the back-off, is learnt here ([`backoff`]). The same weights give the same bytes. Nothing here is used when texts are read.

pub mod backoff;
pub mod conllu;
pub mod entities;
pub mod iob2;
pub mod manifest;
pub mod pack;

use model::{Model, ModelError};
use std::fmt;
use std::path::{Path, PathBuf};

/// Why a model could not be made.
#[derive(Debug)]
pub struct TrainError {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Read(PathBuf, std::io::Error),
    Write(PathBuf, std::io::Error),
    Data(PathBuf, String),
    Model(ModelError),
}

impl TrainError {
    pub(crate) fn data(path: &Path, message: String) -> TrainError {
        TrainError { kind: Kind::Data(path.to_owned(), message) }
    }
}

impl fmt::Display for TrainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Read(path, error) => write!(f, "cannot read {}: {error}; give a file that exists", path.display()),
            Kind::Write(path, error) => write!(f, "cannot write {}: {error}", path.display()),
            Kind::Data(path, message) => write!(f, "{}: {message}", path.display()),
            Kind::Model(error) => write!(f, "the packed model cannot be read back: {error}"),
        }
    }
}

impl std::error::Error for TrainError {}

/// Packs the trained weights of one tier into `VERSION.model`, with its manifest and the folder's licence beside it, and gives the
/// size of the model in bytes.
pub fn make(weights: &Path, version: &str, output: &Path) -> Result<usize, TrainError> {
    let bytes = std::fs::read(weights).map_err(|error| TrainError { kind: Kind::Read(weights.to_owned(), error) })?;
    let checkpoint = pack::Checkpoint::read(&bytes).map_err(|message| TrainError::data(weights, message))?;
    let packed = checkpoint.pack(version).map_err(|message| TrainError::data(weights, message))?;
    Model::from_bytes(packed.clone()).map_err(|error| TrainError { kind: Kind::Model(error) })?;
    let write = |name: &str, bytes: &[u8]| {
        let path = output.join(name);
        std::fs::write(&path, bytes).map_err(|error| TrainError { kind: Kind::Write(path, error) })
    };
    write(&format!("{version}.model"), &packed)?;
    write(&format!("{version}.toml"), manifest::manifest(version, &packed, &checkpoint.facts).as_bytes())?;
    write("LICENSE.md", manifest::licence().as_bytes())?;
    Ok(packed.len())
}
