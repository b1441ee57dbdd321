//! Noun phrases: from a head word to the words that belong to it. Relative clauses, appositions and coordinated nouns stay out.

use document::{Document, Relation, TokenId, TokenRange};

/// The plain phrase around a noun, name or pronoun: determiners, adjectives, numbers, owners, names and "of" phrases.
pub fn around(document: &Document, head: TokenId) -> TokenRange {
    let sentence = document.sentence_of(head).tokens.ids();
    let (mut start, mut end) = (head, head + 1);
    for child in document.children(head) {
        let relation = document.tokens[child].relation;
        let inside = match relation {
            Relation::Det
            | Relation::DetPredet
            | Relation::Amod
            | Relation::Nummod
            | Relation::Compound
            | Relation::Flat
            | Relation::NmodPoss
            | Relation::NmodDesc
            | Relation::Goeswith => true,
            Relation::Nmod => {
                child > head
                    && document.children_by(child, Relation::Case).any(|case| document.form(case).eq_ignore_ascii_case("of"))
            }
            _ => false,
        };
        if !inside {
            continue;
        }
        // A clause under a modifier stays out with all that follows it.
        for token in document.walk(child, |_, below| !is_clause(document, below)) {
            if sentence.contains(&token) {
                start = start.min(token);
                end = end.max(token + 1);
            }
        }
    }
    let at = document.names.partition_point(|name| name.tokens.end as TokenId <= head);
    if let Some(name) = document.names.get(at).filter(|name| name.tokens.contains(head)) {
        start = start.min(name.tokens.start as TokenId);
        end = end.max(name.tokens.end as TokenId);
    }
    TokenRange::new(start, end)
}

/// Whether a word heads a clause or a phrase of its own.
fn is_clause(document: &Document, token: TokenId) -> bool {
    matches!(
        document.tokens[token].relation,
        Relation::AclRelcl | Relation::Acl | Relation::Appos | Relation::Parataxis | Relation::Punct | Relation::Conj
    )
}

/// The subject of a verb: its own, that of the verb it is coordinated with, or of the clause that it completes.
pub fn subject(document: &Document, verb: TokenId) -> Option<TokenId> {
    let mut at = verb;
    for _ in 0..4 {
        let own = document.children(at).find(|&child| document.tokens[child].relation.is_subject());
        if own.is_some() {
            return own;
        }
        let relation = document.tokens[at].relation;
        if !matches!(relation, Relation::Conj | Relation::Xcomp | Relation::Advcl | Relation::Parataxis) {
            return None;
        }
        at = document.head(at)?;
    }
    None
}

/// Whether a word belongs to a time expression.
pub fn in_time(document: &Document, token: TokenId) -> bool {
    let at = document.times.partition_point(|time| time.tokens.end as TokenId <= token);
    document.times.get(at).is_some_and(|time| time.tokens.contains(token))
}
