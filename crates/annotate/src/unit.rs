//! What the parser is shown of a sentence: a name of several words as one, and a comma behind an opening time.
//!
//! The parser was trained on web texts with few foreign names and short openings; "Kim Jong Un" or "In July 2008 a" costs it the tree of the whole
//! sentence. A name's inside is never in doubt, so it is taken out before and put back after. Nothing here decides what a name stands for.

use document::{Relation, Upos};
use model::Word;
use std::collections::{HashMap, HashSet};

/// Names of several words that are known beforehand.
#[derive(Clone, Debug, Default)]
pub struct Known {
    by_first: HashMap<String, Vec<(Vec<String>, Inside)>>,
    places: HashSet<String>,
}

/// How the words of a name hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// The first word is the head, the others are `flat` under it: people.
    Flat,
    /// The last word is the head, the others are `compound` under it: everything else.
    Compound,
}

impl Known {
    /// Adds a name as it is written; names of one word, or with marks that are tokens of their own, are left out.
    pub fn add(&mut self, name: &str, inside: Inside) {
        let words: Vec<String> = name.split_whitespace().map(str::to_string).collect();
        let plain =
            words.iter().all(|word| word.chars().all(|character| character.is_alphabetic() || matches!(character, '.' | '-')));
        let function_words = words.iter().any(|word| word.starts_with(char::is_lowercase));
        if words.len() < 2 || !plain || function_words {
            return;
        }
        let names = self.by_first.entry(words[0].clone()).or_default();
        if !names.iter().any(|(known, _)| *known == words) {
            names.push((words, inside));
            // Longest first, so that the first hit is the longest; equal lengths keep the order in which they came.
            names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
    }

    /// Adds a place of one word; the parser is shown a place that it knows instead.
    pub fn add_place(&mut self, name: &str) {
        if name.chars().all(char::is_alphabetic) && name.chars().count() > 3 && name.starts_with(char::is_uppercase) {
            self.places.insert(name.to_string());
        }
    }

    /// The longest name that begins with the first of `forms`, by its number of words.
    fn at(&self, forms: &[&str]) -> Option<(usize, Inside)> {
        let names = self.by_first.get(*forms.first()?)?;
        let fits = |words: &Vec<String>| words.len() <= forms.len() && words.iter().zip(forms).all(|(word, form)| word == form);
        names.iter().find(|(words, _)| fits(words)).map(|(words, inside)| (words.len(), *inside))
    }
}

/// One word as the parser sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A word of the sentence.
    Word(usize),
    /// A name from one word up to, and without, another.
    Name(usize, usize, Inside),
    /// A place of one word, which the parser may never have seen.
    Place(usize),
    /// A comma that the sentence does not have.
    Comma,
}

/// What the parser is shown for a place: one that its treebanks are full of.
const PLACE: &str = "London";

impl Unit {
    /// The form that the parser is shown.
    pub fn form<'f>(self, forms: &[&'f str]) -> &'f str {
        match self {
            Unit::Word(at) => forms[at],
            Unit::Name(start, end, inside) => forms[head(start, end, inside)],
            Unit::Place(_) => PLACE,
            Unit::Comma => ",",
        }
    }
}

fn head(start: usize, end: usize, inside: Inside) -> usize {
    match inside {
        Inside::Flat => start,
        Inside::Compound => end - 1,
    }
}

/// Cuts a sentence into units; `people` are further names, by first word and the word after the last.
pub fn units(forms: &[&str], known: &Known, people: &[(usize, usize)]) -> Vec<Unit> {
    let comma = opening_time(forms);
    let mut units = Vec::with_capacity(forms.len() + 1);
    let mut at = 0;
    while at < forms.len() {
        if comma == Some(at) {
            units.push(Unit::Comma);
        }
        let person = people.iter().find(|(start, _)| *start == at).map(|&(start, end)| (end - start, Inside::Flat));
        match person.or_else(|| known.at(&forms[at..])) {
            Some((length, inside)) => {
                units.push(Unit::Name(at, at + length, inside));
                at += length;
            }
            None => {
                units.push(if at > 0 && known.places.contains(forms[at]) { Unit::Place(at) } else { Unit::Word(at) });
                at += 1;
            }
        }
    }
    units
}

/// Puts the parser's answer back on the words of the sentence.
pub fn expand(units: &[Unit], answer: Vec<Word>, length: usize) -> Vec<Word> {
    // Where each unit's head stands; the comma has none and hands its dependents to its own head.
    let place = |unit: usize| match units[unit] {
        Unit::Word(at) | Unit::Place(at) => Some(at),
        Unit::Name(start, end, inside) => Some(head(start, end, inside)),
        Unit::Comma => None,
    };
    let heads: Vec<Option<usize>> = answer.iter().map(|word| word.head).collect();
    let resolve = |mut unit: usize| loop {
        match (place(unit), heads[unit]) {
            (Some(at), _) => return Some(at),
            (None, Some(above)) => unit = above,
            (None, None) => return None,
        }
    };
    let mut words: Vec<Option<Word>> = (0..length).map(|_| None).collect();
    for (unit, mut word) in answer.into_iter().enumerate() {
        let above = word.head.map(resolve);
        let Some(at) = place(unit) else { continue };
        if !matches!(units[unit], Unit::Word(_)) {
            // The lemma is that of the word that was shown.
            word.lemma = String::new();
        }
        word.head = above.flatten();
        if let Unit::Name(start, end, inside) = units[unit] {
            let relation = if inside == Inside::Flat { Relation::Flat } else { Relation::Compound };
            for inner in (start..end).filter(|&inner| inner != at) {
                let part = Word {
                    upos: Upos::PROPN,
                    xpos: "NNP".into(),
                    feats: "Number=Sing".into(),
                    lemma: String::new(),
                    head: Some(at),
                    relation,
                };
                words[inner] = Some(part);
            }
        }
        words[at] = Some(word);
    }
    words.into_iter().flatten().collect()
}

const MONTHS: [&str; 23] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan.",
    "Feb.",
    "Mar.",
    "Apr.",
    "Jun.",
    "Jul.",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const OPENERS: [&str; 12] = ["In", "On", "By", "Since", "During", "Late", "Early", "Last", "Earlier", "At", "Until", "This"];
const UNITS: [&str; 8] = ["week", "month", "year", "night", "morning", "evening", "afternoon", "summer"];

/// The word behind a time that opens the sentence without a comma: "In July 2008 | a soldier", "Late on Wednesday | it fired".
fn opening_time(forms: &[&str]) -> Option<usize> {
    if !forms.first().is_some_and(|first| OPENERS.contains(first)) {
        return None;
    }
    let is_year = |form: &str| form.len() == 4 && form.starts_with(['1', '2']) && form.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = |form: &str| form.len() <= 2 && form.bytes().all(|byte| byte.is_ascii_digit());
    let mut told = false;
    let mut at = 1;
    while at < forms.len().min(9) {
        let form = forms[at];
        let named = MONTHS.contains(&form) || DAYS.contains(&form) || is_year(form) || UNITS.contains(&form);
        let joins = is_day(form) || matches!(form, "on" | "in" | "of" | "late" | "early" | "last" | "this" | "next" | "same");
        if named {
            told = true;
        } else if !joins {
            break;
        }
        at += 1;
    }
    let next = forms.get(at)?;
    let goes_on = matches!(*next, "," | "and" | "to" | "-" | "--" | "or" | "'s" | "that" | "for")
        || !next.starts_with(char::is_alphanumeric);
    let preposition_last = matches!(forms[at - 1], "on" | "in" | "of");
    (told && !goes_on && !preposition_last && at + 1 < forms.len()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(sentence: &str) -> String {
        let mut known = Known::default();
        known.add("Kim Jong Un", Inside::Flat);
        known.add("North Korea", Inside::Compound);
        let forms: Vec<&str> = sentence.split(' ').collect();
        units(&forms, &known, &[]).into_iter().map(|unit| unit.form(&forms)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_are_shown_by_their_heads_and_openings_get_a_comma() {
        assert_eq!(shown("North Korea 's Kim Jong Un met officials"), "Korea 's Kim met officials");
        assert_eq!(shown("In July 2008 a soldier shot a tourist"), "In July 2008 , a soldier shot a tourist");
        assert_eq!(shown("On Tuesday , the North fired"), "On Tuesday , the North fired");
        assert_eq!(shown("In the capital people marched"), "In the capital people marched");
        assert_eq!(shown("Late on Wednesday it fired"), "Late on Wednesday , it fired");
    }

    #[test]
    fn the_answer_is_put_back_on_all_words() {
        let word = |head: Option<usize>, relation| Word {
            upos: Upos::NOUN,
            xpos: "NN".into(),
            feats: "_".into(),
            lemma: String::new(),
            head,
            relation,
        };
        let units = [Unit::Comma, Unit::Name(0, 3, Inside::Flat), Unit::Word(3)];
        let answer = vec![word(Some(2), Relation::Punct), word(Some(2), Relation::Nsubj), word(None, Relation::Root)];
        let words = expand(&units, answer, 4);
        let heads: Vec<Option<usize>> = words.iter().map(|word| word.head).collect();
        assert_eq!(heads, [Some(3), Some(0), Some(0), None]);
    }
}
