//! Where an article comes from: the country of its dateline, or else of its publisher. It says whose "the army" and "the government" are where an article
//! speaks of several; where an act took place it does not say.

use crate::clause::dateline::{LONGEST as LONGEST_DATELINE, closes};
use crate::focus::Focus;
use crate::names;
use document::{Document, NameKind, ParagraphKind, TokenId, TokenRange, Upos};
use knowledge::{ActorKind, Knowledge, NameUse, normalised};

/// How many paragraphs of the body may stand before the one with the dateline: a correction, a byline.
const OPENING: usize = 3;

/// How many words of a publisher may name its country: "United Arab Emirates".
const LONGEST: usize = 3;

/// The country that an article was filed in.
pub fn country(doc: &Document, knowledge: &Knowledge, focus: &Focus) -> Option<String> {
    let dateline = dateline(doc).and_then(|range| country_of_dateline(doc, knowledge, focus, range));
    dateline.or_else(|| publisher(doc, knowledge))
}

/// The words of "LIMA, June 3 (Example Wire) -" at the beginning of one of the first paragraphs.
pub fn dateline(doc: &Document) -> Option<TokenRange> {
    let body = |paragraph: u32| doc.text.paragraphs[paragraph as usize].kind == ParagraphKind::Body;
    let opens = |at: usize| at == 0 || doc.sentences[at - 1].paragraph != doc.sentences[at].paragraph;
    let openings = (0..doc.sentences.len()).filter(|&at| body(doc.sentences[at].paragraph) && opens(at)).take(OPENING);
    openings.map(|at| doc.sentences[at].tokens).find_map(|sentence| {
        let first = sentence.start as TokenId;
        let words = first..(first + LONGEST_DATELINE).min(sentence.end as TokenId);
        let end = words.clone().find(|&token| closes(doc, token))?;
        let placed = doc.name_at(first).is_some_and(|name| name.kind == NameKind::Location) || is_shouted(doc.form(first));
        let says = (first..end).any(|token| matches!(doc.tokens[token].upos, Upos::VERB | Upos::AUX));
        (placed && !says).then(|| TokenRange::new(first, end))
    })
}

/// The country in which the place of a dateline lies: the one that it names, else that of its capital, else that of its town.
fn country_of_dateline(doc: &Document, knowledge: &Knowledge, focus: &Focus, range: TokenRange) -> Option<String> {
    let named = |usage: NameUse| {
        range.ids().find_map(|token| {
            let found = names::longest_at(doc, knowledge, focus, token).filter(|found| found.usage == usage)?;
            let actor = &knowledge.actors.all[found.actor];
            actor.code.clone().filter(|_| actor.kind == ActorKind::Country)
        })
    };
    let town = || focus.whereabouts.country_of(range).map(str::to_string);
    named(NameUse::Name).or_else(|| named(NameUse::Capital)).or_else(town)
}

/// Whether a word is set in capitals.
fn is_shouted(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_uppercase)
}

/// The country of an outlet that the knowledge has, or the one that a publisher bears in its name: "Ministry of Defence, Ruria".
pub fn publisher(doc: &Document, knowledge: &Knowledge) -> Option<String> {
    home(doc.text.metadata.publisher.as_deref()?, knowledge)
}

/// The same for the publisher's name alone.
pub fn home(name: &str, knowledge: &Knowledge) -> Option<String> {
    let actors = &knowledge.actors;
    let of = |words: &str, fits: fn(ActorKind) -> bool| {
        // A capital that bears the article is not meant by the word without it: "The Valley", "Valley Mirror".
        let bears_article = |form: &str| form.get(..4).is_some_and(|first| first.eq_ignore_ascii_case("the "));
        let whole = |form: &str| !bears_article(form) || bears_article(words);
        let entries = actors.named(&normalised(words)).iter().filter(|entry| whole(&entry.form));
        let named = entries.map(|entry| &actors.all[entry.actor]);
        named.filter(|actor| fits(actor.kind)).find_map(|actor| actor.code.clone())
    };
    let outlet = of(name, |kind| matches!(kind, ActorKind::Outlet | ActorKind::Organisation));
    outlet.filter(|code| !crate::focus::is_international(code)).or_else(|| {
        let words: Vec<&str> =
            name.split(|sign: char| sign.is_whitespace() || ",()".contains(sign)).filter(|word| !word.is_empty()).collect();
        let runs = (1..=LONGEST.min(words.len())).rev().flat_map(|length| words.windows(length));
        runs.map(|run| run.join(" ")).find_map(|run| of(&run, |kind| kind == ActorKind::Country))
    })
}
