//! Who a phrase stands for: names, roles, nationalities, descriptions and pronouns to codes and sectors.
//!
//! Precision first: what the knowledge cannot place keeps its words and gets no code.

use crate::focus::Focus;
use crate::names::{self, FoundName};
use crate::{clause, phrase};
use document::{Date, Document, NameKind, Relation, TokenId, TokenRange, Upos};
use event::{Entity, Found, Origin};
use knowledge::{Actor, ActorKind, Knowledge, NameUse, Role, RoleKind};
use span::Span;
use std::sync::Arc;

/// How often a phrase may lead to another (pronoun, possessor, apposition) before it is given up.
const DEPTH: usize = 4;

/// The origin of a country that nothing in the phrase tells.
const HOME: Origin = Origin::Engine("the country that the article is about");

/// What a phrase was found to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nature {
    /// A state or its government.
    State,
    /// People.
    Person,
    /// An organisation or group.
    Body,
    /// A place that is no state.
    Place,
    /// Anything else.
    #[default]
    Thing,
}

/// Who a phrase stands for.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// Country or international code.
    pub code: Option<Found<String>>,
    /// PLOVER's sector.
    pub sector: Option<Found<String>>,
    /// Wikidata id.
    pub identifier_id: Option<String>,
    /// Canonical name.
    pub identifier_text: Option<String>,
    /// What kind of thing it is.
    pub nature: Nature,
    /// What a pronoun or description stands for.
    pub antecedent: Option<Span>,
    /// Whether it is a news outlet.
    pub is_outlet: bool,
    /// Whether a name of the knowledge or of the text stands behind it.
    pub is_named: bool,
    /// Whether it is a thing that only has its owner's code.
    pub is_owned: bool,
}

/// All that resolving needs.
#[derive(Clone, Copy)]
pub struct Resolver<'a> {
    /// The document.
    pub doc: &'a Document,
    /// The knowledge.
    pub knowledge: &'a Knowledge,
    /// What the article is about.
    pub focus: &'a Focus,
    /// The day as of which offices are looked up.
    pub as_of: Option<Date>,
}

impl Resolver<'_> {
    /// The entities of a phrase and the phrases coordinated with it, each once.
    pub fn entities(&self, head: TokenId, origin: &Origin) -> Vec<Entity> {
        let mut entities = Vec::new();
        let mut parts: Vec<(TokenId, Vec<Identity>)> =
            phrase::conjuncts(self.doc, head).into_iter().map(|part| (part, self.identify(part))).collect();
        share_country(&mut parts);
        let is_party = |identities: &[Identity]| {
            identities.iter().any(|identity| identity.nature != Nature::Thing || identity.code.is_some())
        };
        let first_is_party = parts.first().is_some_and(|(_, identities)| is_party(identities));
        for (part, identities) in parts {
            // "the South and visits by warships": what is no party beside one is joined by mistake.
            if first_is_party && part != head && !is_party(&identities) {
                continue;
            }
            let joined = self.joined_names(part, identities.first());
            if !joined.is_empty() {
                entities.extend(joined.into_iter().map(|(mention, identity)| entity(mention, identity, origin)));
                continue;
            }
            let mention = phrase::span(self.doc, part);
            for identity in identities {
                entities.push(entity(mention, identity, origin));
            }
        }
        entities
    }

    /// The parties of a phrase that names several countries in a row: "South Korea, Japan and the United States", "Japanese and U.S. warships", "the
    /// ministers of Mali and Niger". The parser seldom tells such lists apart; the names between commas and "and" do.
    fn joined_names(&self, head: TokenId, whole: Option<&Identity>) -> Vec<(Span, Identity)> {
        let doc = self.doc;
        let range = phrase::extent(doc, head);
        let mut found: Vec<FoundName> = Vec::new();
        let mut at = range.start as TokenId;
        while at < range.end as TokenId {
            let name = names::longest_at(doc, self.knowledge, self.focus, at).filter(|name| name.tokens.end <= range.end);
            match name.filter(|name| self.knowledge.actors.all[name.actor].code.is_some()) {
                Some(name) => {
                    at = name.tokens.end as TokenId;
                    found.push(name);
                }
                None => at += 1,
            }
        }
        let joins = |one: &FoundName, other: &FoundName| {
            let between = one.tokens.end as TokenId..other.tokens.start as TokenId;
            let joined = between.clone().any(|token| matches!(doc.form(token), "," | "and"));
            joined && between.clone().all(|token| matches!(doc.form(token), "," | "and" | "the" | "both"))
        };
        let is_list = found.len() > 1 && found.windows(2).all(|pair| joins(&pair[0], &pair[1]));
        let codes: Vec<&Option<String>> = found.iter().map(|name| &self.knowledge.actors.all[name.actor].code).collect();
        if !is_list || codes.iter().enumerate().any(|(at, code)| codes[..at].contains(code)) {
            return Vec::new();
        }
        let role = self
            .role(head)
            .and_then(|(role, words)| role.sector.clone().map(|sector| (sector, role.id.clone(), doc.span_of(words))));
        let last = found.len() - 1;
        found
            .iter()
            .enumerate()
            .filter_map(|(at, name)| {
                let mut identity = self.of_name(name, name.tokens.start as TokenId).into_iter().next()?;
                if let Some((sector, id, words)) = &role {
                    identity.sector = Some(Found::at(sector.clone(), *words, Origin::Rule(id.clone())));
                    identity.identifier_id = None;
                    identity.identifier_text = None;
                    identity.nature = whole.map_or(identity.nature, |whole| whole.nature);
                }
                let start = if at == 0 { range.start } else { name.tokens.start };
                let end = if at == last { range.end } else { name.tokens.end };
                Some((doc.span_of(TokenRange { start, end }), identity))
            })
            .collect()
    }

    /// Who one phrase stands for; several for "the two countries".
    pub fn identify(&self, head: TokenId) -> Vec<Identity> {
        self.identify_within(head, DEPTH)
    }

    /// The first of [`Resolver::identify`].
    pub fn identity(&self, head: TokenId) -> Identity {
        self.identify(head).into_iter().next().unwrap_or_default()
    }

    fn identify_within(&self, head: TokenId, depth: usize) -> Vec<Identity> {
        if depth == 0 {
            return vec![Identity::default()];
        }
        if phrase::is_pronoun(self.doc, head) || self.doc.tokens[head].upos == Upos::DET {
            return self.pronoun(head, depth);
        }
        if let Some(several) = self.several(head) {
            return several;
        }
        if self.knowledge.classes.contains("amount", self.doc.lemma(head))
            && let Some(counted) = self.part_of(head, depth)
        {
            return vec![counted];
        }
        let range = phrase::extent(self.doc, head);
        let core = self.core(head);
        if let Some(found) = names::covering(self.doc, self.knowledge, self.focus, core, head) {
            let named = self.of_name(&found, head);
            if named.len() > 1 || !self.is_modifier_only(&found, head) {
                return named;
            }
        }
        if let Some(identity) = self.counterpart(head, depth) {
            return vec![identity];
        }
        if let Some((role, words)) = self.role(head) {
            return vec![self.of_role(role, words, head, depth)];
        }
        if let Some(identity) = self.person(head, depth) {
            return vec![identity];
        }
        if let Some(identity) = self.of_place(head) {
            return vec![identity];
        }
        if self.doc.tokens[head].upos == Upos::NUM {
            return vec![self.part_of(head, depth).unwrap_or_else(|| self.counted_people(head))];
        }
        vec![self.of_owner(head, range, depth)]
    }

    /// The head with its flat and compound parts and the modifiers before it: where its own name stands.
    fn core(&self, head: TokenId) -> TokenRange {
        let doc = self.doc;
        let named = |&child: &TokenId| {
            matches!(
                doc.tokens[child].relation,
                Relation::Flat
                    | Relation::Compound
                    | Relation::Fixed
                    | Relation::Amod
                    | Relation::Nummod
                    | Relation::NmodDesc
                    | Relation::NmodUnmarked
                    | Relation::Goeswith
            ) || doc.tokens[child].relation == Relation::Nmod && doc.tokens[child].upos == Upos::PROPN
                || doc.tokens[child].relation == Relation::NmodPoss && doc.tokens[child].upos == Upos::PROPN
        };
        let mut first = head;
        let mut last = head;
        let mut open = vec![head];
        while let Some(word) = open.pop() {
            first = first.min(word);
            last = last.max(word);
            open.extend(doc.children(word).filter(named));
        }
        TokenRange::new(first, last + 1)
    }

    /// A name that covers the head but is a nationality before a role ("the North Koreans" is none, "Russian forces" is).
    fn is_modifier_only(&self, found: &FoundName, head: TokenId) -> bool {
        !found.tokens.contains(head)
    }

    fn of_name(&self, found: &FoundName, head: TokenId) -> Vec<Identity> {
        let actor = &self.knowledge.actors.all[found.actor];
        let span = self.doc.span_of(found.tokens);
        if actor.kind == ActorKind::Several {
            let identities = actor.codes.iter().filter_map(|code| self.country(code, span, &actor.id));
            return identities.collect();
        }
        let origin = Origin::Rule(actor.id.clone());
        let plural_demonym = found.usage == NameUse::Demonym && self.doc.tokens[head].upos.is_noun();
        let sector = match (actor.kind, plural_demonym) {
            (_, true) => Some("CVL".to_string()),
            (ActorKind::Person, _) => office_sector(actor, self.as_of).or_else(|| actor.sector.clone()),
            _ => actor.sector.clone(),
        };
        let told = self.told_owner(actor, head);
        let nature = match (actor.kind, plural_demonym) {
            (_, true) | (ActorKind::Person, _) => Nature::Person,
            (ActorKind::Country, _) => Nature::State,
            _ => Nature::Body,
        };
        // A capital and a nationality are not the country's own identity, but they stand for it.
        vec![Identity {
            identifier_id: if plural_demonym || told.is_some() { None } else { actor.wikidata.clone() },
            identifier_text: if plural_demonym || told.is_some() { None } else { Some(actor.name.clone()) },
            code: told.or_else(|| actor.code.as_ref().map(|code| Found::at(code.clone(), span, origin.clone()))),
            sector: sector.map(|sector| Found::at(sector, span, origin.clone())),
            nature,
            antecedent: None,
            is_outlet: actor.kind == ActorKind::Outlet,
            is_named: true,
            is_owned: false,
        }]
    }

    /// "South Korea's National Security Council" is not the American one of that name: a possessor of another country goes before.
    fn told_owner(&self, actor: &Actor, head: TokenId) -> Option<Found<String>> {
        if !matches!(actor.kind, ActorKind::Organisation | ActorKind::Group) {
            return None;
        }
        let owner = self.doc.child(head, Relation::NmodPoss)?;
        let found = names::covering(self.doc, self.knowledge, self.focus, self.core(owner), owner)?;
        let owner = &self.knowledge.actors.all[found.actor];
        let other = owner.kind == ActorKind::Country && owner.code != actor.code;
        let code = owner.code.clone().filter(|_| other)?;
        Some(Found::at(code, self.doc.span_of(found.tokens), Origin::Rule(owner.id.clone())))
    }

    fn country(&self, code: &str, span: Span, by: &Arc<str>) -> Option<Identity> {
        let actor = self.knowledge.actors.country(code)?;
        let origin = Origin::Rule(by.clone());
        Some(Identity {
            code: Some(Found::at(code.to_string(), span, origin.clone())),
            sector: Some(Found::at("GOV".to_string(), span, origin)),
            identifier_id: actor.wikidata.clone(),
            identifier_text: Some(actor.name.clone()),
            nature: Nature::State,
            antecedent: None,
            is_outlet: false,
            is_named: true,
            is_owned: false,
        })
    }

    /// "the two countries", "both sides": the two that the article speaks of.
    fn several(&self, head: TokenId) -> Option<Vec<Identity>> {
        let doc = self.doc;
        if !self.knowledge.classes.contains("several", doc.lemma(head)) || doc.feature(head, "Number") != Some("Plur") {
            return None;
        }
        let counts_two = doc.children(head).any(|child| {
            let counts = matches!(
                doc.tokens[child].relation,
                Relation::Nummod | Relation::Det | Relation::DetPredet | Relation::Amod | Relation::CcPreconj | Relation::Advmod
            );
            counts && matches!(doc.lemma(child), "two" | "2" | "both" | "neighboring" | "neighbouring")
        });
        let first = doc.sentence_of(head).tokens.start as TokenId;
        let counts_two = counts_two || head > first && matches!(doc.lemma(head - 1), "both" | "two");
        let qualified = doc.children(head).any(|child| matches!(doc.tokens[child].relation, Relation::NmodPoss));
        if !counts_two || qualified {
            return None;
        }
        let span = phrase::span(doc, head);
        let (first, second) = self.focus.pair(head)?;
        let by: Arc<str> = Arc::from("classes/entity.class#several");
        let role = self.role(head).and_then(|(role, _)| role.sector.clone());
        let identities = [first, second].into_iter().filter_map(|code| {
            let mut identity = self.country(&code, span, &by)?;
            if let (Some(role), Some(sector)) = (&role, &mut identity.sector) {
                sector.value.clone_from(role);
            }
            identity.antecedent = self.mention_before(&code, head);
            Some(identity)
        });
        Some(identities.collect())
    }

    /// "its southern neighbor", "the rival": the other country.
    fn counterpart(&self, head: TokenId, depth: usize) -> Option<Identity> {
        let doc = self.doc;
        if !self.knowledge.classes.contains("counterpart", doc.lemma(head)) {
            return None;
        }
        // "rival South Korea" and "its neighbour Mali" name it.
        let owner = doc.child(head, Relation::NmodPoss)?;
        let own = self.identify_within(owner, depth.saturating_sub(1)).into_iter().next()?.code?.value;
        let other = self.focus.counterpart(&own, head)?;
        let mut identity = self.country(&other, phrase::span(doc, head), &Arc::from("classes/entity.class#counterpart"))?;
        identity.antecedent = self.mention_before(&other, head);
        Some(identity)
    }

    fn mention_before(&self, code: &str, token: TokenId) -> Option<Span> {
        let mention = self.focus.mentions.iter().rev().find(|(at, named)| *at < token && named == code)?;
        let found = names::longest_at(self.doc, self.knowledge, self.focus, mention.0)?;
        Some(self.doc.span_of(found.tokens))
    }

    /// The role of a head, by the longest phrase that ends at it, and that phrase.
    fn role(&self, head: TokenId) -> Option<(&Role, TokenRange)> {
        let first = self.doc.sentence_of(head).tokens.start as TokenId;
        let longest = self.knowledge.roles.longest().max(1);
        for start in head.saturating_sub(2 * longest).max(first)..=head {
            let range = TokenRange::new(start, head + 1);
            let mut words: Vec<String> = (start..head).map(|token| self.doc.lemma(token).to_lowercase()).collect();
            words.push(crate::matching::singular(self.doc, head));
            let phrase = words.join(" ").replace(" - ", "-");
            if let Some(role) = self.knowledge.roles.of(&phrase) {
                return Some((role, range));
            }
        }
        None
    }

    fn of_role(&self, role: &Role, words: TokenRange, head: TokenId, depth: usize) -> Identity {
        let span = self.doc.span_of(words);
        let origin = Origin::Rule(role.id.clone());
        let owner = self.owner(head, depth);
        let mut sector = role.sector.clone();
        if role.inherits {
            let group = owner.as_ref().and_then(|owner| owner.sector.as_ref()).map(|found| found.value.clone());
            sector = group.filter(|group| group != "GOV" || sector.is_none()).or(sector);
        }
        let mut former = None;
        for child in self.doc.children(head) {
            if let Some(held) =
                sector.as_deref().and_then(|sector| self.knowledge.roles.former(&self.doc.lemma(child).to_lowercase(), sector))
            {
                former = Some(held.to_string());
            }
        }
        let sector = former.or(sector);
        let code = match &role.code {
            Some(code) => Some(Found::at(code.clone(), span, origin.clone())),
            None => owner.and_then(|owner| owner.code),
        };
        // "Western nations", "other countries" are others than the one at hand.
        let others = self.doc.feature(head, "Number") == Some("Plur")
            && self.knowledge.classes.contains("several", self.doc.lemma(head))
            && role.kind == RoleKind::Body;
        let bare = depth == DEPTH && role.kind != RoleKind::Thing && !others;
        let asked = sector.as_deref().unwrap_or("");
        let by_company = || {
            self.group_of_sector(asked, head)
                .or_else(|| self.state_in_sentence(asked, head))
                .or_else(|| self.same_noun(head, depth))
        };
        let code = code.or_else(|| if bare { by_company() } else { None });
        let code = code.or_else(|| if others { None } else { self.home(role.kind, head) });
        Identity {
            code,
            sector: sector.map(|sector| Found::at(sector, span, origin)),
            nature: match role.kind {
                RoleKind::Person => Nature::Person,
                RoleKind::Body => Nature::Body,
                RoleKind::Thing => Nature::Thing,
            },
            is_named: self.doc.tokens[head].upos == Upos::PROPN,
            ..Identity::default()
        }
    }

    /// "The rebels": the armed group or party of that sector that the article named last.
    fn group_of_sector(&self, sector: &str, head: TokenId) -> Option<Found<String>> {
        let plural_or_body = self.doc.children_by(head, Relation::Det).any(|det| self.doc.lemma(det) == "the");
        if !plural_or_body || !matches!(sector, "REB" | "PRM" | "CRM" | "PTY") {
            return None;
        }
        let (token, actor) = self.focus.actors.iter().rev().find(|(token, actor)| {
            let known = &self.knowledge.actors.all[*actor];
            *token < head && known.kind == ActorKind::Group && known.sector.as_deref() == Some(sector)
        })?;
        let known = &self.knowledge.actors.all[*actor];
        let span = names::longest_at(self.doc, self.knowledge, self.focus, *token).map(|found| self.doc.span_of(found.tokens))?;
        known.code.clone().map(|code| Found::at(code, span, Origin::Engine("the group of that kind named before")))
    }

    /// "The government": the state named before it in its sentence.
    fn state_in_sentence(&self, sector: &str, head: TokenId) -> Option<Found<String>> {
        if !matches!(sector, "GOV" | "LEG" | "JUD") && !self.focus.is_international() {
            return None;
        }
        let first = self.doc.sentence_of(head).tokens.start as TokenId;
        let (token, code) = self
            .focus
            .mentions
            .iter()
            .rev()
            .find(|(token, code)| first <= *token && *token < head && !crate::focus::is_international(code))?;
        Some(Found::at(code.clone(), self.doc.tokens[*token].span, Origin::Engine("the state named before in the sentence")))
    }

    /// "Troops crossed the border": the same noun with a country elsewhere in the article says whose they are, the nearest one before first.
    fn same_noun(&self, head: TokenId, depth: usize) -> Option<Found<String>> {
        let doc = self.doc;
        let lemma = doc.lemma(head);
        let alike = |&token: &TokenId| token != head && doc.tokens[token].upos.is_noun() && doc.lemma(token) == lemma;
        let before = (0..head).rev().filter(alike);
        let after = (head + 1..doc.tokens.len()).filter(alike);
        before.chain(after).take(6).find_map(|token| self.owner(token, depth.saturating_sub(1))?.code)
    }

    /// People and institutions without a named country take the country that the article is about (contract, decision 8).
    fn home(&self, kind: RoleKind, head: TokenId) -> Option<Found<String>> {
        // A thing has the home's code only where there is but one home.
        if kind == RoleKind::Thing && self.focus.is_international() {
            return None;
        }
        let code = self.focus.country()?;
        Some(Found::at(code.to_string(), phrase::span(self.doc, head), HOME))
    }

    /// Whose somebody or something is: by nationality, possessor, place or apposition.
    fn owner(&self, head: TokenId, depth: usize) -> Option<Identity> {
        let doc = self.doc;
        let coded = |identity: Identity| Some(identity).filter(|identity| identity.code.is_some());
        let core = self.core(head);
        for start in core.ids().filter(|&token| token != head || doc.tokens[token].upos == Upos::ADJ) {
            if let Some(found) =
                names::longest_at(doc, self.knowledge, self.focus, start).filter(|found| found.tokens.end <= core.end)
                && let Some(identity) = self.of_name(&found, start).into_iter().next().and_then(coded)
            {
                return Some(identity);
            }
        }
        for owner in doc.children_by(head, Relation::NmodPoss) {
            if let Some(identity) = self.identify_within(owner, depth.saturating_sub(1)).into_iter().next().and_then(coded) {
                return Some(identity);
            }
        }
        for phrase in doc.children_by(head, Relation::Nmod) {
            let close = clause::preposition_of(doc, phrase);
            if close.is_some_and(|word| ["of", "from", "in", "for", "with", "at"].contains(&word.as_str()))
                && let Some(identity) = self.identify_within(phrase, depth.saturating_sub(1)).into_iter().next().and_then(coded)
            {
                return Some(identity);
            }
        }
        for child in doc.children_by(head, Relation::Compound) {
            if let Some(identity) = self.of_place(child).and_then(coded) {
                return Some(identity);
            }
        }
        // Somebody named beside his office: "the president, Vladimir Putin".
        for other in doc.children_by(head, Relation::Appos).chain(doc.children_by(head, Relation::Flat)) {
            let range = phrase::extent(doc, other);
            if let Some(found) = names::covering(doc, self.knowledge, self.focus, range, other)
                && let Some(identity) = self.of_name(&found, other).into_iter().next().and_then(coded)
            {
                return Some(identity);
            }
        }
        // "Lee, a spokesman for the ministry": the name stands above.
        if doc.tokens[head].relation == Relation::Appos {
            let above = doc.head(head)?;
            return names::covering(doc, self.knowledge, self.focus, self.core(above), above)
                .and_then(|found| self.of_name(&found, above).into_iter().next())
                .and_then(coded);
        }
        None
    }

    /// A person whom the knowledge does not know: by title, apposition, or an earlier, fuller mention.
    fn person(&self, head: TokenId, depth: usize) -> Option<Identity> {
        let doc = self.doc;
        let is_person = doc.names.iter().any(|name| name.kind == NameKind::Person && name.tokens.contains(head));
        let capitalised = doc.tokens[head].upos == Upos::PROPN;
        if !is_person && !capitalised {
            return None;
        }
        let titles = doc.children(head).filter(|&child| {
            matches!(
                doc.tokens[child].relation,
                Relation::Appos | Relation::NmodDesc | Relation::Compound | Relation::Flat | Relation::Amod
            )
        });
        for title in titles.collect::<Vec<_>>() {
            if let Some((role, words)) = self.role(title) {
                let mut identity = self.of_role(role, words, title, depth.saturating_sub(1));
                if let (Some(code), true) = (
                    self.owner(head, depth.saturating_sub(1)).and_then(|owner| owner.code),
                    doc.tokens[title].relation != Relation::Appos,
                ) {
                    identity.code = Some(code);
                }
                identity.nature = Nature::Person;
                identity.is_named = true;
                identity.identifier_text = None;
                return Some(identity);
            }
        }
        // "One of the advisers, Yoon Do-han": the office stands above the name.
        if doc.tokens[head].relation == Relation::Appos {
            let above = doc.head(head)?;
            if let Some((role, words)) = self.role(above) {
                return Some(self.of_role(role, words, above, depth.saturating_sub(1)));
            }
        }
        let name = doc.names.iter().find(|name| name.tokens.contains(head));
        let single = name.is_none_or(|name| name.tokens.ids().len() == 1);
        if single
            && let Some(&full) = self.focus.people.get(doc.form(head))
            && full != head
        {
            return self.identify_within(full, depth.saturating_sub(1)).into_iter().next();
        }
        is_person.then(|| Identity {
            code: self.home(RoleKind::Person, head),
            nature: Nature::Person,
            is_named: true,
            ..Identity::default()
        })
    }

    /// A place of the gazetteer stands for the country that it lies in.
    fn of_place(&self, head: TokenId) -> Option<Identity> {
        if !self.doc.tokens[head].upos.is_noun() || !self.doc.form(head).starts_with(char::is_uppercase) {
            return None;
        }
        let range = self.core(head);
        let words = self.doc.words(self.doc.span_of(range));
        let near = |code: &Option<String>| code.as_ref().is_some_and(|code| self.focus.codes.contains(code));
        let tried = [words, self.doc.form(head)];
        let place = tried
            .iter()
            .flat_map(|words| self.knowledge.places.named(words))
            .max_by_key(|place| (near(&place.country_code), place.population))?;
        let location = self.doc.names.iter().any(|name| name.kind == NameKind::Location && name.tokens.contains(head));
        if !near(&place.country_code) && !location {
            return None;
        }
        let span = phrase::span(self.doc, head);
        Some(Identity {
            code: place
                .country_code
                .as_ref()
                .map(|code| Found::at(code.clone(), span, Origin::Engine("the country that the place lies in"))),
            nature: Nature::Place,
            is_named: true,
            ..Identity::default()
        })
    }

    /// A thing stands for its owner; what has none keeps its words alone.
    fn of_owner(&self, head: TokenId, range: TokenRange, depth: usize) -> Identity {
        let organization = self.doc.names.iter().any(|name| name.kind == NameKind::Organization && name.tokens.contains(head));
        let mut identity = Identity {
            nature: if organization { Nature::Body } else { Nature::Thing },
            is_named: organization,
            ..Identity::default()
        };
        if let Some(owner) = self.owner(head, depth) {
            identity.is_owned = true;
            identity.code = owner.code;
            if owner.nature != Nature::Place {
                identity.sector = owner.sector;
            }
        } else if let Some(numbered) = self.part_of(head, depth) {
            return numbered;
        } else if depth == DEPTH && self.is_kind_of_building(head) {
            identity.is_owned = true;
            identity.code = self.home(RoleKind::Thing, head);
        }
        debug_assert!(range.contains(head));
        identity
    }

    /// "one of the soldiers", "dozens of protesters", "a number of villages": the phrase after `of` says who they are.
    fn part_of(&self, head: TokenId, depth: usize) -> Option<Identity> {
        let of = clause::preposition(self.doc, head, "of").into_iter().next()?;
        self.identify_within(of, depth.saturating_sub(1)).into_iter().next()
    }

    /// "killed 80": a bare number counts people.
    fn counted_people(&self, head: TokenId) -> Identity {
        let sector = Found::at("CVL".to_string(), self.doc.tokens[head].span, Origin::Engine("a bare number counts people"));
        Identity { code: self.home(RoleKind::Person, head), sector: Some(sector), nature: Nature::Person, ..Identity::default() }
    }

    fn pronoun(&self, head: TokenId, depth: usize) -> Vec<Identity> {
        let doc = self.doc;
        let link = doc.coreference.iter().find(|link| link.mention.contains(head));
        let relative = doc.feature(head, "PronType") == Some("Rel") || matches!(doc.lemma(head), "who" | "which");
        if let (None, true, Some(noun)) = (link, relative, self.noun_before(head)) {
            let mut identities = self.identify_within(noun, depth.saturating_sub(1));
            for identity in &mut identities {
                identity.antecedent = identity.antecedent.or(Some(phrase::span(doc, noun)));
            }
            return identities;
        }
        if let (None, Some(speaker)) = (link, self.speaker_above(head)) {
            let mut identities = self.identify_within(speaker, depth.saturating_sub(1));
            for identity in &mut identities {
                identity.antecedent = identity.antecedent.or(Some(phrase::span(doc, speaker)));
            }
            return identities;
        }
        let Some(link) = link else {
            let lemma = doc.lemma(head).to_lowercase();
            let human =
                matches!(lemma.as_str(), "he" | "she" | "they" | "we" | "i" | "who" | "you" | "someone" | "everyone" | "nobody");
            return vec![
                self.part_of(head, depth)
                    .unwrap_or(Identity { nature: if human { Nature::Person } else { Nature::Thing }, ..Identity::default() }),
            ];
        };
        let range = link.antecedent;
        let above =
            range.ids().find(|&token| doc.head(token).is_none_or(|head| !range.contains(head))).unwrap_or(range.start as TokenId);
        let mut identities = Vec::new();
        for part in phrase::conjuncts(doc, above) {
            identities.extend(self.identify_within(part, depth.saturating_sub(1)));
        }
        let human = matches!(doc.lemma(head), "he" | "she" | "we" | "I");
        for identity in &mut identities {
            identity.antecedent = identity.antecedent.or(Some(doc.span_of(range)));
            if human && identity.nature == Nature::Thing {
                identity.nature = Nature::Person;
            }
        }
        identities
    }

    /// "North Korea said it will ...": the subject of the report that the pronoun is the subject of.
    fn speaker_above(&self, pronoun: TokenId) -> Option<TokenId> {
        let doc = self.doc;
        if !matches!(doc.lemma(pronoun), "it" | "he" | "she" | "they" | "we" | "I") || !doc.tokens[pronoun].relation.is_subject()
        {
            return None;
        }
        let mut clause = doc.head(pronoun)?;
        while doc.tokens[clause].relation == Relation::Conj || doc.tokens[clause].relation == Relation::Xcomp {
            clause = doc.head(clause)?;
        }
        let report = doc.head(clause).filter(|_| matches!(doc.tokens[clause].relation, Relation::Ccomp | Relation::Advcl))?;
        let subject = clause::place(doc, report, &[], None, &knowledge::Atom::Subject).into_iter().next()?;
        let plural = doc.feature(subject, "Number") == Some("Plur") || doc.children_by(subject, Relation::Conj).next().is_some();
        let agrees = match doc.lemma(pronoun) {
            "they" | "we" => true,
            _ => !plural,
        };
        (agrees && subject != pronoun).then_some(subject)
    }

    /// The noun that a relative pronoun follows, across a comma or a preposition.
    fn noun_before(&self, pronoun: TokenId) -> Option<TokenId> {
        let first = self.doc.sentence_of(pronoun).tokens.start as TokenId;
        // "a Ukrainian who": a nationality may be tagged as an adjective.
        let nominal = |token: TokenId| {
            self.doc.tokens[token].upos.is_noun() || token + 1 == pronoun && self.doc.tokens[token].upos == Upos::ADJ
        };
        (first..pronoun).rev().take(3).find(|&token| nominal(token))
    }

    /// Whether a phrase is of a kind that rules may ask for (`knowledge/README.md`).
    pub fn is_kind(&self, head: TokenId, kind: &str) -> bool {
        if kind == "number" {
            return self.doc.tokens[head].upos == Upos::NUM;
        }
        let lemma = self.doc.lemma(head);
        let identity = self.identity(head);
        let sector = identity.sector.as_ref().map(|sector| sector.value.as_str()).filter(|_| !identity.is_owned);
        match kind {
            "person" => identity.nature == Nature::Person || self.doc.tokens[head].upos == Upos::NUM,
            "party" => matches!(identity.nature, Nature::State | Nature::Person | Nature::Body),
            "armed" => sector.is_some_and(|sector| ["MIL", "REB", "COP", "PRM", "UAF", "SPY", "CRM"].contains(&sector)),
            "state" => identity.nature == Nature::State,
            "official" => sector.is_some_and(|sector| ["GOV", "LEG", "JUD"].contains(&sector)),
            "place" => identity.nature == Nature::Place || self.is_location(head),
            "building" => self.knowledge.classes.contains("building", lemma),
            "thing" => matches!(identity.nature, Nature::Thing),
            _ => false,
        }
    }

    fn is_kind_of_building(&self, head: TokenId) -> bool {
        self.knowledge.classes.contains("building", &crate::matching::singular(self.doc, head))
    }

    fn is_location(&self, head: TokenId) -> bool {
        self.doc.names.iter().any(|name| name.kind == NameKind::Location && name.tokens.contains(head))
    }
}

fn entity(mention: Span, identity: Identity, origin: &Origin) -> Entity {
    Entity {
        mention: Some(mention),
        antecedent: identity.antecedent,
        code: identity.code,
        sector: identity.sector,
        identifier_id: identity.identifier_id,
        identifier_text: identity.identifier_text,
        origin: origin.clone(),
    }
}

/// "Generals, officers and soldiers of the Russian army": a country told of one of the coordinated people is all of theirs.
fn share_country(parts: &mut [(TokenId, Vec<Identity>)]) {
    let told = |identity: &Identity| identity.code.clone().filter(|code| code.origin != HOME);
    let Some(shared) = parts.iter().flat_map(|(_, identities)| identities).find_map(told) else { return };
    for identity in parts.iter_mut().flat_map(|(_, identities)| identities) {
        if identity.nature == Nature::Person && identity.code.as_ref().is_some_and(|code| code.origin == HOME) {
            identity.code = Some(shared.clone());
        }
    }
}

/// The sector of the office that a person held on a day: without a day the last one; out of office, ELI.
fn office_sector(actor: &Actor, as_of: Option<Date>) -> Option<String> {
    let Some(day) = as_of else { return actor.offices.last().map(|office| office.sector.clone()) };
    let holds = |office: &&knowledge::Office| office.from.is_none_or(|from| from <= day) && office.to.is_none_or(|to| day <= to);
    let held = actor.offices.iter().rev().find(holds);
    let left = actor.offices.iter().any(|office| office.to.is_some_and(|to| to < day));
    held.map(|office| office.sector.clone()).or_else(|| left.then(|| "ELI".to_string()))
}
