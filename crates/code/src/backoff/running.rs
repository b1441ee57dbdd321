//! Acts that no rule speaks of, in running text: two known sides, the one the subject and the other the object or a phrase of one verb.
//!
//! It speaks only where every rule is silent about the verb and about what hangs on it, where both sides are states, bodies or people whose code is
//! told, and where the clues between them are sure enough. What is only thought, wanted or said is left to the rules.

use super::{by_clues, clues, embedded, likeliest, pair::Pair};
use crate::clause;
use crate::entity::Resolver;
use crate::matching::{Match, is_time};
use crate::two_states::is_supposed;
use document::{Document, Relation, TokenId, Upos};
use event::Category;
use knowledge::{Atom, PartOfSpeech};

/// How likely a category must be by the clues alone.
const SURE: f64 = 0.55;

/// The same where rules know the verb, and have refused it.
const SURER: f64 = 0.8;

/// Classes of words of which none may stand in the sentence: what is told among them is hardly politics.
const PLAY: [&str; 5] = ["sport", "sporting", "match", "fiction", "market"];

/// Prepositions whose phrase is a party to the act of the verb: the others tell place, time and occasion.
const PARTIES: [&str; 8] = ["against", "to", "with", "on", "at", "toward", "from", "for"];

/// The acts of a document that no rule has found; none where a dictionary of verbs is laid over the knowledge, for who brings one has said
/// what counts.
pub(crate) fn told(resolver: &Resolver<'_>, found: &[Option<Match>]) -> Vec<Match> {
    if !resolver.knowledge.dictionaries.verbs.verbs.is_empty() {
        return Vec::new();
    }
    let taken = taken(resolver.doc, found);
    (0..resolver.doc.tokens.len()).filter(|&verb| !taken[verb]).filter_map(|verb| act(resolver, &taken, verb)).collect()
}

/// The words that rules have spoken of: triggers with all their words.
fn taken(doc: &Document, found: &[Option<Match>]) -> Vec<bool> {
    let mut taken = vec![false; doc.tokens.len()];
    for act in found.iter().flatten() {
        for word in act.belonging.iter().chain(&act.light).chain([&act.head]) {
            taken[*word] = true;
        }
    }
    taken
}

fn act(resolver: &Resolver<'_>, taken: &[bool], verb: TokenId) -> Option<Match> {
    let (doc, knowledge) = (resolver.doc, resolver.knowledge);
    let lemma = doc.lemma(verb).to_lowercase();
    let tells_act = doc.tokens[verb].upos == Upos::VERB
        && !knowledge.attribution.verbs.contains(&lemma)
        && !["idle", "light"].iter().any(|class| knowledge.classes.contains(class, &lemma))
        && knowledge.operators_at(PartOfSpeech::Verb, &lemma).is_empty();
    let silent = |word: TokenId| !taken[word] && !doc.children(word).any(|child| taken[child]);
    if !tells_act || !doc.children(verb).chain([verb]).all(silent) {
        return None;
    }
    let place = |atom: &Atom| clause::place(doc, verb, &[], None, atom);
    let [actor] = place(&Atom::Subject)[..] else { return None };
    let objects = place(&Atom::Object);
    let phrases = PARTIES.iter().flat_map(|word| place(&Atom::Preposition((*word).to_string())));
    let recipient = objects.into_iter().chain(phrases).find(|&party| is_known(resolver, party) && !is_time(doc, party))?;
    if !is_known(resolver, actor) || actor == recipient || same_side(resolver, actor, recipient) {
        return None;
    }
    let pair = Pair { actor, recipient, rising: Vec::new(), top: Some(verb), falling: falling(doc, verb, recipient), over: None };
    let shares = by_clues(&embedded().clues, &clues::of_pair(doc, knowledge, &pair));
    let category = Category::ALL[likeliest(&shares)];
    let known_verb = !knowledge.rules_at(PartOfSpeech::Verb, &lemma).is_empty();
    if shares[category as usize] < if known_verb { SURER } else { SURE } || is_play(resolver, verb) {
        return None;
    }
    let rule = knowledge.learnt_rule(category);
    let blank = Match {
        head: verb,
        belonging: Vec::new(),
        light: None,
        rule,
        turned: None,
        actors: vec![actor],
        recipients: vec![recipient],
    };
    Some(match category {
        // Both take part (contract, decision 6).
        Category::Consult => Match { actors: vec![actor, recipient], recipients: Vec::new(), ..blank },
        _ => blank,
    })
}

/// Whether a sentence speaks of matches, films or markets.
fn is_play(resolver: &Resolver<'_>, verb: TokenId) -> bool {
    let doc = resolver.doc;
    let classes = &resolver.knowledge.classes;
    let at_play = |word: TokenId| PLAY.iter().any(|class| classes.contains(class, &doc.lemma(word).to_lowercase()));
    doc.sentence_of(verb).tokens.ids().any(at_play)
}

/// A state, a body or somebody whose code its own words tell.
fn is_known(resolver: &Resolver<'_>, head: TokenId) -> bool {
    let told =
        resolver.asked(head, |one| one.code.as_ref().is_some_and(|code| !is_supposed(code)) && !one.is_outlet && !one.is_owned);
    told && resolver.is_kind(head, "party")
}

fn same_side(resolver: &Resolver<'_>, one: TokenId, other: TokenId) -> bool {
    let code = |head| resolver.asked(head, |identity| identity.code.as_ref().map(|code| code.value.clone()));
    code(one) == code(other)
}

/// The words from under the verb down to the recipient.
fn falling(doc: &Document, verb: TokenId, recipient: TokenId) -> Vec<TokenId> {
    let above = std::iter::successors(doc.head(recipient), |&word| doc.head(word));
    let mut between: Vec<TokenId> = above.take_while(|&word| word != verb).take(4).collect();
    if !between.iter().all(|&word| doc.tokens[word].relation != Relation::Root) {
        between.clear();
    }
    between.reverse();
    between
}
