//! Names that come again: whole, shortened ("Ruiz" for "Ana Ruiz"), or as the letters that they begin with ("the JCS").

use super::mention::{Kind, Mention};
use document::{Document, Relation, TokenId, Upos};

/// One bearer of a name, with all forms that were met.
struct Bearer<'a> {
    forms: Vec<Vec<&'a str>>,
    is_person: bool,
    /// The last mention of it, a place in the list.
    last: usize,
    count: usize,
}

/// The links of names, each to an earlier mention of the same bearer, as places in the list of mentions.
pub fn links(document: &Document, mentions: &[Mention]) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    let mut bearers: Vec<Bearer> = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        if mention.members > 1 || mention.amount {
            continue;
        }
        let words = words(document, mention);
        if words.iter().all(|word| word.chars().count() < 2) {
            continue;
        }
        let is_person = mention.kind == Kind::Person;
        match bearer(&bearers, &words, is_person, mention.inner) {
            Some(found) => {
                let bearer = &mut bearers[found];
                links.push((at, bearer.last));
                bearer.last = at;
                bearer.count += 1;
                bearer.is_person |= is_person;
                if !bearer.forms.contains(&words) {
                    bearer.forms.push(words);
                }
            }
            None => bearers.push(Bearer { forms: vec![words], is_person, last: at, count: 1 }),
        }
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

/// The bearer of a name among those met before.
fn bearer(bearers: &[Bearer<'_>], words: &[&str], is_person: bool, inner: bool) -> Option<usize> {
    let same = |form: &Vec<&str>| form == words || plain(form) == plain(words);
    if let Some(found) = bearers.iter().position(|bearer| bearer.forms.iter().any(same)) {
        return Some(found);
    }
    if is_person {
        // "Ana Ruiz" is no short form of "Leo Ruiz", though "Ruiz" may be of both.
        let agrees = |form: &Vec<&str>| is_short_for(words, form) || form.len() == 1 && words.len() > 1;
        let fits = |bearer: &&Bearer| {
            bearer.is_person && bearer.forms.iter().any(|form| is_short_for(words, form)) && bearer.forms.iter().all(agrees)
        };
        return single(bearers, fits);
    }
    let fits = |bearer: &&Bearer| {
        let spelt = |form: &Vec<&str>| begins_with(words, form) || begins_with(form, words);
        !bearer.is_person && bearer.forms.iter().any(spelt)
    };
    single(bearers, fits).filter(|_| !inner || words.len() == 1)
}

/// The one bearer that fits, or the one that is named far more often than the others.
fn single(bearers: &[Bearer<'_>], fits: impl Fn(&&Bearer) -> bool) -> Option<usize> {
    let mut found: Vec<(usize, usize)> =
        bearers.iter().enumerate().filter(|(_, bearer)| fits(bearer)).map(|(at, bearer)| (bearer.count, at)).collect();
    found.sort_unstable();
    match found.as_slice() {
        [.., (second, _), (most, at)] => (*most > 2 * second).then_some(*at),
        [(_, at)] => Some(*at),
        [] => None,
    }
}

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

/// Whether a word in capitals is made of the letters that the words of a name begin with: "JCS", "U.N.".
fn begins_with(short: &[&str], long: &[&str]) -> bool {
    let [word] = short else { return false };
    let letters: String = word.chars().filter(|&letter| letter != '.').collect();
    let capitals: String = long.iter().filter_map(|word| word.chars().next()).filter(|letter| letter.is_uppercase()).collect();
    letters.chars().count() > 1 && long.len() > 1 && letters.chars().all(char::is_uppercase) && letters == capitals
}
