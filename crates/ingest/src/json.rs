//! One line of JSON Lines to one article. Which line it is and where it stands is for `carrier` to say.

use crate::encoding::note;
use crate::published::parse_published;
use crate::skipped::Reason;
use document::{Article, Content, Note};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

/// The fields as they are written: each is looked at on its own, so that an error can name it. Others are passed over unread.
#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(borrow)]
    html: Option<&'a RawValue>,
    #[serde(borrow)]
    title: Option<&'a RawValue>,
    #[serde(borrow)]
    url: Option<&'a RawValue>,
    #[serde(borrow)]
    publisher: Option<&'a RawValue>,
    #[serde(borrow)]
    published: Option<&'a RawValue>,
}

/// The article that the line holds, with an empty `given_id` where the line gives none.
///
/// The number of an id is kept as it is written: `7`, `7.0` and `07e0` are not made one, nor is a long one rounded.
pub(crate) fn article(line: &str) -> Result<(Article, Vec<Note>), Reason> {
    // Fields would be taken from a list as well, by the order of its values.
    if !line.trim_start().starts_with('{') {
        return Err(Reason::JsonNotObject);
    }
    let fields: Fields = serde_json::from_str(line)
        .map_err(|error| Reason::JsonSyntax { problem: format!("{}, at byte {}", without_place(&error), error.column()) })?;
    let mut notes = Vec::new();
    let text = string("text", fields.text)?;
    let html = string("html", fields.html)?;
    let content = match (text, html) {
        (None, None) => return Err(Reason::JsonNoContent),
        (Some(text), None) => Content::Plain(text),
        (None, Some(html)) => Content::Html(html),
        (Some(text), Some(_)) => {
            notes.push(note("the object has both `text` and `html`; `text` is taken as the text of record".to_owned()));
            Content::Plain(text)
        }
    };
    let (Content::Plain(words) | Content::Html(words)) = &content;
    if words.trim().is_empty() {
        return Err(Reason::Empty);
    }
    let given_id = match fields.id.map(RawValue::get) {
        None => String::new(),
        Some(number) if number.starts_with(|first: char| first == '-' || first.is_ascii_digit()) => number.to_owned(),
        Some(other) => value("id", "a string or a number", other)?,
    };
    let published = match fields.published.map(RawValue::get) {
        None => None,
        Some(written) => {
            let date = serde_json::from_str::<String>(written).ok().and_then(|written| parse_published(&written));
            if date.is_none() {
                let start: String = written.chars().take(40).collect();
                notes.push(note(format!(
                    "the publication date {start} could not be parsed and is left out; write it as 2020-06-16"
                )));
            }
            date
        }
    };
    let article = Article {
        given_id,
        url: string("url", fields.url)?,
        title: string("title", fields.title)?,
        publisher: string("publisher", fields.publisher)?,
        published,
        content,
        ..Article::default()
    };
    Ok((article, notes))
}

fn string(field: &'static str, written: Option<&RawValue>) -> Result<Option<String>, Reason> {
    written.map(|written| value(field, "a string", written.get())).transpose()
}

fn value<T: DeserializeOwned>(field: &'static str, expected: &'static str, written: &str) -> Result<T, Reason> {
    serde_json::from_str(written).map_err(|error| {
        let found = match written.as_bytes().first() {
            Some(b'"') => return Reason::JsonSyntax { problem: format!("in `{field}`: {}", without_place(&error)) },
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b't' | b'f') => "a truth value",
            _ => "a number",
        };
        Reason::JsonFieldType { field, found, expected }
    })
}

/// What is wrong, without the line, which counts within what was parsed and not within the file.
pub(crate) fn without_place(error: &serde_json::Error) -> String {
    let mut words = error.to_string();
    if let Some(at) = words.rfind(" at line ") {
        words.truncate(at);
    }
    words
}
