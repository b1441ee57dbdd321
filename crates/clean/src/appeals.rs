//! Finds appeals for money and subscriptions that run over several paragraphs, to their end.
//!
//! An appeal opens with a cue, or with a paragraph that speaks to the reader and is full of an appeal's words. It goes on
//! while "we" speak to "you"; lists and short lines go along once a paragraph has confirmed it. What is quoted is never heard.

use crate::facts::Facts;
use crate::lexicon::{self, Word};

/// Marks the paragraphs that belong to an appeal; `furniture` says which are furniture already.
pub fn mark(facts: &[Facts<'_>], furniture: &[bool]) -> Vec<bool> {
    let mut marked = vec![false; facts.len()];
    let mut at = 0;
    while at < facts.len() {
        if !opens(&facts[at]) {
            at += 1;
            continue;
        }
        let end = end(facts, furniture, at);
        // Speeches and open letters, too, say what "we" need from "you"; they ask for no subscription.
        let asks_for_money = facts[at..end].iter().any(speaks_of_money) || lexicon::WHOLE_LINES.is_whole(&facts[at].words);
        marked[at..end].fill(asks_for_money);
        at = end;
    }
    marked
}

/// Where the appeal that opens at `start` ends.
fn end(facts: &[Facts<'_>], furniture: &[bool], start: usize) -> usize {
    let mut confirmed = usize::from(speaks_to_reader(&facts[start]));
    let mut end = start + 1;
    let mut at = start + 1;
    while at < facts.len() {
        let here = &facts[at];
        if opens(here) || speaks_to_reader(here) {
            confirmed += 1;
            end = at + 1;
        } else if here.reports || here.opens_quote {
            break;
        } else if confirmed > 0 && goes_along(here) {
            end = at + 1;
        } else if !(furniture[at] || (may_be_passed(here, confirmed) && facts.get(at + 1).is_some_and(speaks_to_reader))) {
            break;
        }
        at += 1;
    }
    end
}

/// Whether a paragraph that does not appeal itself may stand inside an appeal that goes on behind it.
fn may_be_passed(facts: &Facts<'_>, confirmed: usize) -> bool {
    confirmed >= 2 || pronouns(&facts.unquoted).1 > 0
}

/// A short paragraph that begins with an opening cue, or a longer one that asks by itself.
fn opens(facts: &Facts<'_>) -> bool {
    if facts.opens_quote || facts.reports {
        return false;
    }
    let (we, you) = pronouns(&facts.unquoted);
    if lexicon::APPEAL_OPENINGS.at_start(&facts.words).is_some() {
        // A cue may be the start of a headline or a sentence; a bare line, or one that speaks to the reader, is neither.
        let bare_line = facts.words.len() <= 12 && (!facts.ends_sentence || we + you > 0);
        return bare_line || (you > 0 && speaks_to_reader(facts));
    }
    we > 0 && you > 0 && we + you >= 3 && lexicon::APPEAL_WORDS.count(&facts.unquoted) >= 2 && speaks_of_money(facts)
}

/// Whether a word stands outside quotation marks that only a paper's or a charity's appeal uses towards its readers.
fn speaks_of_money(facts: &Facts<'_>) -> bool {
    lexicon::MONEY_WORDS.anywhere(&facts.unquoted)
}

/// Whether "we" speak to "you" in it, in an appeal's words.
fn speaks_to_reader(facts: &Facts<'_>) -> bool {
    if facts.opens_quote || facts.reports || facts.words.is_empty() {
        return false;
    }
    let (we, you) = pronouns(&facts.unquoted);
    let appeals = lexicon::APPEAL_WORDS.count(&facts.unquoted);
    we + you >= 3 || (we + you >= 2 && appeals >= 1) || (we + you >= 1 && appeals >= 2)
}

/// List items, lines that announce a list, and short lines that are no sentence.
fn goes_along(facts: &Facts<'_>) -> bool {
    facts.list_item || facts.text.ends_with(':') || (facts.short && !facts.ends_sentence && facts.words.len() <= 8)
}

/// How often "we" and how often "you" are spoken of.
fn pronouns(words: &[Word<'_>]) -> (usize, usize) {
    let count = |forms: &[&str]| words.iter().filter(|word| forms.contains(&word.form.split('\'').next().unwrap_or(""))).count();
    (count(&["we", "our", "ours", "us"]), count(&["you", "your", "yours"]))
}
