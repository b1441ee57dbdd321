//! Names of the knowledge: countries, bodies, people in their offices.

use super::*;

impl Resolver<'_> {
    pub(super) fn of_name(&self, found: &FoundName, head: TokenId) -> Vec<Identity> {
        let actor = &self.knowledge.actors.all[self.in_office(found.actor)];
        let span = self.doc.span_of(found.tokens);
        if actor.kind == ActorKind::Several {
            let identities = actor.codes.iter().filter_map(|code| self.country(code, span, &actor.id));
            return identities.collect();
        }
        let origin = Origin::Rule(actor.id.clone());
        if let Some(dated) = self.dated(actor) {
            return vec![self.of_dictionary(actor, dated, found, head)];
        }
        // "Chadians" are people, "Chadian shelling" is the state's.
        let modifies = matches!(self.doc.tokens[head].relation, Relation::Compound | Relation::Amod);
        let plural_demonym = found.usage == NameUse::Demonym && self.doc.tokens[head].upos.is_noun() && !modifies;
        let sector = match (actor.kind, plural_demonym) {
            (_, true) => Some("CVL".to_string()),
            (ActorKind::Person, _) => office_sector(actor, self.as_of).or_else(|| actor.sector.clone()),
            _ => actor.sector.clone(),
        };
        let sector = sector.map(|sector| Found::at(sector, span, origin.clone()));
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
            sector: sector.or_else(|| self.said_sector(head).filter(|_| actor.kind == ActorKind::Person)),
            nature,
            cameo: None,
            antecedent: None,
            is_outlet: actor.kind == ActorKind::Outlet,
            is_named: true,
            is_owned: false,
        }]
    }

    /// What the words at somebody's name say of the sector: "General Ruiz", "Ruiz, the former minister". A leader or spokesman is somebody's.
    fn said_sector(&self, head: TokenId) -> Option<Found<String>> {
        let doc = self.doc;
        let above = doc.head(head).filter(|_| doc.tokens[head].relation == Relation::Appos);
        let (title, role, words) = self.titles(head).into_iter().chain(above).find_map(|title| {
            let (role, words) = self.role(title).filter(|(role, _)| !role.inherits)?;
            Some((title, role, words))
        })?;
        let sector = role.sector.as_deref()?;
        let around = doc.children(title).chain(doc.children(head));
        let former = around.into_iter().find_map(|word| self.knowledge.roles.former(&doc.lemma(word).to_lowercase(), sector));
        Some(Found::at(former.unwrap_or(sector).to_string(), doc.span_of(words), Origin::Rule(role.id.clone())))
    }

    /// Whoever leaves a country's office for an international one has a record for each: the one that holds an office on the day.
    fn in_office(&self, at: usize) -> usize {
        let all = &self.knowledge.actors.all;
        let person = &all[at];
        let Some(day) = self.as_of.filter(|_| person.kind == ActorKind::Person) else { return at };
        let holds = |&at: &usize| all[at].offices.iter().any(|office| office.holds_on(day));
        if holds(&at) {
            return at;
        }
        let entries = self.knowledge.actors.named(&knowledge::normalised(&person.name)).iter().map(|entry| entry.actor);
        let namesake = |&other: &usize| all[other].kind == ActorKind::Person && all[other].name == person.name;
        let mut holding = entries.filter(namesake).filter(holds);
        match (holding.next(), holding.next()) {
            (Some(one), None) => one,
            _ => at,
        }
    }

    /// The code that a dictionary has for an actor on the day of the act; where it has none for that day, the one on the day of publication.
    fn dated<'k>(&self, actor: &'k Actor) -> Option<&'k DatedCode> {
        let published = self.doc.text.metadata.published.map(|published| published.date);
        actor.dated_on(self.as_of).or_else(|| actor.dated_on(published))
    }

    /// Who a name of a dictionary is: its code, and what kind of actor it is. A code `---` says that it is none.
    fn of_dictionary(&self, actor: &Actor, dated: &DatedCode, found: &FoundName, head: TokenId) -> Identity {
        let span = self.doc.span_of(found.tokens);
        let at = |value: &String| Found::at(value.clone(), span, Origin::Rule(actor.id.clone()));
        let people = found.usage == NameUse::Demonym && self.doc.tokens[head].upos.is_noun();
        if dated.cameo.is_none() {
            return Identity { is_named: true, ..Identity::default() };
        }
        Identity {
            code: dated.code.as_ref().map(at),
            sector: if people { Some(at(&"CVL".to_string())) } else { dated.sector.as_ref().map(at) },
            identifier_id: actor.wikidata.clone().filter(|_| !people),
            identifier_text: (!people).then(|| actor.name.clone()),
            cameo: dated.cameo.clone(),
            nature: match actor.kind {
                _ if people => Nature::Person,
                ActorKind::Person => Nature::Person,
                ActorKind::Country => Nature::State,
                _ => Nature::Body,
            },
            antecedent: None,
            is_outlet: actor.kind == ActorKind::Outlet,
            is_named: true,
            is_owned: false,
        }
    }

    /// "South Korea's National Security Council" is not the American one of that name: a possessor of another country goes before.
    pub(super) fn told_owner(&self, actor: &Actor, head: TokenId) -> Option<Found<String>> {
        if !matches!(actor.kind, ActorKind::Organisation | ActorKind::Group) {
            return None;
        }
        let owner = self.doc.child(head, Relation::NmodPoss)?;
        let found = self.name_covering(self.core(owner), owner)?;
        let owner = &self.knowledge.actors.all[found.actor];
        let other = owner.kind == ActorKind::Country && owner.code != actor.code;
        let code = owner.code.clone().filter(|_| other)?;
        Some(Found::at(code, self.doc.span_of(found.tokens), Origin::Rule(owner.id.clone())))
    }

    pub(super) fn country(&self, code: &str, span: Span, by: &Arc<str>) -> Option<Identity> {
        let actor = self.knowledge.actors.country(code)?;
        let origin = Origin::Rule(by.clone());
        Some(Identity {
            code: Some(Found::at(code.to_string(), span, origin.clone())),
            sector: Some(Found::at("GOV".to_string(), span, origin)),
            identifier_id: actor.wikidata.clone(),
            identifier_text: Some(actor.name.clone()),
            cameo: None,
            nature: Nature::State,
            antecedent: None,
            is_outlet: false,
            is_named: true,
            is_owned: false,
        })
    }

    pub(super) fn mention_before(&self, code: &str, token: TokenId) -> Option<Span> {
        let mention = self.focus.mentions_before(token).iter().rev().find(|(_, named)| named == code)?;
        let found = self.name_from(mention.0)?;
        Some(self.doc.span_of(found.tokens))
    }
}

/// The sector of the office that a person held on a day: without a day the last one; out of office, ELI.
fn office_sector(actor: &Actor, as_of: Option<Date>) -> Option<String> {
    let Some(day) = as_of else { return actor.offices.last().map(|office| office.sector.clone()) };
    let held = actor.offices.iter().rev().find(|office| office.holds_on(day));
    let left = actor.offices.iter().any(|office| office.to.is_some_and(|to| to < day));
    held.map(|office| office.sector.clone()).or_else(|| left.then(|| "ELI".to_string()))
}
