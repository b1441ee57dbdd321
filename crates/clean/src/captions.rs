//! The rules that know a paragraph for the words under a picture.

use crate::facts::Facts;
use crate::lexicon::{self, Word};

/// The name of the rule by which the paragraph is a caption, if one says so.
pub fn rule(facts: &Facts<'_>) -> Option<&'static str> {
    if !facts.short || facts.opens_quote || facts.words.len() > 70 {
        return None;
    }
    if lexicon::CAPTION_MARKS.at_start(&facts.words).is_some_and(|length| is_mark(facts, length)) {
        return Some("caption-mark");
    }
    if let Some((before, credit)) = credit(facts.text)
        && is_picture_credit(before, credit)
    {
        return Some("agency-credit");
    }
    let tail = &facts.words[facts.words.len().saturating_sub(8)..];
    let credited = lexicon::PICTURE_CREDITS.anywhere(tail) && !facts.ends_sentence && !facts.reports;
    credited.then_some("picture-credit")
}

/// "Photo:" and "[Photo ...]" are marks; "Photo" before a sentence is not, unless a name follows.
fn is_mark(facts: &Facts<'_>, length: usize) -> bool {
    let colon = facts.words.get(length - 1).is_some_and(|word| word.colon);
    colon || facts.bracketed() || (length > 1 && !facts.reports)
}

/// The text before a bracket at the very end, and what stands in the bracket.
pub fn credit(text: &str) -> Option<(&str, &str)> {
    let bare = text.strip_suffix(')').or_else(|| text.strip_suffix(").")).or_else(|| text.strip_suffix(']'))?;
    let at = bare.rfind(['(', '['])?;
    Some((text[..at].trim_end(), &bare[at + 1..]))
}

/// Whether the bracket credits a picture: "(Name/AP)", or "(AP)" after words that are no sentence. A text, too, may be credited
/// to its agency in brackets, after its last full stop.
fn is_picture_credit(before: &str, credit: &str) -> bool {
    if before.is_empty() || credit.len() > 120 {
        return false;
    }
    let names: Vec<&str> = credit.split(['/', '|', ',']).map(str::trim).filter(|name| !name.is_empty()).collect();
    let Some(&last) = names.last() else { return false };
    let sentence = crate::split::ends_sentence(before);
    let lower = lexicon::lower(credit);
    let words = lexicon::words(&lower);
    if lexicon::CAPTION_MARKS.at_start(&words).is_some() || lexicon::PICTURE_CREDITS.anywhere(&words) {
        return true;
    }
    if !credit.contains('/') {
        return !sentence && is_agency(last);
    }
    let all_agencies = names.iter().all(|name| is_agency(name));
    names.len() >= 2 && names.iter().any(|name| is_agency(name)) && !(sentence && all_agencies)
}

fn is_agency(name: &str) -> bool {
    let lower = lexicon::lower(name);
    let words: Vec<Word<'_>> = lexicon::words(&lower);
    lexicon::AGENCIES.is_whole(&words) || lexicon::AGENCIES.at_start(&words).is_some_and(|length| length + 2 >= words.len())
}
