//! A sentence set in lines of a width, with the evidence of an event underlined and named below.

use super::FAINT;
use document::Document;
use event::{Event, Found};
use span::Span;
use unicode_width::UnicodeWidthStr;

/// A stretch of evidence and what it is evidence of.
pub struct Mark {
    /// Its bytes.
    pub span: Span,
    /// `actor`, `trigger` ...
    pub name: &'static str,
}

/// All evidence of an event, trigger and sides first.
pub fn marks(event: &Event) -> Vec<Mark> {
    let mut marks = vec![Mark { span: event.trigger, name: "trigger" }];
    let mut add = |name: &'static str, spans: &mut dyn Iterator<Item = Span>| {
        for span in spans {
            if !marks.iter().any(|mark: &Mark| mark.span == span && mark.name == name) {
                marks.push(Mark { span, name });
            }
        }
    };
    add("actor", &mut event.actors.iter().filter_map(|entity| entity.mention));
    add("recipient", &mut event.recipients.iter().filter_map(|entity| entity.mention));
    add("assertion", &mut event.assertion.evidence.iter().copied());
    add("date", &mut event.when.evidence.iter().copied());
    add("place", &mut event.place.iter().flat_map(|place: &Found<_>| place.evidence.iter().copied()));
    add("source", &mut event.attribution.iter().filter_map(|source| source.entity.mention));
    add("cue", &mut event.attribution.iter().filter_map(|source| source.cue));
    for (name, count) in
        [("dead", &event.dead), ("injured", &event.injured), ("arrested", &event.arrested), ("size", &event.size)]
    {
        add(name, &mut count.iter().map(|count| count.words));
    }
    add("quantity", &mut event.quantities.iter().map(|count| count.words));
    marks
}

/// The words of a span in lines of at most `width` columns; below each line the marks that fall on it.
pub fn wrapped(document: &Document, span: Span, marks: &[Mark], width: usize) -> Vec<String> {
    let text = &document.text.string;
    let mut out = Vec::new();
    for line in lines(text, span, width) {
        let shown = one_width(line.of(text));
        out.push(shown);
        out.extend(underlines(text, line, marks));
    }
    out
}

/// White space of any kind as a blank, one for one, so that columns stay where they are.
fn one_width(words: &str) -> String {
    words.chars().map(|character| if character.is_whitespace() { ' ' } else { character }).filter(|c| !c.is_control()).collect()
}

/// Cuts a span into lines at white space.
fn lines(text: &str, span: Span, width: usize) -> Vec<Span> {
    let words = span.of(text);
    let offset = span.start as usize;
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    for word in words.split(char::is_whitespace) {
        let (start, end) = (at, at + word.len());
        at = end + words[end..].chars().next().map_or(0, char::len_utf8);
        if word.is_empty() {
            continue;
        }
        let word = Span::new(offset + start, offset + end);
        match found.last_mut() {
            Some(line) if line.cover(word).of(text).width() <= width => *line = line.cover(word),
            _ => found.push(word),
        }
    }
    found
}

/// Rows of carets with their names, as many as it takes for nothing to touch.
fn underlines(text: &str, line: Span, marks: &[Mark]) -> Vec<String> {
    let mut placed: Vec<(usize, usize, &Mark)> = marks
        .iter()
        .filter(|mark| mark.span.overlaps(line))
        .map(|mark| {
            let part = Span { start: mark.span.start.max(line.start), end: mark.span.end.min(line.end) };
            let before = Span { start: line.start, end: part.start };
            (one_width(before.of(text)).width(), one_width(part.of(text)).width().max(1), mark)
        })
        .collect();
    placed.sort_by_key(|(column, width, _)| (*column, *width));
    let mut rows: Vec<(String, String)> = Vec::new();
    for (column, width, mark) in placed {
        let free = rows.iter_mut().find(|(carets, names)| {
            let used = carets.width().max(names.width());
            used < column || used == 0
        });
        let (carets, names) = match free {
            Some(row) => row,
            None => {
                rows.push((String::new(), String::new()));
                let last = rows.len() - 1;
                &mut rows[last]
            }
        };
        carets.push_str(&" ".repeat(column - carets.width()));
        carets.push_str(&"^".repeat(width));
        names.push_str(&" ".repeat(column - names.width()));
        names.push_str(mark.name);
    }
    rows.into_iter().flat_map(|(carets, names)| [carets, format!("{FAINT}{names}{FAINT:#}")]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_marks_go_to_rows_of_their_own() {
        let text = "Police beat two men.";
        let whole = Span::new(0, text.len());
        let marks = [
            Mark { span: Span::new(7, 11), name: "trigger" },
            Mark { span: Span::new(0, 6), name: "actor" },
            Mark { span: Span::new(12, 19), name: "recipient" },
            Mark { span: Span::new(12, 15), name: "quantity" },
        ];
        let shown = underlines(text, whole, &marks);
        let plain: Vec<String> =
            shown.iter().map(|line| line.replace(&format!("{FAINT}"), "").replace(&format!("{FAINT:#}"), "")).collect();
        assert_eq!(
            plain,
            [
                "^^^^^^ ^^^^",
                "actor  trigger",
                "            ^^^",
                "            quantity",
                "            ^^^^^^^",
                "            recipient"
            ]
        );
    }

    #[test]
    fn lines_keep_to_the_width() {
        let text = "  one two\nthree   four";
        let cut: Vec<&str> = lines(text, Span::new(0, text.len()), 9).into_iter().map(|line| line.of(text)).collect();
        assert_eq!(cut, ["one two", "three", "four"]);
    }
}
