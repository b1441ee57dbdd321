//! Working space for texts, kept from one to the next, so that memory is asked for once and not by each text anew.
//!
//! It carries nothing over: whoever fills a part of it forgets first what was there. It belongs to nobody in particular, and so is no
//! place for results.

use crate::analyse::Words;
use crate::coreference;
use crate::forms::Forms;
use document::{Name, Quantity, Quote, TimeExpression};
use std::sync::{Mutex, PoisonError};

/// What one text is annotated in.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// The words before and while the model reads them.
    pub words: Words,
    /// The model's own.
    pub model: model::Scratch,
    /// The names that the model found, while they are made whole.
    pub names: Vec<Name>,
    /// The forms of all tokens in lower case.
    pub lower: Forms,
    /// The layers over words, while they are found.
    pub times: Vec<TimeExpression>,
    pub quantities: Vec<Quantity>,
    pub quotes: Vec<Quote>,
    /// That of coreference.
    pub coreference: coreference::Space,
}

/// The working space that no text is using, as much as texts were ever annotated at once.
#[derive(Debug, Default)]
pub(crate) struct Pool(Mutex<Vec<Scratch>>);

impl Pool {
    /// Takes working space out, new one where there is none. One that is not given back, because a text made the program panic, is lost.
    pub fn take(&self) -> Scratch {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Gives working space back.
    pub fn give_back(&self, scratch: Scratch) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
    }
}

impl Clone for Pool {
    /// A pool of its own: space in use is nothing that could be copied.
    fn clone(&self) -> Pool {
        Pool::default()
    }
}
