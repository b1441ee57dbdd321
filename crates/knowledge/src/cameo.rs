//! CAMEO's codes of events and actors, and what PLOVER and the contract have of them.

use crate::Problem;
use crate::records::{Line, Record, split};
use event::Category;
use std::collections::BTreeMap;

/// What the codes of CAMEO are here.
#[derive(Clone, Debug, Default)]
pub struct CameoCodes {
    events: BTreeMap<String, CameoEvent>,
    begins: BTreeMap<String, Option<String>>,
    agents: BTreeMap<String, String>,
    faiths: BTreeMap<String, String>,
}

/// What PLOVER has of an event code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameoEvent {
    /// The category.
    pub category: Category,
    /// Modes.
    pub modes: Vec<String>,
    /// Contexts.
    pub contexts: Vec<String>,
}

/// What the contract has of an actor code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CameoActor {
    /// Country or international code; `None` for regions, peoples and agents of nobody.
    pub code: Option<String>,
    /// PLOVER's sector, where a part of the code gives one.
    pub sector: Option<String>,
}

impl CameoCodes {
    /// What an event code is: its own line, or that of the longest listed code that begins it, or the general one of its root. `None` for what
    /// PLOVER does not keep.
    pub fn event(&self, code: &str) -> Option<&CameoEvent> {
        if !code.is_ascii() {
            return None;
        }
        let begun = (3..=code.len()).rev().find_map(|end| self.events.get(&code[..end]));
        begun.or_else(|| self.events.get(&format!("{}0", code.get(..2)?)))
    }

    /// What an actor code is. `is_country` knows the countries' codes.
    pub fn actor(&self, code: &str, is_country: &dyn Fn(&str) -> bool) -> CameoActor {
        if !code.is_ascii() {
            return CameoActor::default();
        }
        let begun = (3..=code.len()).rev().find_map(|end| self.begins.get(&code[..end]).map(|own| (own.clone(), &code[end..])));
        let own = || code.get(..3).filter(|own| is_country(own)).map(|own| (Some(own.to_string()), &code[3..]));
        let (owner, rest) = begun.or_else(own).unwrap_or((None, code));
        CameoActor { code: owner, sector: self.sector(rest) }
    }

    /// The sector of the groups of an agent's code: that of the first that gives one, a faith's last.
    pub fn sector(&self, groups: &str) -> Option<String> {
        let groups: Vec<&str> = (0..groups.len() / 3).filter_map(|at| groups.get(3 * at..3 * at + 3)).collect();
        let first = |table: &BTreeMap<String, String>| groups.iter().find_map(|group| table.get(*group).cloned());
        first(&self.agents).or_else(|| first(&self.faiths))
    }

    /// The contract's code that a group of an agent stands for by itself ("IGO"), if it does.
    pub fn international(&self, group: &str) -> Option<&str> {
        self.begins.get(group)?.as_deref()
    }

    /// Adds one record of `ontology/`.
    pub(crate) fn read(&mut self, record: &Record<'_>, problems: &mut Vec<Problem>) {
        let head = record.head();
        let key = if head.key == "cameo" {
            "code"
        } else if head.key == "cameo-code" {
            "begins"
        } else {
            "agent"
        };
        record.check_keys(&["about", "note", key], problems);
        for line in record.all(key) {
            match head.key {
                "cameo" => self.read_event(record, line, problems),
                "cameo-code" => {
                    let code = (head.value != "-").then(|| head.value.to_string());
                    self.begins.extend(split(&line.value, ';').map(|begin| (begin.to_string(), code.clone())));
                }
                kind => {
                    let table = if kind == "cameo-faith" { &mut self.faiths } else { &mut self.agents };
                    table.extend(split(&line.value, ';').map(|group| (group.to_string(), head.value.to_string())));
                }
            }
        }
    }

    /// Reads `CODE CATEGORY [mode ...] [context NAME, ...]`.
    fn read_event(&mut self, record: &Record<'_>, line: &Line<'_>, problems: &mut Vec<Problem>) {
        let (before, contexts) = line.value.split_once(" context ").unwrap_or((&*line.value, ""));
        let mut words = before.split_whitespace();
        let code = words.next().unwrap_or("");
        let name = words.next().unwrap_or("");
        match Category::from_name(name) {
            Some(category) => {
                let modes = words.map(str::to_string).collect();
                let contexts = split(contexts, ',').map(str::to_string).collect();
                self.events.insert(code.to_string(), CameoEvent { category, modes, contexts });
            }
            None => {
                let hint = "write `code 0311 AGREE context economic`, with one of PLOVER's categories";
                problems.push(record.problem(line, name, format!("unknown category `{name}`"), hint));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Knowledge;
    use crate::ontology::Ontology;

    fn ontology() -> Ontology {
        Knowledge::embedded().ontology
    }

    #[test]
    fn every_mode_and_context_of_the_table_is_plovers() {
        let ontology = ontology();
        assert!(ontology.cameo.events.len() > 250);
        for (code, event) in &ontology.cameo.events {
            for mode in &event.modes {
                assert!(ontology.has_mode(event.category, mode), "{code}: {mode}");
            }
            for context in &event.contexts {
                assert!(ontology.context_words.iter().any(|known| known.context == *context), "{code}: {context}");
            }
        }
    }

    #[test]
    fn event_codes_fall_back_to_what_begins_them() {
        let cameo = ontology().cameo;
        let category = |code: &str| cameo.event(code).map(|event| event.category.name());
        assert_eq!(category("190"), Some("ASSAULT"));
        assert_eq!(category("1904"), Some("ASSAULT"));
        assert_eq!(category("09"), Some("ACCUSE"));
        assert_eq!(category("099"), Some("ACCUSE"));
        assert_eq!(category("010"), None);
        assert_eq!(category("é"), None);
    }

    #[test]
    fn actor_codes_are_read_in_groups() {
        let cameo = ontology().cameo;
        let read = |code: &str| {
            let actor = cameo.actor(code, &|code| matches!(code, "USA" | "IRQ" | "FRA"));
            format!("{} {}", actor.code.as_deref().unwrap_or("-"), actor.sector.as_deref().unwrap_or("-"))
        };
        assert_eq!(read("USAGOV"), "USA GOV");
        assert_eq!(read("IRQREBISI"), "IRQ REB");
        assert_eq!(read("IGOEUREEC"), "EUR -");
        assert_eq!(read("IGOUNOHLH"), "UNO MED");
        assert_eq!(read("FRAMUSMED"), "FRA JRN");
        assert_eq!(read("FRAMUS"), "FRA REL");
        assert_eq!(read("TMPGOV"), "TLS GOV");
        assert_eq!(read("SAFMIL"), "- MIL");
        assert_eq!(read("REB"), "- REB");
        assert_eq!(read("XYZ"), "- -");
        assert_eq!(read("éa"), "- -");
    }
}
