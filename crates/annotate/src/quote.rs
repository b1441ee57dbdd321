//! Finds quotations, the word that introduces each and who speaks.
//!
//! A quotation lies within one paragraph; it may run over sentences. One that its paragraph does not close ends with it, as papers
//! print it when the next paragraph goes on. Whether the speaker is a source is decided in `code`.

use crate::phrase::{in_time, subject};
use document::{Document, NameKind, Quote, Relation, TokenId, TokenRange, Upos};
use std::collections::BTreeSet;

/// How many words a quotation in single marks may hold.
const LONGEST: usize = 400;

/// The verbs that introduce speech.
pub fn verbs() -> BTreeSet<&'static str> {
    let list = include_str!("../data/speech.txt");
    list.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split_whitespace().skip(1)).collect()
}

/// Puts all quotations of the document into `quotes`, in order.
pub fn find(document: &Document, verbs: &BTreeSet<&'static str>, quotes: &mut Vec<Quote>) {
    quotes.clear();
    let mut found = Vec::new();
    let mut last: Option<(u32, Option<u32>)> = None;
    let mut first = 0;
    while first < document.sentences.len() {
        let paragraph = document.sentences[first].paragraph;
        let count = document.sentences[first..].iter().take_while(|sentence| sentence.paragraph == paragraph).count();
        let sentences = &document.sentences[first..first + count];
        let tokens = TokenRange { start: sentences[0].tokens.start, end: sentences[count - 1].tokens.end };
        let mut speaker_here = None;
        find_ranges(document, tokens, &mut found);
        for &range in &found {
            let (mut speaker, cue) = introduced(document, range, &found, verbs);
            if speaker.is_none() && stands_alone(document, range) {
                // The quotation goes on from the one before, in this paragraph or the last.
                speaker = speaker_here.or(last.filter(|(before, _)| before + 2 > paragraph).and_then(|(_, speaker)| speaker));
            }
            speaker_here = speaker.or(speaker_here);
            quotes.push(Quote { span: document.span_of(range), speaker, cue });
        }
        if speaker_here.is_none() {
            speaker_here = sentences.last().and_then(|sentence| reporter(document, sentence.tokens, verbs));
        }
        last = Some((paragraph, speaker_here));
        first += count;
    }
}

/// Puts the quotations of a paragraph, marks included, into `found`.
fn find_ranges(document: &Document, paragraph: TokenRange, found: &mut Vec<TokenRange>) {
    found.clear();
    let mut open: Option<(TokenId, &str)> = None;
    for token in paragraph.ids() {
        let form = document.form(token);
        let glued_before =
            token > paragraph.start as TokenId && document.tokens[token - 1].span.end == document.tokens[token].span.start;
        match open {
            None => {
                let closing = match form {
                    "“" | "„" => "”",
                    "\"" => "\"",
                    "``" => "''",
                    "«" => "»",
                    "‘" => "’",
                    "'" if !glued_before && !document.tokens[token].joined => "'",
                    _ => continue,
                };
                // Single marks are apostrophes as often as not; they open only what they also close.
                let single = closing == "’" || closing == "'";
                let closes = |later: TokenId| document.form(later) == closing && !document.tokens[later].joined;
                if !single || (token + 1..(token + LONGEST).min(paragraph.end as TokenId)).any(closes) {
                    open = Some((token, closing));
                }
            }
            Some((start, closing)) => {
                let closes = form == closing && !document.tokens[token].joined
                    || closing == "”" && (form == "\"" || form == "“" && glued_before);
                if closes {
                    if token > start + 1 {
                        found.push(TokenRange::new(start, token + 1));
                    }
                    open = None;
                }
            }
        }
    }
    if let Some((start, closing)) = open
        && closing != "'"
        && closing != "’"
        && paragraph.end as TokenId > start + 1
    {
        found.push(TokenRange::new(start, paragraph.end as TokenId));
    }
}

/// Whether nothing but the quotation (and marks) stands in the sentences that it touches.
fn stands_alone(document: &Document, quote: TokenRange) -> bool {
    let first = document.sentence_of(quote.start as TokenId).tokens;
    let last = document.sentence_of(quote.end as TokenId - 1).tokens;
    (first.start..quote.start).chain(quote.end..last.end).all(|token| document.tokens[token as TokenId].upos == Upos::PUNCT)
}

/// The speaker and the introducing word of a quotation, from the sentences that it begins and ends in.
fn introduced(
    document: &Document,
    quote: TokenRange,
    all: &[TokenRange],
    verbs: &BTreeSet<&'static str>,
) -> (Option<u32>, Option<u32>) {
    let last = document.sentence_of(quote.end as TokenId - 1).tokens;
    let first = document.sentence_of(quote.start as TokenId).tokens;
    let outside = |token: &TokenId| {
        let after = all.partition_point(|quote| quote.end as TokenId <= *token);
        all.get(after).is_none_or(|quote| !quote.contains(*token))
    };
    // "to describe" has no subject of its own.
    let infinitive =
        |token: TokenId| document.children_by(token, Relation::Mark).any(|mark| document.form(mark).eq_ignore_ascii_case("to"));
    let is_cue = |token: TokenId| {
        let verb = matches!(document.tokens[token].upos, Upos::VERB | Upos::AUX);
        verb && verbs.contains(document.lemma(token)) && !infinitive(token)
    };
    // Nearest first: after the quotation and then before it where a mark leads on from it, else the other way round.
    let after = (quote.end as TokenId..last.end as TokenId).take(25);
    let before = (first.start as TokenId..quote.start as TokenId).rev().take(25);
    let directly_after = after.len() > 0 && matches!(document.form(quote.end as TokenId - 2), "," | "?" | "!");
    let first_after = after.clone().filter(|_| directly_after);
    for token in first_after.chain(before).chain(after.filter(|_| !directly_after)).filter(outside) {
        if is_cue(token) && (is_bound(document, token, quote) || is_beside(document, token, quote)) {
            let speaker = speaker_of(document, token, quote).or_else(|| named_before(document, token, quote));
            if speaker.is_some() {
                return (speaker.map(|speaker| speaker as u32), Some(token as u32));
            }
        }
        if document.form(token).eq_ignore_ascii_case("according")
            && document.tokens.get(token + 1).is_some_and(|_| document.form(token + 1) == "to")
        {
            let named = (token + 2..last.end as TokenId).find(|&at| {
                document.tokens[at].upos.is_noun()
                    && document.head(at).is_none_or(|head| head <= token + 1 || !document.tokens[head].upos.is_noun())
            });
            if let Some(named) = named {
                return (Some(named as u32), Some(token as u32));
            }
        }
    }
    (None, None)
}

/// Whether the tree makes the quotation, or a part of it, what a verb says: a quoted word stands under it as its clause or object, or it is put in
/// beside a word that the quoted ones stand under.
fn is_bound(document: &Document, verb: TokenId, quote: TokenRange) -> bool {
    let tops = quote.ids().filter(|&token| {
        document.tokens[token].upos != Upos::PUNCT && document.head(token).is_none_or(|head| !quote.contains(head))
    });
    tops.into_iter().any(|top| {
        let mut at = top;
        loop {
            let Some(head) = document.head(at) else { return document.is_under(verb, at) && quote.contains(at) };
            let relation = document.tokens[at].relation;
            let as_one = document.children_by(at, Relation::Case).any(|case| document.form(case) == "as");
            let content =
                matches!(relation, Relation::Ccomp | Relation::Parataxis | Relation::Obj | Relation::Xcomp | Relation::Dep)
                    || relation == Relation::Obl && as_one;
            if head == verb {
                return content;
            }
            if document.head(verb) == Some(at) && document.tokens[verb].relation == Relation::Parataxis {
                return true;
            }
            at = head;
        }
    })
}

/// Whether a verb stands right before or behind a quotation of some length, with no more than its subject, an object or a time between. The
/// parser often hangs long quotations elsewhere.
fn is_beside(document: &Document, verb: TokenId, quote: TokenRange) -> bool {
    let sentence = document.sentence_of(verb).tokens;
    let finite = quote.ids().any(|token| matches!(&*document.tokens[token].xpos, "VBD" | "VBZ" | "VBP" | "MD"));
    let long = finite || quote.ids().len() > LONG;
    let between = if verb < quote.start as TokenId { verb + 1..quote.start as TokenId } else { quote.end as TokenId..verb };
    let clause = between.clone().any(|token| matches!(document.tokens[token].upos, Upos::VERB | Upos::SCONJ | Upos::CCONJ));
    long && !clause && between.len() <= NEAR && sentence.contains(verb)
}

/// How many words make a quotation more than a title or a word held at a distance.
const LONG: usize = 8;
/// How many words may stand between a quotation and its verb.
const NEAR: usize = 12;

/// Who does the saying: the subject of the verb, or of the clause that its participle hangs on.
fn speaker_of(document: &Document, verb: TokenId, quote: TokenRange) -> Option<TokenId> {
    let fits = |token: &TokenId| {
        // A name may be taken for an adjective, the more so at the beginning of a sentence.
        let capital = document.form(*token).starts_with(char::is_uppercase);
        let names = match document.tokens[*token].upos {
            Upos::NOUN | Upos::PROPN | Upos::PRON => true,
            Upos::ADJ => capital,
            _ => false,
        };
        names && !quote.contains(*token) && !in_time(document, *token)
    };
    let relative = |token: TokenId| matches!(document.form(token), "who" | "which" | "that");
    let own = subject(document, verb).filter(fits);
    let passive = own.is_some_and(|own| document.tokens[own].relation == Relation::NsubjPass);
    if passive && !matches!(document.lemma(verb), "quote" | "cite") {
        return document.children_by(verb, Relation::OblAgent).find(fits);
    }
    match own {
        Some(own) if relative(own) => document.head(verb).filter(fits),
        Some(own) => Some(own),
        None => match document.tokens[verb].relation {
            Relation::Acl if &*document.tokens[verb].xpos == "VBG" => document.head(verb).filter(fits),
            // "he was quoted as saying"
            Relation::Advcl | Relation::Xcomp => document.head(verb).and_then(|head| subject(document, head)).filter(fits),
            _ => None,
        },
    }
}

/// The first person or body named between the quotation, or the beginning of the sentence, and a finite verb for which the parser found no subject.
fn named_before(document: &Document, verb: TokenId, quote: TokenRange) -> Option<TokenId> {
    let finite = matches!(&*document.tokens[verb].xpos, "VBD" | "VBZ" | "VBP");
    let relation = document.tokens[verb].relation;
    if !finite || subject(document, verb).is_some() || matches!(relation, Relation::Acl | Relation::AclRelcl | Relation::Conj) {
        return None;
    }
    let opening = document.sentence_of(verb).tokens.start;
    let start = if quote.end as TokenId <= verb { quote.end.max(opening) } else { opening };
    let named = document.names_within(TokenRange { start, end: verb as u32 });
    let first = named.iter().find(|name| name.kind != NameKind::Location && name.tokens.start >= start)?;
    first.tokens.ids().find(|&token| document.head(token).is_none_or(|head| !first.tokens.contains(head)))
}

/// The subject of the speech verb that a sentence without quotation is built on.
fn reporter(document: &Document, sentence: TokenRange, verbs: &BTreeSet<&'static str>) -> Option<u32> {
    let cue = sentence.ids().find(|&token| {
        document.tokens[token].upos == Upos::VERB
            && matches!(document.tokens[token].relation, Relation::Root | Relation::Parataxis)
            && verbs.contains(document.lemma(token))
    })?;
    let speaker = document.children(cue).find(|&child| document.tokens[child].relation.is_subject())?;
    (document.tokens[speaker].upos != Upos::PRON).then_some(speaker as u32)
}
