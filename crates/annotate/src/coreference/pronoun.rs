//! Chooses what "he", "she", "it" or "they" stands for, by agreement, nearness and the place in the sentence.

use super::mention::{self, Kind, Mention};
use super::quote_around;
use crate::view::small;
use document::{Document, Relation, TokenId, TokenRange, Upos};

/// How many sentences a pronoun may reach back.
const REACH: usize = 3;

/// What a pronoun asks of what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// One man.
    He,
    /// One woman.
    She,
    /// A body or thing.
    It,
    /// Several.
    They,
}

/// What is known where a pronoun is read. Kept from document to document as working space.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// All phrases.
    pub mentions: Vec<Mention>,
    /// The pronouns read so far, with what they stand for.
    pub resolved: Vec<Mention>,
    /// How often the phrases before a place and the pronouns read so far name an entity; the last place is that of all unknown ones.
    seen: Vec<Seen>,
    /// The phrases before this place in the list are counted.
    counted: usize,
}

/// How an entity was spoken of so far.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    times: u32,
    he: u32,
    she: u32,
}

impl Known {
    /// Begins to read: none of the phrases is counted, and no pronoun resolved.
    pub fn begin(&mut self) {
        self.resolved.clear();
        self.seen.clear();
        self.seen.resize(self.mentions.len() + 1, Seen::default());
        self.counted = 0;
    }

    /// Counts the phrases up to a word.
    pub fn read_to(&mut self, token: TokenId) {
        while let Some(mention) = self.mentions.get(self.counted).filter(|mention| mention.head < token) {
            self.seen[mention.entity].times += 1;
            self.counted += 1;
        }
    }

    /// Takes up a pronoun that was read.
    pub fn take_up(&mut self, document: &Document, token: TokenId, antecedent: TokenRange, asks: Asks) {
        let mention = mention::standing_for(document, &self.mentions, token, antecedent, asks);
        let seen = &mut self.seen[mention.entity.min(self.mentions.len())];
        seen.times += 1;
        seen.he += u32::from(asks == Asks::He);
        seen.she += u32::from(asks == Asks::She);
        self.resolved.push(mention);
    }

    fn seen(&self, mention: &Mention) -> Seen {
        self.seen[mention.entity.min(self.mentions.len())]
    }
}

/// "It is clear that", "it was not known whether": nothing is meant by it.
pub(super) fn is_empty_subject(document: &Document, token: TokenId) -> bool {
    let word = &document.tokens[token];
    if word.relation == Relation::Expl {
        return true;
    }
    let sentence = document.sentence_of(token).tokens;
    let form = |at: TokenId| if sentence.contains(at) { document.form(at) } else { "" };
    let be = ["is", "was", "'s", "’s", "be", "been", "has", "had", "would", "will", "may", "remains", "became", "becomes"]
        .contains(&form(token + 1));
    let links = |at: TokenId| matches!(form(at), "that" | "whether" | "when" | "how" | "why" | "who" | "to" | "if" | "what");
    if be && (token + 3..token + 6).any(links) {
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
pub(super) fn clause(document: &Document, token: TokenId) -> Option<TokenId> {
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
    if mention.inner {
        return false;
    }
    match asks {
        Asks::He => mention.kind == Kind::Person && !mention.plural && mention.pronoun != Some("she"),
        Asks::She => mention.kind == Kind::Person && !mention.plural && mention.pronoun != Some("he"),
        Asks::It => !mention.plural && !mention.amount && !matches!(mention.kind, Kind::Person | Kind::People),
        Asks::They => mention.plural && !mention.amount || mention.subject && mention.kind == Kind::Body,
    }
}

/// The best fitting phrase before a pronoun, in its own sentence or the few before. `resolved` are the pronouns before it.
pub(super) fn pronoun(document: &Document, known: &Known, token: TokenId, asks: Asks) -> Option<TokenRange> {
    let (mentions, resolved) = (known.mentions.as_slice(), known.resolved.as_slice());
    let sentence = document.sentence_number(token);
    let paragraph = document.sentences[sentence].paragraph;
    let possessive = document.tokens[token].relation == Relation::NmodPoss;
    let own_clause = clause(document, token);
    let around = quote_around(document, token);
    let speaker = around.and_then(|quote| document.quotes[quote].speaker).map(|speaker| speaker as TokenId);
    let reflexive = small(document.form(token)).ends_with("self");
    let allowed = |mention: &&Mention| {
        let same_clause = mention.clause == own_clause && own_clause.is_some();
        // "Kim praised him" is not Kim, "Kim praised his army" may be; a phrase that holds the pronoun is never its own owner.
        fits(asks, mention)
            && mention.head < token
            && !mention.range.contains(token)
            && (possessive || reflexive || !same_clause)
            && speaker.is_none_or(|speaker| !mention.range.contains(speaker))
            && quote_around(document, mention.head).is_none_or(|quote| around == Some(quote))
    };
    if let Some(range) = first_of_pair(document, mentions, token, asks).filter(|_| possessive) {
        return Some(range);
    }
    let mut best: Option<(i32, &Mention)> = None;
    for back in 0..=REACH.min(sentence) {
        let number = sentence - back;
        let here = document.sentences[number];
        if back > 0 && here.paragraph != paragraph && here.paragraph + 1 != paragraph {
            break;
        }
        let within = |list: &'_ [Mention]| {
            let from = list.partition_point(|mention| mention.head < here.tokens.start as TokenId);
            let to = list.partition_point(|mention| mention.head < here.tokens.end as TokenId);
            // Only text that is no prose has more.
            from.max(to.saturating_sub(100))..to
        };
        let plain = mentions[within(mentions)].iter().map(|mention| (mention, 0));
        let carried = resolved[within(resolved)].iter().map(|mention| (mention, 2));
        let mut found = false;
        // Things that were several sentences ago are seldom "they".
        let near = |mention: &Mention| asks != Asks::They || back == 0 || mention.kind != Kind::Other || mention.members > 1;
        for (mention, bonus) in plain.chain(carried).filter(|(mention, _)| allowed(mention) && near(mention)) {
            found = true;
            let place =
                if back == 0 { mention.head as i32 - token as i32 } else { here.tokens.start as i32 - mention.head as i32 };
            let weight = weight(document, known, asks, mention, back, own_clause) + bonus;
            // The place decides between equals: the nearest in the own sentence, the first in an earlier one.
            let score = weight * 1000 + place.max(-999);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, mention));
            }
        }
        if back == 0
            && !found
            && let Some(later) = cataphor(document, mentions, token, asks)
        {
            return Some(later);
        }
    }
    let least = if asks == Asks::It || asks == Asks::They { 0 } else { -8 };
    let sure = |mention: &Mention| asks != Asks::It || mention.kind != Kind::Other || is_topic(document, known, mention);
    best.filter(|(score, mention)| *score >= least * 1000 && sure(mention)).map(|(_, mention)| mention.range)
}

/// "The ministry and its head": of what a possessive joins to somebody, that one is the owner.
fn first_of_pair(document: &Document, mentions: &[Mention], possessive: TokenId, asks: Asks) -> Option<TokenRange> {
    let owned = document.head(possessive)?;
    let first = document.head(owned).filter(|_| document.tokens[owned].relation == Relation::Conj)?;
    let from = mentions.partition_point(|mention| mention.head < first);
    let mut named = mentions[from..].iter().take_while(|mention| mention.head == first);
    let owner =
        named.find(|mention| fits(asks, mention) && mention.kind != Kind::Other && !mention.range.contains(possessive))?;
    document.tokens[first].upos.is_noun().then_some(owner.range)
}

/// How much speaks for a phrase.
fn weight(document: &Document, known: &Known, asks: Asks, mention: &Mention, back: usize, own_clause: Option<TokenId>) -> i32 {
    let main = mention.clause.is_some_and(|verb| document.tokens[verb].head.is_none());
    let same_clause = back == 0 && mention.clause == own_clause && own_clause.is_some();
    let mut weight = -4 * back as i32;
    weight += if mention.subject { 4 } else { 0 };
    weight += i32::from(main && mention.subject) + 2 * i32::from(same_clause && mention.subject);
    match asks {
        Asks::They => match mention.kind {
            Kind::People => weight + 3,
            Kind::Other => weight - 1,
            _ if mention.plural => weight + 2,
            _ => weight - 2,
        },
        Asks::It => weight - if mention.subject { 0 } else { 3 },
        Asks::He | Asks::She => {
            let Seen { times, he, she } = known.seen(mention);
            let (same, other) = if asks == Asks::He { (he, she) } else { (she, he) };
            // Whom an article is about is named often, and was called "he" or "she" before.
            let often = (times.max(1).ilog2() as i32).min(3);
            weight + i32::from(mention.pronoun.is_some()) + often + 2 * i32::from(same > other) - 4 * i32::from(other > same)
        }
    }
}

/// Whether a thing is spoken of more than once, or is what a passive sentence is about.
fn is_topic(document: &Document, known: &Known, mention: &Mention) -> bool {
    known.seen(mention).times > 1 || document.tokens[mention.head].relation == Relation::NsubjPass
}

/// "In his speech, Diallo said": a pronoun in what stands before the subject of the main clause stands for that subject.
fn cataphor(document: &Document, mentions: &[Mention], token: TokenId, asks: Asks) -> Option<TokenRange> {
    let sentence = document.sentence_of(token).tokens;
    let root = sentence.ids().find(|&token| document.tokens[token].head.is_none())?;
    let subject = document.children(root).find(|&child| document.tokens[child].relation.is_subject())?;
    let fronted = document.children(root).find(|&child| {
        child < subject
            && document.is_under(token, child)
            && matches!(document.tokens[child].relation, Relation::Obl | Relation::Advcl)
    });
    let from = mentions.partition_point(|mention| mention.head < subject);
    let named = mentions[from..].iter().take_while(|mention| mention.head == subject).find(|mention| fits(asks, mention))?;
    (token < subject && fronted.is_some()).then_some(named.range)
}

pub(super) fn asks_of(form: &str) -> Option<Asks> {
    Some(match small(form).as_str() {
        "he" | "him" | "his" | "himself" => Asks::He,
        "she" | "her" | "hers" | "herself" => Asks::She,
        "it" | "its" | "itself" => Asks::It,
        "they" | "them" | "their" | "theirs" | "themselves" => Asks::They,
        _ => return None,
    })
}
