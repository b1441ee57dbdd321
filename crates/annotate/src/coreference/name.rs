//! Names that come again: whole, shortened ("Ruiz" for "Ana Ruiz"), or as the letters that they begin with ("the JCS").

use super::lists::Lists;
use super::mention::{Kind, Mention};
use compact_str::CompactString;
use document::{Document, Relation, TokenId, Upos, push_lower};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// One bearer of a name.
#[derive(Debug)]
struct Bearer {
    is_person: bool,
    /// The last mention of it, a place in the list.
    last: usize,
    count: usize,
}

/// A name as it was said.
#[derive(Clone, Debug)]
struct Form {
    /// Its words, places in [`Bearers::words`].
    words: Range<usize>,
    /// The whole name in small letters, without points.
    plain: CompactString,
    /// The letters that its capitalised words begin with; of a single word, that word without points.
    letters: CompactString,
}

/// All bearers met so far, and where to look for one. Kept from document to document as working space.
#[derive(Debug, Default)]
pub struct Bearers {
    all: Vec<Bearer>,
    /// All forms that were met, and the words of all of them by number.
    forms: Vec<Form>,
    words: Vec<u32>,
    numbers: FxHashMap<CompactString, u32>,
    /// The forms of each bearer.
    forms_of: Lists<usize>,
    /// Bearers by whole names.
    whole: FxHashMap<CompactString, usize>,
    /// By the first and last word of each form.
    edges: Lists<u32>,
    /// By the letters of each form.
    letters: Lists<CompactString>,
}

/// Appends the links of names, each to an earlier mention of the same bearer, as places in the list of mentions.
pub fn link(document: &Document, mentions: &[Mention], bearers: &mut Bearers, links: &mut Vec<(usize, usize)>) {
    bearers.clear();
    let mut tokens = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        if mention.members > 1 || mention.amount {
            continue;
        }
        find_words(document, mention, &mut tokens);
        let words = tokens.iter().map(|&token| document.form(token));
        if words.clone().all(|word| word.chars().count() < 2) {
            continue;
        }
        let form = bearers.read(words);
        let is_person = mention.kind == Kind::Person;
        let found = bearers.find(&form, is_person);
        links.extend(found.map(|found| (at, bearers.all[found].last)));
        bearers.meet(found, form, is_person, at);
    }
}

/// Puts the words of a name, without articles, marks and titles, into `tokens`; none where the phrase is no name.
fn find_words(document: &Document, mention: &Mention, tokens: &mut Vec<TokenId>) {
    tokens.clear();
    let head = mention.head;
    let kept = |token: &TokenId| {
        let word = &document.tokens[*token];
        !matches!(word.upos, Upos::DET | Upos::PUNCT | Upos::PART)
            && !matches!(document.form(*token), "'s" | "’s" | "The" | "the")
    };
    match document.name_at(head) {
        // "southern Ruria" is not Ruria.
        Some(name) if mention.kind == Kind::Location && !mention.inner => {
            let part = |token: &TokenId| {
                name.tokens.contains(*token)
                    || matches!(document.tokens[*token].relation, Relation::Amod | Relation::Compound)
                        && document.head(*token).is_some_and(|head| name.tokens.contains(head))
            };
            tokens.extend(mention.range.ids().filter(kept).filter(part));
        }
        // "Route 9" is not Route 12.
        Some(name) => {
            let number = document.children_by(head, Relation::Nummod).filter(|number| !name.tokens.contains(*number));
            tokens.extend(name.tokens.ids().filter(kept).chain(number));
        }
        None if document.tokens[head].upos == Upos::PROPN => {
            let range = mention.range.ids();
            let titled = |token: &TokenId| document.tokens[*token].relation == Relation::NmodDesc;
            tokens.extend(range.filter(kept).filter(|token| !titled(token)));
        }
        None => {}
    }
}

impl Bearers {
    fn clear(&mut self) {
        self.all.clear();
        self.forms.clear();
        self.words.clear();
        self.numbers.clear();
        self.forms_of.clear();
        self.whole.clear();
        self.edges.clear();
        self.letters.clear();
    }

    /// Reads a name, whose words are then the last ones.
    fn read<'w>(&mut self, words: impl Iterator<Item = &'w str> + Clone) -> Form {
        let start = self.words.len();
        for word in words.clone() {
            let next = self.numbers.len() as u32;
            self.words.push(*self.numbers.entry(word.into()).or_insert(next));
        }
        Form { words: start..self.words.len(), plain: plain(words.clone()), letters: letters(words) }
    }

    fn words(&self, form: &Form) -> &[u32] {
        &self.words[form.words.clone()]
    }

    /// The forms of a bearer.
    fn forms(&self, bearer: usize) -> impl Iterator<Item = &Form> {
        self.forms_of.at(&bearer).map(|form| &self.forms[form])
    }

    /// The bearer of a name among those met before.
    fn find(&self, name: &Form, is_person: bool) -> Option<usize> {
        if let Some(&found) = self.whole.get(&name.plain) {
            return Some(found);
        }
        if !is_person {
            let alike = |form: &Form| begins_with(name, form) || begins_with(form, name);
            let same_letters = |&found: &usize| !self.all[found].is_person && self.forms(found).any(alike);
            return self.single(self.letters.at(&name.letters).filter(same_letters));
        }
        let words = self.words(name);
        // "Ana Ruiz" is no short form of "Leo Ruiz", though "Ruiz" may be of both.
        let agrees = |form: &[u32]| is_short_for(words, form) || form.len() == 1 && words.len() > 1;
        let fits = |&found: &usize| {
            let mut forms = self.forms(found).map(|form| self.words(form));
            let short = forms.any(|form| is_short_for(words, form));
            self.all[found].is_person && short && self.forms(found).all(|form| agrees(self.words(form)))
        };
        let (first, last) = (words.first()?, words.last()?);
        let by_last = self.edges.at(last).filter(|&found| self.edges.at(first).all(|other| other != found));
        self.single(self.edges.at(first).chain(by_last).filter(fits))
    }

    /// The one bearer of some, or the one that is named far more often than the others.
    fn single(&self, some: impl Iterator<Item = usize>) -> Option<usize> {
        let (mut most, mut second) = (None, 0);
        for at in some {
            let this = (self.all[at].count, at);
            let less = if most.is_none_or(|most| this > most) { most.replace(this) } else { Some(this) };
            second = less.map_or(second, |(count, _)| second.max(count));
        }
        most.filter(|(count, _)| *count > 2 * second).map(|(_, at)| at)
    }

    /// Takes up a mention of a bearer, a new one where none was found, by the name that was read last.
    fn meet(&mut self, found: Option<usize>, name: Form, is_person: bool, mention: usize) {
        let at = found.unwrap_or_else(|| {
            self.all.push(Bearer { is_person, last: mention, count: 0 });
            self.all.len() - 1
        });
        let bearer = &mut self.all[at];
        bearer.last = mention;
        bearer.count += 1;
        bearer.is_person |= is_person;
        let words = self.words(&name);
        if self.forms(at).any(|form| self.words(form) == words) {
            self.words.truncate(name.words.start);
            return;
        }
        for word in [words.first().copied(), words.last().copied()].into_iter().flatten() {
            // Some texts that are no prose name thousands alike.
            if self.edges.at(&word).all(|other| other != at) && self.edges.at(&word).count() < ALIKE {
                self.edges.push(word, at);
            }
        }
        self.whole.entry(name.plain.clone()).or_insert(at);
        self.letters.push(name.letters.clone(), at);
        self.forms_of.push(at, self.forms.len());
        self.forms.push(name);
    }
}

/// How many bearers that share a word are told apart.
const ALIKE: usize = 50;

/// A name in small letters, without points.
fn plain<'w>(words: impl Iterator<Item = &'w str>) -> CompactString {
    let mut plain = CompactString::default();
    for (at, word) in words.enumerate() {
        if at > 0 {
            plain.push(' ');
        }
        if word.is_ascii() {
            plain.push_str(word);
        } else {
            push_lower(word, &mut plain);
        }
    }
    plain.make_ascii_lowercase();
    plain.retain(|letter| letter != '.');
    plain
}

/// The letters that the capitalised words of a name begin with; of a single word, that word without points.
fn letters<'w>(words: impl Iterator<Item = &'w str> + Clone) -> CompactString {
    let mut several = words.clone();
    match (several.next(), several.next()) {
        (Some(word), None) => word.chars().filter(|&letter| letter != '.').collect(),
        _ => words.filter_map(|word| word.chars().next()).filter(|letter| letter.is_uppercase()).collect(),
    }
}

/// Whether one name of a person is short for the other: its last word or first, or both without what stands between.
fn is_short_for(one: &[u32], other: &[u32]) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if short.len() == long.len() {
        return false;
    }
    match short {
        [word] => long.last() == Some(word) || long.first() == Some(word),
        [first, .., last] => long.ends_with(short) || long.first() == Some(first) && long.last() == Some(last),
        [] => false,
    }
}

/// Whether a word in capitals is made of the letters that the words of a name begin with: "JCS", "U.N.".
fn begins_with(short: &Form, long: &Form) -> bool {
    let capitals = short.letters.chars().count() > 1 && short.letters.chars().all(char::is_uppercase);
    short.words.len() == 1 && long.words.len() > 1 && capitals && short.letters == long.letters
}
