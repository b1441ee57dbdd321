//! What a word shows on its surface, hashed once for all classifiers: form, affixes, shape. No context, no tags.

use crate::hash;

/// One word's hashed surface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lexeme {
    /// The form as it stands.
    pub form: u64,
    /// The form in lower case with every digit as `0`.
    pub lower: u64,
    /// The first one to four characters in lower case; zero beyond the end of a shorter word.
    pub prefixes: [u64; 4],
    /// The last one to six characters in lower case; zero beyond the start of a shorter word.
    pub suffixes: [u64; 6],
    /// Classes of characters, runs shortened: `Xx`, `X`, `d`, `x-x`.
    pub shape: u64,
    /// The path to its Brown cluster, the first branch in the lowest bit; zero for none. Filled in by the sentence.
    pub cluster: u64,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether all its letters are capitals, and there is one at least.
    pub all_capitals: bool,
    /// Its letters of either case, for judging whether a whole sentence is set in one case.
    pub lowercase_letters: u32,
}

/// Hashes the surface of one word. `characters` is working space.
pub fn lexeme(form: &str, characters: &mut Vec<char>) -> Lexeme {
    characters.clear();
    let mut found = Lexeme::default();
    let (mut form_state, mut shape_state) = (hash::EMPTY, hash::EMPTY);
    let (mut last, mut run, mut uppercase) = (' ', 0, 0);
    for (at, character) in form.chars().enumerate() {
        form_state = hash::step(form_state, character);
        let class = class_of(character);
        uppercase += u32::from(class == 'X');
        found.lowercase_letters += u32::from(class == 'x');
        found.capital |= at == 0 && class == 'X';
        run = if class == last { run + 1 } else { 1 };
        if run <= 2 {
            shape_state = hash::step(shape_state, class);
        }
        last = class;
        if class == 'd' { characters.push('0') } else { characters.extend(character.to_lowercase()) }
    }
    found.all_capitals = uppercase > 0 && found.lowercase_letters == 0;
    found.form = hash::finish(form_state);
    found.shape = hash::finish(shape_state);
    found.lower = hash::finish(characters.iter().fold(hash::EMPTY, |state, &character| hash::step(state, character)));
    let mut state = hash::EMPTY;
    for (prefix, &character) in found.prefixes.iter_mut().zip(characters.iter()) {
        state = hash::step(state, character);
        *prefix = hash::finish(state);
    }
    let mut state = hash::EMPTY;
    for (suffix, &character) in found.suffixes.iter_mut().zip(characters.iter().rev()) {
        state = hash::step(state, character);
        *suffix = hash::finish(state);
    }
    found
}

fn class_of(character: char) -> char {
    match character {
        'a'..='z' => 'x',
        'A'..='Z' => 'X',
        '0'..='9' => 'd',
        _ if character.is_numeric() => 'd',
        _ if character.is_uppercase() => 'X',
        _ if character.is_alphabetic() => 'x',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_digits_show_where_they_should() {
        let of = |form: &str| lexeme(form, &mut Vec::new());
        assert_eq!(of("Minister").lower, of("minister").lower);
        assert_ne!(of("Minister").form, of("minister").form);
        assert_eq!(of("1953").lower, of("2018").lower);
        assert_eq!(of("Seoul").shape, of("Pyongyang").shape);
        assert_eq!(of("walked").suffixes[1], of("talked").suffixes[1]);
        assert!(of("U.S.").all_capitals && !of("Seoul").all_capitals && !of("...").all_capitals);
        assert_eq!(of(""), of(""));
    }
}
