//! What "I", "we" and "you" stand for: in a quotation its speaker, elsewhere whoever they stood for before.
//!
//! Outside of quotations they are an author's or, in a dialogue, those of speakers who take turns by paragraphs: the same word stands
//! for the same one within a paragraph, and "I" again two or more paragraphs on, hardly ever in the next.

use super::mention::Kind;
use super::pronoun::{Known, asks_of, pronoun};
use super::quote_around;
use crate::view::small;
use document::{Coreference, Document, TokenId, TokenRange, Upos};

/// The first and second person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    I,
    We,
    You,
}

impl Person {
    /// The person of a pronoun in small letters.
    pub fn of(form: &str) -> Option<Person> {
        match form {
            "i" | "me" | "my" | "mine" | "myself" => Some(Person::I),
            "we" | "us" | "our" | "ours" | "ourselves" => Some(Person::We),
            "you" | "your" | "yours" | "yourself" => Some(Person::You),
            _ => None,
        }
    }
}

/// What a pronoun of the first or second person stands for, or the earlier one that stands for the same. `links` are those of earlier
/// pronouns.
pub fn antecedent(document: &Document, known: &Known, links: &[Coreference], token: TokenId) -> Option<TokenRange> {
    let person = Person::of(&small(document.form(token)))?;
    let quote = quote_around(document, token);
    match quote {
        Some(quote) if person != Person::You => {
            speaker(document, known, links, quote, person).or_else(|| before(document, token, person))
        }
        _ => before(document, token, person),
    }
}

/// The speaker of a quotation; "we" is the speaker only where a body or several people speak.
fn speaker(document: &Document, known: &Known, links: &[Coreference], quote: usize, person: Person) -> Option<TokenRange> {
    let speaker = document.quotes[quote].speaker? as TokenId;
    if document.tokens[speaker].upos == Upos::PRON {
        let read = links.iter().rev().find(|link| link.mention.start as TokenId == speaker).map(|link| link.antecedent);
        // The pronoun may follow the quotation and is then not yet resolved.
        let asked = || asks_of(document.form(speaker)).and_then(|asks| pronoun(document, known, speaker, asks));
        return read.or_else(asked).filter(|_| person == Person::I);
    }
    let at = super::beside::place(&known.mentions, speaker);
    let one = at.is_none_or(|at| matches!(known.mentions[at].kind, Kind::Person | Kind::Other) && !known.mentions[at].plural);
    (person == Person::I || !one).then(|| crate::phrase::around(document, speaker))
}

/// The last pronoun of the same person that stands for the same.
fn before(document: &Document, token: TokenId, person: Person) -> Option<TokenRange> {
    let quote = quote_around(document, token);
    let paragraph = |token: TokenId| document.sentence_of(token).paragraph;
    let same = |&other: &TokenId| {
        document.tokens[other].upos == Upos::PRON
            && Person::of(&small(document.form(other))) == Some(person)
            && quote_around(document, other) == quote
    };
    let here = paragraph(token);
    let near = (token.saturating_sub(REACH)..token).rev().filter(same);
    let fits = |&other: &TokenId| {
        let apart = here - paragraph(other);
        match person {
            _ if apart == 0 => true,
            Person::I => apart > 1,
            Person::We => true,
            Person::You => false,
        }
    };
    near.filter(|_| quote.is_none() || person != Person::We).find(fits).map(|found| TokenRange::new(found, found + 1))
}

/// How many words a pronoun reaches back for another one.
const REACH: usize = 1000;
