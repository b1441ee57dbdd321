//! Asks politely: whether the site's rules allow it, when the host's turn has come, and where its redirections lead. What comes
//! back is for `feed` and `page` to judge.

use super::Options;
use super::client::{Answer, Client, Wish};
use super::clock::{Clock, after, until};
use super::memory::{HostState, Learnt, Memory, Robots, Rules};
use super::pause::retry_after;
use super::robots::{self, verdict};
use super::trouble::Trouble;
use crate::skipped::Reason;
use jiff::Timestamp;
use std::time::Duration;
use url::Url;

/// How many redirections are followed.
const REDIRECTIONS: usize = 5;
/// A host's turn is waited for up to here; beyond it the source is put off.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long a site's rules are taken to hold.
const RULES_HOLD: Duration = Duration::from_secs(86_400);
/// How long nothing is asked of a site whose rules could not be had.
const NO_RULES_HOLD: Duration = Duration::from_secs(3_600);

/// Why nothing was fetched: the world's fault, or the memory's.
pub(super) enum Failure<Error> {
    Trouble(Trouble),
    Memory(Error),
}

impl<Error> From<Trouble> for Failure<Error> {
    fn from(trouble: Trouble) -> Failure<Error> {
        Failure::Trouble(trouble)
    }
}

/// What was fetched, and from where in the end.
pub(super) struct Fetched {
    pub(super) url: Url,
    pub(super) answer: Answer,
}

/// The requests of one visit, and what is learnt from them.
pub(super) struct Turn<'a, Time, Kept> {
    pub(super) client: &'a Client,
    pub(super) options: &'a Options,
    pub(super) clock: &'a Time,
    pub(super) memory: &'a Kept,
    pub(super) learnt: Learnt,
}

impl<Time: Clock, Kept: Memory> Turn<'_, Time, Kept> {
    /// Fetches what is at the address, or where it leads. An answer with another status than a pause is an answer.
    pub(super) fn fetch(&mut self, url: &Url, wish: Wish<'_>) -> Result<Fetched, Failure<Kept::Error>> {
        let mut url = url.clone();
        for _ in 0..=REDIRECTIONS {
            is_web(&url)?;
            let rules = self.rules(&url)?;
            let verdict = verdict(&rules, &url);
            let host = host(&url);
            if !verdict.allowed {
                return Err(match rules {
                    Rules::Unknown => Trouble::NoRobots { host },
                    Rules::None | Rules::Text(_) => Trouble::Robots { host },
                }
                .into());
            }
            let answer = self.ask(&url, wish, verdict.pause)?;
            match redirection(&answer, &url)? {
                Some(next) => url = next,
                None if matches!(answer.broken, Some(Reason::TooLong)) => {
                    return Err(Trouble::TooLong { most: wish.most }.into());
                }
                None => return Ok(Fetched { url, answer }),
            }
        }
        Err(Trouble::Redirects.into())
    }

    /// The rules of the site, from memory if they still hold.
    fn rules(&mut self, url: &Url) -> Result<Rules, Failure<Kept::Error>> {
        let site = url.origin().ascii_serialization();
        let now = self.clock.now();
        let old = self.host(&host(url))?.robots.get(&site).cloned();
        if let Some(robots) = old.as_ref().filter(|robots| robots.until > now) {
            return Ok(robots.rules.clone());
        }
        let (rules, hold) = match self.fetch_rules(url)? {
            Rules::Unknown => match old.map(|robots| robots.rules) {
                // Better what the site said before than nothing.
                Some(rules @ Rules::Text(_)) => (rules, NO_RULES_HOLD),
                _ => (Rules::Unknown, NO_RULES_HOLD),
            },
            rules => (rules, RULES_HOLD),
        };
        let until = after(self.clock.now(), hold);
        self.host(&host(url))?.robots.insert(site, Robots { rules: rules.clone(), until });
        Ok(rules)
    }

    fn fetch_rules(&mut self, url: &Url) -> Result<Rules, Failure<Kept::Error>> {
        let Ok(mut url) = url.join("/robots.txt") else { return Ok(Rules::None) };
        let wish = Wish { accept: "text/plain,*/*;q=0.1", most: robots::LIMIT, ..Wish::default() };
        for _ in 0..=REDIRECTIONS {
            if is_web(&url).is_err() {
                break;
            }
            let answer = self.ask(&url, wish, None)?;
            match (redirection(&answer, &url), answer.status) {
                (Ok(Some(next)), _) => url = next,
                (_, 200..=299) => return Ok(Rules::Text(String::from_utf8_lossy(&answer.body).into_owned())),
                (_, 429 | 500..=599) => return Ok(Rules::Unknown),
                _ => break,
            }
        }
        // As the standard has it: rules that are not there forbid nothing, nor do those that lead nowhere.
        Ok(Rules::None)
    }

    /// Makes one request when the host's turn has come. `pause` is what the site wants requests to be apart.
    fn ask(&mut self, url: &Url, wish: Wish<'_>, pause: Option<Duration>) -> Result<Answer, Failure<Kept::Error>> {
        let name = host(url);
        let state = self.host(&name)?.clone();
        let now = self.clock.now();
        if let Some(until) = state.closed_until.filter(|closed| *closed > now) {
            return Err(Trouble::NotYet { until }.into());
        }
        if let Some(last) = state.last_request {
            let next = after(last, self.options.pause.max(pause.unwrap_or_default()));
            let wait = until(now, next);
            if wait > PATIENCE {
                return Err(Trouble::NotYet { until: next }.into());
            }
            if !wait.is_zero() {
                self.clock.sleep(wait);
            }
        }
        let answer = self.client.get(url, wish);
        let now = self.clock.now();
        let state = self.host(&name)?;
        state.last_request = Some(now);
        let answer = answer?;
        if matches!(answer.status, 429 | 503)
            && let Some(until) = answer.head.get("retry-after").and_then(|written| retry_after(written, now))
        {
            state.closed_until = Some(until);
            return Err(Trouble::Pause { status: answer.status, until }.into());
        }
        Ok(answer)
    }

    /// What is known of the host, to be changed.
    fn host(&mut self, name: &str) -> Result<&mut HostState, Failure<Kept::Error>> {
        if !self.learnt.hosts.contains_key(name) {
            let known = self.memory.host(name).map_err(Failure::Memory)?.unwrap_or_default();
            self.learnt.hosts.insert(name.to_owned(), known);
        }
        Ok(self.learnt.hosts.entry(name.to_owned()).or_default())
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or("").to_owned()
}

fn is_web(url: &Url) -> Result<(), Trouble> {
    if matches!(url.scheme(), "http" | "https") && url.has_host() { Ok(()) } else { Err(Trouble::Scheme) }
}

/// Where the answer leads, if it leads elsewhere.
fn redirection(answer: &Answer, url: &Url) -> Result<Option<Url>, Trouble> {
    if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let next = answer.head.get("location").and_then(|location| url.join(location).ok());
    next.map(Some).ok_or(Trouble::Status { status: answer.status })
}
