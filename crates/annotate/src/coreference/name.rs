//! Names that come again: whole, shortened ("Ruiz" for "Ana Ruiz"), or as the letters that they begin with ("the JCS").

use super::mention::{Kind, Mention};
use document::{Document, Relation, TokenId, Upos};
use std::collections::BTreeMap;

/// One bearer of a name, with all forms that were met.
struct Bearer<'a> {
    forms: Vec<Vec<&'a str>>,
    is_person: bool,
    /// The last mention of it, a place in the list.
    last: usize,
    count: usize,
}

/// All bearers met so far, and where to look for one.
#[derive(Default)]
struct Bearers<'a> {
    all: Vec<Bearer<'a>>,
    /// By the whole name in small letters, without points.
    whole: BTreeMap<String, usize>,
    /// By the first and last word of each form.
    edges: BTreeMap<&'a str, Vec<usize>>,
    /// By the letters that a name of several words begins with, and by a name that is a single word.
    letters: BTreeMap<String, Vec<usize>>,
}

/// The links of names, each to an earlier mention of the same bearer, as places in the list of mentions.
pub fn links(document: &Document, mentions: &[Mention]) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    let mut bearers = Bearers::default();
    for (at, mention) in mentions.iter().enumerate() {
        if mention.members > 1 || mention.amount {
            continue;
        }
        let words = words(document, mention);
        if words.iter().all(|word| word.chars().count() < 2) {
            continue;
        }
        let is_person = mention.kind == Kind::Person;
        let found = bearers.find(&words, is_person);
        links.extend(found.map(|found| (at, bearers.all[found].last)));
        bearers.meet(found, words, is_person, at);
    }
    links
}

/// The words of a name, without articles, marks and titles; none where the phrase is no name.
fn words<'a>(document: &'a Document, mention: &Mention) -> Vec<&'a str> {
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
            mention.range.ids().filter(kept).filter(part).map(|token| document.form(token)).collect()
        }
        // "Route 9" is not Route 12.
        Some(name) => {
            let number = document.children_by(head, Relation::Nummod).filter(|number| !name.tokens.contains(*number));
            name.tokens.ids().filter(kept).chain(number).map(|token| document.form(token)).collect()
        }
        None if document.tokens[head].upos == Upos::PROPN => {
            let range = mention.range.ids();
            let titled = |token: &TokenId| document.tokens[*token].relation == Relation::NmodDesc;
            range.filter(kept).filter(|token| !titled(token)).map(|token| document.form(token)).collect()
        }
        None => Vec::new(),
    }
}

impl<'a> Bearers<'a> {
    /// The bearer of a name among those met before.
    fn find(&self, words: &[&'a str], is_person: bool) -> Option<usize> {
        if let Some(&found) = self.whole.get(&plain(words)) {
            return Some(found);
        }
        if !is_person {
            let same_letters = |found: &usize| {
                let bearer = &self.all[*found];
                !bearer.is_person && bearer.forms.iter().any(|form| begins_with(words, form) || begins_with(form, words))
            };
            return self.single(self.letters.get(&letters(words)).into_iter().flatten().copied().filter(same_letters));
        }
        // "Ana Ruiz" is no short form of "Leo Ruiz", though "Ruiz" may be of both.
        let agrees = |form: &Vec<&str>| is_short_for(words, form) || form.len() == 1 && words.len() > 1;
        let fits = |found: &usize| {
            let bearer = &self.all[*found];
            let short = bearer.forms.iter().any(|form| is_short_for(words, form));
            bearer.is_person && short && bearer.forms.iter().all(agrees)
        };
        let edges = [words.first(), words.last()].into_iter().flatten();
        let mut near: Vec<usize> = edges.filter_map(|word| self.edges.get(word)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        self.single(near.into_iter().filter(fits))
    }

    /// The one bearer of some, or the one that is named far more often than the others.
    fn single(&self, some: impl Iterator<Item = usize>) -> Option<usize> {
        let mut found: Vec<(usize, usize)> = some.map(|at| (self.all[at].count, at)).collect();
        found.sort_unstable();
        match found.as_slice() {
            [.., (second, _), (most, at)] => (*most > 2 * second).then_some(*at),
            [(_, at)] => Some(*at),
            [] => None,
        }
    }

    /// Takes up a mention of a bearer, a new one where none was found.
    fn meet(&mut self, found: Option<usize>, words: Vec<&'a str>, is_person: bool, mention: usize) {
        let at = found.unwrap_or_else(|| {
            self.all.push(Bearer { forms: Vec::new(), is_person, last: mention, count: 0 });
            self.all.len() - 1
        });
        let bearer = &mut self.all[at];
        bearer.last = mention;
        bearer.count += 1;
        bearer.is_person |= is_person;
        if bearer.forms.contains(&words) {
            return;
        }
        self.whole.entry(plain(&words)).or_insert(at);
        self.letters.entry(letters(&words)).or_default().push(at);
        for word in [words.first(), words.last()].into_iter().flatten() {
            let here = self.edges.entry(word).or_default();
            // Some texts that are no prose name thousands alike.
            if !here.contains(&at) && here.len() < ALIKE {
                here.push(at);
            }
        }
        bearer.forms.push(words);
    }
}

/// How many bearers that share a word are told apart.
const ALIKE: usize = 50;

/// A name in small letters, without points.
fn plain(words: &[&str]) -> String {
    words.join(" ").to_lowercase().replace('.', "")
}

/// Whether one name of a person is short for the other: its last word or first, or both without what stands between.
fn is_short_for(one: &[&str], other: &[&str]) -> bool {
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

/// The letters that the capitalised words of a name begin with; of a single word, that word without points.
fn letters(words: &[&str]) -> String {
    match words {
        [word] => word.chars().filter(|&letter| letter != '.').collect(),
        _ => words.iter().filter_map(|word| word.chars().next()).filter(|letter| letter.is_uppercase()).collect(),
    }
}

/// Whether a word in capitals is made of the letters that the words of a name begin with: "JCS", "U.N.".
fn begins_with(short: &[&str], long: &[&str]) -> bool {
    let short_letters = letters(short);
    let capitals = short_letters.chars().count() > 1 && short_letters.chars().all(char::is_uppercase);
    short.len() == 1 && long.len() > 1 && capitals && short_letters == letters(long)
}
