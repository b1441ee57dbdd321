//! The shapes of words and marks: how long the numeral, abbreviation, address, face or mark at the start of a text is.
//!
//! Pure functions over strings; [`crate::token`] decides which of them is asked where.

/// The second character.
pub(crate) fn second(tail: &str) -> Option<char> {
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
pub(crate) fn run(tail: &str) -> usize {
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
pub(crate) fn dotted(tail: &str) -> Option<usize> {
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
pub(crate) fn glued_stop(word: &str, stop: usize) -> bool {
    let (before, after) = (&word[..stop], &word[stop + 1..]);
    let capital = after.starts_with(char::is_uppercase) && after.chars().nth(1).is_some_and(char::is_lowercase);
    let single = after.chars().count() == 1 && matches!(after, "I" | "A");
    before.chars().count() > 1 && before.chars().all(char::is_lowercase) && (capital || single)
}

/// The length of the numeral at the start: digits with commas, periods, colons; telephone numbers and dates whole.
pub(crate) fn numeral(tail: &str) -> usize {
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
        let mut parts = [end, 0, 0, 0, 0, 0];
        let (mut count, mut at) = (1, end);
        // Dates and telephone numbers have four parts at most.
        while count < parts.len() && tail[at..].starts_with(mark) && digits(at + 1) > 0 {
            parts[count] = digits(at + 1);
            at += 1 + parts[count];
            count += 1;
        }
        (parts, count, at)
    };
    let (parts, count, at) = whole('/');
    let parts = &parts[..count];
    let value = |from: usize, length: usize| tail[from..from + length].parse::<u32>().unwrap_or(0);
    let month_and_day = parts.len() == 2 && parts[0] <= 2 && parts[1] <= 2 && (1..=12).contains(&value(0, parts[0])) && {
        let day = value(parts[0] + 1, parts[1]);
        (10..=31).contains(&day)
    };
    if parts.len() == 3 || month_and_day {
        return at;
    }
    let (parts, count, at) = whole('-');
    let parts = &parts[..count];
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
pub(crate) fn is_unit(unit: &str, sum: bool) -> bool {
    const UNITS: [&str; 44] = [
        "am", "pm", "AM", "PM", "km", "cm", "mm", "kg", "mg", "lb", "lbs", "ft", "mph", "kph", "bn", "mn", "mln", "tn", "hrs",
        "hr", "min", "mins", "sec", "yrs", "MW", "GW", "kW", "kWh", "MB", "GB", "TB", "Hz", "kHz", "MHz", "GHz", "kt", "pc",
        "pct", "k", "K", "m", "sq", "oz", "mi",
    ];
    UNITS.contains(&unit) || sum && matches!(unit, "b" | "B" | "t" | "M" | "MM")
}

/// The length of a piece that is taken whole whatever stands in it: addresses, hashtags, handles, faces.
pub(crate) fn whole(tail: &str, at_start: bool) -> Option<usize> {
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

/// How many bytes an address may have.
const LONGEST_ADDRESS: usize = 2048;

/// The length of a URL, mail address or bare host name, without the marks that follow it.
fn address(tail: &str) -> Option<usize> {
    if !tail.is_char_boundary(1) || tail.len() < 5 || !tail.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    // Nothing longer is an address, and a megabyte without a space is not to be read anew from each of its words.
    let longest = (tail.len().min(LONGEST_ADDRESS)..tail.len()).find(|&at| tail.is_char_boundary(at)).unwrap_or(tail.len());
    let tail = &tail[..longest];
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
pub(crate) fn mark(tail: &str) -> usize {
    let first = tail.chars().next().unwrap_or(' ');
    let same = |accept: &dyn Fn(char) -> bool| tail.chars().take_while(|&c| accept(c)).map(char::len_utf8).sum::<usize>();
    match first {
        '.' | '…' => {
            let stops = same(&|c| c == '.' || c == '…');
            let all = same(&|c| matches!(c, '.' | '…' | '?' | '!'));
            // ".?" is one mark, "...!!" are two.
            if stops == 1 { all } else { stops }
        }
        '’' | '‘' if tail[first.len_utf8()..].starts_with(first) => 2 * first.len_utf8(),
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
