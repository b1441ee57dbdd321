//! Who a phrase stands for: names, roles, nationalities, descriptions and pronouns to codes and sectors.
//!
//! [`Resolver::identify`] asks in order: pronouns and descriptions ([`described`]), names ([`named`]), titles with surnames ([`titled`]), roles ([`role`]), people and places, and
//! last whose a thing is ([`owner`]); [`Resolver::entities`] makes the parties of a side of it ([`parties`]).
//!
//! Precision first: what the knowledge cannot place keeps its words and gets no code.

mod agent;
mod described;
mod memo;
mod named;
mod owner;
mod parties;
mod role;
mod titled;

pub use memo::Memo;
pub use parties::entity;
pub use role::is_organ_of_state;

use crate::focus::Focus;
use crate::names::{self, FoundName};
use crate::{clause, phrase, place};
use document::{Date, Document, NameKind, ParagraphKind, QuantityKind, Relation, TokenId, TokenRange, Upos};
use event::{Entity, Found, Origin};
use knowledge::{Actor, ActorKind, DatedCode, Knowledge, NameUse, Role, RoleKind};
use span::Span;
use std::rc::Rc;
use std::sync::Arc;

/// How often a phrase may lead to another (pronoun, possessor, apposition) before it is given up.
const DEPTH: usize = 6;

/// The origin of a country that nothing in the phrase tells.
pub const HOME: Origin = Origin::Engine("the country that the article is about");

/// The origin of a country in which the places lie that stand beside a phrase which does not tell its own.
pub const BESIDE: Origin = Origin::Engine("the country in which the places beside it lie");

/// The origin of a country that its sentence has named before.
pub const STATE_BEFORE: Origin = Origin::Engine("the state named before in the sentence");

/// Whether a country is that of the article or of the places beside, and not told by the phrase or its sentence.
pub fn is_lent(code: &Found<String>) -> bool {
    code.origin == HOME || code.origin == BESIDE
}

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
    /// The CAMEO actor code that a dictionary gives.
    pub cameo: Option<String>,
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
    /// What was found out before.
    pub memo: &'a Memo,
}

impl Resolver<'_> {
    /// Who one phrase stands for; several for "the two countries".
    pub fn identify(&self, head: TokenId) -> Vec<Identity> {
        self.known(head, DEPTH).to_vec()
    }

    /// The first of [`Resolver::identify`].
    pub fn identity(&self, head: TokenId) -> Identity {
        self.asked(head, Identity::clone)
    }

    /// What the first of [`Resolver::identify`] is asked for.
    pub fn asked<T>(&self, head: TokenId, ask: impl FnOnce(&Identity) -> T) -> T {
        match self.known(head, DEPTH).first() {
            Some(identity) => ask(identity),
            None => ask(&Identity::default()),
        }
    }

    fn identify_within(&self, head: TokenId, depth: usize) -> Vec<Identity> {
        if depth == 0 {
            return vec![Identity::default()];
        }
        self.known(head, depth).to_vec()
    }

    fn known(&self, head: TokenId, depth: usize) -> Rc<[Identity]> {
        self.memo.identities.get_or((head, depth, self.as_of), || self.find_out(head, depth).into())
    }

    /// The longest name that begins at a token.
    fn name_from(&self, start: TokenId) -> Option<FoundName> {
        self.memo.names.get_or(start, || names::longest_at(self.doc, self.knowledge, self.focus, start))
    }

    /// The longest name within `range` that covers `token`.
    pub fn name_covering(&self, range: TokenRange, token: TokenId) -> Option<FoundName> {
        range
            .ids()
            .take_while(|&start| start <= token)
            .find_map(|start| self.name_from(start).filter(|found| found.tokens.contains(token) && found.tokens.end <= range.end))
    }

    fn find_out(&self, head: TokenId, depth: usize) -> Vec<Identity> {
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
        if let Some(found) = self.name_covering(core, head) {
            let named = self.of_name(&found, head);
            if named.len() > 1 || !self.is_modifier_only(&found, head) {
                return named;
            }
        }
        if let Some(found) = self.titled(head, core, depth) {
            return self.of_name(&found, head);
        }
        if let Some(identity) = self.counterpart(head, depth) {
            return vec![identity];
        }
        if let Some(identity) = self.group_meant(head) {
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
        if self.is_aged(head) {
            let told = self.owner(head, depth).and_then(|owner| owner.code);
            let somebody = self.counted_people(head);
            return vec![Identity { code: told.or(somebody.code.clone()), ..somebody }];
        }
        if self.doc.tokens[head].upos == Upos::NUM || self.are_others(head) {
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

    /// A person whom the knowledge does not know: by title, apposition, or an earlier, fuller mention.
    fn person(&self, head: TokenId, depth: usize) -> Option<Identity> {
        let doc = self.doc;
        let bears_name = |word: TokenId| doc.name_at(word).is_some_and(|name| name.kind == NameKind::Person);
        // "former Ruria striker Ana Ruiz": the name hangs on the noun before it
        let named_behind = doc.tokens[head].upos == Upos::NOUN
            && doc
                .children_by(head, Relation::Appos)
                .any(|name| bears_name(name) && (head + 1..name).all(|between| doc.tokens[between].upos != Upos::PUNCT));
        let is_person = bears_name(head) || named_behind;
        let capitalised = doc.tokens[head].upos == Upos::PROPN;
        if !is_person && !capitalised {
            return None;
        }
        for title in self.titles(head) {
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
        if is_person && let Some(identity) = self.office_told(head, depth) {
            return Some(identity);
        }
        let name = doc.name_at(head);
        let single = name.is_none_or(|name| name.tokens.ids().len() == 1);
        let fuller = || self.focus.people.get(doc.form(head)).or_else(|| self.focus.titled.get(doc.form(head)));
        if single
            && let Some(&full) = fuller()
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

    /// The words at a name that may say what somebody is.
    fn titles(&self, head: TokenId) -> Vec<TokenId> {
        let says = |&child: &TokenId| {
            matches!(
                self.doc.tokens[child].relation,
                Relation::Appos | Relation::NmodDesc | Relation::Compound | Relation::Flat | Relation::Amod
            )
        };
        self.doc.children(head).filter(says).collect()
    }

    /// "Ruiz, the minister, ...", "as Ruria's president, Ruiz": the office that the article gives to a person elsewhere, with a country of its own.
    fn office_told(&self, head: TokenId, depth: usize) -> Option<Identity> {
        let nouns = self.focus.described(head);
        let told = nouns.iter().filter(|&&noun| noun != head).find_map(|&noun| {
            let (role, words) = self.role(noun)?;
            let identity = self.of_role(role, words, noun, depth.saturating_sub(1));
            identity.code.as_ref().is_some_and(|code| !is_lent(code)).then_some(identity)
        })?;
        Some(Identity { nature: Nature::Person, is_named: true, identifier_text: None, antecedent: None, ..told })
    }

    /// A place of the gazetteer stands for the country that it lies in.
    fn of_place(&self, head: TokenId) -> Option<Identity> {
        if !self.doc.tokens[head].upos.is_noun() || !self.doc.form(head).starts_with(char::is_uppercase) {
            return None;
        }
        let tried = [self.core(head), TokenRange::new(head, head + 1)];
        let country = tried.into_iter().find_map(|tokens| place::country_of_name(self, tokens))?;
        let span = phrase::span(self.doc, head);
        Some(Identity {
            code: country.map(|code| Found::at(code, span, Origin::Engine("the country that the place lies in"))),
            nature: Nature::Place,
            is_named: true,
            ..Identity::default()
        })
    }

    /// "A 17-year-old": somebody of that age.
    fn is_aged(&self, head: TokenId) -> bool {
        self.doc.lemma(head) == "old" && self.doc.children(head).any(|child| child < head && self.doc.lemma(child) == "year")
    }

    /// "Thirty others": people, unless a noun says what they are.
    fn are_others(&self, head: TokenId) -> bool {
        self.doc.lemma(head) == "other" && &*self.doc.tokens[head].xpos == "NNS"
    }

    /// "killed 80": a bare number counts people.
    fn counted_people(&self, head: TokenId) -> Identity {
        let sector = Found::at("CVL".to_string(), self.doc.tokens[head].span, Origin::Engine("a bare number counts people"));
        Identity { code: self.home(RoleKind::Person, head), sector: Some(sector), nature: Nature::Person, ..Identity::default() }
    }

    /// Whether a phrase is of a kind that rules may ask for (`knowledge/README.md`).
    pub fn is_kind(&self, head: TokenId, kind: &str) -> bool {
        if kind == "number" {
            return self.doc.tokens[head].upos == Upos::NUM;
        }
        if kind == "counted" {
            return self.is_counted(head);
        }
        self.asked(head, |identity| self.is_of_kind(head, identity, kind))
    }

    fn is_of_kind(&self, head: TokenId, identity: &Identity, kind: &str) -> bool {
        let lemma = self.doc.lemma(head);
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

    /// "Ten people", "three of them", "dozens", "five": whether a number says how many they are.
    fn is_counted(&self, head: TokenId) -> bool {
        self.doc.quantities_within(self.doc.sentence_of(head).tokens).iter().any(|quantity| {
            let counts = quantity.kind == QuantityKind::Cardinal && quantity.low >= 1.0;
            counts && (quantity.counted == Some(head as u32) || quantity.tokens.contains(head))
        })
    }

    fn is_location(&self, head: TokenId) -> bool {
        self.doc.name_at(head).is_some_and(|name| name.kind == NameKind::Location)
    }
}
