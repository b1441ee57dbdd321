//! Pages that tell no event - sport, games, markets, weather, films, recipes, figures of speech - and how many events are coded on them all the same.
//!
//! A page is a text file: lines `kind`, `published` and, for each real past act that it tells, `event WORDS | CATEGORY`; an empty line; the text. Such an
//! act must be coded as historical. Whatever else is coded is a false alarm.

use crate::articles::Share;
use serde_json::Value;
use std::collections::BTreeMap;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its name.
    pub id: String,
    /// What it is: "football".
    pub kind: String,
    /// The day of publication.
    pub published: Option<String>,
    /// The real past acts: words of the trigger, and the category.
    pub events: Vec<(String, String)>,
    /// The text.
    pub text: String,
}

/// What came of the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoEventScores {
    /// Pages and false alarms of each kind.
    pub kinds: BTreeMap<String, Alarms>,
    /// The real past acts that were coded as such.
    pub found: Share,
}

/// Pages, and the false alarms on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Alarms {
    /// How many pages.
    pub pages: usize,
    /// How many false alarms.
    pub events: usize,
}

impl Alarms {
    /// False alarms a page.
    pub fn rate(self) -> f64 {
        if self.pages == 0 { 0.0 } else { self.events as f64 / self.pages as f64 }
    }
}

impl NoEventScores {
    /// All kinds together.
    pub fn all(&self) -> Alarms {
        self.kinds
            .values()
            .fold(Alarms::default(), |sum, kind| Alarms { pages: sum.pages + kind.pages, events: sum.events + kind.events })
    }
}

/// Reads a page, or says in one sentence what is wrong with it.
pub fn read(id: &str, file: &str) -> Result<Page, String> {
    let (head, text) = file.split_once("\n\n").ok_or("the lines at its head and its text are not parted by an empty line")?;
    let mut page = Page { id: id.to_string(), kind: String::new(), published: None, events: Vec::new(), text: text.to_string() };
    for line in head.lines() {
        let (key, value) = line.split_once(' ').ok_or_else(|| format!("`{line}` is no line `key value`"))?;
        let value = value.trim();
        match key {
            "kind" => page.kind = value.to_string(),
            "published" => page.published = Some(value.to_string()),
            "event" => {
                let (words, category) = value.split_once('|').ok_or_else(|| format!("`{value}` is no `WORDS | CATEGORY`"))?;
                page.events.push((words.trim().to_string(), category.trim().to_string()));
            }
            _ => return Err(format!("`{key}` is none of kind, published and event")),
        }
    }
    if page.kind.is_empty() { Err("it has no line `kind`".to_string()) } else { Ok(page) }
}

/// Scores the records of all pages; a record belongs to the page that its document is named after.
pub fn score(pages: &[Page], records: &[Value]) -> NoEventScores {
    let mut scores = NoEventScores::default();
    for page in pages {
        let own = records.iter().filter(|record| record["document"]["id"] == page.id.as_str());
        let (told, alarms): (Vec<&Value>, Vec<&Value>) =
            own.partition(|record| page.events.iter().any(|act| is_act(record, act)));
        let kind = scores.kinds.entry(page.kind.clone()).or_default();
        kind.pages += 1;
        kind.events += alarms.len();
        scores.found.asked += page.events.len();
        scores.found.right += page.events.iter().filter(|act| told.iter().any(|record| is_act(record, act))).count();
    }
    scores
}

/// Whether a record is one of a page's past acts.
fn is_act(record: &Value, (words, category): &(String, String)) -> bool {
    record["event"] == category.as_str()
        && record["historical"] == true
        && record["event_text"]["text"].as_str().is_some_and(|own| own.contains(words.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const PAGE: &str =
        "kind       obituary\npublished  2024-01-02\nevent      fought | ASSAULT\n\nHe fought in 1942 and beat cancer.\n";

    fn record(words: &str, historical: bool) -> Value {
        json!({"document": {"id": "a"}, "event": "ASSAULT", "historical": historical, "event_text": {"text": words}})
    }

    #[test]
    fn only_past_acts_that_are_marked_are_no_false_alarm() {
        let pages = [read("a", PAGE).expect("a page")];
        let scores = score(&pages, &[record("fought", true), record("beat", false)]);
        assert_eq!((scores.all().events, scores.found), (1, Share { right: 1, asked: 1 }));
        let scores = score(&pages, &[record("fought", false)]);
        assert_eq!((scores.all().rate(), scores.found), (1.0, Share { right: 0, asked: 1 }));
    }

    #[test]
    fn a_page_without_a_kind_is_none() {
        assert!(read("a", "published 2024-01-02\n\ntext").is_err());
        assert!(read("a", "kind football").is_err());
    }
}
