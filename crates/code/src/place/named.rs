//! The place that a phrase names: "the border town of Kaesong", "central Nairobi", "Pakistan's Sindh province", "the avenue in Maputo".

use super::resolve::{self, Mention};
use super::whereabouts::is_known;
use crate::entity::Resolver;
use crate::phrase;
use document::{Document, Name, NameKind, Relation, TokenId, TokenRange, Upos};
use event::{Found, Origin, Place};
use knowledge::{ActorKind, GazetteerEntry, NameUse};
use span::Span;

/// How many words a place's name has at most.
const LONGEST: usize = 6;

const NAMED: Origin = Origin::Engine("a place named at the act");

/// The place that the phrase of a head names.
pub fn of(resolver: &Resolver<'_>, head: TokenId) -> Option<Found<Place>> {
    let doc = resolver.doc;
    if crate::matching::is_time(doc, head) {
        return None;
    }
    let range = phrase::extent(doc, head);
    let (own, others): (Vec<TokenRange>, Vec<TokenRange>) =
        candidates(range).into_iter().partition(|tokens| tokens.contains(head));
    let known = |candidates: &[TokenRange]| {
        candidates.iter().find_map(|&tokens| {
            let entry = entry_of(resolver, tokens, head)?;
            let span = doc.span_of(tokens);
            Some(Found::at(resolved(resolver, &entry, span), span, NAMED))
        })
    };
    // A name of its own that the gazetteer lacks is still the place; what lies around it is only where to look for it.
    let unknown = || unknown_name(resolver, head).map(|name| with_what_holds_it(resolver, name, range));
    let location = || {
        let is_location = |name: &&Name| name.kind == NameKind::Location && !resolve::is_direction(doc.words(name.span));
        let location = doc.names_within(range).iter().find(is_location)?;
        let last = location.tokens.end as TokenId - 1;
        state(resolver, last, location.tokens).or_else(|| Some(with_what_holds_it(resolver, location.tokens, range)))
    };
    known(&own)
        .or_else(|| before_kind_word(resolver, head))
        .or_else(|| state(resolver, head, range))
        .or_else(unknown)
        .or_else(|| most_precise(resolver, &others, head))
        .or_else(|| apposed(resolver, head))
        .or_else(location)
}

/// Of the known places that a phrase holds beside its head the most precise: the province of "the country's X province".
fn most_precise(resolver: &Resolver<'_>, candidates: &[TokenRange], head: TokenId) -> Option<Found<Place>> {
    let mut held: Vec<(TokenRange, GazetteerEntry)> = Vec::new();
    for &tokens in candidates {
        let inside = held.iter().any(|(other, _)| tokens.start < other.end && other.start < tokens.end);
        let entry = if inside { None } else { entry_of(resolver, tokens, head) };
        held.extend(entry.map(|entry| (tokens, entry)));
    }
    let most = held.iter().map(|(_, entry)| entry.resolution).max()?;
    let (tokens, entry) = held.into_iter().find(|(_, entry)| entry.resolution == most)?;
    let span = resolver.doc.span_of(tokens);
    Some(Found::at(resolved(resolver, &entry, span), span, NAMED))
}

/// "the capital, Tripoli": the name behind the kind word.
fn apposed(resolver: &Resolver<'_>, head: TokenId) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let name =
        doc.child(head, Relation::Appos).filter(|&name| is_kind_word(resolver, head) && doc.tokens[name].upos == Upos::PROPN)?;
    let range = phrase::extent(doc, name);
    let own = candidates(range).into_iter().filter(|tokens| tokens.contains(name));
    own.filter_map(|tokens| Some((tokens, entry_of(resolver, tokens, name)?))).next().map(|(tokens, entry)| {
        let span = doc.span_of(tokens);
        Found::at(resolved(resolver, &entry, span), span, NAMED)
    })
}

/// Ranges of the phrase that may be a name, the longest first, so that "Kaesong Industrial Complex" goes before "Kaesong".
fn candidates(range: TokenRange) -> Vec<TokenRange> {
    let mut all = Vec::new();
    for start in range.ids() {
        for end in start + 1..=(start + LONGEST).min(range.end as usize) {
            all.push(TokenRange::new(start, end));
        }
    }
    all.sort_by_key(|tokens| (std::cmp::Reverse(tokens.end - tokens.start), tokens.start));
    all
}

/// Whether a range is only a piece of a name: "Athens" of "Athens United", "Imphal" of "Imphal West".
fn cuts_a_name(resolver: &Resolver<'_>, tokens: TokenRange) -> bool {
    let longer = |name: &&Name| {
        name.tokens.start <= tokens.start
            && tokens.end <= name.tokens.end
            && name.tokens != tokens
            && name.kind != NameKind::Nationality
    };
    resolver.doc.names_within(tokens).iter().any(|name| {
        // "Kunduz province" as one name holds the name.
        let kind_word = name.tokens.start == tokens.start
            && name.tokens.end == tokens.end + 1
            && is_kind_word(resolver, tokens.end as TokenId);
        longer(&name) && !kind_word
    })
}

/// The gazetteer's place for a range of the phrase. Where it is not the phrase's own name it has to be a place by its looks or be known.
fn entry_of(resolver: &Resolver<'_>, tokens: TokenRange, head: TokenId) -> Option<GazetteerEntry> {
    let doc = resolver.doc;
    let words = doc.words(doc.span_of(tokens));
    let written = words.starts_with(char::is_uppercase) || words.contains([' ', '-']);
    if !written
        || !words.ends_with(char::is_alphanumeric) && !words.ends_with('.')
        || cuts_a_name(resolver, tokens)
        || is_model_of_a_thing(doc, tokens)
    {
        return None;
    }
    let named = doc.name_at(tokens.start as TokenId).filter(|name| name.tokens.contains(tokens.end as TokenId - 1));
    let location = named.is_some_and(|name| name.kind == NameKind::Location) || resolver.focus.whereabouts.is_location(words);
    let is_place = location || has_kind_word(resolver, tokens);
    let entry = resolve::place(resolver, Mention { tokens, is_place })?;
    let proper = tokens.ids().any(|token| doc.tokens[token].upos == Upos::PROPN);
    let other = named.is_some_and(|name| matches!(name.kind, NameKind::Person | NameKind::Organization | NameKind::Nationality));
    let counts = tokens.contains(head) || is_place || proper && !other && is_known(&entry);
    counts.then_some(entry)
}

/// "Hwasong-15": a name with a number hung on it is a make, not a place.
fn is_model_of_a_thing(doc: &Document, tokens: TokenRange) -> bool {
    let (hyphen, number) = (tokens.end as TokenId, tokens.end as TokenId + 1);
    number < doc.tokens.len()
        && doc.form(hyphen) == "-"
        && doc.tokens[hyphen].span.start == doc.tokens[hyphen - 1].span.end
        && doc.form(number).starts_with(|letter: char| letter.is_ascii_digit())
}

/// "the village of X", "X district", "the X area".
fn has_kind_word(resolver: &Resolver<'_>, tokens: TokenRange) -> bool {
    let doc = resolver.doc;
    let is_kind = |noun: TokenId| is_kind_word(resolver, noun);
    let before = (tokens.start as TokenId).checked_sub(2).is_some_and(|noun| doc.form(noun + 1) == "of" && is_kind(noun));
    let last = tokens.end as TokenId - 1;
    let inside = tokens.ids().len() > 1 && is_kind(last);
    let behind = tokens.end as TokenId;
    before || inside || behind < doc.tokens.len() && doc.sentence_of(last).tokens.contains(behind) && is_kind(behind)
}

/// "in the U.S.": a state by a name that only the actors have.
fn state(resolver: &Resolver<'_>, head: TokenId, range: TokenRange) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let found = resolver.name_covering(range, head)?;
    let actor = &resolver.knowledge.actors.all[found.actor];
    if actor.kind != ActorKind::Country || !matches!(found.usage, NameUse::Name | NameUse::Nearby) {
        return None;
    }
    let entry = resolver.knowledge.places.country(actor.code.as_deref()?)?;
    let span = doc.span_of(found.tokens);
    Some(Found::at(resolved(resolver, &entry, span), span, NAMED))
}

/// The head's own name where it is a location that the finder of names knows by its surroundings alone, here or elsewhere in the article; or a name
/// right before a word for a kind of place, with that word ("the Salomon market").
fn unknown_name(resolver: &Resolver<'_>, head: TokenId) -> Option<TokenRange> {
    let doc = resolver.doc;
    if let Some(name) = doc.name_at(head) {
        let here = name.kind == NameKind::Location || resolver.focus.whereabouts.is_location(doc.words(name.span));
        // "the State" is a kind of place without a name.
        let only_kind = name.tokens.ids().len() == 1 && is_kind_word(resolver, head);
        return (here && !only_kind && !resolve::is_direction(doc.words(name.span))).then(|| whole(doc, name.tokens));
    }
    let name = name_before(resolver, head)?;
    is_kind_word(resolver, head).then(|| TokenRange::new(name.tokens.start as TokenId, head + 1))
}

/// "the Goma area", "a Kyiv market", "Lubero territory": the place that the name before a kind word means, where it means that one and not a part
/// of it with a name of its own.
fn before_kind_word(resolver: &Resolver<'_>, head: TokenId) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let whole = doc.name_at(head).filter(|name| name.kind == NameKind::Location && name.tokens.end as TokenId == head + 1);
    // "Lagos airport" may be one name.
    let (tokens, span) = match (name_before(resolver, head), whole) {
        (Some(name), _) => (name.tokens, name.span),
        (None, Some(name)) if name.tokens.ids().len() > 1 => (TokenRange { end: head as u32, ..name.tokens }, name.span),
        _ => return None,
    };
    let entry = resolve::place(resolver, Mention { tokens, is_place: true }).filter(|_| is_kind_word(resolver, head))?;
    let spot = resolver.knowledge.classes.contains("spot", &crate::matching::singular(doc, head));
    (!spot || is_known(&entry)).then(|| Found::at(resolved(resolver, &entry, span), span, NAMED))
}

/// The name of a place, or what looks like a person's, that hangs on a noun right behind it.
fn name_before(resolver: &Resolver<'_>, head: TokenId) -> Option<Name> {
    let doc = resolver.doc;
    let name = head.checked_sub(1).and_then(|before| doc.name_at(before))?;
    let hangs = !name.tokens.contains(head) && name.tokens.ids().any(|token| doc.head(token) == Some(head));
    (hangs && matches!(name.kind, NameKind::Location | NameKind::Person)).then_some(*name)
}

/// Whether a noun is a word for a kind of place.
pub fn is_kind_word(resolver: &Resolver<'_>, noun: TokenId) -> bool {
    let lemma = crate::matching::singular(resolver.doc, noun);
    ["settlement", "district", "province", "spot", "vicinity"]
        .iter()
        .any(|class| resolver.knowledge.classes.contains(class, &lemma))
}

/// "Palace of" and "Serbia" after it are one name.
fn whole(doc: &Document, name: TokenRange) -> TokenRange {
    let last = name.end as TokenId - 1;
    let rest = Some(name.end as TokenId).filter(|_| doc.form(last) == "of").and_then(|next| doc.name_at(next));
    rest.map_or(name, |rest| TokenRange { start: name.start, end: rest.tokens.end })
}

/// A place that the gazetteer lacks, with the known one that it is said to lie in: "Zirabo in Savar", "the Raj Bhavan, Imphal". The words are those
/// of both, the rest is what is known.
fn with_what_holds_it(resolver: &Resolver<'_>, own: TokenRange, range: TokenRange) -> Found<Place> {
    let doc = resolver.doc;
    if let Some(found) = bracketed(resolver, own) {
        return found;
    }
    let span = doc.span_of(own);
    let behind = own.end as TokenId;
    let outer = (behind < range.end as usize && matches!(doc.form(behind), "in" | "at" | "near")).then(|| behind + 1);
    let inner_end = range.end as TokenId;
    let holder = outer.and_then(|from| doc.names_within(TokenRange::new(from, inner_end)).first().copied());
    let holder =
        holder.filter(|name| name.kind == NameKind::Location || resolver.focus.whereabouts.is_location(doc.words(name.span)));
    let Some(holder) = holder else { return Found::at(unresolved(span), span, NAMED) };
    let words = span.cover(holder.span);
    let entry = resolve::place(resolver, Mention { tokens: holder.tokens, is_place: true });
    let place = entry.map_or_else(|| unresolved(words), |entry| resolved(resolver, &entry, words));
    Found::at(place, words, NAMED)
}

/// "Ayungin (Second Thomas) Shoal": a second name in brackets stands inside the first.
fn bracketed(resolver: &Resolver<'_>, own: TokenRange) -> Option<Found<Place>> {
    const WITHIN: usize = 6;
    let doc = resolver.doc;
    let opens = own.end as TokenId;
    let sentence = doc.sentence_of(own.start as TokenId).tokens;
    let form = |at: TokenId| if sentence.contains(at) { doc.form(at) } else { "" };
    let closes = (opens + 1..opens + WITHIN).find(|&at| form(at) == ")").filter(|_| form(opens) == "(")?;
    let rest = closes + 1;
    let name = format!("{} {}", doc.words(doc.span_of(own)), form(rest));
    let places = resolver.knowledge.places.named(&name);
    let entry = places.into_iter().find(is_known).filter(|_| form(rest).starts_with(char::is_uppercase))?;
    let span = doc.span_of(TokenRange { start: own.start, end: rest as u32 + 1 });
    Some(Found::at(resolved(resolver, &entry, span), span, NAMED))
}

/// A place that is only words.
pub fn unresolved(words: Span) -> Place {
    Place {
        words,
        resolved: None,
        geonameid: None,
        coordinates: None,
        city: None,
        district: None,
        province: None,
        country: None,
        country_code: None,
        resolution: None,
    }
}

/// A place of the gazetteer as it stands in an event.
pub fn resolved(resolver: &Resolver<'_>, entry: &GazetteerEntry, words: Span) -> Place {
    let country = entry.country_code.as_deref().and_then(|code| resolver.knowledge.places.country_name(code));
    Place {
        words,
        resolved: Some(entry.name.clone()),
        geonameid: entry.geonameid,
        coordinates: entry.coordinates,
        city: (entry.resolution == 4).then(|| entry.name.clone()),
        district: entry.district.clone(),
        province: entry.province.clone(),
        country: country.map(str::to_string),
        country_code: entry.country_code.clone(),
        resolution: Some(entry.resolution),
    }
}

/// The last place that a sentence says something happened at, or that somebody reached, for words that lead back to it.
pub fn last_in(resolver: &Resolver<'_>, tokens: TokenRange) -> Option<Found<Place>> {
    let doc = resolver.doc;
    let reached = |token: TokenId| {
        let verb = doc.head(token).filter(|_| doc.tokens[token].relation == Relation::Obj);
        verb.is_some_and(|verb| resolver.knowledge.classes.contains("arriving", doc.lemma(verb)))
    };
    let placed = |name: &Name| {
        let head = name.tokens.ids().find(|&token| doc.head(token).is_none_or(|head| !name.tokens.contains(head)))?;
        let phrase = matches!(doc.tokens[head].relation, Relation::Obl | Relation::Nmod) && super::is_locative(doc, head);
        let counts = reached(head) || name.kind == NameKind::Location && (phrase || doc.tokens[head].relation == Relation::Obj);
        counts.then_some(head)
    };
    let names = doc.names_within(tokens).iter().rev().filter(|name| matches!(name.kind, NameKind::Location | NameKind::Person));
    names.filter_map(placed).find_map(|head| of(resolver, head))
}
