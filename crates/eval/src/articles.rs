//! Events against whole articles coded by hand, field by field.
//!
//! The gold's format and the way that events meet are those of the public scorer for such articles: a coded event meets a gold one when their
//! triggers overlap, or when they stand in one sentence and agree in category and in a side; each is used once. A side is right when
//! every gold entity is met and at most one coded entity is a stranger. Direction counts.

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// An article with its gold.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldArticle {
    /// The document's given id.
    pub id: String,
    /// The text of record.
    pub text: String,
    /// The publication date.
    pub published: Option<String>,
    /// The events that a careful reader codes.
    pub events: Vec<GoldEvent>,
    /// Words that must carry no event, or none that is actual.
    #[serde(default)]
    pub traps: Vec<Trap>,
}

/// One gold event; a field that is absent is not asked for.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldEvent {
    /// The words that carry it.
    pub trigger: String,
    /// How many earlier occurrences of those words to skip.
    #[serde(default)]
    pub at: usize,
    /// Accepted categories.
    pub event: Vec<String>,
    /// Accepted modes.
    #[serde(default)]
    pub mode: Vec<String>,
    /// Who did it.
    pub actor: Vec<GoldEntity>,
    /// To whom.
    pub recipient: Vec<GoldEntity>,
    /// Accepted assertions.
    pub assertion: Vec<String>,
    /// Whether it is background.
    #[serde(default)]
    pub historical: bool,
    /// The first day.
    pub date: Option<String>,
    /// The last day; the first where absent.
    pub enddate: Option<String>,
    /// Whether no date is asked for.
    #[serde(default)]
    pub date_any: bool,
    /// The place, `null` for none; absent when not asked for.
    #[serde(default, deserialize_with = "present")]
    pub place: Option<Option<String>>,
    /// Accepted words for each link of the chain of sources.
    pub attribution: Option<Vec<Vec<String>>>,
    /// Numbers.
    #[serde(default)]
    pub numbers: Vec<GoldNumber>,
    /// Right when coded, no loss when not.
    #[serde(default)]
    pub optional: bool,
}

/// A gold party.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldEntity {
    /// Its words.
    pub text: Option<String>,
    /// Its code.
    pub code: Option<String>,
    /// Its sector.
    pub sector: Option<String>,
}

/// A gold number.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldNumber {
    /// dead, injured, arrested, size or other.
    pub kind: String,
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
}

/// Words that mislead.
#[derive(Clone, Debug, Deserialize)]
pub struct Trap {
    /// The words.
    pub text: String,
    /// How many earlier occurrences to skip.
    #[serde(default)]
    pub at: usize,
    /// "not actual" asks for no actual event, anything else for none at all.
    pub why: String,
}

/// An absent key and a `null` are different answers.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(deserializer).map(Some)
}

/// Right ones of those asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are right.
    pub right: usize,
    /// How many were asked.
    pub asked: usize,
}

/// The figures over a set of articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleScores {
    /// Gold events whose category was found.
    pub category: Share,
    /// Gold events found with category and both sides.
    pub recalled: Share,
    /// Coded events that are right in category and both sides.
    pub precise: Share,
    /// Fields of events with the right category.
    pub fields: BTreeMap<&'static str, Share>,
    /// Traps fallen into.
    pub traps: Share,
}

impl ArticleScores {
    /// The harmonic mean of precision and recall of category with both sides, 0 to 1.
    pub fn f1(&self) -> f64 {
        let share = |share: Share| if share.asked == 0 { 0.0 } else { share.right as f64 / share.asked as f64 };
        let (precision, recall) = (share(self.precise), share(self.recalled));
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }

    fn field(&mut self, name: &'static str, right: bool) {
        let share = self.fields.entry(name).or_default();
        share.asked += 1;
        share.right += usize::from(right);
    }
}

/// Scores records (the program's JSON objects) against gold. Records of other documents are left alone.
pub fn score(gold: &[GoldArticle], records: &[Value]) -> ArticleScores {
    let mut scores = ArticleScores::default();
    for article in gold {
        let own: Vec<&Value> = records.iter().filter(|record| record["document"]["id"].as_str() == Some(&article.id)).collect();
        score_article(article, &own, &mut scores);
    }
    scores
}

/// For each record whether it is right in category and both sides; none for records of documents without gold.
pub fn verdicts(gold: &[GoldArticle], records: &[Value]) -> Vec<Option<bool>> {
    let mut verdicts = vec![None; records.len()];
    for article in gold {
        let places: Vec<usize> =
            (0..records.len()).filter(|&at| records[at]["document"]["id"].as_str() == Some(&article.id)).collect();
        let own: Vec<&Value> = places.iter().map(|&at| &records[at]).collect();
        let text = Characters::of(&article.text);
        places.iter().for_each(|&at| verdicts[at] = Some(false));
        for (gold, record) in article.events.iter().zip(meet(&text, article, &own)) {
            if let Some(record) = record {
                verdicts[places[record]] = Some(is_right(&text, gold, own[record]));
            }
        }
    }
    verdicts
}

fn is_right(text: &Characters, gold: &GoldEvent, record: &Value) -> bool {
    gold.event.iter().any(|name| record["event"] == name.as_str()) && sides_right(text, gold, record)
}

fn score_article(article: &GoldArticle, records: &[&Value], scores: &mut ArticleScores) {
    let text = Characters::of(&article.text);
    let pairs = meet(&text, article, records);
    for (gold, record) in article.events.iter().zip(&pairs) {
        let Some(record) = record.map(|at| records[at]) else {
            if !gold.optional {
                scores.category.asked += 1;
                scores.recalled.asked += 1;
            }
            continue;
        };
        let category = gold.event.iter().any(|name| record["event"] == name.as_str());
        let both = category && sides_right(&text, gold, record);
        if !gold.optional || both {
            scores.category.asked += 1;
            scores.category.right += usize::from(category);
            scores.recalled.asked += 1;
            scores.recalled.right += usize::from(both);
        }
        scores.precise.asked += 1;
        scores.precise.right += usize::from(both);
        if category {
            score_fields(gold, record, both, scores);
        }
    }
    let used = pairs.iter().flatten().count();
    scores.precise.asked += records.len() - used;
    for trap in &article.traps {
        let Some(span) = text.find(&trap.text, trap.at) else { continue };
        let fell = records.iter().any(|record| {
            overlap(span, span_of(&record["event_text"])) > 0 && (trap.why != "not actual" || record["assertion"] == "actual")
        });
        scores.traps.asked += 1;
        scores.traps.right += usize::from(fell);
    }
}

fn score_fields(gold: &GoldEvent, record: &Value, both: bool, scores: &mut ArticleScores) {
    let assertion = gold.assertion.iter().any(|value| record["assertion"] == value.as_str());
    let actual = gold.assertion.iter().any(|value| value == "actual");
    scores.field(if actual { "assertion actual" } else { "assertion other" }, assertion);
    let historical = record["historical"].as_bool().unwrap_or(false) == gold.historical;
    scores.field(if gold.historical { "historical" } else { "not historical" }, historical);
    if !gold.mode.is_empty() {
        let modes = record["mode"].as_array().into_iter().flatten();
        let right = modes.filter_map(Value::as_str).any(|mode| gold.mode.iter().any(|wanted| wanted == mode));
        scores.field("mode", right);
    }
    if both {
        scores.field("sector", sectors_right(gold, record));
    }
    if !gold.date_any {
        let end = gold.enddate.as_deref().or(gold.date.as_deref());
        scores.field("date", record["date"].as_str() == gold.date.as_deref() && record["enddate"].as_str() == end);
    }
    if let Some(place) = &gold.place {
        let said = &record["event_loc"];
        let names = ["extracted_place", "resolved_place"].map(|key| said[key].as_str().unwrap_or("").to_lowercase());
        match place {
            None => scores.field("place unsaid", said.is_null()),
            Some(place) => scores.field("place said", names.iter().any(|name| name.contains(&place.to_lowercase()))),
        }
    }
    if let Some(chain) = &gold.attribution {
        scores.field(if chain.is_empty() { "own voice" } else { "attributed" }, chain_right(chain, record));
    }
    if !gold.numbers.is_empty() {
        scores.field("numbers", gold.numbers.iter().all(|number| has_number(record, number)));
    }
}

fn chain_right(chain: &[Vec<String>], record: &Value) -> bool {
    let said: Vec<&Value> = record["attribution"].as_array().into_iter().flatten().collect();
    said.len() == chain.len()
        && chain.iter().zip(said).all(|(words, link)| {
            let names = ["entity_text", "identifier_text"].map(|key| link[key].as_str().unwrap_or("").to_lowercase());
            words.iter().any(|word| names.iter().any(|name| name.contains(&word.to_lowercase())))
        })
}

fn has_number(record: &Value, number: &GoldNumber) -> bool {
    let others = record["quantities"].as_array().into_iter().flatten();
    let own = (number.kind != "other").then(|| &record[number.kind.as_str()]);
    own.into_iter()
        .chain(others)
        .any(|count| !count.is_null() && count["low"].as_f64() == number.low && count["high"].as_f64() == number.high)
}

fn sectors_right(gold: &GoldEvent, record: &Value) -> bool {
    [("actor", &gold.actor), ("recipient", &gold.recipient)].into_iter().all(|(key, golds)| {
        golds.iter().filter_map(|entity| entity.sector.as_deref()).all(|sector| {
            let said = record[key].as_array().into_iter().flatten();
            said.filter_map(|entity| entity["sector"].as_str()).any(|own| own.get(..3) == sector.get(..3))
        })
    })
}

/// The record that meets each gold event: first by overlapping triggers, then by sentence, category and a side.
fn meet(text: &Characters, article: &GoldArticle, records: &[&Value]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; article.events.len()];
    let mut used = vec![false; records.len()];
    for strict in [true, false] {
        for (at, gold) in article.events.iter().enumerate() {
            let (None, Some(span)) = (pairs[at], text.find(&gold.trigger, gold.at)) else { continue };
            let mut best: Option<((bool, bool, usize), usize)> = None;
            for (number, record) in records.iter().enumerate().filter(|(number, _)| !used[*number]) {
                let trigger = span_of(&record["event_text"]);
                let category = gold.event.iter().any(|name| record["event"] == name.as_str());
                let fits = if strict {
                    overlap(span, trigger) > 0
                } else {
                    let sentence = span_of(record);
                    sentence.0 <= span.0 && span.0 < sentence.1 && category && one_side_met(text, gold, record)
                };
                if fits {
                    let rank = (category, sides_right(text, gold, record), overlap(span, trigger));
                    if best.is_none_or(|(other, _)| rank > other) {
                        best = Some((rank, number));
                    }
                }
            }
            if let Some((_, number)) = best {
                used[number] = true;
                pairs[at] = Some(number);
            }
        }
    }
    pairs
}

fn one_side_met(text: &Characters, gold: &GoldEvent, record: &Value) -> bool {
    let (golds, key) = if gold.actor.is_empty() { (&gold.recipient, "recipient") } else { (&gold.actor, "actor") };
    golds.is_empty() || golds.iter().any(|entity| entities(record, key).any(|said| meets(text, entity, said)))
}

fn sides_right(text: &Characters, gold: &GoldEvent, record: &Value) -> bool {
    [("actor", &gold.actor), ("recipient", &gold.recipient)].into_iter().all(|(key, golds)| {
        let strangers = entities(record, key).filter(|said| !golds.iter().any(|entity| belongs(text, entity, said))).count();
        let met = golds.iter().all(|entity| entities(record, key).any(|said| meets(text, entity, said)));
        met && strangers <= usize::from(!golds.is_empty())
    })
}

fn entities<'r>(record: &'r Value, key: &str) -> impl Iterator<Item = &'r Value> {
    record[key].as_array().into_iter().flatten()
}

/// The same code, and spans that share half of the shorter and a quarter of the longer one; with a gold code, that code alone.
fn meets(text: &Characters, gold: &GoldEntity, said: &Value) -> bool {
    let code_right = gold.code.as_deref().is_none_or(|code| said["code"].as_str() == Some(code));
    if !code_right {
        return false;
    }
    let Some(words) = gold.text.as_deref().filter(|words| !words.is_empty()) else { return true };
    if said["start"].is_null() {
        return false;
    }
    let mut mentions = vec![span_of(said)];
    if !said["antecedent"].is_null() {
        mentions.push(span_of(&said["antecedent"]));
    }
    let near = text.all(words).into_iter().any(|span| {
        mentions.iter().any(|&mention| {
            let (shared, one, other) = (overlap(span, mention), span.1 - span.0, mention.1 - mention.0);
            2 * shared >= one.min(other) && 4 * shared >= one.max(other)
        })
    });
    near || gold.code.is_some()
}

/// Whether the coded mention is a part of the gold one, or the other way round.
fn belongs(text: &Characters, gold: &GoldEntity, said: &Value) -> bool {
    if meets(text, gold, said) {
        return true;
    }
    let (Some(words), false) = (gold.text.as_deref().filter(|words| !words.is_empty()), said["start"].is_null()) else {
        return false;
    };
    let mention = span_of(said);
    text.all(words).into_iter().any(|span| 2 * overlap(span, mention) >= (span.1 - span.0).min(mention.1 - mention.0))
}

fn span_of(value: &Value) -> (usize, usize) {
    let read = |key: &str| value[key].as_u64().unwrap_or(0) as usize;
    (read("start"), read("end"))
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// A text whose words are found by code points.
struct Characters {
    text: String,
}

impl Characters {
    fn of(text: &str) -> Characters {
        Characters { text: text.to_string() }
    }

    fn all(&self, words: &str) -> Vec<(usize, usize)> {
        let length = words.chars().count();
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = self.text[from..].find(words).map(|at| from + at) {
            let start = self.text[..at].chars().count();
            found.push((start, start + length));
            from = at + self.text[at..].chars().next().map_or(1, char::len_utf8);
        }
        found
    }

    fn find(&self, words: &str, skip: usize) -> Option<(usize, usize)> {
        self.all(words).into_iter().nth(skip)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn gold() -> Vec<GoldArticle> {
        let line = json!({"id": "a", "text": "Mali expelled the envoy of Chad.", "published": null, "events": [{"trigger": "expelled", "event": ["SANCTION"],
            "actor": [{"text": "Mali", "code": "MLI", "sector": "GOV"}], "recipient": [{"text": "the envoy of Chad", "code": "TCD", "sector": null}],
            "assertion": ["actual"], "date": null, "place": null}], "traps": [{"text": "envoy", "why": "no act"}]});
        vec![serde_json::from_value(line).expect("gold")]
    }

    fn record(actor: &str, recipient: &str) -> Value {
        json!({"document": {"id": "a"}, "start": 0, "end": 32, "event": "SANCTION", "event_text": {"start": 5, "end": 13}, "assertion": "actual",
            "historical": false, "date": null, "enddate": null, "event_loc": null, "mode": [],
            "actor": [{"start": 0, "end": 4, "code": actor, "sector": "GOV", "antecedent": null}],
            "recipient": [{"start": 14, "end": 31, "code": recipient, "sector": "GOV", "antecedent": null}]})
    }

    #[test]
    fn direction_and_codes_count() {
        assert_eq!(score(&gold(), &[record("MLI", "TCD")]).f1(), 1.0);
        assert_eq!(score(&gold(), &[record("TCD", "MLI")]).f1(), 0.0);
        let scores = score(&gold(), &[]);
        assert_eq!((scores.recalled, scores.traps), (Share { right: 0, asked: 1 }, Share { right: 0, asked: 1 }));
        let mut stranger = record("MLI", "TCD");
        stranger["document"]["id"] = json!("b");
        let records = [record("TCD", "MLI"), record("MLI", "TCD"), stranger];
        assert_eq!(verdicts(&gold(), &records), [Some(false), Some(true), None]);
    }

    #[test]
    fn an_absent_place_is_not_asked_for() {
        let scores = score(&gold(), &[record("MLI", "TCD")]);
        assert_eq!(scores.fields["place unsaid"], Share { right: 1, asked: 1 });
        assert!(!scores.fields.contains_key("attributed"));
    }
}
