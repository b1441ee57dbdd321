//! PETRARCH's lines as `PETRwriter.write_events` writes them with the texts switched on: tabs, no header.
//!
//! An article's sentences that tell the same act of the same pair on the same day are one line, as they are there. What each
//! column holds stands in `docs/formats.md`.

use crate::cells::words;
use crate::told::{LeftOut, Party, Told};
use crate::{cameo, cameo_actor};

/// The columns. `url` stands in the lines of articles that have one, and in no others.
pub const COLUMNS: [&str; 11] =
    ["date", "source", "target", "code", "issues", "ids", "url", "story source", "source text", "target text", "event text"];

/// Where the ids of sentences stand in a line.
const IDS: usize = 5;

/// The lines of one event, a pair each; nothing is merged yet.
pub fn lines(told: &Told<'_>) -> Result<Vec<Vec<String>>, LeftOut> {
    let (first, _) = told.happened_now()?;
    let code = cameo::code(told.event);
    let mut lines = Vec::new();
    for dyad in told.dyads() {
        let (Some(source), Some(target)) = (dyad.source, dyad.target) else { continue };
        let codes = [cameo_actor::of(&source).whole, cameo_actor::of(&target).whole];
        if codes.iter().any(String::is_empty) {
            continue;
        }
        let [source_code, target_code] = codes;
        let text = |party: Party<'_>| party.record.entity_text.unwrap_or("---").to_string();
        let mut line = vec![
            first.strftime("%Y%m%d").to_string(),
            source_code,
            target_code,
            code.to_string(),
            String::new(),
            format!("{}_{}", told.record.document.id.replace(';', ","), sentence(told)),
        ];
        line.extend(told.record.document.url.map(str::to_string));
        line.push(words(told.record.document.publisher));
        line.extend([text(source), text(target), told.record.event_text.text.to_string()]);
        lines.push(line);
    }
    if lines.is_empty() { Err(LeftOut::NoSides) } else { Ok(lines) }
}

/// The number of the sentence; where the article's sentences are not known, the code points before it, which name it as well.
fn sentence(told: &Told<'_>) -> String {
    told.sentence.map_or_else(|| format!("@{}", told.record.start), |number| number.to_string())
}

/// Adds lines to those of the article so far. A line that repeats date, sides and code of another adds its sentence there.
pub fn merge(article: &mut Vec<Vec<String>>, lines: Vec<Vec<String>>) {
    for line in lines {
        let same = |one: &&mut Vec<String>| one.get(..4) == line.get(..4);
        match article.iter_mut().find(same) {
            None => article.push(line),
            Some(first) => {
                let (ids, id) = (&mut first[IDS], &line[IDS]);
                if !ids.split(';').any(|known| known == id) {
                    *ids = format!("{ids};{id}");
                }
            }
        }
    }
}
