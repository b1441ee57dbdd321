//! Finds the paragraphs of a plain text: where each begins and ends, not what it is.
//!
//! A blank line always separates. Whether a single line break separates too is decided once for the whole text: in wire copy
//! each line is a paragraph, in hard-wrapped text lines are broken inside sentences. The text itself is never changed.

use span::Span;

/// No text is taken for hard-wrapped whose longest line has more characters than this.
const WIDEST_WRAP: usize = 120;
/// No text is taken for hard-wrapped whose longest line has fewer characters than this.
const NARROWEST_WRAP: usize = 28;

/// A line without surrounding white space, and how it stands in the text.
struct Line {
    span: Span,
    /// Its length in characters.
    width: usize,
    /// White space before its first character.
    indent: usize,
    /// Whether a blank line, or the start of the text, lies before it.
    after_blank: bool,
}

/// The paragraphs of `text` in order, without surrounding white space. Every character that is not white space lies in one.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let Some(width) = wrap_width(text, &lines) else {
        return lines.iter().map(|line| line.span).collect();
    };
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut previous: Option<&Line> = None;
    for line in &lines {
        match (previous, paragraphs.last_mut()) {
            (Some(before), Some(open)) if !line.after_blank && !starts_paragraph(text, before, line, width) => {
                *open = open.cover(line.span);
            }
            _ => paragraphs.push(line.span),
        }
        previous = Some(line);
    }
    paragraphs
}

/// The lines that are not blank. A carriage return with its line feed is one break.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let (length, break_length) = match rest.find(is_break) {
            Some(at) if rest[at..].starts_with("\r\n") => (at, 2),
            Some(at) => (at, rest[at..].chars().next().map_or(1, char::len_utf8)),
            None => (rest.len(), 0),
        };
        let whole = &rest[..length];
        let words = whole.trim();
        if words.is_empty() {
            after_blank = true;
        } else {
            let indent = whole.len() - whole.trim_start().len();
            let from = start + indent;
            let span = Span::new(from, from + words.len());
            lines.push(Line { span, width: words.chars().count(), indent, after_blank });
            after_blank = false;
        }
        start += length + break_length;
    }
    lines
}

/// Characters that end a line, among them Unicode's own line and paragraph separators.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The width at which the text was wrapped, in characters, or `None` where each line is a paragraph of its own.
///
/// The evidence is counted over all pairs of lines with no blank line between: a line that breaks off inside a sentence,
/// and goes on in lower case or where its next word would not have fitted, speaks for wrapping.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let width = lines.iter().map(|line| line.width).max()?;
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    let mut pairs = 0;
    let mut broken_inside = 0;
    for pair in lines.windows(2) {
        let [before, line] = pair else { continue };
        if line.after_blank {
            continue;
        }
        pairs += 1;
        let words = line.span.of(text);
        let goes_on = words.chars().next().is_some_and(char::is_lowercase);
        let was_full = before.width + 1 + first_word_width(words) > width && before.width * 10 >= width * 6;
        if !ends_sentence(before.span.of(text)) && (goes_on || was_full) && !is_list_item(words) {
            broken_inside += 1;
        }
    }
    (broken_inside > 0 && broken_inside * 2 >= pairs).then_some(width)
}

/// Whether, in hard-wrapped text, `line` starts a paragraph although no blank line lies between it and the one before.
fn starts_paragraph(text: &str, before: &Line, line: &Line, width: usize) -> bool {
    let words = line.span.of(text);
    if is_list_item(words) || line.indent > before.indent + 1 {
        return true;
    }
    // A line that had room for the next word was ended on purpose: the last line of a paragraph, or a heading.
    let had_room = before.width + 1 + first_word_width(words) <= width * 4 / 5;
    let begins_anew = !words.chars().next().is_some_and(char::is_lowercase);
    had_room && begins_anew
}

/// The width of the first word in characters.
fn first_word_width(words: &str) -> usize {
    words.split_whitespace().next().map_or(0, |word| word.chars().count())
}

/// Whether the words end with a full stop, question or exclamation mark, quotes and brackets after it aside.
pub fn ends_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*'));
    bare.ends_with(['.', '?', '!', '…', '。', '؟', '।'])
}

/// Whether the line opens with a bullet, or with a number and a bracket or stop.
pub fn is_list_item(words: &str) -> bool {
    let Some(first) = words.split_whitespace().next() else { return false };
    if matches!(first, "*" | "-" | "•" | "·" | "–" | "▪" | "►" | "▶" | "‣" | "○" | "●") {
        return words.len() > first.len();
    }
    if first.starts_with(['•', '▪', '►', '‣', '●']) {
        return true;
    }
    let number = first.trim_end_matches(['.', ')']);
    number.len() < first.len() && number.len() <= 2 && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = paragraphs(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn blank_lines_separate() {
        check("  One.\n\n \t\nTwo.\r\n\r\nThree.\n", &["One.", "Two.", "Three."]);
        check("", &[]);
        check(" \n\u{a0}\n", &[]);
    }

    #[test]
    fn wire_copy_has_a_paragraph_a_line() {
        check(
            "Port reopens after strike\nDockers went back to work on Monday.\nThe union called the deal fair.\n",
            &["Port reopens after strike", "Dockers went back to work on Monday.", "The union called the deal fair."],
        );
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        check(
            "The harbour master closed the northern basin on Friday after a barge\nran aground, and traffic was sent round by the \
             southern channel for\nthe rest of the day.\n  Nobody was hurt.\n",
            &[
                "The harbour master closed the northern basin on Friday after a barge\nran aground, and traffic was sent round by the \
                 southern channel for\nthe rest of the day.",
                "Nobody was hurt.",
            ],
        );
    }
}
