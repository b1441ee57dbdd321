//! The parties of a side: coordinated phrases and lists of names taken apart, each with its words.

use super::*;

impl Resolver<'_> {
    /// The entities of a phrase and the phrases coordinated with it, each once.
    pub fn entities(&self, head: TokenId, origin: &Origin) -> Vec<Entity> {
        let mut entities = Vec::new();
        let mut parts: Vec<(TokenId, Vec<Identity>)> =
            phrase::conjuncts(self.doc, head).into_iter().map(|part| (part, self.identify(part))).collect();
        share_country(&mut parts);
        self.share_uniform(&mut parts);
        let is_party = |identities: &[Identity]| {
            identities.iter().any(|identity| identity.nature != Nature::Thing || identity.code.is_some())
        };
        let first_is_party = parts.first().is_some_and(|(_, identities)| is_party(identities));
        for (part, identities) in parts {
            // "the island and patrols of boats": what is no party beside one is joined by mistake.
            if first_is_party && part != head && !is_party(&identities) {
                continue;
            }
            let joined = self.joined_names(part, identities.first());
            if !joined.is_empty() {
                entities.extend(joined.into_iter().map(|(mention, identity)| entity(mention, identity, origin)));
                continue;
            }
            let mention = phrase::mention(self.doc, part);
            for identity in identities {
                entities.push(entity(mention, identity, origin));
            }
        }
        entities
    }

    /// "Generals, officers and soldiers": officers beside soldiers are theirs.
    fn share_uniform(&self, parts: &mut [(TokenId, Vec<Identity>)]) {
        let sector = |identity: &Identity| identity.sector.as_ref().map(|sector| sector.value.clone());
        let soldiers = parts.iter().flat_map(|(_, identities)| identities).any(|one| sector(one).as_deref() == Some("MIL"));
        let officers = parts.iter_mut().filter(|(part, _)| soldiers && self.doc.lemma(*part) == "officer");
        for identity in officers.flat_map(|(_, identities)| identities) {
            if let Some(found) = identity.sector.as_mut().filter(|found| found.value == "COP") {
                found.value = "MIL".to_string();
            }
        }
    }

    /// The parties of a phrase that names several countries in a row: "South Korea, Japan and the United States", "Japanese and U.S. warships", "the
    /// ministers of Mali and Niger". The parser seldom tells such lists apart; the names between commas and "and" do.
    pub(super) fn joined_names(&self, head: TokenId, whole: Option<&Identity>) -> Vec<(Span, Identity)> {
        let doc = self.doc;
        let range = phrase::extent(doc, head);
        let mut found: Vec<FoundName> = Vec::new();
        let mut at = range.start as TokenId;
        while at < range.end as TokenId {
            let name = self.name_from(at).filter(|name| name.tokens.end <= range.end);
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
}

/// The entity that some words stand for.
pub fn entity(mention: Span, identity: Identity, origin: &Origin) -> Entity {
    Entity {
        mention: Some(mention),
        antecedent: identity.antecedent,
        code: identity.code,
        sector: identity.sector,
        identifier_id: identity.identifier_id,
        identifier_text: identity.identifier_text,
        cameo: identity.cameo,
        origin: origin.clone(),
    }
}

/// "Gunners and sailors of the Russian navy": a country told of one of the coordinated people is all of theirs.
fn share_country(parts: &mut [(TokenId, Vec<Identity>)]) {
    let supposed = |code: &Found<String>| is_lent(code) || code.origin == STATE_BEFORE;
    let told = |identity: &Identity| identity.code.clone().filter(|code| !supposed(code));
    let Some(shared) = parts.iter().flat_map(|(_, identities)| identities).find_map(told) else { return };
    for identity in parts.iter_mut().flat_map(|(_, identities)| identities) {
        if identity.nature == Nature::Person && identity.code.as_ref().is_some_and(supposed) {
            identity.code = Some(shared.clone());
        }
    }
}
