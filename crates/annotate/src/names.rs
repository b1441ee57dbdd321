//! Names: what the model finds, made whole.
//!
//! The model may split a sequence of capitalised words or leave its last word out; here such a sequence becomes one name.
//! Titles ("President") stay outside. What a name refers to is none of this module's business.

use compact_str::CompactString;
use document::{Name, NameKind, Relation, Sentence, Token, TokenRange, Upos};

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

/// The titles of these that only a person bears.
const RANKS: [&str; 8] = ["president", "minister", "chancellor", "senator", "governor", "ambassador", "mayor", "secretary"];

/// Words that no person's name holds.
const BODIES: [&str; 14] = [
    "Staff",
    "Army",
    "Ministry",
    "Agency",
    "Council",
    "Party",
    "University",
    "Government",
    "Court",
    "Parliament",
    "Committee",
    "Union",
    "Force",
    "News",
];

/// Where a person's own name begins in a found one: behind the last title in it ("Kenyan President | William Ruto").
pub fn behind_titles(forms: &[&str]) -> usize {
    let title = |form: &&str| TITLES.contains(&CompactString::from_str_to_lowercase(form).as_str());
    forms.iter().rposition(title).map_or(0, |at| at + 1)
}

/// Makes the names of one sentence whole, and the tree agree with them; `names` holds those of earlier sentences before them.
pub fn repair(text: &str, tokens: &mut [Token], sentence: TokenRange, names: &mut Vec<Name>) {
    let from = names.partition_point(|name| (name.tokens.start as usize) < sentence.ids().start);
    let found = from..names.len();
    if found.is_empty() {
        return;
    }
    for at in found.clone() {
        push_plain(text, tokens, names[at], names);
    }
    names.drain(found);
    names[from..].sort_by_key(|name| name.tokens);
    let form = |at: usize| tokens[at].span.of(text);
    let running = sentence.ids().filter(|&at| form(at).starts_with(char::is_lowercase)).count() * 2 > sentence.ids().len() / 2;
    // The names made whole take the places of the found ones, of which there are as many or more.
    let mut whole = from;
    for at in from..names.len() {
        let found = names[at];
        let (mut start, mut end) = (found.tokens.start as usize, found.tokens.end as usize);
        if found.kind == NameKind::Person {
            while end - start > 1 && TITLES.contains(&CompactString::from_str_to_lowercase(form(start)).as_str()) {
                start += 1;
            }
            // "Kim Jong" and "Un" after it; "Jong-un" is three words.
            while running && end < sentence.end as usize && belongs(text, tokens, start, end) {
                end += if form(end) == "-" { 2 } else { 1 };
            }
        }
        match names[from..whole].last_mut() {
            Some(last) if last.tokens.end as usize > start => {
                if (last.tokens.end as usize) < end {
                    *last = name(tokens, last.tokens.start as usize, end, last.kind);
                }
            }
            _ => {
                names[whole] = name(tokens, start, end, found.kind);
                whole += 1;
            }
        }
    }
    names.truncate(whole);
    for name in &names[from..] {
        hang_together(tokens, name.tokens);
    }
}

/// "a hospital in Khan Younis" with "Younis" hung on the hospital: the last word of a name of proper nouns hangs on the word before it.
fn hang_together(tokens: &mut [Token], name: TokenRange) {
    if name.ids().len() != 2 {
        return;
    }
    let (first, last) = (name.start as usize, name.start as usize + 1);
    let inside = |word: usize| tokens[word].head.is_some_and(|head| name.contains(head as usize));
    let proper = name.ids().all(|word| tokens[word].upos == Upos::PROPN);
    let astray = !inside(first) && !inside(last) && tokens[last].relation == Relation::Appos;
    if proper && astray && tokens.iter().all(|token| token.head != Some(last as u32)) {
        tokens[last].head = Some(first as u32);
        tokens[last].relation = Relation::Flat;
    }
}

/// Appends a found name without what no name holds: days of the week at its end, and all that follows a small word or an owner's mark in a
/// person's name.
fn push_plain(text: &str, tokens: &[Token], found: Name, names: &mut Vec<Name>) {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const PARTICLES: [&str; 18] =
        ["de", "da", "do", "dos", "di", "del", "der", "den", "la", "le", "el", "al", "bin", "ibn", "ben", "van", "von", "abu"];
    let (start, mut end) = (found.tokens.start as usize, found.tokens.end as usize);
    let form = |at: usize| tokens[at].span.of(text);
    while end > start + 1 && DAYS.contains(&form(end - 1)) {
        end -= 1;
    }
    // "Kenyan President William Ruto" as a place: the person stands after the title.
    let title = (start..end.saturating_sub(1))
        .rev()
        .find(|&at| at > start && RANKS.contains(&CompactString::from_str_to_lowercase(form(at)).as_str()));
    if let Some(title) = title.filter(|_| found.kind == NameKind::Location) {
        return names.push(name(tokens, title + 1, end, NameKind::Person));
    }
    if (start..end).any(|at| form(at) == "of" || BODIES.contains(&form(at))) {
        let kind = if found.kind == NameKind::Person { NameKind::Organization } else { found.kind };
        return names.push(name(tokens, start, end, kind));
    }
    if found.kind != NameKind::Person {
        return names.push(name(tokens, start, end, found.kind));
    }
    let breaks = |at: usize| {
        let small = form(at).starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) && !PARTICLES.contains(&form(at));
        let syllable = at > start && form(at - 1) == "-";
        small && !syllable || matches!(form(at), "'s" | "’s" | "," | "(" | ")")
    };
    // "A and B" are two persons; what owns a person is not told apart here.
    let mut from = start;
    for at in start..=end {
        if at < end && !breaks(at) {
            continue;
        }
        let owned = at < end && matches!(form(at), "'s" | "’s") && from > start;
        if at > from && !owned {
            names.push(name(tokens, from, at, NameKind::Person));
        }
        from = at + 1;
    }
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

/// Gives every person the longest form that the document has for these words: where "Ada Ilse Brandt" is a name, "Ada Ilse" before
/// "Brandt" elsewhere is cut short.
pub fn complete(text: &str, tokens: &[Token], sentences: &[Sentence], names: &mut [Name]) {
    let forms = |range: TokenRange| range.ids().map(|at| tokens[at].span.of(text));
    let long = names.iter().filter(|name| name.kind == NameKind::Person && name.tokens.ids().len() > 2);
    let mut whole: Vec<TokenRange> = long.map(|name| name.tokens).collect();
    whole.sort_unstable_by(|&one, &other| forms(one).cmp(forms(other)));
    for at in 0..names.len() {
        let Name { tokens: range, kind, .. } = names[at];
        let sentence = sentences.partition_point(|sentence| sentence.tokens.end <= range.start);
        let sentence_end = sentences.get(sentence).map_or(tokens.len(), |sentence| sentence.tokens.end as usize);
        let limit = names.get(at + 1).map_or(sentence_end, |next| sentence_end.min(next.tokens.start as usize));
        let start = range.start as usize;
        let longer = |length: &usize| {
            let end = start + length;
            let forms_here = || forms(TokenRange::new(start, end));
            end <= limit && whole.binary_search_by(|&name| forms(name).cmp(forms_here())).is_ok()
        };
        if kind == NameKind::Person
            && let Some(length) = (range.ids().len() + 1..range.ids().len() + 4).rev().find(longer)
        {
            names[at] = name(tokens, start, start + length, kind);
        }
    }
}
