//! The page that an entry of a feed leads to.

use super::client::Wish;
use super::clock::Clock;
use super::memory::Memory;
use super::trouble::Trouble;
use super::turn::{Failure, Turn};
use crate::ARTICLE_LIMIT;
use crate::http::media_type;
use crate::payload::{self, Media};
use document::{Content, Note};
use url::Url;

const ACCEPT: &str = "text/html,application/xhtml+xml,text/plain;q=0.5";

/// A page that was fetched.
pub(super) struct Page {
    /// Where it lies in the end.
    pub(super) url: Url,
    pub(super) content: Content,
    pub(super) notes: Vec<Note>,
}

/// Fetches the page.
pub(super) fn fetch<Time: Clock, Kept: Memory>(turn: &mut Turn<'_, Time, Kept>, url: &Url) -> Result<Page, Failure<Kept::Error>> {
    let wish = Wish { accept: ACCEPT, most: ARTICLE_LIMIT, ..Wish::default() };
    let fetched = turn.fetch(url, wish)?;
    let answer = fetched.answer;
    if answer.status != 200 {
        return Err(Trouble::Status { status: answer.status }.into());
    }
    let written = answer.head.get("content-type");
    let media = Media::of(written).ok_or(Trouble::NoPage)?;
    let (content, mut notes) = payload::content(answer.body, media, media_type(written).1).ok_or(Trouble::NoPage)?;
    if answer.broken.is_some() {
        notes.push(payload::cut());
    }
    Ok(Page { url: fetched.url, content, notes })
}

/// Whether the host is to be left alone for the rest of the visit.
pub(super) fn tires(trouble: &Trouble) -> bool {
    match trouble {
        Trouble::Private { .. }
        | Trouble::UnknownHost { .. }
        | Trouble::Connection { .. }
        | Trouble::Pause { .. }
        | Trouble::NotYet { .. }
        | Trouble::NoRobots { .. } => true,
        Trouble::Status { status } => *status >= 500 || *status == 429,
        Trouble::TooLong { .. }
        | Trouble::Robots { .. }
        | Trouble::Scheme
        | Trouble::Redirects
        | Trouble::NoFeed
        | Trouble::NoPage => false,
    }
}
