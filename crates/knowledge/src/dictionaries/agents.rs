//! Agent dictionaries: common nouns and what they say somebody is, put behind the code of whose he is (`~GOV`) or before it (`IGO~`).

use super::lines::{self, Line};
use super::report::Reader;
use std::collections::{BTreeSet, HashMap};

/// What a noun is, as a part of a CAMEO code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentCode {
    /// The part: `GOV`, `GOVMIL`, `IGO`.
    pub cameo: String,
    /// Whether it stands before the code of whose somebody is, and not behind it.
    pub before: bool,
}

impl AgentCode {
    /// The whole code of somebody with this part.
    pub fn with(&self, owner: &str) -> String {
        if self.before { format!("{}{owner}", self.cameo) } else { format!("{owner}{}", self.cameo) }
    }
}

/// A noun phrase of an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentPhrase {
    /// Its words in lower case, each with whether other words may stand before it.
    pub words: Vec<(String, bool)>,
    /// Which of them is the head: the last one before "of", "for" and their like.
    pub head: usize,
}

/// An agent of a dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DictionaryAgent {
    /// Its line.
    pub line: usize,
    /// Its phrases: singular and plural, with every word of the sets that it names.
    pub phrases: Vec<AgentPhrase>,
    /// What it is.
    pub code: AgentCode,
}

/// Words behind which a phrase has its head no more.
const INSIDE: [&str; 12] = ["of", "for", "in", "to", "at", "on", "de", "from", "with", "against", "under", "without"];

/// No more phrases are made of one line; sets multiply.
const MOST: usize = 200;

/// Reads a dictionary of agents.
pub(super) fn read(reader: &mut Reader<'_>) -> Vec<DictionaryAgent> {
    let lines = lines::read(reader.text);
    let sets = sets(reader, &lines);
    let mut codes = BTreeSet::new();
    let mut agents = Vec::new();
    for line in lines.iter().filter(|line| definition(line.content).is_none()) {
        reader.count("content lines", 1);
        let Some((phrase, plural, code)) = parts(reader, line) else { continue };
        let mut phrases = BTreeSet::new();
        let Some(written) = expanded(reader, line, phrase, &sets) else { continue };
        for text in written {
            let Some(read) = phrase_of(&text) else { continue };
            if plural == Plural::Regular {
                phrases.insert(key(&pluralised(&read)));
            }
            phrases.insert(key(&read));
        }
        if let Plural::Given(words) = plural {
            phrases.extend(words.split(',').filter_map(phrase_of).map(|phrase| key(&phrase)));
        }
        if phrases.is_empty() {
            reader.unread(line, line.content, "an agent without words".to_string(), "write it as FARMER [~AGR]");
            continue;
        }
        reader.count("agents", 1);
        codes.insert(code.cameo.clone());
        let phrases = phrases.into_iter().map(|(words, head)| AgentPhrase { words, head }).collect();
        agents.push(DictionaryAgent { line: line.number, phrases, code });
    }
    reader.count("sets of words", sets.len());
    reader.count("distinct codes", codes.len());
    agents
}

fn key(phrase: &AgentPhrase) -> (Vec<(String, bool)>, usize) {
    (phrase.words.clone(), phrase.head)
}

/// How an agent's plural is made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Plural<'t> {
    Regular,
    None,
    Given(&'t str),
}

/// The name and the members of a `!SET! = A, B`.
fn definition(content: &str) -> Option<(&str, &str)> {
    let (name, members) = content.trim().strip_prefix('!')?.split_once('=')?;
    Some((name.trim().strip_suffix('!')?, members))
}

fn sets<'t>(reader: &mut Reader<'_>, lines: &[Line<'t>]) -> HashMap<&'t str, Vec<&'t str>> {
    let mut sets = HashMap::new();
    for line in lines {
        let Some((name, members)) = definition(line.content) else { continue };
        reader.count("content lines", 1);
        let members: Vec<&str> = members.split(',').map(str::trim).filter(|member| !member.is_empty()).collect();
        sets.insert(name, members);
    }
    sets
}

/// The phrase, its plural and its code.
fn parts<'t>(reader: &mut Reader<'_>, line: &Line<'t>) -> Option<(&'t str, Plural<'t>, AgentCode)> {
    let hint = "write an agent as FARMER [~AGR], with an irregular plural as CATTLE_THIEF {CATTLE_THIEVES} [~CRM]";
    let (before, codes) = lines::brackets(line.content);
    let code = match codes {
        Ok(codes) => codes.first().copied(),
        Err(open) => {
            reader.unread(line, open, "a bracket that is never closed".to_string(), hint);
            return None;
        }
    };
    let Some(code) = code else {
        reader.unread(line, line.content, "an agent without a code".to_string(), hint);
        return None;
    };
    let read = match (code.strip_prefix('~'), code.strip_suffix('~')) {
        (Some(part), None) => Some((part.trim(), false)),
        (None, Some(part)) => Some((part.trim(), true)),
        _ => None,
    };
    let read = read.filter(|(part, _)| part.len() >= 3 && part.chars().all(|character| character.is_ascii_uppercase()));
    let Some((part, is_before)) = read else {
        reader.unread(
            line,
            code,
            format!("`{code}` is no code of an agent"),
            "write [~GOV] to put it behind the code of whose he is, [NGO~] before it",
        );
        return None;
    };
    let (phrase, plural) = match before.split_once('{') {
        None => (before, Plural::Regular),
        Some((phrase, rest)) => match rest.split_once('}') {
            Some((forms, _)) if forms.trim().is_empty() => (phrase, Plural::None),
            Some((forms, _)) => (phrase, Plural::Given(forms)),
            None => {
                reader.unread(line, rest, "a brace that is never closed".to_string(), hint);
                return None;
            }
        },
    };
    Some((phrase, plural, AgentCode { cameo: part.to_string(), before: is_before }))
}

/// A phrase with every member of each set that it names in its place.
fn expanded(reader: &mut Reader<'_>, line: &Line<'_>, phrase: &str, sets: &HashMap<&str, Vec<&str>>) -> Option<Vec<String>> {
    let mut open = vec![phrase.trim().to_string()];
    let mut done = Vec::new();
    while let Some(text) = open.pop() {
        let set = text.find('!').and_then(|from| Some((from, from + 1 + text[from + 1..].find('!')?)));
        let Some((from, to)) = set else {
            done.push(text);
            continue;
        };
        let name = &text[from + 1..to];
        let Some(members) = sets.get(name) else {
            let hint = "define it in a line !NAME! = WORD, WORD";
            reader.unread(line, &text[from..=to], format!("the set `{name}` is not defined"), hint);
            return None;
        };
        if open.len() + done.len() > MOST {
            break;
        }
        open.extend(members.iter().map(|member| format!("{}{member}{}", &text[..from], &text[to + 1..])));
    }
    Some(done)
}

/// Reads the words of a phrase: `_` joins them, behind a blank other words may come.
fn phrase_of(text: &str) -> Option<AgentPhrase> {
    let mut words = Vec::new();
    for (at, part) in text.split_whitespace().enumerate() {
        for (inner, word) in part.split(['_', '-', ',']).filter(|word| !word.is_empty()).enumerate() {
            words.push((word.to_lowercase(), at > 0 && inner == 0));
        }
    }
    let inside = words.iter().skip(1).position(|(word, _)| INSIDE.contains(&word.as_str()));
    let head = inside.unwrap_or(words.len().checked_sub(1)?);
    Some(AgentPhrase { words, head })
}

/// The phrase with its head in the regular plural.
fn pluralised(phrase: &AgentPhrase) -> AgentPhrase {
    let mut plural = phrase.clone();
    let head = &mut plural.words[phrase.head].0;
    *head = super::words::plural(head);
    plural
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Vec<String>, Vec<String>) {
        let mut reader = Reader::new("x", text);
        let agents = read(&mut reader);
        let phrase = |phrase: &AgentPhrase| {
            let word = |(at, (word, gap)): (usize, &(String, bool))| {
                format!("{}{}{word}", if *gap { "~" } else { "" }, if at == phrase.head { "*" } else { "" })
            };
            phrase.words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
        };
        let shown = |agent: &DictionaryAgent| {
            let phrases: Vec<String> = agent.phrases.iter().map(phrase).collect();
            format!("{} = {}", agent.code.with("RUR"), phrases.join(", "))
        };
        (agents.iter().map(shown).collect(), reader.report.unread.iter().map(|problem| problem.message.clone()).collect())
    }

    #[test]
    fn codes_stand_behind_or_before() {
        assert_eq!(told("FARMER [~AGR]\n").0, ["RURAGR = *farmer, *farmers"]);
        assert_eq!(told("TRUCE_MONITOR [IGO~]\n").0, ["IGORUR = truce *monitor, truce *monitors"]);
    }

    #[test]
    fn plurals_are_regular_given_or_none() {
        assert_eq!(told("MINISTRY [~GOV]\n").0, ["RURGOV = *ministries, *ministry"]);
        assert_eq!(told("CROSS_GUARD {CROSS_GUARDEN} [~GOV]\n").0, ["RURGOV = cross *guard, cross *guarden"]);
        assert_eq!(told("MILITARY {} [~MIL]\n").0, ["RURMIL = *military"]);
        assert_eq!(told("MINISTER_OF_TRADE [~GOV]\n").0, ["RURGOV = *minister of trade, *ministers of trade"]);
    }

    #[test]
    fn blanks_leave_room_and_underscores_do_not() {
        assert_eq!(told("REFUGEE RETURNEE {} [~REF]\n").0, ["RURREF = refugee ~*returnee"]);
    }

    #[test]
    fn sets_stand_for_each_of_their_words() {
        let (agents, problems) = told("!PERSON! = MAN, WOMAN\nDAIRY!PERSON! {} [~AGR]\nNIGHT!FOLK! [~CVL]\n");
        assert_eq!(agents, ["RURAGR = *dairyman, *dairywoman"]);
        assert_eq!(problems, ["the set `FOLK` is not defined"]);
    }

    #[test]
    fn what_cannot_be_read_is_reported() {
        let (agents, problems) = told("A [~ENV}\nB\nC [GOV]\nD { [~GOV]\n_ [~GOV]\n");
        assert!(agents.is_empty(), "{agents:?}");
        assert_eq!(
            problems,
            [
                "a bracket that is never closed",
                "an agent without a code",
                "`GOV` is no code of an agent",
                "a brace that is never closed",
                "an agent without words"
            ]
        );
    }
}
