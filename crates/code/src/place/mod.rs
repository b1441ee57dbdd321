//! Where an act took place: the place that its own sentence names at it, or that a word of the sentence leads back to ("there"); or nothing.
//!
//! [`of`] asks in an order that goes from what is said at the act itself to what is said at acts that go on with it; [`named`] finds the name in
//! a phrase, [`resolve`] the place that it means, by [`whereabouts`], what the article as a whole tells. A dateline is no place, and neither is a
//! capital that acts.

mod named;
mod resolve;
mod round;
pub mod whereabouts;

pub use resolve::country_of_name;

use crate::clause;
use crate::entity::{Nature, Resolver};
use document::{Document, Relation, Sentence, TokenId, Upos};
use event::{Category, Found, Origin, Place};

/// Prepositions that say where.
const LOCATIVE: [&str; 25] = [
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "off",
    "on",
    "around",
    "across",
    "over",
    "along",
    "above",
    "within",
    "throughout",
    "through",
    "between",
    "south",
    "north",
    "east",
    "west",
    "beside",
    "behind",
    "opposite",
    "into",
    "onto",
];

/// Those of them that say where only of an act that goes somewhere.
const DIRECTED: [&str; 2] = ["into", "onto"];

/// The words around an act that may say where it was.
#[derive(Clone, Copy, Debug)]
pub struct Around<'m> {
    /// The head of the trigger.
    pub head: TokenId,
    /// Further words of the trigger.
    pub belonging: &'m [TokenId],
    /// The light verb of a noun.
    pub light: Option<TokenId>,
    /// The heads on the actor's side.
    pub actors: &'m [TokenId],
    /// The heads on the recipient's side.
    pub recipients: &'m [TokenId],
    /// What kind of act it is.
    pub category: Category,
    /// Whether the recipient is where it happened: a visit's host, the target of force.
    pub at_recipient: bool,
    /// Whether the act is an utterance, which takes place nowhere in particular unless its own verb says where.
    pub is_utterance: bool,
    /// The sentence before in the same paragraph, and the place of the last act told in it.
    pub before: Option<(Sentence, Option<&'m Found<Place>>)>,
}

/// The place of an act.
pub fn of(resolver: &Resolver<'_>, around: Around<'_>) -> Option<Found<Place>> {
    let anchor = around.light.unwrap_or(around.head);
    let mut owners = vec![around.head];
    owners.extend(around.belonging);
    owners.extend(around.light);
    if around.is_utterance {
        return round::where_clause(resolver, anchor)
            .or_else(|| uttered(resolver, anchor, &owners, &around))
            .or_else(|| round::deed_before(resolver, anchor, &around));
    }
    // Measures against somebody are taken elsewhere than where he is.
    if around.category != Category::Sanction {
        owners.extend(around.recipients);
    }
    round::where_clause(resolver, anchor)
        .or_else(|| at_owners(resolver, &owners, &around).map(|place| within(resolver, place, &around)))
        .or_else(|| round::reference(resolver, anchor, &around))
        .or_else(|| recipient(resolver, &around))
        .or_else(|| directed(resolver, &owners, around.category))
        .or_else(|| (around.category != Category::Sanction).then(|| round::inner(resolver, &owners, &around)).flatten())
        .or_else(|| round::shared(resolver, anchor, &around))
        .or_else(|| at_beginning(resolver, anchor))
        .or_else(|| round::sides(resolver, &around))
}

/// Whether a phrase is introduced by a preposition that says where.
pub fn is_locative(doc: &Document, phrase: TokenId) -> bool {
    clause::preposition_of(doc, phrase)
        .is_some_and(|word| LOCATIVE.contains(&word.as_str()) && !DIRECTED.contains(&word.as_str()))
}

/// "shelled Pokrovsk in the Donetsk region": of a place and a recipient in it the recipient.
fn within(resolver: &Resolver<'_>, place: Found<Place>, around: &Around<'_>) -> Found<Place> {
    if precision(&place) > 3 {
        return place;
    }
    let inside = recipient(resolver, around).filter(|inner| {
        precision(inner) > precision(&place)
            && inner.value.geonameid.is_some()
            && inner.value.country_code == place.value.country_code
    });
    inside.unwrap_or(place)
}

/// The most precise of the places that are named with a locative preposition at one of the words; of equals the first. The first word that has any
/// decides, unless a later one has a place within that one: "attacked a bank in Tripoli" with "in Lebanon" hung on the verb.
fn at_owners(resolver: &Resolver<'_>, owners: &[TokenId], around: &Around<'_>) -> Option<Found<Place>> {
    let mut places = owners.iter().filter_map(|&owner| at_word(resolver, owner, around));
    let first = places.next()?;
    let within = |place: &Found<Place>| {
        let country = &place.value.country_code;
        precision(place) > precision(&first) && (country.is_none() || *country == first.value.country_code)
    };
    Some(places.find(within).unwrap_or(first))
}

fn at_word(resolver: &Resolver<'_>, owner: TokenId, around: &Around<'_>) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let is_phrase =
        |&child: &TokenId| matches!(doc.tokens[child].relation, Relation::Obl | Relation::Nmod | Relation::OblUnmarked);
    let phrases = doc.children(owner).filter(is_phrase).filter(|&child| is_locative(doc, child) && !is_side(doc, child, around));
    let found: Vec<Found<Place>> = phrases.filter_map(|child| named::of(resolver, child)).collect();
    let most = found.iter().map(precision).max()?;
    found.into_iter().find(|place| precision(place) == most)
}

/// How precise a place is; a name that only the text knows is most often a small one.
fn precision(place: &Found<Place>) -> u8 {
    place.value.resolution.unwrap_or(4)
}

/// Sides of the act are no places of it: "between Ruria and Talvia", "on Ruria"; a topic is none either ("talks on Ruria").
fn is_side(doc: &Document, phrase: TokenId, around: &Around<'_>) -> bool {
    let preposition = clause::preposition_of(doc, phrase).unwrap_or_default();
    let side = around.actors.contains(&phrase) || around.recipients.contains(&phrase);
    let topic = matches!(preposition.as_str(), "on" | "over")
        && !around.at_recipient
        && doc.tokens[around.head].upos.is_noun()
        && !is_moving(around.category);
    side && !around.at_recipient || topic || preposition == "between" && side
}

fn is_moving(category: Category) -> bool {
    matches!(category, Category::Mobilize | Category::Assault | Category::Protest)
}

/// "The accord was signed in Oslo", "in The Hague a group asked for forgiveness": said at the verb itself.
fn uttered(resolver: &Resolver<'_>, anchor: TokenId, owners: &[TokenId], around: &Around<'_>) -> Option<Found<Place>> {
    let doc = resolver.doc;
    if doc.tokens[anchor].upos != Upos::VERB {
        return None;
    }
    let near = |&child: &TokenId| {
        let verb = owners.contains(&doc.head(child).unwrap_or(child));
        let beside = child < anchor
            || (anchor + 1..child)
                .all(|token| !doc.tokens[token].upos.is_noun() || owners.contains(&token) || doc.head(token) == Some(child));
        verb && beside
    };
    let plain = |&child: &TokenId| {
        clause::preposition_of(doc, child).is_some_and(|word| matches!(word.as_str(), "in" | "at" | "outside"))
    };
    let phrases = doc.children_by(anchor, Relation::Obl).filter(plain).filter(near);
    phrases
        .filter(|&child| !is_side(doc, child, around) && resolver.is_kind(child, "place"))
        .find_map(|child| named::of(resolver, child))
}

/// The recipient or object where it is the place: a town that is shelled or seized, a visit's host, the land and air of a state, a way that is blocked.
fn recipient(resolver: &Resolver<'_>, around: &Around<'_>) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let taken = matches!(around.category, Category::Coerce | Category::Sanction | Category::Mobilize | Category::Retreat);
    let verb = around.light.unwrap_or(around.head);
    let things: Vec<TokenId> = around.recipients.iter().copied().chain(doc.children_by(verb, Relation::Obj)).collect();
    let reached = resolver.knowledge.classes.contains("arriving", doc.lemma(verb));
    things.into_iter().find_map(|thing| {
        // "entered Kidal": what is reached is a place, whatever its name looks like.
        if let (true, Some(found)) = (reached && doc.tokens[thing].upos == Upos::PROPN, named::of(resolver, thing)) {
            return Some(found);
        }
        let is_state = resolver.asked(thing, |identity| identity.nature) == Nature::State;
        let is_place =
            resolver.is_kind(thing, "place") || named::is_kind_word(resolver, thing) || is_among_towns(resolver, thing);
        if is_place && !is_state && (taken || around.at_recipient) || is_state && around.at_recipient {
            return named::of(resolver, thing);
        }
        ground(resolver, thing)
    })
}

/// "Stepanakert and other towns": a town, whatever the name alone looks like; so is a name that the article uses as a place elsewhere.
fn is_among_towns(resolver: &Resolver<'_>, name: TokenId) -> bool {
    let doc = resolver.doc;
    let joined = doc
        .children_by(name, Relation::Conj)
        .any(|other| resolver.knowledge.classes.contains("settlement", &crate::matching::singular(doc, other)));
    joined || doc.name_at(name).is_some_and(|found| resolver.focus.whereabouts.is_location(doc.words(found.span)))
}

/// "closed the country's airspace": the place is the state whose it is.
fn ground(resolver: &Resolver<'_>, thing: TokenId) -> Option<Found<Place>> {
    let doc = resolver.doc;
    if !resolver.knowledge.classes.contains("ground", &crate::matching::singular(doc, thing)) {
        return None;
    }
    if let Some(found) = named::of(resolver, thing) {
        return Some(found);
    }
    let owner = doc.child(thing, Relation::NmodPoss)?;
    let identity = resolver.identity(owner);
    let code = identity.code.filter(|_| identity.nature != Nature::Person)?;
    let entry = resolver.knowledge.places.country(&code.value)?;
    let span = crate::phrase::span(doc, thing);
    Some(Found::at(named::resolved(resolver, &entry, span), span, Origin::Engine("the state whose ground it is")))
}

/// "deployed to Bunia", "sailed into Ruria's waters", "evacuated civilians from Tibú": where the act ends or begins.
fn directed(resolver: &Resolver<'_>, owners: &[TokenId], category: Category) -> Option<Found<Place>> {
    let doc = resolver.doc;
    owners.iter().find_map(|&owner| {
        let goes = |class: &str| resolver.knowledge.classes.contains(class, doc.lemma(owner));
        let (arrives, leaves) = (goes("arriving"), goes("leaving"));
        let is_phrase = |&child: &TokenId| matches!(doc.tokens[child].relation, Relation::Obl | Relation::Nmod);
        let phrases: Vec<TokenId> = doc.children(owner).filter(is_phrase).collect();
        phrases.into_iter().find_map(|child| {
            let spot = || resolver.is_kind(child, "place") || named::is_kind_word(resolver, child);
            let place = || spot() || resolver.asked(child, |identity| identity.nature) == Nature::State;
            let fits = match clause::preposition_of(doc, child)?.as_str() {
                "to" => arrives && place(),
                "into" | "onto" => place() || ground(resolver, child).is_some(),
                "from" => {
                    leaves && (place() || resolver.is_kind(child, "building"))
                        || category == Category::Mobilize && doc.tokens[child].relation == Relation::Obl && spot()
                }
                _ => false,
            };
            fits.then(|| named::of(resolver, child).or_else(|| ground(resolver, child))).flatten()
        })
    })
}

/// "In Sirajganj a mob attacked ...": a place at the beginning of the sentence, wherever the parser hangs it.
fn at_beginning(resolver: &Resolver<'_>, anchor: TokenId) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let first = doc.sentence_of(anchor).tokens.start as TokenId;
    if first + 1 >= anchor || !matches!(doc.form(first), "In" | "At" | "Near" | "Outside") {
        return None;
    }
    let head = (first + 1..anchor.min(first + 6)).find(|&token| doc.child(token, Relation::Case) == Some(first))?;
    named::of(resolver, head)
}
