//! Dates that are said again: "May 3, 2015" and "May 3, 2015". A day or month without its year is another one as often as not.

use document::{Coreference, Document, TimeKind, TimeValue};
use std::collections::BTreeMap;

/// Appends a link of each date to the last one with the same value.
pub fn link(document: &Document, links: &mut Vec<Coreference>) {
    let mut last = BTreeMap::new();
    for time in document.times.iter().filter(|time| time.kind == TimeKind::Date) {
        let TimeValue::Calendar { year: Some(year), month, day, .. } = time.value else { continue };
        if let Some(antecedent) = last.insert((year, month, day), time.tokens) {
            links.push(Coreference { mention: time.tokens, antecedent });
        }
    }
}
