//! Links pronouns and plain descriptions to what they stand for. Precision first: what no rule decides stays unlinked.
//!
//! "he", "they", "its", "who", "we" in a quotation, "the group", "the two sides" with two sides named before. Descriptions that need
//! knowledge of the world ("its southern neighbour") are resolved in `code`.

mod mention;

use document::{Coreference, Document, QuantityKind, Relation, TokenId, TokenRange, Upos};
pub use mention::Lexicon as Names;
use mention::{Kind, Lexicon, Mention};

/// How many sentences a pronoun may reach back.
const REACH: usize = 3;

/// What a pronoun asks of what it stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    He,
    She,
    It,
    They,
}

/// All links of the document, in order of the mention.
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<Coreference> {
    let mentions = mention::all(document, lexicon);
    let mut links: Vec<Coreference> = Vec::new();
    for token in 0..document.tokens.len() {
        let range = TokenRange::new(token, token + 1);
        let form = document.form(token).to_ascii_lowercase();
        let antecedent = match form.as_str() {
            "he" | "him" | "his" | "himself" => pronoun(document, &mentions, &links, token, Asks::He),
            "she" | "her" | "hers" | "herself" => pronoun(document, &mentions, &links, token, Asks::She),
            "it" | "its" | "itself" if !is_empty_subject(document, token) => {
                pronoun(document, &mentions, &links, token, Asks::It)
            }
            "they" | "them" | "their" | "theirs" | "themselves" => pronoun(document, &mentions, &links, token, Asks::They),
            "we" | "our" | "us" | "ours" | "ourselves" | "i" | "my" | "me" | "mine" | "myself"
                if document.tokens[token].upos == Upos::PRON =>
            {
                first_person(document, &mentions, &links, token)
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
            links.push(Coreference { mention: range, antecedent });
        }
    }
    links.sort_by_key(|link| (link.mention, link.antecedent));
    links
}

/// "It is clear that", "it was not known whether": nothing is meant by it.
fn is_empty_subject(document: &Document, token: TokenId) -> bool {
    let word = &document.tokens[token];
    if word.relation == Relation::Expl {
        return true;
    }
    let Some(head) = document.head(token) else { return true };
    let clause =
        document.children(head).any(|child| matches!(document.tokens[child].relation, Relation::Csubj | Relation::CsubjPass));
    let judged = matches!(document.tokens[head].upos, Upos::ADJ | Upos::ADV)
        && document
            .children(head)
            .any(|child| matches!(document.tokens[child].relation, Relation::Ccomp | Relation::Advcl | Relation::Xcomp));
    word.relation.is_subject() && (clause || judged || matches!(document.lemma(head), "seem" | "appear" | "rain" | "snow"))
}

/// The clause that a word stands in: the nearest verb or predicate above it.
fn clause(document: &Document, token: TokenId) -> Option<TokenId> {
    let mut at = token;
    loop {
        let relation = document.tokens[at].relation;
        let head = document.head(at)?;
        if relation.is_subject()
            || matches!(relation, Relation::Obj | Relation::Iobj | Relation::Obl | Relation::OblAgent | Relation::OblUnmarked)
        {
            return Some(head);
        }
        if matches!(document.tokens[head].upos, Upos::VERB) && document.tokens[head].relation != Relation::Amod {
            return Some(head);
        }
        at = head;
    }
}

fn fits(asks: Asks, mention: &Mention) -> bool {
    match asks {
        Asks::He => mention.kind == Kind::Person && !mention.plural && mention.pronoun != Some("she"),
        Asks::She => mention.kind == Kind::Person && !mention.plural && mention.pronoun != Some("he"),
        Asks::It => !mention.plural && matches!(mention.kind, Kind::Organization | Kind::Location | Kind::Body),
        Asks::They => mention.plural && mention.kind != Kind::Other,
    }
}

/// The nearest fitting phrase before a pronoun: in its own sentence, then in those before, subjects first.
fn pronoun(document: &Document, mentions: &[Mention], links: &[Coreference], token: TokenId, asks: Asks) -> Option<TokenRange> {
    let sentence = document.sentence_number(token);
    let paragraph = document.sentences[sentence].paragraph;
    let possessive = document.tokens[token].relation == Relation::NmodPoss;
    let own_clause = clause(document, token);
    let speaker =
        quote_around(document, token).and_then(|quote| document.quotes[quote].speaker).map(|speaker| speaker as TokenId);
    let allowed = |mention: &&Mention| {
        let same_clause = mention.clause == own_clause && own_clause.is_some();
        // "Kim praised him" is not Kim, "Kim praised his army" may be; a phrase that holds the pronoun is never its own owner.
        fits(asks, mention)
            && mention.head < token
            && !mention.range.contains(token)
            && (possessive || !same_clause || document.form(token).to_ascii_lowercase().ends_with("self"))
            && speaker.is_none_or(|speaker| !mention.range.contains(speaker))
    };
    for back in 0..=REACH.min(sentence) {
        let number = sentence - back;
        let here = document.sentences[number];
        if here.paragraph + 2 < paragraph || back > 0 && here.paragraph != paragraph && here.paragraph + 1 != paragraph {
            break;
        }
        let from = mentions.partition_point(|mention| mention.head < here.tokens.start as TokenId);
        let inside = mentions[from..].iter().take_while(|mention| mention.head < here.tokens.end as TokenId);
        let candidates: Vec<&Mention> = inside.filter(|mention| allowed(mention)).collect();
        if let Some(best) = choose(asks, &candidates, back == 0, own_clause) {
            return Some(best.range);
        }
        // A pronoun of the same kind that was resolved in that sentence carries its antecedent on.
        let carried = links.iter().rev().take_while(|link| link.mention.start >= here.tokens.start).find(|link| {
            let at = link.mention.start as TokenId;
            at < token && here.tokens.contains(at) && asks_of(document.form(at)) == Some(asks)
        });
        if let Some(carried) = carried.filter(|_| !matches!(asks, Asks::It) || back <= 1) {
            return Some(carried.antecedent);
        }
    }
    None
}

fn asks_of(form: &str) -> Option<Asks> {
    Some(match form.to_ascii_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Asks::He,
        "she" | "her" | "hers" | "herself" => Asks::She,
        "it" | "its" | "itself" => Asks::It,
        "they" | "them" | "their" | "theirs" | "themselves" => Asks::They,
        _ => return None,
    })
}

/// Subjects before others; in the pronoun's own sentence the subject of its own clause, else the last one before it; in earlier sentences the first.
fn choose<'m>(asks: Asks, candidates: &[&'m Mention], own_sentence: bool, own_clause: Option<TokenId>) -> Option<&'m Mention> {
    let subjects: Vec<&&Mention> = candidates.iter().filter(|mention| mention.subject).collect();
    if own_sentence {
        let same = subjects.iter().find(|mention| mention.clause == own_clause && own_clause.is_some());
        let last = subjects.last();
        return same
            .or(last)
            .map(|mention| **mention)
            .or_else(|| candidates.last().copied().filter(|_| asks != Asks::It || candidates.len() == 1));
    }
    let first = subjects.first().map(|mention| **mention);
    match asks {
        Asks::It => first,
        Asks::They => first.or_else(|| candidates.first().copied().filter(|_| candidates.len() == 1)),
        Asks::He | Asks::She => first.or_else(|| candidates.first().copied()),
    }
}

/// The quotation that a word stands in.
fn quote_around(document: &Document, token: TokenId) -> Option<usize> {
    let span = document.tokens[token].span;
    let after = document.quotes.partition_point(|quote| quote.span.start <= span.start);
    document.quotes[..after].iter().rposition(|quote| quote.span.contains(span))
}

/// "we", "our" and "I" in a quotation stand for its speaker.
fn first_person(document: &Document, mentions: &[Mention], links: &[Coreference], token: TokenId) -> Option<TokenRange> {
    let quote = document.quotes[quote_around(document, token)?];
    let speaker = quote.speaker? as TokenId;
    if document.tokens[speaker].upos == Upos::PRON {
        let known = links.iter().find(|link| link.mention.start as TokenId == speaker).map(|link| link.antecedent);
        // The pronoun may follow the quotation and is then not yet resolved.
        return known
            .or_else(|| asks_of(document.form(speaker)).and_then(|asks| pronoun(document, mentions, links, speaker, asks)));
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
            return (head < token && noun).then(|| crate::phrase::around(document, head));
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
    let before =
        mentions.iter().filter(|mention| mention.head >= first && (mention.range.end as TokenId) <= range.start as TokenId);
    let same_noun = |mention: &Mention| document.lemma(mention.head).eq_ignore_ascii_case(document.lemma(token));
    let found = if sides {
        let two = document.quantities.iter().any(|number| {
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
