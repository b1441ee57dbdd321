//! Who says what a mention says.

use event::{Mention, SourceKind, Voice};

/// The code of the nearest voice that has one. Unnamed people ("a source in the government") speak for no party.
pub fn party(mention: &Mention) -> Option<String> {
    named(mention).find_map(|voice| voice.party.code.clone())
}

/// The nearest voice that is known - a party by its code, an outlet by its name - else the hand that wrote the report, which answers for
/// what unnamed people told it.
pub fn source(mention: &Mention, origin: &str) -> String {
    let voice = named(mention).find_map(|voice| match voice.kind {
        SourceKind::Outlet => {
            let party = &voice.party;
            party.identifier_text.clone().or_else(|| party.told.as_ref().map(|told| told.words.clone()))
        }
        _ => voice.party.code.clone(),
    });
    voice.unwrap_or_else(|| origin.to_string())
}

/// The voices that are named, the nearest first.
fn named(mention: &Mention) -> impl Iterator<Item = &Voice> {
    mention.voices.iter().rev().filter(|voice| voice.kind != SourceKind::Anonymous)
}
