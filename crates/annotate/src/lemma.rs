//! Lemmas of the verbs and nouns that news is made of, laid over the model's: a model that has never seen "shelled" guesses, a list knows.
//!
//! The lists hold base forms with their irregular forms; regular forms are made here. A form that two verbs share keeps the model's lemma
//! ("found" of find and of found).

use document::Upos;
use std::collections::HashMap;

/// Inflected form to lemma, for verbs and for nouns.
#[derive(Clone, Debug)]
pub struct Lemmas {
    verbs: HashMap<String, Option<String>>,
    nouns: HashMap<String, Option<String>>,
}

impl Lemmas {
    /// The lists that come with the program.
    pub fn embedded() -> Lemmas {
        let verbs = include_str!("../../../knowledge/words/verbs.lst");
        let nouns = include_str!("../../../knowledge/words/nouns.lst");
        Lemmas { verbs: read(verbs, verb_forms), nouns: read(nouns, noun_forms) }
    }

    /// The lemma of a form in lower case, where the lists know exactly one.
    pub fn of(&self, form: &str, upos: Upos) -> Option<&str> {
        let table = match upos {
            Upos::VERB => &self.verbs,
            Upos::NOUN | Upos::PROPN => &self.nouns,
            _ => return None,
        };
        table.get(form)?.as_deref()
    }
}

/// Reads `base: irregular forms` lines and makes the regular forms.
fn read(list: &str, regular: fn(&str) -> Vec<String>) -> HashMap<String, Option<String>> {
    let mut table: HashMap<String, Option<String>> = HashMap::new();
    let mut add = |form: String, base: &str| {
        table
            .entry(form)
            .and_modify(|known| {
                if known.as_deref() != Some(base) {
                    *known = None;
                }
            })
            .or_insert_with(|| Some(base.to_string()));
    };
    for line in list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let (base, irregular) = line.split_once(':').unwrap_or((line, ""));
        let base = base.trim();
        add(base.to_string(), base);
        for form in regular(base) {
            add(form, base);
        }
        for form in irregular.split_whitespace() {
            add(form.to_string(), base);
        }
    }
    table
}

fn is_vowel(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| "aeiou".contains(letter))
}

/// The third person, past and participles of a regular verb.
fn verb_forms(base: &str) -> Vec<String> {
    let mut letters = base.chars().rev();
    let (last, before, third) = (letters.next(), letters.next(), letters.next());
    let stem = &base[..base.len() - last.map_or(0, char::len_utf8)];
    if last == Some('e') {
        return vec![format!("{base}s"), format!("{base}d"), format!("{stem}ing")];
    }
    if last == Some('y') && !is_vowel(before) {
        return vec![format!("{stem}ies"), format!("{stem}ied"), format!("{base}ing")];
    }
    let mut forms = vec![third_person(base), format!("{base}ed"), format!("{base}ing")];
    let doubles = last.is_some_and(|last| !"aeiouwxy".contains(last)) && is_vowel(before) && !is_vowel(third);
    if let (true, Some(last)) = (doubles, last) {
        forms.push(format!("{base}{last}ed"));
        forms.push(format!("{base}{last}ing"));
    }
    forms
}

fn third_person(base: &str) -> String {
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|ending| base.ends_with(ending));
    if hisses { format!("{base}es") } else { format!("{base}s") }
}

/// The plural of a regular noun.
fn noun_forms(base: &str) -> Vec<String> {
    let before = base.chars().rev().nth(1);
    if base.ends_with('y') && !is_vowel(before) {
        return vec![format!("{}ies", &base[..base.len() - 1])];
    }
    if base.ends_with('o') {
        return vec![format!("{base}s"), format!("{base}es")];
    }
    vec![third_person(base)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_forms_lead_back() {
        let lemmas = Lemmas::embedded();
        for (form, base) in [
            ("shelled", "shell"),
            ("fought", "fight"),
            ("beaten", "beat"),
            ("denies", "deny"),
            ("banned", "ban"),
            ("seizing", "seize"),
        ] {
            assert_eq!(lemmas.of(form, Upos::VERB), Some(base), "{form}");
        }
        for (form, base) in [("gunmen", "gunman"), ("troops", "troop"), ("cities", "city"), ("clashes", "clash")] {
            assert_eq!(lemmas.of(form, Upos::NOUN), Some(base), "{form}");
        }
        assert_eq!(lemmas.of("shelled", Upos::ADJ), None);
    }

    #[test]
    fn a_form_of_two_verbs_is_left_to_the_model() {
        let table = read("find: found\nfound\n", verb_forms);
        assert_eq!(table["found"], None);
        assert_eq!(table["founded"].as_deref(), Some("found"));
    }
}
