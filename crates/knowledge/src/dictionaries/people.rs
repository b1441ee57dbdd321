//! Lays the actors and agents of dictionaries over the knowledge: names with dated codes, nouns with sectors.

use super::actors::{Code, DictionaryActor};
use super::agents::DictionaryAgent;
use super::report::Reader;
use crate::records::normalised;
use crate::{Actor, ActorKind, DatedCode, Knowledge, NameEntry, NameUse, Role, RoleKind};
use std::sync::Arc;

/// Adds the actors of a dictionary. What they are beside their code - a country, a capital, a person - is taken from the built-in actor of the same
/// name and code, where there is one.
pub(super) fn add_actors(knowledge: &mut Knowledge, reader: &mut Reader<'_>, actors: Vec<DictionaryActor>) {
    let layer = knowledge.layers;
    for actor in actors {
        let mut dated: Vec<DatedCode> = actor.codes.iter().map(|code| translated(knowledge, code)).collect();
        let codes: Vec<Option<&str>> = dated.iter().map(|dated| dated.code.as_deref()).collect();
        let known = |name: &str| -> Option<(&NameEntry, &Actor)> {
            let entries = knowledge.actors.named(&normalised(name)).iter();
            let mut actors = entries.map(|entry| (entry, &knowledge.actors.all[entry.actor]));
            actors.find(|(_, actor)| actor.dated.is_empty() && actor.code.is_some() && codes.contains(&actor.code.as_deref()))
        };
        let namesake = actor.names.iter().filter_map(|name| known(&name.form)).find(|(entry, _)| entry.usage == NameUse::Name);
        let kind = namesake.map_or_else(|| kind(knowledge, &actor.codes), |(_, actor)| actor.kind);
        let names = actor.names.iter().map(|name| {
            let usage = known(&name.form).map_or(NameUse::Name, |(entry, _)| entry.usage);
            let usage = if usage == NameUse::Nearby { NameUse::Name } else { usage };
            (titled(&name.form), usage, name.whole)
        });
        let names: Vec<(String, NameUse, bool)> = names.collect();
        let [wikidata, gender] =
            [namesake.and_then(|(_, actor)| actor.wikidata.clone()), namesake.and_then(|(_, actor)| actor.gender.clone())];
        if kind == ActorKind::Country {
            for code in dated.iter_mut().filter(|code| code.sector.is_none()) {
                code.sector = Some("GOV".to_string());
            }
        }
        if dated.iter().any(|code| code.cameo.is_some() && code.code.is_none()) {
            reader.remark("have a code of no country: the CAMEO code alone is kept", actor.line);
        }
        let latest = dated.last().cloned();
        let added = Actor {
            kind,
            name: namesake.map_or_else(|| names[0].0.clone(), |(_, actor)| actor.name.clone()),
            code: latest.as_ref().and_then(|code| code.code.clone()),
            codes: Vec::new(),
            sector: latest.and_then(|code| code.sector),
            wikidata,
            gender,
            offices: Vec::new(),
            near: Vec::new(),
            dated,
            layer,
            id: Arc::from(format!("{}:{}", reader.report.file, actor.line)),
        };
        knowledge.actors.add_dated(added, names);
    }
}

fn translated(knowledge: &Knowledge, code: &Code) -> DatedCode {
    let actor = code
        .cameo
        .as_deref()
        .map(|cameo| knowledge.ontology.cameo.actor(cameo, &|code| knowledge.actors.country(code).is_some()));
    let actor = actor.unwrap_or_default();
    DatedCode { cameo: code.cameo.clone(), code: actor.code, sector: actor.sector, from: code.from, to: code.to }
}

/// What an actor is that the built-in knowledge does not know: a bare code of a country is one, whoever has codes for a time is a person, and the
/// others are groups or organisations by their code.
fn kind(knowledge: &Knowledge, codes: &[Code]) -> ActorKind {
    let first = codes.iter().find_map(|code| code.cameo.as_deref()).unwrap_or("");
    if first.len() == 3 && knowledge.actors.country(first).is_some() {
        return ActorKind::Country;
    }
    if codes.iter().any(|code| code.from.is_some() || code.to.is_some()) {
        return ActorKind::Person;
    }
    let sector = knowledge.ontology.cameo.sector(first.get(3..).unwrap_or(""));
    match sector.as_deref() {
        Some("REB" | "PRM" | "UAF" | "CRM" | "PTY") => ActorKind::Group,
        _ => ActorKind::Organisation,
    }
}

/// A name in capitals as names are written: the annotator and people know them so. Names of one short word are taken for abbreviations.
fn titled(form: &str) -> String {
    const SMALL: [&str; 8] = ["OF", "THE", "AND", "FOR", "IN", "DE", "DU", "TO"];
    const SHORT: usize = 4;
    if form.chars().any(char::is_lowercase) || form.contains('.') || (form.chars().count() <= SHORT && !form.contains(' ')) {
        return form.to_string();
    }
    let mut out = String::with_capacity(form.len());
    for (at, word) in form.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        if at > 0 && SMALL.contains(&word) {
            out.push_str(&word.to_lowercase());
            continue;
        }
        let mut begins = true;
        for letter in word.chars() {
            if begins {
                out.push(letter)
            } else {
                out.extend(letter.to_lowercase())
            }
            begins = letter == '-' || letter == '(';
        }
    }
    out
}

/// Adds the agents of a dictionary as roles.
pub(super) fn add_agents(knowledge: &mut Knowledge, reader: &mut Reader<'_>, agents: Vec<DictionaryAgent>) {
    for agent in agents {
        let words =
            |phrase: &super::AgentPhrase| phrase.words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
        let cameo = &knowledge.ontology.cameo;
        let built_in = agent.phrases.iter().find_map(|phrase| {
            let head = phrase.words[phrase.head].0.as_str();
            knowledge.roles.of(&words(phrase)).or_else(|| knowledge.roles.of(head)).map(|role| role.kind)
        });
        let head = agent.phrases.iter().map(|phrase| phrase.words[phrase.head].0.as_str()).next().unwrap_or("");
        let code = agent.code.before.then(|| cameo.international(&agent.code.cameo)).flatten().map(str::to_string);
        let sector = cameo.sector(&agent.code.cameo);
        if sector.is_none() && code.is_none() {
            reader.remark("have a code without a sector of PLOVER's: the CAMEO code alone is kept", agent.line);
        }
        let role = Role {
            name: agent.phrases.iter().map(words).next().unwrap_or_default(),
            sector,
            code,
            kind: built_in.unwrap_or_else(|| kind_of_noun(head)),
            inherits: false,
            cameo: Some(agent.code.clone()),
            id: Arc::from(format!("{}:{}", reader.report.file, agent.line)),
        };
        knowledge.roles.add_agent(role, agent.phrases);
    }
}

/// Whether a noun that nobody knows is a person, by its ending, or a body of people.
fn kind_of_noun(noun: &str) -> RoleKind {
    const PEOPLE: [&str; 14] =
        ["er", "or", "ist", "man", "men", "woman", "women", "ian", "ant", "ee", "ite", "crat", "eer", "person"];
    let singular = noun.strip_suffix('s').unwrap_or(noun);
    if PEOPLE.iter().any(|ending| singular.ends_with(ending)) { RoleKind::Person } else { RoleKind::Body }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_are_written_as_names() {
        let forms = ["ANNA DE RUIZ", "LEAGUE OF RURIA", "AL-NUR (RED)", "ULR", "U.N. CHIEF", "Kim"].map(titled);
        assert_eq!(forms, ["Anna de Ruiz", "League of Ruria", "Al-Nur (Red)", "ULR", "U.N. CHIEF", "Kim"]);
    }

    #[test]
    fn nouns_are_people_or_bodies_by_their_ending() {
        assert_eq!(kind_of_noun("beekeepers"), RoleKind::Person);
        assert_eq!(kind_of_noun("junta"), RoleKind::Body);
    }
}
