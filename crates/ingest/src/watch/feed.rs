//! One visit to a feed: what has changed since the last, and the pages that its entries lead to where they are wanted.

use super::client::Wish;
use super::clock::{Clock, after};
use super::memory::{Memory, Seen, SourceState};
use super::pause::back_off;
use super::trouble::Trouble;
use super::turn::{Failure, Fetched, Turn};
use super::{Pages, page};
use crate::carrier::Origin;
use crate::encoding::{self, note};
use crate::feed::{self, FEED_LIMIT, Found};
use crate::http::media_type;
use crate::skipped::{Part, Reason, Skipped};
use crate::sniff::{self, Format};
use crate::unpack::unpack;
use crate::{Read, feed::Entries};
use document::text::hash_parts;
use document::{Content, Note};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::time::Duration;
use url::Url;

const ACCEPT: &str = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,\
                      application/json;q=0.8,*/*;q=0.1";
/// A site whose rules forbid a feed is asked again after a day.
const FORBIDDEN: Duration = Duration::from_secs(86_400);

/// The most time that the pages of one feed may take before the others have their turn.
const PAGES_TIME: Duration = Duration::from_secs(600);
/// The most bytes of a field that is sent back.
const FIELD_LIMIT: usize = 1 << 10;

/// What came of a visit.
pub(super) type Items = Vec<Result<Read, Skipped>>;

/// Visits the feed and puts its new state into what is learnt.
pub(super) fn visit<Time: Clock, Kept: Memory>(
    turn: &mut Turn<'_, Time, Kept>,
    name: &str,
    url: &Url,
) -> Result<Items, Kept::Error> {
    let fresh = SourceState { due: turn.now(), etag: None, last_modified: None, failures: 0 };
    let mut state = turn.memory.source(name)?.unwrap_or(fresh);
    let wish =
        Wish { accept: ACCEPT, etag: state.etag.as_deref(), last_modified: state.last_modified.as_deref(), most: FEED_LIMIT };
    let fetched = match turn.fetch(url, wish) {
        Err(Failure::Memory(error)) => return Err(error),
        Err(Failure::Trouble(trouble)) => Err(trouble),
        Ok(Fetched { answer, .. }) if answer.status == 304 => Ok(Items::new()),
        Ok(fetched) if (200..300).contains(&fetched.answer.status) => match decoded(&fetched) {
            Err(trouble) => Err(trouble),
            Ok((string, notes)) => {
                let whole = fetched.answer.broken.is_none();
                let kept = |field| fetched.answer.head.get(field).filter(|value| whole && can_be_sent(value)).map(str::to_owned);
                state.etag = kept("etag");
                state.last_modified = kept("last-modified");
                Ok(entries(turn, name, &fetched, &string, &notes)?)
            }
        },
        Ok(fetched) => Err(Trouble::Status { status: fetched.answer.status }),
    };
    let now = turn.now();
    let items = match fetched {
        Ok(items) => {
            state.failures = 0;
            state.due = after(now, turn.options.interval);
            items
        }
        // Nothing was asked, so nothing failed.
        Err(Trouble::NotYet { until }) => {
            state.due = until;
            Items::new()
        }
        Err(trouble) => {
            state.failures = state.failures.saturating_add(1);
            let backed_off = |from| after(now, back_off(from, state.failures, turn.options.ceiling));
            state.due = match &trouble {
                // The host knows best, unless it says the same again and again.
                Trouble::Pause { until, .. } => backed_off(turn.options.pause).max(*until),
                Trouble::Robots { .. } => after(now, turn.options.interval.max(FORBIDDEN)),
                _ => backed_off(turn.options.interval),
            };
            vec![Err(Origin::named(name).because(trouble.to_string()))]
        }
    };
    turn.learnt.sources.insert(name.to_owned(), state);
    Ok(items)
}

/// Whether a field that a host sent can be sent back: what no request may hold would make every later one fail.
fn can_be_sent(value: &str) -> bool {
    value.len() <= FIELD_LIMIT && value.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The characters of the feed, if it is one.
fn decoded(fetched: &Fetched) -> Result<(String, Vec<Note>), Trouble> {
    let body = &fetched.answer.body;
    let sniffed = sniff::sniff(&mut unpack(Box::new(&body[..]))).map_err(|_| Trouble::NoFeed)?;
    if sniffed.format != Format::Feed {
        return Err(Trouble::NoFeed);
    }
    let charset = media_type(fetched.answer.head.get("content-type")).1;
    Ok(encoding::decode(body.clone(), sniffed.utf16, charset.or_else(|| encoding::declared(body))))
}

/// The articles of the entries that were not seen before.
fn entries<Time: Clock, Kept: Memory>(
    turn: &mut Turn<'_, Time, Kept>,
    name: &str,
    fetched: &Fetched,
    string: &str,
    decoding: &[Note],
) -> Result<Items, Kept::Error> {
    let origin = Origin::named(name);
    let Entries { found, broken } = feed::entries(string, Some(&fetched.url));
    let mut items = Items::new();
    let mut tired = BTreeSet::new();
    let end_of_pages = after(turn.now(), PAGES_TIME);
    for (number, found) in found {
        let seen = match &found {
            Ok(Found { article, .. }) => Seen {
                source: name.to_owned(),
                entry: origin.identified(article.clone(), number).given_id,
                state: state_of(article.title.as_deref(), &article.content),
            },
            // The same trouble is told once a feed, as entries move through it.
            Err(reason) => {
                Seen { source: name.to_owned(), entry: String::new(), state: hash_parts(&[reason.to_string().as_bytes()]) }
            }
        };
        if turn.learnt.seen.contains(&seen) || turn.memory.has_seen(&seen)? {
            continue;
        }
        match found {
            Err(reason) => items.push(Err(origin.skipped(None, reason.of(Part::Entry(number))))),
            Ok(found) => {
                let (article, notes) = completed(turn, found, &mut tired, end_of_pages)?;
                let notes = decoding.iter().cloned().chain(notes).collect();
                items.push(Ok(origin.read(origin.identified(article, number), notes, &turn.options.reading)));
            }
        }
        turn.learnt.seen.insert(seen);
    }
    let end = match &fetched.answer.broken {
        Some(Reason::Unreadable(error)) => {
            Some(origin.because(format!("the feed came only in part ({error}); it is asked for again")))
        }
        _ => broken.map(|reason| origin.skipped(None, reason)),
    };
    items.extend(end.map(Err));
    Ok(items)
}

/// The article with the page that its link leads to, where that is wanted and can be had.
fn completed<Time: Clock, Kept: Memory>(
    turn: &mut Turn<'_, Time, Kept>,
    found: Found,
    tired: &mut BTreeSet<String>,
    end_of_pages: Timestamp,
) -> Result<(document::Article, Vec<Note>), Kept::Error> {
    let Found { mut article, mut notes, only_summary } = found;
    let wanted = match turn.options.pages {
        Pages::Never => false,
        Pages::OfSummaries => only_summary,
        Pages::All => true,
    };
    let Some(url) = article.url.as_deref().filter(|_| wanted).and_then(|url| Url::parse(url).ok()) else {
        return Ok((article, notes));
    };
    if turn.now() > end_of_pages {
        notes.push(note("the page was not fetched, as the pages before it took long; the feed's own words are taken".to_owned()));
        return Ok((article, notes));
    }
    let host = url.host_str().unwrap_or("").to_owned();
    if tired.contains(&host) {
        notes.push(note(format!("the page was not fetched, as {host} did not answer before; the feed's own words are taken")));
        return Ok((article, notes));
    }
    match page::fetch(turn, &url) {
        Err(Failure::Memory(error)) => return Err(error),
        Err(Failure::Trouble(trouble)) => {
            if page::tires(&trouble) {
                tired.insert(host);
            }
            notes.push(note(format!("the page was not fetched: {trouble}; the feed's own words are taken")));
        }
        Ok(page::Page { url, content, notes: more }) => {
            article.url = Some(url.into());
            article.content = content;
            notes = more;
        }
    }
    Ok((article, notes))
}

/// A hash of what a reader would notice: the title and the words, whatever the tags around them.
fn state_of(title: Option<&str>, content: &Content) -> u64 {
    let words: String = match content {
        Content::Plain(words) => words.clone(),
        Content::Html(html) => {
            let after_tags = html.split('<').enumerate().map(|(number, part)| match part.split_once('>') {
                Some((_, words)) if number > 0 => words,
                _ => part,
            });
            after_tags.collect::<Vec<_>>().join(" ")
        }
    };
    let words: Vec<&str> = words.split_whitespace().collect();
    hash_parts(&[title.unwrap_or("").as_bytes(), words.join(" ").as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_change_nothing_that_a_reader_would_notice() {
        let state = |html: &str| state_of(Some("T"), &Content::Html(html.to_owned()));
        assert_eq!(state("<p>Talks <b>went</b> on.</p><img src=x?1>"), state("<p>Talks  <i>went</i>\non.</p><img src=x?2>"));
        assert_ne!(state("<p>Talks went on.</p>"), state("<p>Talks went off.</p>"));
        assert_ne!(state("a"), state_of(None, &Content::Html("a".to_owned())));
    }
}
