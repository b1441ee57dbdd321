//! From a feed (RSS, Atom or JSON Feed) to its articles, an entry each. The two readers beside this module say what stands in
//! the feed; what an article takes of it is decided here. Nothing is fetched.

mod json;
mod markup;
mod xml;

pub(crate) use json::is_feed as is_json;

use crate::buffered::Buffered;
use crate::carrier::{Articles, Origin};
use crate::encoding::{self, note, one_line};
use crate::published::parse_published;
use crate::skipped::{Part, Reason};
use crate::{ARTICLE_LIMIT, Options};
use document::{Article, Content, Date, Note, PublishedBasis};
use encoding_rs::Encoding;
use jiff::fmt::strtime;
use url::Url;

/// The most bytes of a feed that are read. Feeds of news have some hundred kilobytes; longer ones are read up to here.
pub(crate) const FEED_LIMIT: usize = 16 << 20;

/// The most entries of a feed that are read. A small file can hold millions that are empty.
const ENTRIES_LIMIT: usize = 100_000;

/// No date is longer than this, in bytes.
const DATE_LIMIT: usize = 100;

/// What stands in a feed.
#[derive(Default)]
pub(crate) struct Feed {
    title: Option<String>,
    link: Option<String>,
    entries: Vec<Result<Entry, Reason>>,
    /// Why no more entries could be read, where that is not the feed's end.
    broken: Option<String>,
}

impl Feed {
    /// Why no more entries are read, once there are too many.
    fn full(&self) -> Option<String> {
        (self.entries.len() >= ENTRIES_LIMIT).then(|| format!("more than {ENTRIES_LIMIT} entries are not read"))
    }
}

/// What stands in an entry, each field as it is written, without entities.
#[derive(Default)]
struct Entry {
    id: Option<String>,
    title: Option<String>,
    link: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    content: Option<Content>,
    summary: Option<Content>,
}

/// An article out of a feed, before it is told where the feed comes from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its `given_id` is empty where the entry has neither an id nor a link.
    pub(crate) article: Article,
    pub(crate) notes: Vec<Note>,
    /// Whether the feed holds no more than a summary or the title of what lies behind the link.
    pub(crate) only_summary: bool,
}

/// The articles of a feed, each with its number counted from one, and at the end why no more came, if something is amiss.
pub(crate) struct Entries {
    pub(crate) found: Vec<(u64, Result<Found, Reason>)>,
    pub(crate) broken: Option<Reason>,
}

/// The articles of a stream that holds a feed.
pub(crate) fn read<'a>(
    origin: Origin,
    mut source: Buffered<'a>,
    utf16: Option<&'static Encoding>,
    options: &'a Options,
) -> Articles<'a> {
    let (bytes, failure) = source.up_to(FEED_LIMIT);
    let declared = encoding::declared(&bytes);
    let (string, decoding) = encoding::decode(bytes, utf16, declared);
    let Entries { found, broken } = entries(&string, None);
    let count = found.len();
    // What stopped the stream says more than that the feed has no end, which follows from it.
    let end = match failure {
        Some(Reason::TooLong) => Some(Reason::FeedTooLong { entries: count }),
        Some(reason) => Some(reason),
        None if count == 0 && broken.is_none() => Some(Reason::FeedWithoutEntries),
        None => broken,
    };
    let items = found.into_iter().map(move |(number, found)| match found {
        Err(reason) => Err(reason.of(Part::Entry(number))),
        Ok(found) => Ok((number, found)),
    });
    Box::new(items.chain(end.map(Err)).map(move |item| match item {
        Err(reason) => Err(origin.skipped(None, reason)),
        Ok((number, found)) => {
            let notes = decoding.iter().cloned().chain(found.notes).collect();
            Ok(origin.read(origin.identified(found.article, number), notes, options))
        }
    }))
}

/// The articles of a feed that is wholly there. `address` is where it came from, against which relative links are resolved.
pub(crate) fn entries(string: &str, address: Option<&Url>) -> Entries {
    let words = string.trim_start_matches(|character: char| character.is_whitespace() || character == '\u{feff}');
    let feed = if words.starts_with('{') { json::read(words) } else { xml::read(words) };
    let base = feed.link.as_deref().and_then(|link| resolved(address, link)).or_else(|| address.cloned());
    let count = feed.entries.len();
    let found = feed
        .entries
        .into_iter()
        .zip(1..)
        .map(|(entry, number)| (number, entry.and_then(|entry| found(entry, feed.title.as_deref(), base.as_ref()))));
    Entries { found: found.collect(), broken: feed.broken.map(|problem| Reason::FeedBroken { entries: count, problem }) }
}

/// What an article takes of an entry.
fn found(entry: Entry, publisher: Option<&str>, base: Option<&Url>) -> Result<Found, Reason> {
    let mut notes = Vec::new();
    let filled = |content: &Content| match content {
        Content::Plain(words) | Content::Html(words) => !words.trim().is_empty(),
    };
    let whole = entry.content.filter(filled);
    let only_summary = whole.is_none();
    let content = match whole.or(entry.summary.filter(filled)) {
        Some(content) => content,
        None => {
            notes.push(note("the entry has no text; its title is taken for it".to_owned()));
            Content::Plain(entry.title.clone().ok_or(Reason::Empty)?)
        }
    };
    let (Content::Plain(words) | Content::Html(words)) = &content;
    if words.len() > ARTICLE_LIMIT {
        return Err(Reason::TooLong);
    }
    let published = match (entry.published, entry.updated) {
        (Some(written), _) => date(&written, &mut notes),
        (None, Some(written)) => {
            let date = date(&written, &mut notes);
            if date.is_some() {
                notes.push(note("only a date of modification was found and taken for the publication date".to_owned()));
            }
            date
        }
        (None, None) => None,
    };
    let id = entry.id.map(|id| one_line(&id)).filter(|id| !id.is_empty());
    let address_as_id = id.clone().filter(|id| id.starts_with("http://") || id.starts_with("https://"));
    let link = entry.link.map(|link| one_line(&link)).filter(|link| !link.is_empty()).or(address_as_id);
    let url = link.map(|link| resolved(base, &link).map_or(link, String::from));
    let article = Article {
        given_id: id.or_else(|| url.clone()).unwrap_or_default(),
        url,
        title: entry.title,
        publisher: publisher.map(str::to_owned),
        published,
        published_basis: PublishedBasis::Feed,
        content,
        ..Article::default()
    };
    Ok(Found { article, notes, only_summary })
}

fn resolved(base: Option<&Url>, link: &str) -> Option<Url> {
    Url::options().base_url(base).parse(link).ok()
}

/// The day that an entry's date names, or a note that it names none.
fn date(written: &str, notes: &mut Vec<Note>) -> Option<Date> {
    let date = if written.len() > DATE_LIMIT { None } else { parse_published(written).or_else(|| day_of_words(written)) };
    if date.is_none() && !written.is_empty() {
        let start: String = written.chars().take(40).collect();
        notes.push(note(format!("the publication date {start:?} could not be parsed and is left out")));
    }
    date
}

/// The day of a date that is written nearly as feeds should write it: `Thurs, 13 July 2023 07:38 CEST`, `July 13, 2023`.
fn day_of_words(written: &str) -> Option<Date> {
    let words: Vec<&str> = written.split([' ', ',', '-', '/']).filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|window| {
        let &[first, second, year] = window else { return None };
        let (day, month) =
            if first.starts_with(|first: char| first.is_ascii_digit()) { (first, second) } else { (second, first) };
        let month = month.get(..3)?;
        strtime::parse("%d %b %Y", format!("{day} {month} {year}")).ok()?.to_date().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_dates_that_feeds_write() {
        for (written, expect) in [
            ("Thurs, 13 July 2023 07:38 CEST", "2023-07-13"),
            ("July 13, 2023", "2023-07-13"),
            ("13-Jul-2023", "2023-07-13"),
            ("Thu, 13 Jul 2023 00:38:00 +0900", "2023-07-13"),
            ("2023-07-13T00:38:00+09:00", "2023-07-13"),
        ] {
            assert_eq!(date(written, &mut Vec::new()).map(|date| date.to_string()).as_deref(), Some(expect), "{written}");
        }
        for written in ["soon", "13 Smarch 2023", "1689200000", "32 Jul 2023", "", "é é é"] {
            assert_eq!(date(written, &mut Vec::new()), None, "{written}");
        }
    }
}
