//! Which dictionary a file is, by its content: names of files say nothing.

use super::lines;

/// The kinds of dictionaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DictionaryKind {
    /// Names with dated codes.
    Actors,
    /// Common nouns with codes of what somebody is.
    Agents,
    /// Words that stop a sentence or a story.
    Discards,
    /// Verbs with their patterns and synonym sets.
    Verbs,
}

impl DictionaryKind {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            DictionaryKind::Actors => "actors",
            DictionaryKind::Agents => "agents",
            DictionaryKind::Discards => "discards",
            DictionaryKind::Verbs => "verbs",
        }
    }
}

/// How many lines are looked at.
const LOOKED_AT: usize = 2_000;

/// What a text is, if it is a dictionary of PETRARCH or TABARI at all.
pub fn recognise(text: &str) -> Option<DictionaryKind> {
    let lines = lines::read(text);
    let lines = &lines[..lines.len().min(LOOKED_AT)];
    if lines.is_empty() {
        return None;
    }
    let count = |test: &dyn Fn(&str) -> bool| lines.iter().filter(|line| test(line.content)).count();
    let most = |number: usize| 10 * number >= 8 * lines.len();
    let header = |line: &str| line.starts_with("---") && line.contains('[');
    let pattern = |line: &str| line.starts_with("- ") && line.contains('*') && line.contains('[');
    let transformation = |line: &str| line.starts_with('~') && line.contains('=') && line.contains('(');
    let synset = |line: &str| line.starts_with('&') && !line.contains(' ') && capital(line);
    if count(&|line| header(line) || pattern(line) || transformation(line) || synset(line)) > 0 && most(count(&capital)) {
        return Some(DictionaryKind::Verbs);
    }
    let agent = |line: &str| line.contains("[~") || line.contains("~]") || (line.starts_with('!') && line.contains("! ="));
    let coded = |line: &str| line.contains('[') && code_begins(line);
    if count(&agent) > 0 && 2 * count(&agent) >= lines.len() {
        return Some(DictionaryKind::Agents);
    }
    // Names are written in capitals by rule, yet one or the other is not.
    if count(&coded) > 0 && most(count(&|line| coded(line) || capital(line) || line.starts_with('+'))) {
        return Some(DictionaryKind::Actors);
    }
    let plain = |line: &str| !line.contains(['[', ']', '=', ':']) && (capital(line) || line.starts_with('+'));
    (count(&|line| line.contains('[')) == 0 && most(count(&plain))).then_some(DictionaryKind::Discards)
}

/// Whether there is no small letter.
fn capital(line: &str) -> bool {
    !line.chars().any(char::is_lowercase)
}

/// Whether a bracket begins as an actor code does.
fn code_begins(line: &str) -> bool {
    let after = line.split_once('[').map_or("", |(_, code)| code.trim_start());
    after.starts_with("---") || after.chars().take(3).filter(char::is_ascii_uppercase).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_known_by_its_lines() {
        let known = |text| recognise(text).map(DictionaryKind::name);
        assert_eq!(known("# x\nRURIA_ [RUR]\n+RURIAN_\nANNA_RUIZ_\n\t[RURGOV >010101]\n"), Some("actors"));
        assert_eq!(known("!PERSON! = MAN, MEN\nFARMER [~AGR]\nTRUCE_MONITOR [IGO~]\n"), Some("agents"));
        assert_eq!(known("1914\nTHIRD ROUND\n+ World Golf Week\n"), Some("discards"));
        assert_eq!(known("--- BEAT [190] ---\nBEAT {BEATEN}\n- * &TROOPS [190]\n"), Some("verbs"));
        assert_eq!(known("&TROOPS\n+SOLDIER\n+GUNNER_\n"), Some("verbs"));
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "rule beat\nverb beat\ncode ASSAULT\naccepts Police [beat] two men. => event=ASSAULT\n",
            "country MLI Mali\nalso Republic of Mali\n",
            "Notes on the sources: see [1] and [2].\n",
            "",
        ] {
            assert_eq!(recognise(text), None, "{text}");
        }
    }
}
