//! What stands around a verb in a pattern: `- pre * post` of TABARI and PETRARCH-1, `- nouns * {PHRASE} (PREP noun)` of PETRARCH-2. Both are one
//! language here, because the shipped dictionaries mix them.

use super::words::{Fit, Synsets, Word, sequence};

/// A pattern's two sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// What stands before the verb.
    pub before: Vec<Element>,
    /// What stands behind it.
    pub after: Vec<Element>,
    /// Whether the last element before stands right at the verb.
    pub touches_before: bool,
    /// Whether the first element behind stands right at the verb.
    pub touches_after: bool,
}

/// Something that a pattern asks for; elements follow each other, with other words between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// Words that follow each other without a gap.
    Words(Vec<Part>),
    /// `{...}`: a noun phrase with these words, the last one its head.
    Phrase(Vec<Part>),
    /// `(...)`: a preposition and what stands in its phrase.
    Prepositional {
        /// The preposition.
        preposition: Vec<Part>,
        /// What stands in the phrase.
        inner: Vec<Element>,
    },
    /// `$`: who does it.
    Source,
    /// `+`: to whom.
    Target,
    /// `%`: several who are both.
    Both,
    /// `^`: the rest of a noun phrase, whatever it is.
    Skip,
}

/// A word or one of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A word.
    Word(Word),
    /// A member of a set in [`Synsets::all`].
    Synset(usize),
}

impl Pattern {
    /// How much it asks for: every word counts.
    pub fn weight(&self) -> usize {
        self.before.iter().chain(&self.after).map(Element::weight).sum()
    }

    /// Whether it says anywhere who stands at a place (`$`, `+`, `%`).
    pub fn has(&self, place: &Element) -> bool {
        self.before.iter().chain(&self.after).any(|element| element.has(place))
    }
}

impl Element {
    fn weight(&self) -> usize {
        match self {
            Element::Words(parts) | Element::Phrase(parts) => parts.len(),
            Element::Prepositional { preposition, inner } => preposition.len() + inner.iter().map(Element::weight).sum::<usize>(),
            Element::Source | Element::Target | Element::Both => 1,
            Element::Skip => 0,
        }
    }

    fn has(&self, place: &Element) -> bool {
        self == place || matches!(self, Element::Prepositional { inner, .. } if inner.iter().any(|element| element.has(place)))
    }
}

/// What is wrong with a pattern: the words and one clause.
pub(super) type Wrong = (String, String);

/// Reads a pattern without its dash and code. `fit` is how bare words are compared.
pub(super) fn read(text: &str, fit: Fit, synsets: &mut Synsets) -> Result<Pattern, Wrong> {
    let mut sides = text.split('*');
    let (Some(before), Some(after), None) = (sides.next(), sides.next(), sides.next()) else {
        return Err((text.trim().to_string(), "a pattern needs one * for its verb".to_string()));
    };
    Ok(Pattern {
        touches_before: before.ends_with('_'),
        touches_after: after.starts_with('_'),
        before: elements(before.trim_end_matches('_'), fit, synsets)?,
        after: elements(after.trim_start_matches('_'), fit, synsets)?,
    })
}

fn elements(text: &str, fit: Fit, synsets: &mut Synsets) -> Result<Vec<Element>, Wrong> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '{' => closing(rest, '{', '}')?,
            '(' => closing(rest, '(', ')')?,
            ')' | '}' => return Err((rest.to_string(), format!("`{first}` closes nothing"))),
            _ => rest.find(|character: char| character.is_whitespace() || "{}()".contains(character)).unwrap_or(rest.len()),
        };
        let (piece, behind) = rest.split_at(end);
        rest = behind.trim_start();
        found.push(match first {
            '{' => braces(&piece[1..piece.len() - 1], fit, synsets)?,
            '(' => prepositional(&piece[1..piece.len() - 1], fit, synsets)?,
            _ => match piece {
                "$" => Element::Source,
                "+" => Element::Target,
                "%" => Element::Both,
                "^" => Element::Skip,
                _ => Element::Words(parts(piece, fit, synsets)?),
            },
        });
    }
    Ok(found)
}

/// The byte behind the mark that closes the one that the text begins with.
fn closing(text: &str, open: char, close: char) -> Result<usize, Wrong> {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        depth += i32::from(character == open) - i32::from(character == close);
        if depth == 0 {
            return Ok(at + character.len_utf8());
        }
    }
    Err((text.to_string(), format!("`{open}` is never closed")))
}

/// `{FINANCIAL AID}`, or TABARI's `{FUNDS|MONEY}`.
fn braces(text: &str, fit: Fit, synsets: &mut Synsets) -> Result<Element, Wrong> {
    if text.contains('|') {
        let members =
            text.split('|').map(|member| sequence(&member.trim().replace(' ', "_"), fit)).filter(|words| !words.is_empty());
        let members = members.collect();
        return Ok(Element::Words(vec![Part::Synset(synsets.add(members))]));
    }
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        found.extend(parts(word, fit, synsets)?);
    }
    if found.is_empty() {
        Err((format!("{{{text}}}"), "nothing stands in the braces".to_string()))
    } else {
        Ok(Element::Phrase(found))
    }
}

fn prepositional(text: &str, fit: Fit, synsets: &mut Synsets) -> Result<Element, Wrong> {
    let text = text.trim();
    let (preposition, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if preposition.is_empty() || "$+%^{(".contains(preposition.chars().next().unwrap_or('(')) {
        return Err((format!("({text})"), "a phrase in parentheses begins with its preposition".to_string()));
    }
    Ok(Element::Prepositional { preposition: parts(preposition, Fit::Exact, synsets)?, inner: elements(rest, fit, synsets)? })
}

/// The words of a piece that `_` joins.
fn parts(piece: &str, fit: Fit, synsets: &mut Synsets) -> Result<Vec<Part>, Wrong> {
    let mut found = Vec::new();
    let mut rest = piece.trim_start_matches('_');
    while !rest.is_empty() {
        let Some(name) = rest.strip_prefix('&') else {
            let end = rest.find("_&").unwrap_or(rest.len());
            let words = &rest[..end];
            if words.contains(['$', '+', '%', '^', '&', '[', ']']) {
                return Err((piece.to_string(), format!("`{words}` is no word")));
            }
            let fit = if end < rest.len() { Fit::Inflected } else { fit };
            found.extend(sequence(words, fit).into_iter().map(Part::Word));
            rest = rest[end..].trim_start_matches('_');
            continue;
        };
        match synsets.named(name).map(|set| (set, "")).or_else(|| synsets.beginning(name)) {
            Some((set, behind)) => {
                found.push(Part::Synset(set));
                rest = behind.trim_start_matches('_');
            }
            None => return Err((format!("&{name}"), format!("the synonym set `&{name}` is not defined"))),
        }
    }
    if found.is_empty() { Err((piece.to_string(), format!("`{piece}` holds no words"))) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut synsets = Synsets::default();
        let set = synsets.define("TROOPS");
        synsets.all[set].push(sequence("SOLDIER", Fit::Inflected));
        match read(text, Fit::Inflected, &mut synsets) {
            Err((words, wrong)) => format!("{wrong} ({words})"),
            Ok(pattern) => {
                let side = |elements: &[Element]| elements.iter().map(element).collect::<Vec<_>>().join(" ");
                let touch = |touches| if touches { "_" } else { " " };
                let (before, after) = (side(&pattern.before), side(&pattern.after));
                format!("{before}{}*{}{after}", touch(pattern.touches_before), touch(pattern.touches_after)).trim().to_string()
            }
        }
    }

    fn element(element: &Element) -> String {
        let parts = |parts: &[Part]| {
            let shown = parts.iter().map(|part| match part {
                Part::Word(word) if word.fit == Fit::Exact => format!("{}.", word.text),
                Part::Word(word) => word.text.clone(),
                Part::Synset(set) => format!("&{set}"),
            });
            shown.collect::<Vec<_>>().join("_")
        };
        match element {
            Element::Words(words) => parts(words),
            Element::Phrase(words) => format!("{{{}}}", parts(words)),
            Element::Prepositional { preposition, inner } => {
                format!(
                    "({})",
                    [parts(preposition)].into_iter().chain(inner.iter().map(self::element)).collect::<Vec<_>>().join(" ")
                )
            }
            Element::Source => "$".into(),
            Element::Target => "+".into(),
            Element::Both => "%".into(),
            Element::Skip => "^".into(),
        }
    }

    #[test]
    fn both_languages_are_read() {
        assert_eq!(shown("$ * ^ DEAL WITH +"), "$ * ^ deal with +");
        assert_eq!(shown("- * WITH %".trim_start_matches("- ")), "* with %");
        assert_eq!(shown("&TROOPS * {FINANCIAL AID} (FOR {NEW ROADS})"), "&0 * {financial_aid} (for. {new_roads})");
        assert_eq!(shown("* (TO +) (IN)"), "* (to. +) (in.)");
        assert_eq!(shown("* {FUNDS|MONEY}"), "* &1");
    }

    #[test]
    fn underscores_join() {
        assert_eq!(shown("ON_THE * AIR_STRIKE"), "on_the * air_strike");
        assert_eq!(shown("SPY_*_DEAL"), "spy_*_deal");
        assert_eq!(shown("* &TROOPS_DEAL RAID_"), "* &0_deal raid.");
        assert_eq!(shown("* CEASE-FIRE"), "* cease_fire");
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(shown("AID"), "a pattern needs one * for its verb (AID)");
        assert_eq!(shown("* &NOBODY"), "the synonym set `&NOBODY` is not defined (&NOBODY)");
        assert_eq!(shown("* {AID"), "`{` is never closed ({AID)");
        assert_eq!(shown("* AID)"), "`)` closes nothing ())");
        assert_eq!(shown("* (+)"), "a phrase in parentheses begins with its preposition ((+))");
        assert_eq!(shown("* {}"), "nothing stands in the braces ({})");
        assert_eq!(shown("* OF_+"), "`OF_+` is no word (OF_+)");
    }

    #[test]
    fn every_word_weighs() {
        let mut synsets = Synsets::default();
        let weight = |text: &str, synsets: &mut Synsets| read(text, Fit::Stem, synsets).map(|pattern| pattern.weight());
        assert_eq!(weight("$ * {FINANCIAL AID} (TO +) ^", &mut synsets), Ok(5));
        assert_eq!(weight("*", &mut synsets), Ok(0));
    }
}
