//! Links pronouns and plain descriptions to what they stand for. Precision first: what no rule decides stays unlinked.
//!
//! "he", "they", "its", "who", "we" in a quotation, "the group", "the two sides" with two sides named before. Descriptions that need
//! knowledge of the world ("its southern neighbour") are resolved in `code`.

mod mention;
mod pronoun;

use document::{Coreference, Document, QuantityKind, Relation, TokenId, TokenRange, Upos};
pub use mention::Lexicon as Names;
use mention::{Kind, Lexicon, Mention};
use pronoun::{Asks, asks_of, is_empty_subject, pronoun};

/// All links of the document, in order of the mention.
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<Coreference> {
    let mentions = mention::all(document, lexicon);
    let mut links: Vec<Coreference> = Vec::new();
    let mut resolved: Vec<Mention> = Vec::new();
    for token in 0..document.tokens.len() {
        let range = TokenRange::new(token, token + 1);
        let form = document.form(token).to_ascii_lowercase();
        let antecedent = match form.as_str() {
            "he" | "him" | "his" | "himself" => pronoun(document, &mentions, &resolved, token, Asks::He),
            "she" | "her" | "hers" | "herself" => pronoun(document, &mentions, &resolved, token, Asks::She),
            "it" | "its" | "itself" if !is_empty_subject(document, token) => {
                pronoun(document, &mentions, &resolved, token, Asks::It)
            }
            "they" | "them" | "their" | "theirs" | "themselves" => pronoun(document, &mentions, &resolved, token, Asks::They),
            "we" | "our" | "us" | "ours" | "ourselves" | "i" | "my" | "me" | "myself"
                if document.tokens[token].upos == Upos::PRON =>
            {
                first_person(document, &mentions, &resolved, &links, token)
            }
            "who" | "which" | "that" | "whose" if document.tokens[token].upos != Upos::SCONJ => relative(document, token),
            "group" | "company" | "organisation" | "organization" | "agency" | "movement" | "party" | "firm" | "militia"
            | "sides" => {
                if let Some(link) = description(document, &mentions, token) {
                    links.push(link);
                }
                None
            }
            _ => None,
        };
        if let Some(antecedent) = antecedent.filter(|antecedent| *antecedent != range) {
            if let Some(asks) = asks_of(&form) {
                resolved.push(mention::standing_for(document, token, antecedent, asks == Asks::They));
                if let Some(last) = resolved.last_mut() {
                    last.kind = match asks {
                        Asks::He | Asks::She => Kind::Person,
                        Asks::It => Kind::Body,
                        Asks::They => Kind::People,
                    };
                    last.pronoun = [(Asks::He, "he"), (Asks::She, "she")]
                        .into_iter()
                        .find(|(other, _)| *other == asks)
                        .map(|(_, pronoun)| pronoun);
                }
            }
            links.push(Coreference { mention: range, antecedent });
        }
    }
    links.sort_by_key(|link| (link.mention, link.antecedent));
    links
}

/// The quotation that a word stands in.
fn quote_around(document: &Document, token: TokenId) -> Option<usize> {
    let span = document.tokens[token].span;
    let after = document.quotes.partition_point(|quote| quote.span.start <= span.start);
    // Quotations follow each other; one may lie in another, hardly more.
    let near = after.saturating_sub(3)..after;
    near.rev().find(|&quote| document.quotes[quote].span.contains(span))
}

/// "we", "our" and "I" in a quotation stand for its speaker.
fn first_person(
    document: &Document,
    mentions: &[Mention],
    resolved: &[Mention],
    links: &[Coreference],
    token: TokenId,
) -> Option<TokenRange> {
    let quote = document.quotes[quote_around(document, token)?];
    let speaker = quote.speaker? as TokenId;
    if document.tokens[speaker].upos == Upos::PRON {
        let known = links.iter().rev().find(|link| link.mention.start as TokenId == speaker).map(|link| link.antecedent);
        // The pronoun may follow the quotation and is then not yet resolved.
        return known
            .or_else(|| asks_of(document.form(speaker)).and_then(|asks| pronoun(document, mentions, resolved, speaker, asks)));
    }
    Some(crate::phrase::around(document, speaker))
}

/// "who" and "which" stand for the noun that their clause hangs on.
fn relative(document: &Document, token: TokenId) -> Option<TokenRange> {
    let mut at = token;
    for _ in 0..4 {
        let head = document.head(at)?;
        if document.tokens[at].relation == Relation::AclRelcl {
            let noun = document.tokens[head].upos.is_noun() || document.tokens[head].upos == Upos::PRON;
            return (head < token && noun && !crate::phrase::in_time(document, head))
                .then(|| crate::phrase::around(document, head));
        }
        at = head;
    }
    None
}

/// "the group" for the last organisation or group named, "the two sides" for two that were named together.
fn description(document: &Document, mentions: &[Mention], token: TokenId) -> Option<Coreference> {
    let mut determined = document.children_by(token, Relation::Det);
    let definite =
        determined.next().is_some_and(|det| matches!(document.form(det).to_ascii_lowercase().as_str(), "the" | "both" | "this"));
    let modified = document.children(token).any(|child| {
        matches!(
            document.tokens[child].relation,
            Relation::Amod
                | Relation::NmodPoss
                | Relation::Compound
                | Relation::Nmod
                | Relation::AclRelcl
                | Relation::Acl
                | Relation::Appos
                | Relation::Flat
        )
    });
    if !definite || modified {
        return None;
    }
    let range = crate::phrase::around(document, token);
    let sentence = document.sentence_number(token);
    let first = document.sentences[sentence.saturating_sub(2)].tokens.start as TokenId;
    let sides = document.form(token).eq_ignore_ascii_case("sides");
    let from = mentions.partition_point(|mention| mention.head < first);
    let before = mentions[from..].iter().take_while(|mention| mention.head < token);
    let before = before.filter(|mention| mention.range.end <= range.start);
    let same_noun = |mention: &Mention| document.lemma(mention.head).eq_ignore_ascii_case(document.lemma(token));
    let found = if sides {
        let near = document.quantities.partition_point(|number| number.tokens.end <= range.start);
        let two = document.quantities[near..].iter().take(3).any(|number| {
            number.tokens.ids().any(|at| range.contains(at)) && number.kind == QuantityKind::Cardinal && number.low == 2.0
        });
        let both = document.form(range.start as TokenId).eq_ignore_ascii_case("both");
        let pairs = before.filter(|mention| {
            mention.members == 2
                && (two || both)
                && matches!(mention.kind, Kind::Location | Kind::Organization | Kind::Body | Kind::People)
        });
        pairs.last()
    } else {
        let named = before.filter(|mention| {
            !mention.plural
                && mention.members == 1
                && (mention.kind == Kind::Organization || mention.kind == Kind::Body && same_noun(mention))
        });
        named.last()
    };
    found.map(|mention| Coreference { mention: range, antecedent: mention.range })
}
