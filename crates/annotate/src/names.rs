//! Names: what the model finds, made whole.
//!
//! The model may split a sequence of capitalised words or leave its last word out; here such a sequence becomes one name.
//! Titles ("President") stay outside. What a name refers to is none of this module's business.

use document::{Name, NameKind, Relation, Token, TokenRange, Upos};

/// A name over the tokens from `start` up to, and without, `end`.
pub fn name(tokens: &[Token], start: usize, end: usize, kind: NameKind) -> Name {
    Name { span: tokens[start].span.cover(tokens[end.max(start + 1) - 1].span), tokens: TokenRange::new(start, end), kind }
}

/// Words before a person's name that are no part of it.
const TITLES: [&str; 40] = [
    "president",
    "vice",
    "prime",
    "minister",
    "general",
    "gen.",
    "lt.",
    "lieutenant",
    "colonel",
    "col.",
    "major",
    "maj.",
    "captain",
    "capt.",
    "admiral",
    "adm.",
    "sergeant",
    "sgt.",
    "senator",
    "sen.",
    "rep.",
    "representative",
    "governor",
    "gov.",
    "mayor",
    "judge",
    "justice",
    "king",
    "queen",
    "prince",
    "princess",
    "sheikh",
    "ambassador",
    "secretary",
    "chancellor",
    "mr.",
    "mrs.",
    "ms.",
    "dr.",
    "chairman",
];

/// Makes the names of one sentence whole; `names` holds those of earlier sentences before them.
pub fn repair(text: &str, tokens: &[Token], sentence: TokenRange, names: &mut Vec<Name>) {
    let from = names.partition_point(|name| (name.tokens.start as usize) < sentence.ids().start);
    let mut own: Vec<Name> = names.split_off(from);
    own.sort_by_key(|name| name.tokens);
    let form = |at: usize| tokens[at].span.of(text);
    let running = sentence.ids().filter(|&at| form(at).starts_with(char::is_lowercase)).count() * 2 > sentence.ids().len() / 2;
    let mut whole: Vec<Name> = Vec::with_capacity(own.len());
    for mut found in own {
        let (mut start, mut end) = (found.tokens.start as usize, found.tokens.end as usize);
        if found.kind == NameKind::Person {
            while end - start > 1 && TITLES.contains(&form(start).to_lowercase().as_str()) {
                start += 1;
            }
            // "Kim Jong" and "Un" after it; "Jong-un" is three words.
            while running && end < sentence.end as usize && belongs(text, tokens, start, end) {
                end += if form(end) == "-" { 2 } else { 1 };
            }
        }
        found = name(tokens, start, end, found.kind);
        match whole.last_mut() {
            Some(last) if last.tokens.end > found.tokens.start => {
                if last.tokens.end < found.tokens.end {
                    *last = name(tokens, last.tokens.start as usize, found.tokens.end as usize, last.kind);
                }
            }
            _ => whole.push(found),
        }
    }
    names.extend(whole);
}

/// Whether the word at `end` goes on with the person's name before it: a capitalised proper noun that hangs together with it.
fn belongs(text: &str, tokens: &[Token], start: usize, end: usize) -> bool {
    let form = |at: usize| tokens.get(at).map_or("", |token: &Token| token.span.of(text));
    let adjacent = |at: usize| tokens.get(at).is_some_and(|token| token.span.start == tokens[at - 1].span.end);
    if form(end) == "-" {
        return adjacent(end)
            && adjacent(end + 1)
            && form(end + 1).chars().all(char::is_alphabetic)
            && form(end - 1).starts_with(char::is_uppercase);
    }
    let token = &tokens[end];
    let hangs = token.head.is_some_and(|head| (start..end).contains(&(head as usize)))
        || tokens[start..end].iter().any(|before| before.head == Some(end as u32));
    let together = matches!(token.relation, Relation::Flat | Relation::Compound)
        || tokens[start..end]
            .iter()
            .any(|before| before.head == Some(end as u32) && matches!(before.relation, Relation::Flat | Relation::Compound));
    token.upos == Upos::PROPN && form(end).starts_with(char::is_uppercase) && hangs && together
}
