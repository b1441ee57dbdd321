//! Cuts a paragraph into words by the conventions of the English Web Treebank.
//!
//! Every character that is not white space lies in exactly one piece. Nothing here knows sentences or parts of speech; what a
//! period belongs to is decided here, whether it ends a sentence in [`crate::sentence`].

use crate::clitic;
use crate::words::{Abbreviation, Words};
use span::Span;

/// One word or mark, before anything is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the text of record.
    pub span: Span,
    /// Whether it is a clitic of the piece before ("n't" after "do").
    pub joined: bool,
}

/// Cuts one paragraph of `text`.
pub fn cut(text: &str, paragraph: Span, words: &Words) -> Vec<Piece> {
    let string = paragraph.of(text);
    let mut pieces = Vec::with_capacity(string.len() / 5 + 1);
    let mut quotes = 0usize;
    let mut at = 0;
    while let Some(start) = string[at..].find(|c: char| !c.is_whitespace()).map(|skip| at + skip) {
        let end = string[start..].find(char::is_whitespace).map_or(string.len(), |length| start + length);
        let mut chunk = Chunk {
            words,
            string: &string[start..end],
            rest: &string[end..],
            base: paragraph.start as usize + start,
            single_open: quotes,
            pieces: &mut pieces,
        };
        chunk.cut();
        quotes = chunk.single_open;
        at = end;
    }
    pieces
}

/// A run without white space, while it is cut.
pub(crate) struct Chunk<'a> {
    pub(crate) words: &'a Words,
    string: &'a str,
    rest: &'a str,
    base: usize,
    single_open: usize,
    pieces: &'a mut Vec<Piece>,
}

impl Chunk<'_> {
    fn cut(&mut self) {
        let mut at = 0;
        while at < self.string.len() {
            let length = self.next(at).max(1);
            at += length;
        }
    }

    fn push(&mut self, start: usize, end: usize, joined: bool) {
        self.pieces.push(Piece { span: Span::new(self.base + start, self.base + end), joined });
    }

    /// Cuts the piece, or the word with its clitics, that begins at `at`; returns how many bytes it took.
    fn next(&mut self, at: usize) -> usize {
        let tail = &self.string[at..];
        if let Some(length) = whole(tail, !self.after_word(at)) {
            self.push(at, at + length, false);
            return length;
        }
        let first = tail.chars().next().unwrap_or(' ');
        if first.is_ascii_digit() || (first == '.' && second(tail).is_some_and(|c| c.is_ascii_digit()) && !self.after_word(at)) {
            return self.number(at);
        }
        if is_word(first) {
            return self.word(at);
        }
        if matches!(first, '\'' | '’' | '‘' | '`') && self.apostrophe(at) {
            return self.word_from(at, first.len_utf8());
        }
        let length = mark(tail);
        match first {
            '‘' if length == first.len_utf8() => self.single_open += 1,
            '\'' if length == 1 && at + 1 < self.string.len() && !self.after_word(at) => self.single_open += 1,
            '’' | '\'' if length == first.len_utf8() => self.single_open = self.single_open.saturating_sub(1),
            _ => {}
        }
        self.push(at, at + length, false);
        length
    }

    fn after_word(&self, at: usize) -> bool {
        self.string[..at].chars().next_back().is_some_and(is_word)
    }

    /// Whether the apostrophe at `at` begins a word: "'90s", "'em", "'s" alone.
    fn apostrophe(&self, at: usize) -> bool {
        let tail = &self.string[at..];
        let after = &tail[tail.chars().next().map_or(0, char::len_utf8)..];
        let letters: String = after.chars().take_while(|&c| is_word(c)).collect();
        let digits = letters.chars().take_while(char::is_ascii_digit).count();
        let decade = digits == 2 && (letters.len() == 2 || &letters[2..] == "s");
        let clitic =
            matches!(letters.to_lowercase().as_str(), "s" | "re" | "ve" | "ll" | "em" | "til" | "twas" | "tis" | "cause");
        decade || letters == "s" || (clitic && (at == 0 || self.after_word(at)))
    }

    fn word(&mut self, at: usize) -> usize {
        self.word_from(at, 0)
    }

    /// A word that begins at `at`, its first `taken` bytes an apostrophe.
    fn word_from(&mut self, at: usize, taken: usize) -> usize {
        let tail = &self.string[at..];
        if let Some(length) = dotted(tail)
            && (length != 2 || self.is_initial(at, tail))
        {
            self.push(at, at + length, false);
            return length;
        }
        let mut end = taken + run(&tail[taken..]);
        while tail[end..].starts_with('-')
            && self.words.is_prefix(&tail[..end])
            && second(&tail[end..]).is_some_and(char::is_alphanumeric)
        {
            end += 1;
            end += dotted(&tail[end..]).unwrap_or_else(|| run(&tail[end..]));
        }
        if let Some(after) = tail[end..].strip_prefix('-') {
            let length = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
            if self.words.is_korean(&tail[..end], &after[..length]) && !after[length..].starts_with('-') {
                end += 1 + length;
                end += if after[length..].starts_with(['\'', '’']) { run(&tail[end - 1..]) - 1 } else { 0 };
            }
        }
        if tail[end..].starts_with('$')
            && matches!(&tail[..end], "US" | "U.S" | "C" | "CA" | "A" | "AU" | "HK" | "NT" | "NZ" | "R" | "S" | "U")
        {
            self.push(at, at + end + 1, false);
            return end + 1;
        }
        if tail[end..].starts_with('.') && self.is_abbreviation(&tail[..=end], at + end + 1) {
            self.push(at, at + end + 1, false);
            return end + 1;
        }
        if let Some(stop) = tail[..end].find('.')
            && glued_stop(&tail[..end], stop)
        {
            end = stop;
        }
        let mut joined =
            taken > 0 && self.string[..at].ends_with(|c: char| is_word(c) || matches!(c, ')' | ']' | '”' | '"' | '%'));
        let mut from = 0;
        for cut in clitic::cuts(&tail[..end], &tail[end..], self.single_open > 0) {
            self.push(at + from, at + cut, joined);
            joined = true;
            from = cut;
        }
        from
    }

    /// Whether the capital letter with a period at `at` shortens a name, and the period ends no sentence.
    fn is_initial(&self, at: usize, tail: &str) -> bool {
        if at + 2 < self.string.len() {
            return tail[2..].starts_with(is_word);
        }
        let next = self.rest.trim_start();
        let word = &next[..run(next)];
        !tail.starts_with('I') && word.starts_with(char::is_uppercase) && !self.words.is_starter(word)
    }

    fn is_abbreviation(&self, word: &str, end: usize) -> bool {
        let Some(kind) = self.words.abbreviation(word) else { return false };
        let follows = &self.string[end..];
        let next = if follows.is_empty() { self.rest.trim_start() } else { follows };
        match kind {
            Abbreviation::Number => next.starts_with(|c: char| c.is_ascii_digit()),
            // "Co." within a word is none.
            _ => !follows.starts_with(is_word),
        }
    }

    /// A number with its inner marks; a unit that is glued to it becomes a piece of its own.
    fn number(&mut self, at: usize) -> usize {
        let tail = &self.string[at..];
        let mut end = numeral(tail);
        let letters = tail[end..end + run(&tail[end..])].find(['\'', '’']).unwrap_or_else(|| run(&tail[end..]));
        let unit = &tail[end..end + letters];
        if letters > 0 && tail[end..].starts_with(char::is_alphabetic) {
            let dotted = dotted(&tail[end..]).filter(|_| matches!(unit, "a.m" | "p.m" | "A.M" | "P.M"));
            if is_unit(unit, tail[..end].contains(['.', ',']) || self.after_currency(at)) || dotted.is_some() {
                self.push(at, at + end, false);
                let length = dotted.unwrap_or(letters);
                self.push(at + end, at + end + length, false);
                return end + length;
            }
            end += letters;
        }
        if tail[end..].starts_with(['\'', '’']) {
            let mark = tail[end..].chars().next().map_or(0, char::len_utf8);
            // "1960's"
            if tail[end + mark..].starts_with('s') && !tail[end + mark + 1..].starts_with(is_word) {
                end += mark + 1;
            }
        }
        self.push(at, at + end, false);
        end
    }

    fn after_currency(&self, at: usize) -> bool {
        self.string[..at].ends_with(['$', '£', '€', '¥', '₩', '₹'])
    }
}

/// The second character.
fn second(tail: &str) -> Option<char> {
    tail.chars().nth(1)
}

/// Letters, digits, combining marks and the invisible characters that stand inside words.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_combining(c) || is_invisible(c)
}

fn is_combining(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5BD | 0x610..=0x61A | 0x64B..=0x65F | 0x900..=0x903 | 0x93A..=0x94F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0x2B0..=0x2FF)
}

/// Soft hyphens, zero-width characters and marks of direction: they belong to the word that they stand in.
pub fn is_invisible(c: char) -> bool {
    matches!(c as u32, 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2064 | 0xFEFF)
}

/// The length of a run of letters, with apostrophes, inner periods of names and "&" between letters.
fn run(tail: &str) -> usize {
    let mut end = 0;
    let mut last = ' ';
    for (at, c) in tail.char_indices() {
        let inner = matches!(c, '\'' | '’' | '`' | '&' | '.') && is_word(last) && {
            let next = tail[at + c.len_utf8()..].chars().next().unwrap_or(' ');
            is_word(next) && (c != '.' || !last.is_ascii_digit() || !next.is_ascii_digit())
        };
        if !is_word(c) && !inner {
            break;
        }
        end = at + c.len_utf8();
        last = c;
    }
    end
}

/// The length of "U.S.", "a.m.", "J.K.", "J." or "Ph.D." at the start, the last period included; "U.S" and "p.m" without it.
fn dotted(tail: &str) -> Option<usize> {
    if tail.starts_with("Ph.D.") {
        return Some(5);
    }
    let mut end = 0;
    let mut pairs = 0;
    let mut letters = tail.chars();
    while let (Some(letter), Some('.')) = (letters.next(), letters.next()) {
        if !letter.is_alphabetic() {
            break;
        }
        end += letter.len_utf8() + 1;
        pairs += 1;
    }
    let small = tail.starts_with(char::is_lowercase);
    let follows = &tail[end..];
    if let (Some(last), true) = (follows.chars().next().filter(|c| c.is_alphabetic()), pairs > 0) {
        let beyond = follows[last.len_utf8()..].chars().next();
        if !beyond.is_some_and(|c| is_word(c) || c == '.') && last.is_lowercase() == small {
            return Some(end + last.len_utf8());
        }
    }
    let known = if pairs == 1 { !small && !follows.starts_with(char::is_lowercase) } else { pairs > 1 };
    known.then_some(end)
}

/// "end.The": small letters, a period, a capital with small letters - and no name of the net.
fn glued_stop(word: &str, stop: usize) -> bool {
    let (before, after) = (&word[..stop], &word[stop + 1..]);
    let capital = after.starts_with(char::is_uppercase) && after.chars().nth(1).is_some_and(char::is_lowercase);
    let single = after.chars().count() == 1 && matches!(after, "I" | "A");
    before.chars().count() > 1 && before.chars().all(char::is_lowercase) && (capital || single)
}

/// The length of the numeral at the start: digits with commas, periods, colons; telephone numbers and dates whole.
fn numeral(tail: &str) -> usize {
    let digits = |from: usize| tail[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    loop {
        let mark = tail[end..].chars().next();
        let more = if matches!(mark, Some('.' | ',' | ':')) { digits(end + 1) } else { 0 };
        if more == 0 {
            break;
        }
        end += 1 + more;
    }
    let whole = |mark: char| {
        let mut parts = vec![end];
        let mut at = end;
        while tail[at..].starts_with(mark) && digits(at + 1) > 0 {
            let more = digits(at + 1);
            parts.push(more);
            at += 1 + more;
        }
        (parts, at)
    };
    let (parts, at) = whole('/');
    let value = |from: usize, length: usize| tail[from..from + length].parse::<u32>().unwrap_or(0);
    let month_and_day = parts.len() == 2 && parts[0] <= 2 && parts[1] <= 2 && (1..=12).contains(&value(0, parts[0])) && {
        let day = value(parts[0] + 1, parts[1]);
        (10..=31).contains(&day)
    };
    if parts.len() == 3 || month_and_day {
        return at;
    }
    let (parts, at) = whole('-');
    let telephone = parts.len() >= 2 && parts.len() <= 4 && parts.iter().all(|&part| part <= 4) && parts.last() == Some(&4) && {
        parts[parts.len() - 2] == 3
    };
    let date = parts.len() == 3 && (parts[0] == 4 || parts[2] == 4 || parts.iter().all(|&part| part <= 2)) && parts[1] <= 2;
    if telephone || date {
        return at;
    }
    end
}

/// Units that are cut from the number before them. "m" and the like are letters of a name ("3m") unless a sum is meant.
fn is_unit(unit: &str, sum: bool) -> bool {
    const UNITS: [&str; 44] = [
        "am", "pm", "AM", "PM", "km", "cm", "mm", "kg", "mg", "lb", "lbs", "ft", "mph", "kph", "bn", "mn", "mln", "tn", "hrs",
        "hr", "min", "mins", "sec", "yrs", "MW", "GW", "kW", "kWh", "MB", "GB", "TB", "Hz", "kHz", "MHz", "GHz", "kt", "pc",
        "pct", "k", "K", "m", "sq", "oz", "mi",
    ];
    UNITS.contains(&unit) || sum && matches!(unit, "b" | "B" | "t" | "M" | "MM")
}

/// The length of a piece that is taken whole whatever stands in it: addresses, hashtags, handles, faces.
fn whole(tail: &str, at_start: bool) -> Option<usize> {
    if let Some(length) = address(tail) {
        return Some(length);
    }
    if tail.starts_with(['#', '@']) {
        let letters = tail[1..].bytes().take_while(|&b| b.is_ascii_alphanumeric() || b == b'_').count();
        let numbered = tail[1..].starts_with(|c: char| c.is_ascii_digit());
        return (letters > 1 && !numbered && at_start).then_some(letters + 1);
    }
    const FACES: [&str; 18] =
        [":-)", ":-(", ";-)", ":-D", ":-P", ":)", ":(", ";)", ":D", ":P", "=)", "=D", "(:", "^_^", "<3", "xD", "XD", ":/"];
    let face = FACES.iter().find(|&&face| tail.starts_with(face))?;
    let after = &tail[face.len()..];
    (at_start && !after.starts_with(is_word) && (after.is_empty() || after.len() < 3)).then_some(face.len())
}

/// The length of a URL, mail address or bare host name, without the marks that follow it.
fn address(tail: &str) -> Option<usize> {
    if !tail.is_char_boundary(1) || tail.len() < 5 || !tail.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let end = tail.find(['<', '>', '"', '“', '”', '’', '‘', '|', '{', '}', '—', '…']).unwrap_or(tail.len());
    let body = tail[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']', '*']);
    let body =
        if body.ends_with(')') && !body.contains('(') { body.trim_end_matches(')').trim_end_matches(['.', ',']) } else { body };
    let scheme = body.find("://").is_some_and(|at| at < 8 && body[..at].bytes().all(|b| b.is_ascii_alphabetic()));
    let www = body.len() > 6 && body.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www."));
    let mail = body.starts_with("mailto:")
        || body.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty()
                && user.is_ascii()
                && host.is_ascii()
                && host.contains('.')
                && !host.contains(['@', '/', ','])
                && !user.contains(['(', '/', ','])
        });
    if scheme || www || mail {
        return Some(body.len());
    }
    let host_end = body.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(body.len());
    let host = &body[..host_end];
    let (name, domain) = host.rsplit_once('.')?;
    const DOMAINS: [&str; 22] = [
        "com", "org", "net", "gov", "edu", "mil", "int", "info", "io", "uk", "kr", "kp", "ru", "de", "fr", "cn", "jp", "eu",
        "tv", "ca", "au", "ua",
    ];
    if !DOMAINS.contains(&domain) || name.is_empty() || name.len() < 2 {
        return None;
    }
    let follows = &body[host_end..];
    (follows.is_empty() || follows.starts_with('/')).then(|| if follows.starts_with('/') { body.len() } else { host_end })
}

/// The length of the mark at the start: runs of one mark are one piece, so are faces of emoji and their modifiers.
fn mark(tail: &str) -> usize {
    let first = tail.chars().next().unwrap_or(' ');
    let same = |accept: &dyn Fn(char) -> bool| tail.chars().take_while(|&c| accept(c)).map(char::len_utf8).sum::<usize>();
    match first {
        '.' | '…' => same(&|c| c == '.' || c == '…'),
        '!' | '?' => same(&|c| c == '!' || c == '?'),
        '-' | '*' | '=' | '_' | '+' | '~' | '<' | '>' | '`' | '#' | '|' | '^' | '—' | '\'' => {
            let length = same(&|c| c == first);
            // Two single quotes are one double quote; three are a quote within a quote.
            if first == '\'' && length > 2 { 1 } else { length }
        }
        _ if is_emoji(first) => {
            let mut end = first.len_utf8();
            let mut glued = false;
            for c in tail[end..].chars() {
                let modifier = matches!(c as u32, 0xFE0E | 0xFE0F | 0x200D | 0x20E3 | 0x1F3FB..=0x1F3FF);
                let flag = is_flag(c) && is_flag(first) && end == first.len_utf8();
                if !modifier && !flag && !glued {
                    break;
                }
                glued = c as u32 == 0x200D;
                end += c.len_utf8();
            }
            end
        }
        _ => {
            // An invisible or combining character after a mark stays with it.
            let mut end = first.len_utf8();
            for c in tail[end..].chars().take_while(|&c| matches!(c as u32, 0xFE0E | 0xFE0F | 0x20E3)) {
                end += c.len_utf8();
            }
            end
        }
    }
}

fn is_emoji(c: char) -> bool {
    matches!(c as u32, 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x2300..=0x23FF)
}

fn is_flag(c: char) -> bool {
    matches!(c as u32, 0x1F1E6..=0x1F1FF)
}
