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
        let own = document.subtree(child).into_iter().filter(|&token| !under_clause(document, token, child));
        for token in own {
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

fn under_clause(document: &Document, token: TokenId, top: TokenId) -> bool {
    let mut at = token;
    while at != top {
        if matches!(
            document.tokens[at].relation,
            Relation::AclRelcl | Relation::Acl | Relation::Appos | Relation::Parataxis | Relation::Punct | Relation::Conj
        ) {
            return true;
        }
        match document.head(at) {
            Some(head) => at = head,
            None => return false,
        }
    }
    false
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
