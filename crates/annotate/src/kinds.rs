//! Names that lists know better than the model: those that the caller gives (countries, bodies, people, nationalities), whose kind is
//! certain, and events ("the Six-Day War", "Operation Cast Lead"), which no treebank marks.
//!
//! A known name that the model found too gets its kind; one that it did not see is added, unless it overlaps what the model found.

use document::{Name, NameKind, Sentence, Token, TokenRange};
use rustc_hash::{FxHashMap, FxHashSet};

/// What names of these kinds are known by.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Known names as they are written, their words apart by single spaces. Empty unless the caller adds some.
    pub known: FxHashMap<String, NameKind>,
    last: FxHashSet<&'static str>,
    first: FxHashSet<&'static str>,
}

/// The longest known name that is looked for, in words.
const LONGEST: usize = 6;

/// How many bytes so many words hardly ever exceed.
const USUAL: usize = 128;

impl Lists {
    /// The lists that come with the program.
    pub fn embedded() -> Lists {
        let mut lists = Lists::default();
        for line in include_str!("../data/event-names.txt").lines() {
            match line.split_once(": ") {
                Some(("last", words)) => lists.last = words.split_whitespace().collect(),
                Some(("first", words)) => lists.first = words.split_whitespace().collect(),
                _ => {}
            }
        }
        lists
    }

    /// Adds the names of these kinds to those that are there, in order.
    pub fn add(&self, text: &str, tokens: &[Token], sentences: &[Sentence], names: &mut Vec<Name>) {
        let found = names.len();
        let mut words = String::with_capacity(USUAL);
        for sentence in sentences {
            let ids = sentence.tokens.ids();
            // A sentence in capitals shows nothing by its capitals.
            if ids.clone().any(|at| tokens[at].span.of(text).starts_with(char::is_lowercase)) {
                self.in_sentence(text, tokens, sentence.tokens, names, found, &mut words);
            }
        }
        names.sort_unstable_by_key(|name| name.tokens);
    }

    /// Finds the names of one sentence, and appends those that are not among the first `found` names; `words` is working space.
    fn in_sentence(
        &self,
        text: &str,
        tokens: &[Token],
        sentence: TokenRange,
        names: &mut Vec<Name>,
        found: usize,
        words: &mut String,
    ) {
        let form = |at: usize| tokens[at].span.of(text);
        let mut at = sentence.ids().start;
        let end = sentence.ids().end;
        while at < end {
            let said = match self.event(&form, at, end) {
                length if length > 1 => Some((length, NameKind::Event)),
                _ => self.known(&form, at, end, words),
            };
            let Some((length, kind)) = said else {
                at += 1;
                continue;
            };
            let range = TokenRange::new(at, at + length);
            let from = names[..found].partition_point(|name| name.tokens.end <= range.start);
            match names[..found].get_mut(from).filter(|name| name.tokens.start < range.end) {
                Some(same) if same.tokens == range => same.kind = kind,
                Some(_) => {}
                None => names.push(Name { span: tokens[at].span.cover(tokens[at + length - 1].span), tokens: range, kind }),
            }
            at += length;
        }
    }

    /// How many words from `at` on name an event.
    fn event<'t>(&self, form: &impl Fn(usize) -> &'t str, at: usize, end: usize) -> usize {
        let large = |at: usize| form(at).starts_with(char::is_uppercase);
        let run = (at..end).take_while(|&at| large(at)).count();
        let last = (at..at + run).rev().find(|&at| self.last.contains(form(at)));
        let numbered = |at: usize| at < end && !form(at).is_empty() && form(at).chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        match last {
            Some(last) if last > at => last + 1 - at + usize::from(numbered(last + 1)),
            _ if run > 1 && self.first.contains(form(at)) => run,
            _ => 0,
        }
    }

    fn known<'t>(
        &self,
        form: &impl Fn(usize) -> &'t str,
        at: usize,
        end: usize,
        words: &mut String,
    ) -> Option<(usize, NameKind)> {
        if self.known.is_empty() || !form(at).starts_with(char::is_uppercase) {
            return None;
        }
        // All words in one string, of which shorter names are the beginning.
        words.clear();
        let mut ends = [0; LONGEST];
        let longest = LONGEST.min(end - at);
        for (length, end) in ends.iter_mut().enumerate().take(longest) {
            if length > 0 {
                words.push(' ');
            }
            words.push_str(form(at + length));
            *end = words.len();
        }
        (1..=longest).rev().find_map(|length| self.known.get(&words[..ends[length - 1]]).map(|&kind| (length, kind)))
    }
}
