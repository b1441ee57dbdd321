//! Reads a JSON Feed (versions 1 and 1.1): its items one by one, so that those before a cut are kept.

use super::{Entry, Feed, markup};
use crate::json::without_place;
use crate::skipped::Reason;
use document::Content;
use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::fmt;

/// Whether the object that these bytes begin with is a JSON Feed: it names the version, or has items beside the address of a
/// site. Only its first keys may be there.
pub(crate) fn is_feed(head: &[u8]) -> bool {
    let mut keys = Keys::default();
    // Where the bytes end within the object is no matter; what was seen before counts.
    let _ = serde_json::Deserializer::from_slice(head).deserialize_map(&mut keys);
    keys.version || (keys.site && keys.items)
}

#[derive(Default)]
struct Keys {
    version: bool,
    site: bool,
    items: bool,
}

impl<'de> Visitor<'de> for &mut Keys {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object")
    }

    fn visit_map<Map: MapAccess<'de>>(self, mut map: Map) -> Result<(), Map::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "version" => {
                    let version = map.next_value::<Value>()?;
                    let name = version.as_str().and_then(|version| version.split_once("://")).map_or("", |(_, name)| name);
                    self.version |= name.trim_start_matches("www.").starts_with("jsonfeed.org/version/");
                    continue;
                }
                "home_page_url" | "feed_url" => self.site = true,
                "items" => self.items = true,
                _ => {}
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// Reads the feed. What follows its object is passed over.
pub(super) fn read(source: &str) -> Feed {
    let mut feed = Feed::default();
    if let Err(error) = serde_json::Deserializer::from_str(source).deserialize_map(&mut feed) {
        feed.broken = feed.full().or(Some(error.to_string()));
    }
    feed
}

impl<'de> Visitor<'de> for &mut Feed {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object")
    }

    fn visit_map<Map: MapAccess<'de>>(self, mut map: Map) -> Result<(), Map::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "title" => self.title = map.next_value::<Value>()?.as_str().and_then(markup::title),
                "home_page_url" => self.link = map.next_value::<Value>()?.as_str().map(str::to_owned),
                "items" => map.next_value_seed(Items(&mut *self))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// Puts the items of the list into the feed.
struct Items<'a>(&'a mut Feed);

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();

    fn deserialize<Source: Deserializer<'de>>(self, source: Source) -> Result<(), Source::Error> {
        source.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of items")
    }

    fn visit_seq<List: SeqAccess<'de>>(self, mut list: List) -> Result<(), List::Error> {
        while let Some(item) = list.next_element::<&RawValue>()? {
            if let Some(full) = self.0.full() {
                return Err(serde::de::Error::custom(full));
            }
            self.0.entries.push(entry(item.get()));
        }
        Ok(())
    }
}

fn entry(item: &str) -> Result<Entry, Reason> {
    let item: Value = serde_json::from_str(item)
        .map_err(|error| Reason::FeedEntry { problem: format!("{}, at byte {}", without_place(&error), error.column()) })?;
    let string = |key: &str| item.get(key).and_then(Value::as_str).map(|value| value.trim().to_owned());
    // Ids are strings, but numbers are met; they are kept as they are written.
    let id = item.get("id").filter(|id| id.is_number()).map(Value::to_string).or_else(|| string("id"));
    let html = item.get("content_html").and_then(Value::as_str).map(|html| Content::Html(html.to_owned()));
    let text = item.get("content_text").and_then(Value::as_str).map(|text| Content::Plain(text.to_owned()));
    Ok(Entry {
        id,
        title: item.get("title").and_then(Value::as_str).and_then(markup::title),
        link: string("url").or_else(|| string("external_url")),
        published: string("date_published"),
        updated: string("date_modified"),
        content: html.or(text),
        summary: string("summary").map(Content::Plain),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_known_by_its_first_keys() {
        for head in [
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"a","items":["#,
            r#"{"title":"a","version":"https:\/\/jsonfeed.org\/version\/1""#,
            r#"{"description":"a","home_page_url":"https://example.org","items":[{"id":"1","content_text":"cut"#,
        ] {
            assert!(is_feed(head.as_bytes()), "{head}");
        }
        for head in [
            r#"{"text":"\"version\":\"https://jsonfeed.org/version/1\""}"#,
            r#"{"version":1,"text":"a"}"#,
            r#"{"home_page_url":"https://example.org","text":"a"}"#,
            r#"{"items":[]}"#,
            "{",
            "",
        ] {
            assert!(!is_feed(head.as_bytes()), "{head}");
        }
    }
}
