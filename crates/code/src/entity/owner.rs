//! Whose somebody or something is: by nationality, possessor, place or apposition. A thing stands for its owner.

use super::*;

impl Resolver<'_> {
    /// Whose somebody or something is: by nationality, possessor, place or apposition.
    pub(super) fn owner(&self, head: TokenId, depth: usize) -> Option<Identity> {
        let doc = self.doc;
        let coded = |identity: Identity| Some(identity).filter(|identity| identity.code.is_some());
        let core = self.core(head);
        let may_own = |&token: &TokenId| (token != head || doc.tokens[token].upos == Upos::ADJ) && !self.is_sponsor(token, head);
        for start in core.ids().filter(may_own) {
            if let Some(found) = self.name_from(start).filter(|found| found.tokens.end <= core.end)
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
        if let Some(identity) = self
            .served(head)
            .and_then(|state| self.identify_within(state, depth.saturating_sub(1)).into_iter().next())
            .and_then(coded)
        {
            return Some(identity);
        }
        for child in doc.children_by(head, Relation::Compound) {
            if let Some(identity) = self.of_place(child).and_then(coded) {
                return Some(identity);
            }
        }
        // Somebody named beside his office: "the president, Vladimir Putin".
        for other in doc.children_by(head, Relation::Appos).chain(doc.children_by(head, Relation::Flat)) {
            let range = phrase::extent(doc, other);
            if let Some(found) = self.name_covering(range, other)
                && let Some(identity) = self.of_name(&found, other).into_iter().next().and_then(coded)
            {
                return Some(identity);
            }
        }
        // "Lee, a spokesman for the ministry": the name stands above.
        if doc.tokens[head].relation == Relation::Appos {
            let above = doc.head(head)?;
            return self
                .name_covering(self.core(above), above)
                .and_then(|found| self.of_name(&found, above).into_iter().next())
                .and_then(coded);
        }
        None
    }

    /// "Hackers working for Iran", "troops loyal to the president": whom they serve.
    fn served(&self, head: TokenId) -> Option<TokenId> {
        let doc = self.doc;
        let behind = doc.children(head).filter(|&child| child > head);
        behind.filter(|&child| matches!(doc.tokens[child].relation, Relation::Acl | Relation::Amod)).find_map(|child| {
            let serves = &*doc.tokens[child].xpos == "VBG" && self.knowledge.classes.contains("serving", doc.lemma(child));
            let word = if serves { "for" } else { "to" };
            let stands = serves || self.knowledge.classes.contains("devoted", doc.lemma(child));
            clause::preposition(doc, child, word).into_iter().next().filter(|_| stands)
        })
    }

    /// "Turkish-backed rebels", "Iranian-made drones": who backs somebody or has made a thing is no owner of it.
    fn is_sponsor(&self, token: TokenId, noun: TokenId) -> bool {
        let doc = self.doc;
        let above = std::iter::successors(Some(token), |&word| doc.head(word)).take(4).take_while(|&word| word != noun);
        let backs = |word: TokenId| {
            let before = doc.tokens[word].relation == Relation::Amod && doc.tokens[word].upos == Upos::VERB;
            before && self.knowledge.classes.contains("sponsoring", doc.lemma(word))
        };
        above.skip(1).any(|word| word > token && word < noun && backs(word))
    }

    /// "Russian-backed separatists" are of some other country than Russia, whatever the article is about.
    pub(super) fn is_sponsored_by(&self, head: TokenId, code: &str) -> bool {
        self.core(head).ids().filter(|&token| token < head && self.is_sponsor(token, head)).any(|token| {
            let named = self.name_from(token).map(|found| self.of_name(&found, token));
            named.into_iter().flatten().any(|sponsor| sponsor.code.is_some_and(|told| told.value == code))
        })
    }

    /// A thing stands for its owner; what has none keeps its words alone.
    pub(super) fn of_owner(&self, head: TokenId, range: TokenRange, depth: usize) -> Identity {
        let organization = self.doc.name_at(head).is_some_and(|name| name.kind == NameKind::Organization);
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
        } else if let Some(body) = self.body_before(head, depth) {
            identity.is_owned = true;
            identity.code = body.code;
            identity.sector = body.sector;
        } else if depth == DEPTH && self.is_building(head) {
            identity.is_owned = true;
            identity.code = self.home(RoleKind::Thing, head);
        } else if self.is_location(head) {
            // A town that no table knows lies where the others around it do.
            identity.nature = Nature::Place;
            identity.is_named = true;
            identity.code = self.home(RoleKind::Person, head);
        }
        debug_assert!(range.contains(head));
        identity
    }

    /// "a militia headquarters", "rebel positions": the body or people whose they are, before the thing.
    fn body_before(&self, head: TokenId, depth: usize) -> Option<Identity> {
        let before = self
            .doc
            .children(head)
            .filter(|&child| child < head && matches!(self.doc.tokens[child].relation, Relation::Compound | Relation::Amod));
        before.filter_map(|child| self.role(child).map(|(role, words)| (child, role, words))).find_map(|(child, role, words)| {
            let armed =
                role.sector.as_deref().is_some_and(|sector| matches!(sector, "MIL" | "REB" | "PRM" | "COP" | "CRM" | "SPY"));
            armed.then(|| self.of_role(role, words, child, depth.saturating_sub(1)))
        })
    }

    /// "one of the soldiers", "dozens of protesters", "a number of villages": the phrase after `of` says who they are.
    pub(super) fn part_of(&self, head: TokenId, depth: usize) -> Option<Identity> {
        let of = clause::preposition(self.doc, head, "of").into_iter().next()?;
        self.identify_within(of, depth.saturating_sub(1)).into_iter().next()
    }

    /// Whether a phrase is the name of a place whose country only its surroundings tell.
    pub fn is_unknown_place(&self, head: TokenId) -> bool {
        self.asked(head, |identity| identity.nature == Nature::Place && identity.code.as_ref().is_some_and(is_lent))
    }

    /// Whether a phrase is of a piece of land.
    pub fn is_land(&self, head: TokenId) -> bool {
        self.knowledge.classes.contains("land", &crate::matching::singular(self.doc, head))
    }

    /// Whether a phrase is of a building, an installation or a town.
    pub fn is_building(&self, head: TokenId) -> bool {
        self.knowledge.classes.contains("building", &crate::matching::singular(self.doc, head))
    }
}
