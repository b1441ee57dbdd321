//! Decides what each paragraph is: body, heading, caption or furniture, with the name of the rule that decided.
//!
//! First come the rules that look at one paragraph, then those that need its neighbours, and last headings, which are known
//! by what follows them. What no rule claims is body. The text is not changed, and no paragraph is left out.

use crate::appeals;
use crate::captions;
use crate::facts::{Facts, Lowered};
use crate::furniture;
use crate::lexicon;
use document::ParagraphKind::{self, Body, Caption, Furniture, Heading};
use span::Span;
use std::collections::BTreeSet;

/// What is known of a paragraph from where it stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hint {
    /// Nothing.
    #[default]
    None,
    /// It was a heading element of a page.
    Heading,
    /// It stood under a picture.
    Caption,
    /// It was an item of a list.
    ListItem,
    /// It was a cell of a table.
    Cell,
}

/// A kind and the rule that gave it.
pub type Verdict = (ParagraphKind, &'static str);

/// The longest heading, in words.
const LONGEST_HEADING: usize = 20;

/// The kind of each paragraph of `text`. `hints` holds one for each paragraph; `title` is the headline, where it is known.
pub fn decide(text: &str, paragraphs: &[Span], hints: &[Hint], title: Option<&str>) -> Vec<Verdict> {
    let lowered: Vec<Lowered> = paragraphs.iter().map(|span| Lowered::of(span.of(text))).collect();
    let facts: Vec<Facts<'_>> =
        paragraphs.iter().zip(&lowered).map(|(span, lowered)| Facts::of(span.of(text), lowered)).collect();
    let mut verdicts: Vec<Option<Verdict>> = facts.iter().zip(hints).map(|(facts, &hint)| alone(facts, hint)).collect();
    labelled_headline(&facts, &mut verdicts);
    appeal(&facts, &mut verdicts);
    link_lists(&facts, &mut verdicts);
    caption_lines(&facts, &mut verdicts);
    repeated_headlines(&facts, title, &mut verdicts);
    byline_blocks(&facts, &mut verdicts);
    trailing(&facts, &mut verdicts);
    author_boxes(&facts, &mut verdicts);
    headings(&facts, hints, &mut verdicts);
    trailing(&facts, &mut verdicts);
    verdicts.into_iter().zip(hints).map(|(verdict, &hint)| verdict.unwrap_or(rest(hint))).collect()
}

/// The kind of what no rule claimed.
fn rest(hint: Hint) -> Verdict {
    match hint {
        Hint::ListItem => (Body, "list-item"),
        Hint::Cell => (Body, "table-cell"),
        _ => (Body, "running-text"),
    }
}

/// The rules that look at one paragraph.
fn alone(facts: &Facts<'_>, hint: Hint) -> Option<Verdict> {
    if let Some(rule) = captions::rule(facts) {
        // A credit with nothing beside it tells nothing of the picture.
        let bare = facts.words.len() <= 6 && !facts.ends_sentence && rule != "agency-credit" && hint != Hint::Caption;
        return Some(if bare { (Furniture, "photo-credit") } else { (Caption, rule) });
    }
    if hint == Hint::Caption {
        return Some((Caption, "caption-element"));
    }
    furniture::rule(facts).map(|rule| (Furniture, rule))
}

/// A label like "Live:" or "Explainer:" before the first line of a text is part of its headline.
fn labelled_headline(facts: &[Facts<'_>], verdicts: &mut [Option<Verdict>]) {
    let first = verdicts.iter().position(|verdict| !matches!(verdict, Some((Furniture, rule)) if *rule != "label"));
    if let Some(first) = first
        && verdicts[first] == Some((Furniture, "label"))
        && facts[first..].iter().any(Facts::is_running_text)
    {
        verdicts[first] = None;
    }
}

/// Appeals, to their end.
fn appeal(facts: &[Facts<'_>], verdicts: &mut [Option<Verdict>]) {
    let furniture: Vec<bool> = verdicts.iter().map(is_furniture).collect();
    for (verdict, marked) in verdicts.iter_mut().zip(appeals::mark(facts, &furniture)) {
        if marked && verdict.is_none() {
            *verdict = Some((Furniture, "appeal"));
        }
    }
}

/// The short lines under a heading of a list of links.
fn link_lists(facts: &[Facts<'_>], verdicts: &mut [Option<Verdict>]) {
    let mut listing = false;
    for (facts, verdict) in facts.iter().zip(verdicts) {
        let heads = lexicon::LIST_HEADINGS.at_start(&facts.words).is_some() && facts.words.len() <= 6 && !facts.ends_sentence;
        if heads {
            listing = verdict.is_none() || is_furniture(verdict);
            if listing {
                *verdict = Some((Furniture, "link-list"));
            }
        } else if listing && verdict.is_none() {
            let ends_like_prose = facts.text.ends_with(['.', '”', '"']);
            listing = facts.short && facts.words.len() <= 20 && !ends_like_prose;
            if listing {
                *verdict = Some((Furniture, "link-list"));
            }
        }
    }
}

/// A line without its credit right above the caption that has one, and short lines next to the mark of a picture.
fn caption_lines(facts: &[Facts<'_>], verdicts: &mut [Option<Verdict>]) {
    for at in 1..facts.len() {
        let (above, below) = (&facts[at - 1], &facts[at]);
        let same = captions::credit(below.text).is_some_and(|(words, _)| words == above.text);
        if same && above.short {
            verdicts[at - 1] = Some((Furniture, "caption-repeated"));
            verdicts[at] = Some((Caption, "caption-with-credit"));
        } else if furniture::is_image_mark(above) && verdicts[at].is_none() && is_label(below) {
            verdicts[at] = Some((Caption, "next-to-image"));
        }
    }
}

/// A short line that is no sentence.
fn is_label(facts: &Facts<'_>) -> bool {
    facts.short && !facts.ends_sentence && !facts.words.is_empty() && facts.words.len() <= 30
}

/// The second and later occurrences of a headline, word for word.
fn repeated_headlines(facts: &[Facts<'_>], title: Option<&str>, verdicts: &mut [Option<Verdict>]) {
    let title = title.map(bare);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (facts, verdict) in facts.iter().zip(verdicts) {
        let could_be =
            facts.short && facts.words.len() >= 3 && facts.words.len() <= 40 && !facts.list_item && !facts.text.ends_with('.');
        if verdict.is_some() || !could_be {
            continue;
        }
        let words = bare(facts.text);
        let is_title = title.as_ref() == Some(&words);
        if !seen.insert(words) {
            *verdict = Some((Furniture, "repeated-headline"));
        } else if is_title {
            *verdict = Some((Heading, "title"));
        }
    }
}

/// A line's letters and digits in lower case.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Short lines right under a byline, before any body: the outlet, the desk, the town.
fn byline_blocks(facts: &[Facts<'_>], verdicts: &mut [Option<Verdict>]) {
    let mut in_block = false;
    for (facts, verdict) in facts.iter().zip(verdicts) {
        match verdict {
            Some((Furniture, "byline" | "publication-line")) => in_block = true,
            None if in_block && facts.short && facts.words.len() <= 4 && !facts.ends_sentence => {
                *verdict = Some((Furniture, "byline-block"))
            }
            None if facts.is_running_text() => return,
            None => in_block = false,
            Some(_) => {}
        }
    }
}

/// Notes about the author, after the last paragraph of the article.
fn author_boxes(facts: &[Facts<'_>], verdicts: &mut [Option<Verdict>]) {
    let mut articles =
        facts.iter().zip(verdicts.iter()).filter(|(facts, verdict)| verdict.is_none() && facts.is_running_text()).count();
    for at in (0..facts.len()).rev() {
        if verdicts[at].is_some() {
            continue;
        }
        let here = &facts[at];
        let is_box =
            here.short && articles >= 2 && !here.reports && !here.opens_quote && lexicon::AUTHOR_BOXES.anywhere(&here.unquoted);
        // The verb follows the name closely.
        let near = (0..here.words.len().min(8)).any(|word| lexicon::AUTHOR_BOXES.at_start(&here.words[word..]).is_some());
        if !(is_box && near && here.text.starts_with(char::is_uppercase)) {
            return;
        }
        verdicts[at] = Some((Furniture, "author-box"));
        articles -= usize::from(here.is_running_text());
    }
}

/// Short lines that are no sentences, with running text after them.
fn headings(facts: &[Facts<'_>], hints: &[Hint], verdicts: &mut [Option<Verdict>]) {
    let mut text_follows = false;
    let first = verdicts.iter().position(Option::is_none);
    for at in (0..facts.len()).rev() {
        if verdicts[at].is_some() {
            continue;
        }
        let here = &facts[at];
        if hints[at] == Hint::Heading {
            verdicts[at] = Some(if text_follows { (Heading, "heading-element") } else { (Furniture, "nothing-follows") });
            // A page with nothing but a heading has that for its text.
            if Some(at) == first && !text_follows {
                verdicts[at] = Some((Heading, "heading-element"));
            }
            continue;
        }
        let first_line = first == Some(at);
        let unquoted = here.text.trim_end_matches(['"', '”', '\'', '’']);
        let stops = if first_line { unquoted.ends_with('.') && !unquoted.ends_with("...") } else { here.ends_sentence };
        let starts_well = here.text.contains(char::is_alphabetic)
            && !here.text.starts_with(|c: char| c.is_lowercase())
            && !here.text.ends_with([':', ',', ';']);
        let longest = if first_line { LONGEST_HEADING + 5 } else { LONGEST_HEADING };
        let is_heading = text_follows && !stops && starts_well && here.short && here.words.len() <= longest && !here.list_item;
        // A headline that asks or exclaims may hold sentences of its own; a heading further down may not.
        let is_question = !first_line && is_titled(here);
        if hints[at] == Hint::None && (is_heading || (is_question && text_follows && starts_well)) {
            verdicts[at] = Some((Heading, if first_line { "headline" } else { "heading-line" }));
        } else {
            text_follows |= here.is_running_text() || !here.short;
        }
    }
}

/// A question or exclamation of a few words, most of them with a capital.
fn is_titled(facts: &Facts<'_>) -> bool {
    let words: Vec<&str> = facts.text.split_whitespace().collect();
    let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    facts.text.ends_with(['?', '!'])
        && !facts.opens_quote
        && words.len() >= 2
        && words.len() <= 14
        && capitals * 3 >= words.len() * 2
}

/// The lines at the end that follow the article's last paragraph and are no sentences: credits, towns, dates.
fn trailing(facts: &[Facts<'_>], verdicts: &mut [Option<Verdict>]) {
    let articles =
        facts.iter().zip(verdicts.iter()).filter(|(facts, verdict)| verdict.is_none() && facts.is_running_text()).count();
    if articles < 2 {
        return;
    }
    for (facts, verdict) in facts.iter().zip(verdicts).rev() {
        match verdict {
            Some((Furniture, _)) => {}
            None if !facts.ends_sentence && !facts.list_item && !facts.reports && !facts.opens_quote && is_closing(facts) => {
                *verdict = Some((Furniture, "nothing-follows"));
            }
            _ => return,
        }
    }
}

/// A few words, or a place and a date.
fn is_closing(facts: &Facts<'_>) -> bool {
    let dated =
        facts.words.last().is_some_and(|word| word.form.len() == 4 && word.form.bytes().all(|byte| byte.is_ascii_digit()));
    facts.short && (facts.words.len() <= 4 || (dated && facts.words.len() <= 8))
}

fn is_furniture(verdict: &Option<Verdict>) -> bool {
    matches!(verdict, Some((Furniture, _)))
}
