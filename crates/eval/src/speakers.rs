//! Who speaks in quotations, against GUM.
//!
//! GUM does not mark speakers in running text; they follow from its trees and its coreference. A quotation is what stands between double
//! quotation marks within one paragraph. Its speaker is, in the sentences that it touches, by the gold tree:
//!
//! 1. the subject of the innermost verb of saying ([`SAYING`]) outside of the quotation that a quoted word stands under, as what is said
//!    (`ccomp`, `parataxis` or `xcomp`, behind "as", or as quoted `obj`), or that hangs itself as `parataxis` on a quoted word or one above it
//!    ("..., she said"). A passive takes its agent, a present participle the noun that it hangs on, a coordinated or subordinate
//!    verb without a subject that of the verb above;
//! 2. else the noun behind "according to";
//! 3. else, where nothing but the quotation stands in its sentences, the speaker of the last quotation in this paragraph or the one before.
//!
//! A quotation of the third kind whose predecessor has no speaker is not asked for. Of the others, those without a speaker are titles and
//! words held at a distance; naming a speaker for them is an error. A speaker is right when the program's word is the head of a
//! mention of the gold speaker's entity, or its phrase holds the gold's word ("Minister" of "Minister Ana Ruiz"). Turns of interviews (`# speaker`) bear no marks and are no quotations; nor is what
//! stands in single marks, which are apostrophes as often.

use crate::entities;
use crate::trees::{self, Side, Tally};
use document::{Document, Relation, TokenRange, Upos};
use std::collections::BTreeMap;
use train::conllu::{Sentence, Word};

/// The commonest verbs of saying.
const SAYING: [&str; 56] = [
    "say",
    "tell",
    "add",
    "ask",
    "answer",
    "reply",
    "respond",
    "write",
    "note",
    "explain",
    "state",
    "remark",
    "comment",
    "observe",
    "declare",
    "announce",
    "report",
    "claim",
    "argue",
    "insist",
    "assert",
    "maintain",
    "allege",
    "contend",
    "deny",
    "admit",
    "acknowledge",
    "confirm",
    "stress",
    "emphasize",
    "warn",
    "urge",
    "pledge",
    "promise",
    "threaten",
    "call",
    "describe",
    "suggest",
    "conclude",
    "continue",
    "quote",
    "cite",
    "tweet",
    "recall",
    "testify",
    "shout",
    "exclaim",
    "mention",
    "reason",
    "characterize",
    "read",
    "recommend",
    "brand",
    "dub",
    "joke",
    "complain",
];

/// One quotation of the gold, in words of its document.
#[derive(Clone, Copy, Debug)]
struct Quotation {
    /// The opening mark.
    start: usize,
    /// The word after the closing mark.
    end: usize,
    paragraph: usize,
}

/// What the gold says of a quotation's speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speaker {
    /// This word.
    Word(usize),
    /// There is none to be named.
    Nobody,
    /// It does not follow.
    Unknown,
}

/// One document's gold with places counted over the document.
struct Gold<'a> {
    words: Vec<&'a Word>,
    heads: Vec<Option<usize>>,
    /// For each sentence its words and its paragraph.
    sentences: Vec<(usize, usize, usize)>,
    quotations: Vec<Quotation>,
}

/// Scores documents that were made from the gold's documents, in the same order: quotations with the right speaker.
pub fn score(gold: &[&[Sentence]], said: &[Document]) -> Tally {
    let mut tally = Tally::default();
    for (sentences, document) in gold.iter().zip(said) {
        let gold = read(sentences);
        let side = trees::of_treebank(sentences);
        let entity_of = entity_of(sentences, &side);
        let ours = trees::of_documents(std::slice::from_ref(document));
        let first_word = |quote: &document::Quote| document.tokens.partition_point(|token| token.span.start < quote.span.start);
        let by_mark: BTreeMap<usize, Option<u32>> =
            document.quotes.iter().map(|quote| (ours.words[first_word(quote)].start, quote.speaker)).collect();
        for (quotation, speaker) in gold.quotations.iter().zip(speakers(&gold)) {
            let named_word = by_mark.get(&side.words[quotation.start].start).copied().flatten();
            if speaker == Speaker::Unknown {
                continue;
            }
            tally.said += usize::from(named_word.is_some());
            let Speaker::Word(word) = speaker else { continue };
            tally.gold += 1;
            let (asked, named) = (side.words[word].start, named_word.map(|word| ours.words[word as usize].start));
            let entity = |start: usize| entity_of.get(&start);
            let phrase =
                named_word.map(|word| entities::whole(document, &ours, TokenRange::new(word as usize, word as usize + 1)));
            let holds = phrase.is_some_and(|phrase| phrase.start <= asked && asked < phrase.end);
            let same = |named: usize| entity(named).is_some() && entity(named) == entity(asked);
            let right = holds || named.is_some_and(|named| named == asked || same(named));
            tally.right += usize::from(right);
        }
    }
    tally
}

/// The entity that each word heads a mention of, by the place of its first character.
fn entity_of(sentences: &[Sentence], side: &Side) -> BTreeMap<usize, usize> {
    let entities = entities::of_gold(sentences, side);
    let heads = entities.iter().enumerate().flat_map(|(entity, mentions)| {
        // A coordination is not its first member.
        mentions.iter().filter(|mention| mention.head == mention.last).map(move |mention| (mention.head, entity))
    });
    heads.collect()
}

fn read<'a>(sentences: &'a [Sentence]) -> Gold<'a> {
    let mut gold = Gold { words: Vec::new(), heads: Vec::new(), sentences: Vec::new(), quotations: Vec::new() };
    let (mut paragraph, mut open) = (0, None);
    for sentence in sentences {
        if sentence.comments.iter().any(|comment| comment.starts_with("# newpar") && !comment.starts_with("# newpar_")) {
            paragraph += 1;
            open = None;
        }
        let first = gold.words.len();
        for word in &sentence.words {
            let at = gold.words.len();
            gold.words.push(word);
            gold.heads.push(word.head.filter(|&head| head > 0).map(|head| first + head - 1));
            match (open, word.form.as_str()) {
                (None, "\"" | "“" | "``") => open = Some(at),
                (Some(start), "\"" | "”" | "''") => {
                    gold.quotations.push(Quotation { start, end: at + 1, paragraph });
                    open = None;
                }
                _ => {}
            }
        }
        gold.sentences.push((first, gold.words.len(), paragraph));
    }
    gold
}

/// The gold's answer for each quotation.
fn speakers(gold: &Gold<'_>) -> Vec<Speaker> {
    let mut found: Vec<Speaker> = Vec::new();
    for (number, quotation) in gold.quotations.iter().enumerate() {
        let touched = || gold.sentences.iter().filter(|(start, end, _)| *start < quotation.end && quotation.start < *end);
        let speaker = said(gold, quotation).or_else(|| touched().find_map(|&(start, end, _)| according(gold, start, end)));
        let alone = touched()
            .all(|&(start, end, _)| (start..end).all(|at| quotation.holds(at) || gold.words[at].upos == Some(Upos::PUNCT)));
        let before = number.checked_sub(1).filter(|&before| gold.quotations[before].paragraph + 1 >= quotation.paragraph);
        found.push(match speaker {
            Some(word) => Speaker::Word(word),
            None if alone => match before.map(|before| found[before]) {
                Some(Speaker::Word(word)) => Speaker::Word(word),
                _ => Speaker::Unknown,
            },
            None => Speaker::Nobody,
        });
    }
    found
}

impl Quotation {
    fn holds(&self, at: usize) -> bool {
        (self.start..self.end).contains(&at)
    }
}

/// The subject of the verb of saying that a quoted word stands under.
fn said(gold: &Gold<'_>, quotation: &Quotation) -> Option<usize> {
    let quoted = |at: usize| gold.quotations.iter().any(|other| other.holds(at));
    let says =
        |at: usize| !quoted(at) && gold.words[at].upos == Some(Upos::VERB) && SAYING.contains(&gold.words[at].lemma.as_str());
    let relation = |at: usize| gold.words[at].relation;
    for top in quotation.start + 1..quotation.end - 1 {
        if gold.heads[top].is_some_and(|head| quotation.holds(head)) || relation(top) == Some(Relation::Punct) {
            continue;
        }
        let mut at = Some(top);
        while let Some(word) = at {
            let put_in = (0..gold.words.len())
                .skip(word.saturating_sub(200))
                .take(400)
                .find(|&child| gold.heads[child] == Some(word) && relation(child) == Some(Relation::Parataxis) && says(child));
            let above = gold.heads[word].filter(|&above| {
                let case =
                    || (above..word).find(|&case| gold.heads[case] == Some(word) && relation(case) == Some(Relation::Case));
                let as_one = || case().is_some_and(|case| gold.words[case].form == "as");
                let content = match relation(word) {
                    Some(Relation::Ccomp | Relation::Parataxis | Relation::Xcomp) => true,
                    Some(Relation::Obj) => quotation.holds(word),
                    Some(Relation::Obl) => as_one(),
                    _ => false,
                };
                says(above) && content
            });
            if let Some(speaker) = put_in.or(above).and_then(|verb| subject(gold, verb, quotation)) {
                return Some(speaker);
            }
            at = gold.heads[word];
        }
    }
    None
}

/// The subject of a verb as the module's first rule has it.
fn subject(gold: &Gold<'_>, verb: usize, quotation: &Quotation) -> Option<usize> {
    let near = verb.saturating_sub(200)..(verb + 200).min(gold.words.len());
    let child = |wanted: Relation| {
        near.clone().find(|&child| {
            gold.heads[child] == Some(verb) && gold.words[child].relation == Some(wanted) && !quotation.holds(child)
        })
    };
    let passive = gold.words[verb].feats.contains("Voice=Pass");
    if passive {
        return child(Relation::OblAgent);
    }
    let own = child(Relation::Nsubj);
    let relative = own.is_some_and(|own| matches!(gold.words[own].lemma.as_str(), "who" | "which" | "that"));
    match gold.words[verb].relation {
        Some(Relation::AclRelcl) if relative => gold.heads[verb],
        _ if own.is_some() => own,
        Some(Relation::Acl) if gold.words[verb].xpos == "VBG" => gold.heads[verb],
        Some(Relation::Conj | Relation::Advcl | Relation::Xcomp) => subject(gold, gold.heads[verb]?, quotation),
        _ => None,
    }
}

/// The noun behind "according to" in a sentence.
fn according(gold: &Gold<'_>, start: usize, end: usize) -> Option<usize> {
    let cue = (start..end).find(|&at| gold.words[at].form.eq_ignore_ascii_case("according"))?;
    let named = gold.heads[cue]?;
    (start..end).contains(&named).then_some(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{document, treebank};
    use document::Quote;

    const GOLD: &str = "\
        \" PUNCT 2 punct _\n\
        Go VERB 6 ccomp _\n\
        , PUNCT 2 punct _\n\
        \" PUNCT 2 punct _\n\
        she PRON 6 nsubj Entity=(1-person-new-x)\n\
        say VERB 0 root _\n\
        \n\
        \" PUNCT 2 punct _\n\
        Now ADV 0 root _\n\
        \" PUNCT 2 punct _\n\
        \n\
        The DET 4 det _\n\
        \" PUNCT 3 punct _\n\
        Gull PROPN 5 nsubj _\n\
        \" PUNCT 3 punct _\n\
        sank VERB 0 root _\n";

    fn named(speakers: [Option<u32>; 3]) -> Tally {
        let gold = treebank(GOLD);
        let mut said = document(&gold);
        let marks = [(0, 4), (6, 9), (10, 13)];
        let quotes = marks.iter().zip(speakers).map(|(&(start, end), speaker)| Quote {
            span: said.tokens[start].span.cover(said.tokens[end - 1].span),
            speaker,
            cue: None,
        });
        said.quotes = quotes.collect();
        score(&[&gold], &[said])
    }

    #[test]
    fn speakers_follow_from_the_tree_and_from_the_quotation_before() {
        assert_eq!(named([Some(4), Some(4), None]), Tally { right: 2, gold: 2, said: 2 });
    }

    #[test]
    fn titles_have_none() {
        assert_eq!(named([Some(4), None, Some(4)]), Tally { right: 1, gold: 2, said: 2 });
    }
}
