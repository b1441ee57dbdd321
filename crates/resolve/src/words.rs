//! Words of reports, as comparing texts needs them: folded, cut at everything that is no letter or digit, with what frames an
//! article (dateline, credit, notes of correction) left out. Nothing here knows grammar.

use crate::lexicon;
use document::ParagraphKind;
use event::{Mention, Number, Report};

/// The folded words of a string.
pub fn words(string: &str) -> impl Iterator<Item = String> + '_ {
    string
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().flat_map(char::to_lowercase).collect())
}

/// The words of a mention's sentence before those that carry it.
pub fn before(mention: &Mention) -> String {
    let length = mention.trigger.start.saturating_sub(mention.sentence.start) as usize;
    mention.sentence.words.chars().take(length).collect()
}

/// The words of a mention's sentence after those that carry it.
pub fn after(mention: &Mention) -> String {
    let length = mention.trigger.end.saturating_sub(mention.sentence.start) as usize;
    mention.sentence.words.chars().skip(length).collect()
}

/// The paragraphs that a report tells its news in: running text without furniture, without notes to editors and credits, without
/// the dateline before the first sentence.
pub fn body(report: &Report) -> Vec<&str> {
    let told: Vec<&str> = running(report).filter(|words| !is_note(words)).collect();
    let last = told.len().saturating_sub(1);
    let news = told.iter().enumerate().filter(|(at, words)| !((*at == 0 || *at == last) && is_credit(words)));
    let bare = news.map(|(_, words)| without_tag(dateline(words).map_or(words, |(_, rest)| rest)));
    bare.filter(|words| !words.trim().is_empty()).collect()
}

/// The paragraphs of running text, whole.
pub fn running(report: &Report) -> impl DoubleEndedIterator<Item = &str> {
    report.paragraphs.iter().filter(|(kind, _)| *kind == ParagraphKind::Body).map(|(_, words)| words.as_str())
}

/// A first or last paragraph that says whose text it is: "By our correspondent", "HPA", "(With inputs from agencies)".
pub fn is_credit(paragraph: &str) -> bool {
    const FEW: usize = 8;
    let trimmed = paragraph.trim();
    let whole = trimmed.starts_with(['(', '[']) && trimmed.ends_with([')', ']']);
    let short = trimmed.split_whitespace().count() <= FEW && !trimmed.ends_with(['.', '!', '?', '"', '”', ':']);
    whole || short || trimmed.starts_with("Agencies")
}

/// The text before a credit in parentheses at its end: "... to gain. (INA)".
fn without_tag(paragraph: &str) -> &str {
    tag(paragraph).map_or(paragraph, |(before, _)| before)
}

/// A paragraph that ends in a credit in parentheses, and the credit.
pub fn tag(paragraph: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 30;
    let inside = paragraph.trim_end().strip_suffix(')')?;
    let (before, tag) = inside.rsplit_once('(')?;
    let ended = before.trim_end().ends_with(['.', '"', '”', '!', '?']);
    (ended && tag.len() <= LONGEST && tag.starts_with(char::is_uppercase)).then_some((before, tag))
}

/// The notes to editors and readers that say how this text differs from an earlier one.
pub fn notes(report: &Report) -> impl Iterator<Item = &str> {
    report.paragraphs.iter().map(|(_, words)| words.as_str()).filter(|words| is_note(words))
}

/// "(Corrects place in first paragraph)", "(Updates with statement)".
fn is_note(paragraph: &str) -> bool {
    let trimmed = paragraph.trim();
    let Some(inside) = trimmed.strip_prefix(['(', '[']) else { return false };
    let folded = inside.to_lowercase();
    trimmed.ends_with([')', ']']) && lexicon::CORRECTIONS.contains(&folded)
}

/// A dateline and what follows it. It stands within the first characters, opens with a capital, and ends in a dash or colon
/// behind a place in capitals, a credit in parentheses or a day.
pub fn dateline(paragraph: &str) -> Option<(&str, &str)> {
    const REACH: usize = 90;
    let mut best = None;
    for (at, character) in paragraph.char_indices().take_while(|(at, _)| *at < REACH) {
        let next = at + character.len_utf8();
        let ends = match character {
            '-' | '–' | '—' => paragraph[..at].ends_with([' ', ')']) && paragraph[next..].starts_with([' ', '-', '–']),
            ':' => paragraph[next..].starts_with(' '),
            _ => false,
        };
        if ends && is_dateline(&paragraph[..at]) {
            best = Some((&paragraph[..at], paragraph[next..].trim_start_matches(['-', '–', '—', ' '])));
        }
    }
    best
}

fn is_dateline(words: &str) -> bool {
    let trimmed = words.trim();
    let capitals = trimmed.split([' ', ',', '/']).next().is_some_and(|word| {
        word.chars().filter(|character| character.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
    });
    let opens = trimmed.starts_with(char::is_uppercase);
    opens && (capitals || trimmed.ends_with(')') || trimmed.chars().any(|character| character.is_ascii_digit()))
}

/// What a number counts, folded; none where no noun says so ("two of them").
pub fn thing(number: &Number) -> Option<String> {
    const PRONOUNS: [&str; 10] = ["they", "it", "that", "this", "he", "she", "we", "who", "which", "other"];
    let unit = number.unit.as_ref()?.to_lowercase();
    (!PRONOUNS.contains(&unit.as_str())).then_some(unit)
}

/// Whether a folded word is one of grammar, of reporting or of the calendar, which stands in every report.
pub fn is_plain(word: &str) -> bool {
    lexicon::PLAIN.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_told_from_sentences() {
        let split = |text| dateline(text).map(|(_, rest)| rest);
        assert_eq!(split("SEOUL, June 16 (Example Wire) - The office fell."), Some("The office fell."));
        assert_eq!(split("Geneva – March 10, 2019: The envoys met."), Some("The envoys met."));
        assert_eq!(split("The envoys met on Monday - and again on Friday."), None);
        assert_eq!(split("He said: the talks go on."), None);
    }

    #[test]
    fn notes_to_editors_are_no_text() {
        assert!(is_note("(Corrects the place; adds a toll)"));
        assert!(!is_note("(Nobody was hurt)"));
        assert!(!is_note("Corrects the place"));
    }

    #[test]
    fn credits_are_no_text() {
        assert!(is_credit("Example Wire"));
        assert!(is_credit("(This text comes from a feed and was not edited. Example Wire)"));
        assert!(!is_credit("More is awaited."));
        assert_eq!(tag("Nobody was hurt. (Example)"), Some(("Nobody was hurt. ", "Example")));
        assert_eq!(tag("He spoke of the lake (Victoria)"), None);
    }
}
