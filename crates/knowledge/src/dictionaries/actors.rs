//! Actor dictionaries: names with their synonyms, and the codes that they have, from when to when.

use super::dates;
use super::lines::{self, Line};
use super::report::Reader;
use document::Date;
use std::collections::BTreeSet;

/// Somebody in a dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DictionaryActor {
    /// The line of its first name.
    pub line: usize,
    /// Its names, the primary one first.
    pub names: Vec<Name>,
    /// Its codes in the order of the file.
    pub codes: Vec<Code>,
}

/// A name as a dictionary has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Its words, apart by single spaces, in the letters of the file.
    pub form: String,
    /// Whether it ends where its last word ends (`_`); others may go on with an ending.
    pub whole: bool,
}

/// A code and when it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    /// The CAMEO code; `None` for `---`, who is no actor.
    pub cameo: Option<String>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// Reads a dictionary of actors.
pub(super) fn read(reader: &mut Reader<'_>) -> Vec<DictionaryActor> {
    let mut actors: Vec<DictionaryActor> = Vec::new();
    // The actors that the next code line belongs to: several primary names may stand before one.
    let mut open: Vec<usize> = Vec::new();
    let mut codes = BTreeSet::new();
    for line in lines::read(reader.text) {
        reader.count("content lines", 1);
        let content = line.content.trim_start();
        let is_code = content.starts_with('[');
        let (names, _) = lines::brackets(content);
        let found = self::codes(reader, &line, content, &mut codes);
        if is_code {
            reader.count("code lines", 1);
            if open.is_empty() {
                reader.unread(&line, content, "a code without a name".to_string(), "write the name in a line above");
            }
        } else if content.starts_with('+') {
            reader.count("synonyms", 1);
            match open.last() {
                Some(&last) => actors[last].names.extend(names.split('+').filter_map(name)),
                None => {
                    let hint = "synonyms stand below the name that they belong to";
                    reader.unread(&line, names.trim(), "a synonym without a name".to_string(), hint);
                }
            }
        } else {
            reader.count("primary names", 1);
            if open.iter().any(|&actor| !actors[actor].codes.is_empty()) {
                open.clear();
            }
            let names: Vec<Name> = names.split('+').filter_map(name).collect();
            if names.is_empty() {
                reader.unread(&line, content, "a name without words".to_string(), "write the name in capitals, as RURIA_");
                open.clear();
                continue;
            }
            open.push(actors.len());
            actors.push(DictionaryActor { line: line.number, names, codes: Vec::new() });
        }
        let (Some(&last), false) = (open.last(), found.is_empty()) else { continue };
        // Codes in the line of a name are that name's; a line of codes alone is for all that wait for one.
        let given: &[usize] = if is_code { &open } else { &[last] };
        for &actor in given {
            actors[actor].codes.extend(found.iter().cloned());
        }
        if !is_code {
            open = vec![last];
        }
    }
    reader.count("distinct codes", codes.len());
    let lines: Vec<&str> = reader.text.lines().collect();
    for actor in actors.iter().filter(|actor| actor.codes.is_empty()) {
        let raw = lines.get(actor.line - 1).copied().unwrap_or("");
        let line = Line { number: actor.line, raw, content: raw };
        reader.unread(&line, raw.trim(), "a name without a code".to_string(), "write [CODE] behind it or in the line below");
    }
    actors.retain(|actor| !actor.codes.is_empty());
    actors
}

/// The name that some words with `_` give; none where there are no letters.
fn name(text: &str) -> Option<Name> {
    let text = text.trim();
    let form: Vec<&str> = text.split(['_', ' ', '\t']).filter(|word| !word.is_empty()).collect();
    let form = form.join(" ");
    form.chars().any(char::is_alphanumeric).then(|| Name { form, whole: text.ends_with('_') })
}

/// The codes of a line. What cannot be read is reported and left out.
fn codes(reader: &mut Reader<'_>, line: &Line<'_>, content: &str, all: &mut BTreeSet<String>) -> Vec<Code> {
    let parts = match lines::brackets(content).1 {
        Ok(parts) => parts,
        Err(open) => {
            reader.unread(line, open, "a bracket that is never closed".to_string(), "write codes as [RURGOV]");
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    let mut is_restricted = false;
    for part in parts {
        let (code, days) = split_code(part);
        all.extend((code.len() >= 3 && code != "---").then(|| code.to_string()));
        is_restricted |= code.len() >= 3 && !days.trim().is_empty();
        if code.len() < 3 {
            let hint = "codes are CAMEO's, groups of three capitals as RUR, RURGOV, IGOUNO; --- is for who is no actor";
            reader.unread(line, part, format!("`{part}` is no code"), hint);
            continue;
        }
        match dates::restriction(days) {
            Ok((from, to)) => found.push(Code { cameo: (code != "---").then(|| code.to_string()), from, to }),
            Err(wrong) => {
                let hint = "write days as 040131 or 20040131: [RURGOV <040131], [RURGOV >040131], [RURGOV 040131-051231]";
                let words = if line.raw.contains(&wrong) { wrong.as_str() } else { part };
                reader.unread(line, words, format!("`{wrong}` is no day or range of days"), hint);
            }
        }
    }
    reader.count("date-restricted lines", usize::from(is_restricted));
    found
}

/// The code of a bracket and its restriction. A number of up to three digits right behind the code is the writer's and means nothing.
fn split_code(part: &str) -> (&str, &str) {
    const NUMBER: usize = 3;
    if let Some(days) = part.strip_prefix("---") {
        return ("---", days);
    }
    let end = part.find(|character: char| !character.is_ascii_uppercase()).unwrap_or(part.len());
    let (code, days) = part.split_at(end);
    let is_number = days.len() <= NUMBER && days.bytes().all(|byte| byte.is_ascii_digit());
    (code, if is_number { "" } else { days })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Vec<String>, Vec<String>) {
        let mut reader = Reader::new("x", text);
        let actors = read(&mut reader);
        let shown = |actor: &DictionaryActor| {
            let names: Vec<String> =
                actor.names.iter().map(|name| format!("{}{}", name.form, if name.whole { "" } else { "~" })).collect();
            let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
            let codes: Vec<String> = actor
                .codes
                .iter()
                .map(|code| format!("{} {}..{}", code.cameo.as_deref().unwrap_or("none"), day(code.from), day(code.to)))
                .collect();
            format!("{}: {}", names.join(", "), codes.join(", "))
        };
        let problems = reader.report.unread.iter().map(|problem| format!("{} {}", problem.line, problem.message));
        (actors.iter().map(shown).collect(), problems.collect())
    }

    #[test]
    fn names_synonyms_and_codes_on_lines_of_their_own() {
        let (actors, problems) =
            told("ANNA_RUIZ_ # minister\n+A._RUIZ_\n+RUIZ\n\t[RURGOV 990101-031231]\n\t[RURELI]\nBORU_ [BOR]\n");
        assert_eq!(actors, ["ANNA RUIZ, A. RUIZ, RUIZ~: RURGOV 1999-01-01..2003-12-31, RURELI ..", "BORU: BOR .."]);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn several_codes_may_stand_on_one_line() {
        let (actors, _) = told("OLAV_BERG_ [IGOEUREEC 820701-821231][IGOEUREEC 870701-871231]\n");
        assert_eq!(actors, ["OLAV BERG: IGOEUREEC 1982-07-01..1982-12-31, IGOEUREEC 1987-07-01..1987-12-31"]);
    }

    #[test]
    fn several_names_may_wait_for_one_code() {
        let (actors, problems) = told("OLD_LEAGUE_\nNEW_LEAGUE_\n\t[RURREB > 140608]\n");
        assert_eq!(actors, ["OLD LEAGUE: RURREB 2014-06-08..", "NEW LEAGUE: RURREB 2014-06-08.."]);
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn blanks_may_stand_where_tabs_do_and_words_may_be_apart() {
        let (actors, _) = told("ANNA RUIZ\n    [RURGOV]\n");
        assert_eq!(actors, ["ANNA RUIZ~: RURGOV .."]);
    }

    #[test]
    fn two_synonyms_on_one_line_are_two() {
        assert_eq!(told("RED_LEAGUE_ [RURREB]\n+RED_ARMY+_RED_FRONT_\n").0, ["RED LEAGUE, RED ARMY~, RED FRONT: RURREB .."]);
    }

    #[test]
    fn a_short_number_behind_a_code_means_nothing() {
        assert_eq!(told("A_ [NGORUR214]\n").0, ["A: NGORUR .."]);
    }

    #[test]
    fn who_is_no_actor_is_known_as_such() {
        assert_eq!(told("RURIA_TODAY_ [---]\n").0, ["RURIA TODAY: none .."]);
    }

    #[test]
    fn what_cannot_be_read_costs_its_bracket_or_line() {
        let (actors, problems) = told("A_ [RUR 2004017-20061201] [RURGOV]\nB_\nC_ [RUR\n+\nD_ [rur] [RURMIL]\n\n[X]\n");
        assert_eq!(actors, ["A: RURGOV ..", "D: RURMIL .."]);
        assert_eq!(
            problems,
            [
                "1 `2004017` is no day or range of days",
                "3 a bracket that is never closed",
                "5 `rur` is no code",
                "7 `X` is no code",
                "2 a name without a code",
                "3 a name without a code"
            ]
        );
        assert_eq!(told("+B_\n[RUR]\n").1, ["1 a synonym without a name", "2 a code without a name"]);
    }
}
