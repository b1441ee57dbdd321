//! A sentence in its paragraph, with the words that carry the act.

use super::{Source, styled};
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
    let told = &source.mention.sentence.words;
    let around = source.paragraph.as_deref().and_then(|paragraph| paragraph.split_once(told.as_str()));
    let (before, after) = around.unwrap_or_default();
    format!("{}\n  {}{sentence}{}\n", head.trim_end_matches(" · "), led(before), followed(after))
}

fn led(before: &str) -> String {
    let before = one_line(before);
    if before.is_empty() { before } else { format!("{before} ") }
}

fn followed(after: &str) -> String {
    let after = one_line(after);
    if after.is_empty() { after } else { format!(" {after}") }
}

/// The sentence with its trigger, which its code points find.
fn sentence(mention: &Mention, ink: Ink) -> String {
    let whole: Vec<char> = mention.sentence.words.chars().collect();
    let at = |point: u32| (point.saturating_sub(mention.sentence.start) as usize).min(whole.len());
    let (start, end) = (at(mention.trigger.start), at(mention.trigger.end));
    let part = |from: usize, to: usize| flat(&whole[from..to.max(from)]);
    let (before, trigger, after) = (part(0, start), part(start, end), part(end.max(start), whole.len()));
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

/// Words without line ends and control characters, each white space kept as one space.
fn flat(words: &[char]) -> String {
    let kept = |one: &char| if one.is_whitespace() { Some(' ') } else { Some(*one).filter(|one| !one.is_control()) };
    words.iter().filter_map(kept).collect()
}
