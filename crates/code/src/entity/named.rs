//! Names of the knowledge: countries, bodies, people in their offices.

use super::*;

impl Resolver<'_> {
    pub(super) fn of_name(&self, found: &FoundName, head: TokenId) -> Vec<Identity> {
        let actor = &self.knowledge.actors.all[found.actor];
        let span = self.doc.span_of(found.tokens);
        if actor.kind == ActorKind::Several {
            let identities = actor.codes.iter().filter_map(|code| self.country(code, span, &actor.id));
            return identities.collect();
        }
        let origin = Origin::Rule(actor.id.clone());
        if let Some(dated) = self.dated(actor) {
            return vec![self.of_dictionary(actor, dated, found, head)];
        }
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
            cameo: None,
            antecedent: None,
            is_outlet: actor.kind == ActorKind::Outlet,
            is_named: true,
            is_owned: false,
        }]
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
        let found = names::covering(self.doc, self.knowledge, self.focus, self.core(owner), owner)?;
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
        let found = names::longest_at(self.doc, self.knowledge, self.focus, mention.0)?;
        Some(self.doc.span_of(found.tokens))
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
