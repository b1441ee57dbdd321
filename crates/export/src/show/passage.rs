//! A sentence in its paragraph, with the words that carry the act.

use super::{Source, styled};
use crate::page::blocks::{Line, Passage, link, plain};
use crate::plot::Ink;
use crate::table::one_line;
use anstyle::Style;
use event::Mention;

/// Whose words, when and where, then the paragraph with the sentence highlighted.
pub fn passage(source: &Source, ink: Ink) -> String {
    let report = &source.report;
    let published = report.published.map(|day| day.to_string());
    let facts: Vec<String> = [report.publisher.clone(), published, report.title.clone(), report.url.clone()]
        .into_iter()
        .flatten()
        .map(|words| one_line(&words))
        .collect();
    let head = format!("{} · {} · {}", source.mention.id, one_line(&report.report), facts.join(" · "));
    let sentence = sentence(&source.mention, ink);
    let (before, after) = around(source);
    format!("{}\n  {}{sentence}{}\n", head.trim_end_matches(" · "), led(before), followed(after))
}

/// The same as a part of a page, with what is to be said of it.
pub fn block(source: &Source, under: Vec<Line>) -> Passage {
    let report = &source.report;
    let publisher = report.publisher.as_deref().unwrap_or("publisher unknown");
    let published = report.published.map_or("date unknown".to_string(), |day| day.to_string());
    let title = report.title.as_deref().unwrap_or(&report.report);
    let id = report.title.as_ref().map(|_| format!("{} · ", report.report)).unwrap_or_default();
    let head = vec![
        plain(format!("{publisher}, {published}: ")),
        link(title, report.url.as_deref()),
        plain(format!(" · {id}{}", source.mention.id)),
    ];
    let (before, after) = around(source);
    Passage { head, before: before.to_string(), sentence: parts(&source.mention), after: after.to_string(), under }
}

/// The words of the paragraph before and behind the sentence.
fn around(source: &Source) -> (&str, &str) {
    let told = source.mention.sentence.words.as_str();
    source.paragraph.as_deref().and_then(|paragraph| paragraph.split_once(told)).unwrap_or_default()
}

fn led(before: &str) -> String {
    let before = one_line(before);
    if before.is_empty() { before } else { format!("{before} ") }
}

fn followed(after: &str) -> String {
    let after = one_line(after);
    if after.is_empty() { after } else { format!(" {after}") }
}

/// The sentence with its trigger.
fn sentence(mention: &Mention, ink: Ink) -> String {
    let [before, trigger, after] = parts(mention);
    let bold = Style::new().bold();
    match ink {
        Ink::Colour => {
            let pieces = [styled(&before, bold, ink), styled(&trigger, bold.underline(), ink), styled(&after, bold, ink)];
            pieces.concat()
        }
        Ink::Plain if trigger.is_empty() => format!("[{before}{after}]"),
        Ink::Plain => format!("[{before}{{{trigger}}}{after}]"),
    }
}

/// The words of the sentence before its trigger, the trigger, which its code points find, and the words behind.
fn parts(mention: &Mention) -> [String; 3] {
    let whole: Vec<char> = mention.sentence.words.chars().collect();
    let at = |point: u32| (point.saturating_sub(mention.sentence.start) as usize).min(whole.len());
    let (start, end) = (at(mention.trigger.start), at(mention.trigger.end));
    let part = |from: usize, to: usize| flat(&whole[from..to.max(from)]);
    [part(0, start), part(start, end), part(end.max(start), whole.len())]
}

/// Words without line ends and control characters, each white space kept as one space.
fn flat(words: &[char]) -> String {
    let kept = |one: &char| if one.is_whitespace() { Some(' ') } else { Some(*one).filter(|one| !one.is_control()) };
    words.iter().filter_map(kept).collect()
}
