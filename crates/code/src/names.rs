//! Finds the names of the knowledge in a document: the longest one at or around a token.

use crate::focus::Focus;
use document::{Document, Relation, TokenId, TokenRange, Upos};
use knowledge::{ActorKind, Knowledge, NameEntry, NameUse, TitleKind, extend_normalised, normalised};
use span::Span;

/// So many bytes a name has at most.
const LONGEST: u32 = 80;

/// A name of the knowledge that stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundName {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Whose it is: a place in `actors.all`.
    pub actor: usize,
    /// How the name is used.
    pub usage: NameUse,
}

/// The longest name that begins at a token and counts in this article.
pub fn longest_at(doc: &Document, knowledge: &Knowledge, focus: &Focus, start: TokenId) -> Option<FoundName> {
    if !focus.may_name(start) {
        return None;
    }
    names_from(doc, knowledge, start, |range, entries| {
        let entry = choose(knowledge, focus, entries, doc, range)?;
        Some(FoundName { tokens: range, actor: entry.actor, usage: entry.usage })
    })
}

/// Whether any name begins at a token, whether it counts in this article or not.
pub fn begins_at(doc: &Document, knowledge: &Knowledge, start: TokenId) -> bool {
    names_from(doc, knowledge, start, |_, _| Some(())).is_some()
}

/// What `takes` makes of the longest name from a token of which it makes anything; it is given its tokens and its entries, which are at least one.
fn names_from<T>(
    doc: &Document,
    knowledge: &Knowledge,
    start: TokenId,
    takes: impl Fn(TokenRange, [&[NameEntry]; 2]) -> Option<T>,
) -> Option<T> {
    let first = doc.form(start);
    if !first.starts_with(|character: char| character.is_alphanumeric()) {
        return None;
    }
    let longest = knowledge.actors.longest_from(&doc.lower_form(start));
    if longest == 0 {
        return None;
    }
    let sentence = doc.sentence_of(start).tokens;
    // A token may hold less than a word of a name (hyphens are tokens of their own), so twice as many are tried.
    let furthest = (start + 2 * longest).min(sentence.end as TokenId);
    // A shorter key begins a longer one: each is the key so far and what the next token adds.
    let mut key = String::new();
    let mut ends: Vec<usize> = Vec::new();
    let begins = doc.tokens[start].span.start;
    let mut read = begins;
    for token in start..furthest {
        let ending = doc.tokens[token].span.end.max(read);
        if ending - begins > LONGEST {
            break;
        }
        extend_normalised(&mut key, doc.words(Span { start: read, end: ending }));
        ends.push(key.len());
        read = ending;
    }
    ends.iter().enumerate().rev().find_map(|(at, &end)| {
        let entries = [knowledge.actors.named(&key[..end]), knowledge.actors.stemmed(&key[..end])];
        let range = TokenRange::new(start, start + at + 1);
        if entries.iter().all(|entries| entries.is_empty()) { None } else { takes(range, entries) }
    })
}

/// Whether a token may end the surname of somebody who held an office.
pub fn ends_surname(doc: &Document, knowledge: &Knowledge, token: TokenId) -> bool {
    doc.form(token).starts_with(char::is_uppercase) && knowledge.titles.ends_surname(&doc.lower_form(token))
}

/// The longest title that ends right before a token, as "foreign minister" before "Lavrov", and its kind.
pub fn title_before(doc: &Document, knowledge: &Knowledge, token: TokenId) -> Option<(TokenRange, TitleKind)> {
    let first = doc.sentence_of(token).tokens.start as TokenId;
    // A token may hold less than a word of a title (hyphens are tokens of their own), so twice as many are tried.
    (token.saturating_sub(2 * knowledge.titles.longest()).max(first)..token).find_map(|start| {
        let range = TokenRange::new(start, token);
        let kind = knowledge.titles.kind(&normalised(doc.words(doc.span_of(range))))?;
        Some((range, kind))
    })
}

/// The entry that fits the words as they are written: same letters, or all capitals, and its countries near where it asks for them.
fn choose<'k>(
    knowledge: &Knowledge,
    focus: &Focus,
    entries: [&'k [NameEntry]; 2],
    doc: &Document,
    range: TokenRange,
) -> Option<&'k NameEntry> {
    let words = doc.words(doc.span_of(range));
    let start = range.start as TokenId;
    let published = doc.text.metadata.published.map(|published| published.date);
    let shouted = words.len() > 3 && !words.chars().any(char::is_lowercase) && in_capitals(doc, start);
    let fits = |entry: &&NameEntry| {
        let actor = &knowledge.actors.all[entry.actor];
        let written = match actor.dated.is_empty() {
            true => entry.form == words || folded(&entry.form).eq(folded(words)) || shouted,
            // A dictionary has no small letters, and speaks of its own time.
            false => (shouted || is_name(doc, range)) && actor.dated_on(published).is_some(),
        };
        // "Waker-uz-Zaman" is no newspaper, while "U.S.-China" is two states.
        let whole = !(matches!(actor.kind, ActorKind::Outlet | ActorKind::Person) && ends_word(doc, start));
        let near = || focus.names_any(&actor.near) || actor.kind == ActorKind::Country && holds_office(doc, knowledge, range);
        written && whole && (entry.usage != NameUse::Nearby || near())
    };
    // The user's names before the built-in ones; names outright before names that need company; countries before others.
    entries.into_iter().flatten().filter(fits).min_by_key(|entry| {
        let actor = &knowledge.actors.all[entry.actor];
        (std::cmp::Reverse(actor.layer), entry.usage == NameUse::Nearby, actor.kind != ActorKind::Country)
    })
}

/// "Georgia's parliament", "the king of Jordan": whether what a name owns is what only a state has.
fn holds_office(doc: &Document, knowledge: &Knowledge, range: TokenRange) -> bool {
    let Some(name) = range.ids().find(|&token| doc.head(token).is_none_or(|head| !range.contains(head))) else { return false };
    let owns = matches!(doc.tokens[name].relation, Relation::NmodPoss | Relation::Compound)
        || doc.tokens[name].relation == Relation::Nmod
            && doc.children_by(name, Relation::Case).any(|case| doc.lemma(case) == "of");
    doc.head(name).filter(|_| owns).is_some_and(|office| {
        let lemma = doc.lower_lemma(office);
        let office_of = |before: TokenId| format!("{} {lemma}", doc.lower_form(before));
        let is_national = |words: &str| knowledge.classes.contains("national-office", words);
        is_national(&lemma) || doc.children(office).any(|before| before < office && is_national(&office_of(before)))
    })
}

/// Whether words are written as a name is: with a capital, which shows nothing of a single word at the beginning of a sentence and little of a short one
/// ("Who", "It"), so that their tag is asked.
fn is_name(doc: &Document, range: TokenRange) -> bool {
    const SHORT: usize = 4;
    let start = range.start as TokenId;
    let first = doc.form(start);
    if !first.starts_with(|character: char| character.is_uppercase() || character.is_ascii_digit()) {
        return false;
    }
    if range.ids().len() > 1 || (first.len() > 1 && !first.chars().any(char::is_lowercase)) {
        return true;
    }
    let begins = start == doc.sentence_of(start).tokens.start as TokenId;
    let is_proper = matches!(doc.tokens[start].upos, Upos::PROPN | Upos::ADJ);
    is_proper || (!begins && first.chars().count() > SHORT)
}

/// Whether a token follows a hyphen without a space, as the end of a longer word.
fn ends_word(doc: &Document, token: TokenId) -> bool {
    let before = token.checked_sub(1).map(|before| &doc.tokens[before]);
    before.is_some_and(|hyphen| {
        hyphen.span.end == doc.tokens[token].span.start && matches!(doc.words(hyphen.span), "-" | "\u{2010}" | "\u{2011}")
    })
}

/// The letters of words, a space between two: apostrophes and dashes folded, case kept.
fn folded(words: &str) -> impl Iterator<Item = char> {
    let fold = |character| match character {
        '\u{2019}' | '\u{2018}' => '\'',
        '\u{2010}' | '\u{2011}' | '\u{2013}' => '-',
        other => other,
    };
    let words = words.split_whitespace().enumerate();
    words.flat_map(|(at, word)| (at > 0).then_some(' ').into_iter().chain(word.chars())).map(fold)
}

/// Whether the sentence is set in capitals, as headlines may be.
fn in_capitals(doc: &Document, token: TokenId) -> bool {
    let sentence: Span = doc.sentence_of(token).span;
    !doc.words(sentence).chars().any(char::is_lowercase)
}
