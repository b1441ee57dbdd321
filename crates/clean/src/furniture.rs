//! The rules that know a paragraph for furniture by itself, without its neighbours.
//!
//! Each rule has a name, which stands beside the paragraph as its reason. News is never to be swallowed: every rule asks for
//! more than a cue - a short paragraph, no reported speech outside quotation marks, no end like a sentence's.

use crate::facts::Facts;
use crate::lexicon::{self, Word};

/// The name of the rule by which the paragraph is furniture, if one says so.
pub fn rule(facts: &Facts<'_>) -> Option<&'static str> {
    if !facts.short {
        return cookie_notice(facts);
    }
    if is_hashtags(facts.text) {
        return Some("hashtags");
    }
    if facts.words.is_empty() {
        return Some("no-words");
    }
    if is_image_mark(facts) {
        return Some("image-mark");
    }
    if facts.opens_quote {
        return None;
    }
    (whole_line(facts))
        .or_else(|| editors_note(facts))
        .or_else(|| cookie_notice(facts))
        .or_else(|| copyright(facts))
        .or_else(|| byline(facts))
        .or_else(|| teaser(facts))
        .or_else(|| prompt(facts))
        .or_else(|| publication_line(facts))
        .or_else(|| link_bar(facts))
        .or_else(|| in_parts(facts))
}

/// Nothing but hashtags.
fn is_hashtags(text: &str) -> bool {
    let mut tags = text.split_whitespace().filter(|word| !matches!(*word, "|" | "," | "·")).peekable();
    tags.peek().is_some() && tags.all(|word| word.starts_with('#') && word.chars().any(char::is_alphabetic))
}

/// A mark that is left where a picture was: a word in brackets, Markdown's picture, or a line like "Image 1 of 4".
pub fn is_image_mark(facts: &Facts<'_>) -> bool {
    if facts.text.starts_with("![") && facts.text.ends_with(')') {
        return true;
    }
    if !lexicon::IMAGE_MARKS.is_whole(&facts.words) {
        let [first, number, of, total] = facts.words.as_slice() else { return false };
        let numbers = [number, total].iter().all(|word| is_number(word));
        return numbers && of.form == "of" && lexicon::IMAGE_MARKS.at_start(&[*first]).is_some();
    }
    true
}

/// One cue and nothing else, or buttons and nothing else.
fn whole_line(facts: &Facts<'_>) -> Option<&'static str> {
    if lexicon::WHOLE_LINES.is_whole(&facts.words) {
        return Some("whole-line");
    }
    if is_only(&lexicon::SHARE_BUTTONS, &facts.words) && !facts.ends_sentence {
        return Some("share-buttons");
    }
    is_counter(&facts.words).then_some("counter")
}

/// Whether the words are a chain of cues. A number may stand between them.
fn is_only(cues: &lexicon::Cues, words: &[Word<'_>]) -> bool {
    let mut rest = words;
    let mut found = false;
    while !rest.is_empty() {
        match cues.at_start(rest) {
            Some(length) => {
                rest = &rest[length..];
                found = true;
            }
            None if is_number(&rest[0]) || matches!(rest[0].form, "on" | "via" | "this" | "the" | "story" | "article") => {
                rest = &rest[1..]
            }
            None => return false,
        }
    }
    found
}

/// A number and what it counts.
fn is_counter(words: &[Word<'_>]) -> bool {
    let numbers = words.iter().take_while(|word| is_number(word)).count();
    numbers > 0 && lexicon::COUNTERS.is_whole(&words[numbers..])
}

fn is_number(word: &Word<'_>) -> bool {
    word.form.starts_with(|c: char| c.is_ascii_digit())
        && word.form.trim_end_matches('k').bytes().all(|byte| byte.is_ascii_digit())
}

/// A note about corrections, updates or syndication.
fn editors_note(facts: &Facts<'_>) -> Option<&'static str> {
    if facts.bracketed() && lexicon::BRACKETED_NOTES.at_start(&facts.words).is_some() && !facts.reports {
        return Some("editors-note");
    }
    // "Update:" and the like may stand before news.
    let length = lexicon::EDITORS_NOTES.at_start(&facts.words)?;
    (length > 1 || !facts.reports).then_some("editors-note")
}

/// A notice about cookies or consent.
fn cookie_notice(facts: &Facts<'_>) -> Option<&'static str> {
    (lexicon::COOKIE_NOTICES.anywhere(&facts.unquoted) && !facts.reports).then_some("cookie-notice")
}

/// A line of copyright or licence.
fn copyright(facts: &Facts<'_>) -> Option<&'static str> {
    let length = lexicon::COPYRIGHT.at_start(&facts.words);
    // "Copyright" alone may open a sentence about copyright.
    let opens =
        length.is_some_and(|length| length > 1 || facts.words[0].form == "©" || !facts.ends_sentence || has_year(&facts.words));
    // In brackets the letter is as often the third item of a list.
    let is_item = facts.text.starts_with('(') && facts.words.len() > 6 && !has_year(&facts.words) && !has_other_cue(facts);
    (opens && !is_item && !facts.reports).then_some("copyright")
}

/// Whether a part of the line beyond the first is furniture by itself.
fn has_other_cue(facts: &Facts<'_>) -> bool {
    facts.parts().iter().skip(1).any(|part| is_cue(part))
}

/// A byline or a desk's credit.
fn byline(facts: &Facts<'_>) -> Option<&'static str> {
    let words = &facts.words;
    if words.len() > 40 || facts.reports {
        return None;
    }
    if lexicon::BYLINES.at_start(words).is_some() && (!facts.ends_sentence || words.len() <= 25) {
        return Some("byline");
    }
    let later = || facts.parts().iter().skip(1).any(|part| lexicon::BYLINES.at_start(part).is_some());
    let credits =
        words.windows(2).any(|pair| matches!(pair, [first, second] if first.form == "reporting" && second.form == "by"));
    if words.len() <= 15 && (credits || later()) {
        return Some("byline");
    }
    let named = words.first().is_some_and(|first| first.form == "by") && words.len() <= 16 && !facts.ends_sentence;
    (named && names_follow(facts.text)).then_some("byline")
}

/// Whether the word after the first is a name: it begins with a capital and is no month or weekday.
fn names_follow(text: &str) -> bool {
    let second = text.split_whitespace().nth(1).unwrap_or("");
    let lower = second.to_lowercase();
    let word = Word { form: lower.trim_end_matches(','), colon: false };
    second.starts_with(char::is_uppercase) && !lexicon::DATE_WORDS.is_whole(&[word])
}

/// A line that points to another article. What another article reports is no news of this one.
fn teaser(facts: &Facts<'_>) -> Option<&'static str> {
    if facts.words.len() > 40 {
        return None;
    }
    let colon = |length: usize| facts.words[length - 1].colon;
    if let Some(length) = lexicon::TEASERS.at_start(&facts.words) {
        let heading = !facts.ends_sentence && facts.words.len() <= 16 && !facts.reports;
        return (colon(length) || heading).then_some("teaser");
    }
    (lexicon::LABELS.at_start(&facts.words).is_some() && !facts.reports).then_some("label")
}

/// A line that asks the reader to do something.
fn prompt(facts: &Facts<'_>) -> Option<&'static str> {
    let asks = lexicon::PROMPTS.at_start(&facts.words).is_some() && facts.words.len() <= 45 && !facts.reports;
    asks.then_some("prompt")
}

/// A line that says when the page was published.
fn publication_line(facts: &Facts<'_>) -> Option<&'static str> {
    let words = &facts.words;
    if words.len() > 16 || facts.ends_sentence || facts.reports {
        return None;
    }
    let holds_number = words.iter().any(is_number);
    let is_date = holds_number
        && words.len() >= 2
        && words.iter().all(|word| starts_with_digit(word) || lexicon::DATE_WORDS.is_whole(&[*word]));
    let says_so = lexicon::PUBLICATION_LINES.at_start(words).is_some() && (holds_number || words.iter().any(|word| word.colon));
    let with_outlet = facts.bars == 1 && has_year(words) && facts.parts().iter().any(|part| is_date_part(part));
    (is_date || says_so || with_outlet).then_some("publication-line")
}

/// Whether a part of a line ends in a date: "Porto, 3 May 2024".
fn is_date_part(part: &[Word<'_>]) -> bool {
    let dated = part.iter().rev().take_while(|word| starts_with_digit(word) || lexicon::DATE_WORDS.is_whole(&[**word])).count();
    dated >= 2 && part.len() <= dated + 3
}

fn starts_with_digit(word: &Word<'_>) -> bool {
    word.form.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word is a year that a page can bear.
fn has_year(words: &[Word<'_>]) -> bool {
    words
        .iter()
        .any(|word| word.form.len() == 4 && (word.form.starts_with("19") || word.form.starts_with("20")) && is_number(word))
}

/// A line whose parts are divided by bars or bullets: many of them, or one beside a cue. Prose has none.
fn link_bar(facts: &Facts<'_>) -> Option<&'static str> {
    if facts.bars == 0 || facts.reports {
        return None;
    }
    let cues = facts.parts().iter().filter(|part| is_cue(part)).count();
    let many = facts.bars >= 2 && !facts.ends_sentence;
    (many || cues > 0).then_some("link-bar")
}

/// A line whose sentences are furniture one by one, bar a few words.
fn in_parts(facts: &Facts<'_>) -> Option<&'static str> {
    if facts.reports {
        return None;
    }
    let parts = facts.parts();
    if parts.len() < 2 {
        return None;
    }
    let (cues, others): (Vec<_>, Vec<_>) = parts.iter().partition(|part| is_cue(part));
    let words: usize = others.iter().map(|part| part.len()).sum();
    let few = words <= 3 * cues.len() || (cues.len() >= 2 && words <= 8);
    (few && !cues.is_empty()).then_some("in-parts")
}

/// Whether a part of a line is furniture by itself.
fn is_cue(part: &[Word<'_>]) -> bool {
    lexicon::WHOLE_LINES.is_whole(part)
        || is_only(&lexicon::SHARE_BUTTONS, part)
        || is_counter(part)
        || lexicon::PROMPTS.at_start(part).is_some()
        || lexicon::COPYRIGHT.at_start(part).is_some()
        || lexicon::APPEAL_OPENINGS.at_start(part).is_some()
        || lexicon::EDITORS_NOTES.at_start(part).is_some()
        || lexicon::PUBLICATION_LINES.at_start(part).is_some_and(|length| part[length - 1].colon)
        || lexicon::TEASERS.at_start(part).is_some_and(|length| part[length - 1].colon)
}
