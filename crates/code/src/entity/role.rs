//! Roles: what a common noun says of the sector, and where the country comes from that it does not name.

use super::*;
use crate::two_states::is_supposed;

/// How many words off the same noun may tell whose people they are.
const REACH: usize = 2_000;

impl Resolver<'_> {
    /// The role of a head, by the longest phrase that ends at it, and that phrase.
    pub(super) fn role(&self, head: TokenId) -> Option<(&Role, TokenRange)> {
        if let Some(agent) = self.agent(head) {
            return Some(agent);
        }
        let roles = &self.knowledge.roles;
        let last = crate::matching::singular(self.doc, head);
        let before = roles.longest_ending(&last).checked_sub(1)?.min(2 * roles.longest().max(1));
        let first = self.doc.sentence_of(head).tokens.start as TokenId;
        (head.saturating_sub(before).max(first)..=head).find_map(|start| {
            let mut phrase = String::new();
            for token in start..head {
                phrase.push_str(&self.doc.lower_lemma(token));
                phrase.push(' ');
            }
            phrase.push_str(&last);
            let role = roles.of(&phrase.replace(" - ", "-"))?;
            Some((role, TokenRange::new(start, head + 1)))
        })
    }

    pub(super) fn of_role(&self, role: &Role, words: TokenRange, head: TokenId, depth: usize) -> Identity {
        let span = self.doc.span_of(words);
        let origin = Origin::Rule(role.id.clone());
        let owner = self.owner(head, depth);
        let owned_as =
            owner.as_ref().and_then(|owner| owner.cameo.clone().or(owner.code.as_ref().map(|code| code.value.clone())));
        let mut sector = role.sector.clone();
        if role.inherits {
            let group = owner.as_ref().and_then(|owner| owner.sector.as_ref()).map(|found| found.value.clone());
            sector = group.filter(|group| group != "GOV" || sector.is_none()).or(sector);
        }
        // "Gunmen of the Islamic State" are known.
        let known = owner.as_ref().filter(|owner| sector.as_deref() == Some("UAF") && owner.nature == Nature::Body);
        let group = known.and_then(|owner| owner.sector.as_ref()).map(|found| found.value.clone());
        sector = group.filter(|group| matches!(group.as_str(), "REB" | "PRM" | "CRM")).or(sector);
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
            && role.kind == RoleKind::Body
            || self.is_some_state(head) && role.sector.as_deref() == Some("GOV") && role.kind == RoleKind::Body
            || code.is_none() && self.is_of_contested_place(head);
        let bare = depth == DEPTH && role.kind != RoleKind::Thing && !others;
        let asked = sector.as_deref().unwrap_or("");
        let by_company = || self.state_in_sentence(asked, head).or_else(|| self.same_noun(head, depth));
        // "Israel bombed militias near Aleppo": people who are no organ of a state are of where the places beside them lie, before they are of the company
        // that they keep.
        let text = self.focus.whereabouts.text_begins();
        let beside = || self.beside(head, text, head).filter(|_| !is_organ_of_state(asked));
        let by_group = || self.group_of_sector(asked, head);
        let code = code.or_else(|| if bare { by_group().or_else(beside).or_else(by_company) } else { None });
        let organ = match role.kind {
            RoleKind::Body => matches!(asked, "GOV" | "MIL" | "LEG" | "JUD"),
            _ => asked == "GOV",
        } && self.doc.child(head, Relation::NmodPoss).is_none();
        let code = code.or_else(|| if others { None } else { self.home_of(role.kind, organ, head) });
        let code = code.filter(|code| !is_supposed(code) || !self.is_sponsored_by(head, &code.value));
        let cameo = role.cameo.as_ref().map(|agent| {
            let own = code.as_ref().filter(|code| Some(&code.value) != role.code.as_ref()).map(|code| code.value.clone());
            agent.with(&owned_as.or(own).unwrap_or_default())
        });
        Identity {
            code,
            cameo,
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

    /// "A country that tested weapons", "some government": none that is told.
    fn is_some_state(&self, head: TokenId) -> bool {
        let doc = self.doc;
        let some = |det: TokenId| matches!(doc.lemma(det), "a" | "an" | "another" | "any" | "some" | "every");
        self.knowledge.classes.contains("nation", doc.lemma(head)) && doc.children_by(head, Relation::Det).any(some)
    }

    /// "Kashmir groups": whoever is of a place that several countries share or claim is of none of them that the phrase tells.
    fn is_of_contested_place(&self, head: TokenId) -> bool {
        let doc = self.doc;
        doc.children_by(head, Relation::Compound).any(|child| {
            let named = child < head && self.is_location(child);
            named && place::country_of_name(self, TokenRange::new(child, child + 1)) == Some(None)
        })
    }

    /// "The rebels": the armed group or party of that sector that the article named last.
    pub(super) fn group_of_sector(&self, sector: &str, head: TokenId) -> Option<Found<String>> {
        let plural_or_body = self.doc.children_by(head, Relation::Det).any(|det| self.doc.lemma(det) == "the");
        if !plural_or_body || !matches!(sector, "REB" | "PRM" | "CRM" | "PTY") {
            return None;
        }
        let (token, actor) = self.focus.actors_before(head).iter().rev().find(|(_, actor)| {
            let known = &self.knowledge.actors.all[*actor];
            known.kind == ActorKind::Group && known.sector.as_deref() == Some(sector)
        })?;
        let known = &self.knowledge.actors.all[*actor];
        let span = self.name_from(*token).map(|found| self.doc.span_of(found.tokens))?;
        known.code.clone().map(|code| Found::at(code, span, Origin::Engine("the group of that kind named before")))
    }

    /// "The government": the state named before it in its sentence.
    pub(super) fn state_in_sentence(&self, sector: &str, head: TokenId) -> Option<Found<String>> {
        if !matches!(sector, "GOV" | "LEG" | "JUD") && !self.focus.international {
            return None;
        }
        let first = self.doc.sentence_of(head).tokens.start as TokenId;
        let official = matches!(sector, "GOV" | "LEG" | "JUD");
        let acts = |token: TokenId| {
            // The name's own head, or the word that it belongs to, is a subject or possessor.
            let above = self.doc.head(token).unwrap_or(token);
            let acting = |word: TokenId| {
                self.doc.tokens[word].relation.is_subject() || self.doc.tokens[word].relation == Relation::NmodPoss
            };
            acting(token) || acting(above)
        };
        let (token, code) = self
            .focus
            .mentions_before(head)
            .iter()
            .rev()
            .take_while(|(token, _)| first <= *token)
            .find(|(token, code)| !crate::focus::is_international(code) && (official || acts(*token)))?;
        Some(Found::at(code.clone(), self.doc.tokens[*token].span, STATE_BEFORE))
    }

    /// "Troops crossed the border": the same noun with a country elsewhere in the article says whose they are, the nearest one before first.
    pub(super) fn same_noun(&self, head: TokenId, depth: usize) -> Option<Found<String>> {
        let doc = self.doc;
        let lemma = doc.lemma(head);
        let alike = |&token: &TokenId| token != head && doc.tokens[token].upos.is_noun() && doc.lemma(token) == lemma;
        // An article's own length; in longer texts what lies further off speaks of other people.
        let before = (head.saturating_sub(REACH)..head).rev().filter(alike);
        let after = (head + 1..doc.tokens.len().min(head + REACH)).filter(alike);
        before.chain(after).take(6).find_map(|token| self.owner(token, depth.saturating_sub(1))?.code)
    }

    /// People and institutions without a named country take the country that the article is about (contract, decision 8).
    pub(super) fn home(&self, kind: RoleKind, head: TokenId) -> Option<Found<String>> {
        self.home_of(kind, false, head)
    }

    /// [`Resolver::home`]; an organ of a state ("the army") is first that of the country where the report was filed.
    fn home_of(&self, kind: RoleKind, organ: bool, head: TokenId) -> Option<Found<String>> {
        let doc = self.doc;
        let whereabouts = &self.focus.whereabouts;
        let span = phrase::span(doc, head);
        let found = |code: &str, origin: Origin| Some(Found::at(code.to_string(), span, origin));
        if let Some(code) = whereabouts.country_of(phrase::extent(doc, head)) {
            return found(code, BESIDE);
        }
        // A thing has the home's code only where there is but one home, or where a place at it tells.
        if kind == RoleKind::Thing {
            return if self.focus.international {
                None
            } else {
                found(self.country_of_section(head).or_else(|| self.focus.country())?, HOME)
            };
        }
        let filed = self.focus.filed.as_deref().filter(|_| self.focus.international);
        if let Some(code) = filed.filter(|_| organ) {
            return found(code, HOME);
        }
        let sentence = doc.sentence_of(head);
        if let Some(beside) = self.beside(head, 0, sentence.tokens.end as TokenId) {
            return Some(beside);
        }
        let named_here = || self.focus.mentions_in(sentence.tokens).filter(|_| whereabouts.is_scattered());
        found(self.country_of_section(head).or(filed).or_else(|| self.focus.country()).or_else(named_here)?, HOME)
    }

    /// The country in which the places lie that stand in a phrase, in its sentence up to a word, or before in its paragraph; none counts that stands before
    /// `start`.
    fn beside(&self, head: TokenId, start: TokenId, end: TokenId) -> Option<Found<String>> {
        let doc = self.doc;
        let whereabouts = &self.focus.whereabouts;
        let sentence = doc.sentence_of(head);
        let first = doc.sentences.partition_point(|other| other.paragraph < sentence.paragraph);
        let since = |from: TokenId, to: TokenId| TokenRange::new(from.max(start).min(to), to);
        let here = sentence.tokens.start as TokenId;
        let before = since(doc.sentences[first].tokens.start as TokenId, here);
        let so_far = since(here, end);
        let ranges = [phrase::extent(doc, head), so_far, before];
        let code = ranges.into_iter().find_map(|range| whereabouts.country_of(range))?;
        Some(Found::at(code.to_string(), phrase::span(doc, head), BESIDE))
    }

    /// The one country that a paragraph and its heading name, where the article is about several and that of the most mentions is not among them: an
    /// item of a digest has people of its own.
    fn country_of_section(&self, head: TokenId) -> Option<&str> {
        let doc = self.doc;
        if !self.focus.international {
            return None;
        }
        let paragraph = doc.sentence_of(head).paragraph;
        let headed = |&before: &u32| doc.text.paragraphs[before as usize].kind == ParagraphKind::Heading;
        let first = paragraph.checked_sub(1).filter(headed).unwrap_or(paragraph);
        let from = doc.sentences.partition_point(|sentence| sentence.paragraph < first);
        let to = doc.sentences.partition_point(|sentence| sentence.paragraph <= paragraph);
        let start = doc.sentences.get(from)?.tokens.start as TokenId;
        let end = doc.sentences[to - 1].tokens.end as TokenId;
        self.focus.mentions_in(TokenRange::new(start, end))
    }
}

/// Whether a sector is one of the organs of a state.
pub fn is_organ_of_state(sector: &str) -> bool {
    matches!(sector, "GOV" | "MIL" | "LEG" | "JUD" | "SPY")
}
