//! Reads what a page's JSON-LD says of its article: headline, publisher and dates.
//!
//! It looks for objects of schema.org's article kinds wherever they lie, in arrays and under `@graph`, and follows a
//! publisher's `@id` to the object that it names. It knows no other vocabulary.

use serde_json::Value;
use std::collections::BTreeMap;

/// What the JSON-LD of one page says, as written there.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct JsonLd {
    /// `headline`, else the article's `name`.
    pub headline: Option<String>,
    /// `publisher.name`.
    pub publisher: Option<String>,
    /// `datePublished`, else `dateCreated`.
    pub published: Option<String>,
    /// `dateModified`.
    pub modified: Option<String>,
}

/// How many objects of one page are looked at.
const MOST_OBJECTS: usize = 20_000;

/// Reads the contents of the page's `application/ld+json` scripts. A script that is no JSON is passed over.
pub fn read(scripts: &[String]) -> JsonLd {
    let roots: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects = Vec::new();
    let mut waiting: Vec<&Value> = roots.iter().rev().collect();
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(items) => waiting.extend(items.iter().rev()),
            Value::Object(fields) => {
                objects.push(fields);
                // What a page lists under these is other articles, not its own.
                let own = fields
                    .iter()
                    .filter(|(key, _)| !matches!(key.as_str(), "itemListElement" | "hasPart" | "citation" | "comment"));
                waiting.extend(own.map(|(_, inner)| inner).filter(|inner| inner.is_object() || inner.is_array()));
            }
            _ => {}
        }
        if objects.len() > MOST_OBJECTS {
            break;
        }
    }
    let mut names = BTreeMap::new();
    for object in &objects {
        if let (Some(id), Some(name)) = (string(object.get("@id")), string(object.get("name"))) {
            names.entry(id).or_insert(name);
        }
    }
    let mut found = JsonLd::default();
    for rank in [is_article, is_page] {
        for object in objects.iter().filter(|object| rank(object.get("@type"))) {
            let publisher = object.get("publisher").and_then(|publisher| publisher_name(publisher, &names));
            found.headline = found.headline.or_else(|| string(object.get("headline")).or_else(|| string(object.get("name"))));
            found.publisher = found.publisher.or(publisher);
            found.published =
                found.published.or_else(|| string(object.get("datePublished")).or_else(|| string(object.get("dateCreated"))));
            found.modified = found.modified.or_else(|| string(object.get("dateModified")));
        }
    }
    found
}

/// Scripts are often wrapped in comment marks, or hold bare line breaks inside strings.
fn parse(script: &str) -> Option<Value> {
    let bare = script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let bare = bare.trim_end_matches("-->").trim_end_matches("]]>").trim_end_matches("//").trim().trim_end_matches(';');
    if bare.len() > 4 << 20 {
        return None;
    }
    serde_json::from_str(bare).ok().or_else(|| {
        let spaced: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&spaced).ok()
    })
}

/// Whether a `@type` names an article.
fn is_article(kind: Option<&Value>) -> bool {
    types(kind).any(|name| name.ends_with("Article") || name.ends_with("Posting") || name.ends_with("Report"))
}

/// Whether a `@type` names the page itself.
fn is_page(kind: Option<&Value>) -> bool {
    types(kind).any(|name| name.ends_with("WebPage"))
}

/// The names in a `@type`, which is a string or a list of them.
fn types(kind: Option<&Value>) -> impl Iterator<Item = &str> {
    let one = kind.and_then(Value::as_str);
    let many = kind.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many)
}

/// A publisher is a name, an object with a name, a reference to one, or a list of these.
fn publisher_name(publisher: &Value, names: &BTreeMap<String, String>) -> Option<String> {
    let publisher = publisher.as_array().and_then(|list| list.first()).unwrap_or(publisher);
    let by_reference = || string(publisher.get("@id")).and_then(|id| names.get(&id).cloned());
    string(Some(publisher)).or_else(|| string(publisher.get("name"))).or_else(by_reference)
}

/// A string that holds something.
fn string(value: Option<&Value>) -> Option<String> {
    let words = value?.as_str()?.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_graph_with_references() {
        let script = r#"{"@context":"https://schema.org","@graph":[
            {"@type":"Organization","@id":"_:org","name":"Harbour Gazette"},
            {"@type":"WebPage","name":"Harbour | Gazette","datePublished":"2001-01-01"},
            {"@type":["NewsArticle"],"headline":"Barge blocks basin","datePublished":"2024-06-18T08:00:00Z",
             "dateModified":"2024-06-19","publisher":{"@id":"_:org"}}]}"#;
        let found = read(&[script.to_owned()]);
        assert_eq!(found.headline.as_deref(), Some("Barge blocks basin"));
        assert_eq!(found.publisher.as_deref(), Some("Harbour Gazette"));
        assert_eq!(found.published.as_deref(), Some("2024-06-18T08:00:00Z"));
        assert_eq!(found.modified.as_deref(), Some("2024-06-19"));
    }

    #[test]
    fn bad_scripts_are_passed_over() {
        assert_eq!(read(&["{".to_owned(), "null".to_owned(), "[".repeat(100_000)]), JsonLd::default());
        let broken_line = "<!-- [{\"@type\":\"NewsArticle\",\"headline\":\"Barge\nblocks\"}] -->";
        assert_eq!(read(&[broken_line.to_owned()]).headline.as_deref(), Some("Barge blocks"));
    }
}
