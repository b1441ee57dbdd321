//! Who says what a mention says.

use crate::lexicon;
use crate::words::words;
use event::{Mention, SourceKind};

/// The code of the nearest voice that has one.
pub fn party(mention: &Mention) -> Option<String> {
    mention.voices.iter().rev().find_map(|voice| voice.party.code.clone())
}

/// The nearest voice that is known - a party by its code, an outlet by its name - else the hand that wrote the report.
pub fn source(mention: &Mention, origin: &str) -> String {
    let voice = mention.voices.iter().rev().find_map(|voice| match voice.kind {
        SourceKind::Outlet => {
            let party = &voice.party;
            party.identifier_text.clone().or_else(|| party.told.as_ref().map(|told| told.words.clone()))
        }
        _ => voice.party.code.clone(),
    });
    voice.unwrap_or_else(|| origin.to_string())
}

/// Whether a publisher is an office, which speaks for its state, and no newsroom: "Ministry of Defence, Ruria".
pub fn is_office(publisher: &str) -> bool {
    words(publisher).any(|word| lexicon::OFFICES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_told_from_newsrooms() {
        assert!(is_office("Ministry of Defence, Ruria") && is_office("Ruria Army"));
        assert!(!is_office("Ruria Times") && !is_office("The Wire"));
    }
}
