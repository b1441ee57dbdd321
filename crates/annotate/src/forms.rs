//! The forms of words made alike - plain for the model, small for the rules - one behind another in one string, so that no word asks for
//! memory of its own.

use crate::shape::is_invisible;
use document::{Document, TokenId, push_lower};

/// Forms of words, by their places.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    text: String,
    ends: Vec<usize>,
}

impl Forms {
    /// Forgets all forms.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The form at a place.
    pub fn at(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[place]]
    }

    /// Takes the forms of all tokens of a document in place of those that were there, in lower case and with straight apostrophes.
    pub fn fill_lower(&mut self, document: &Document) {
        self.clear();
        for token in 0..document.tokens.len() as TokenId {
            self.push_lower(document.form(token));
        }
    }

    fn push_lower(&mut self, form: &str) {
        let start = self.text.len();
        if form.is_ascii() {
            self.text.push_str(form);
            self.text[start..].make_ascii_lowercase();
        } else {
            for (at, part) in form.split('’').enumerate() {
                if at > 0 {
                    self.text.push('\'');
                }
                push_lower(part, &mut self.text);
            }
        }
        self.ends.push(self.text.len());
    }

    /// Appends a form as the model's treebanks write it: straight quotes, plain dashes, nothing invisible.
    pub fn push_plain(&mut self, form: &str) {
        let start = self.text.len();
        if form.is_ascii() {
            self.text.push_str(form);
        } else {
            for c in form.chars().filter(|&c| !is_invisible(c)) {
                match c {
                    '‘' | '’' | '‛' | 'ʼ' => self.text.push('\''),
                    '“' | '”' | '„' | '«' | '»' => self.text.push('"'),
                    '–' | '‐' | '‑' | '−' => self.text.push('-'),
                    '—' | '―' => self.text.push_str("--"),
                    '…' => self.text.push_str("..."),
                    _ => self.text.push(c),
                }
            }
        }
        if self.text.len() == start {
            self.text.push_str(form);
        }
        self.ends.push(self.text.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_made_plain_and_small() {
        let mut forms = Forms::default();
        for form in ["Don’t", "ÉCOLE", "\u{200b}", "“Well…”", "Ruria"] {
            forms.push_plain(form);
            forms.push_lower(form);
        }
        let found: Vec<&str> = (0..forms.len()).map(|place| forms.at(place)).collect();
        let expected = ["Don't", "don't", "ÉCOLE", "école", "\u{200b}", "\u{200b}", "\"Well...\"", "“well…”", "Ruria", "ruria"];
        assert_eq!(found, expected);
    }
}
