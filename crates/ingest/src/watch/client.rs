//! One request over HTTP, without redirections, within limits of size and time. Whether and when it may be made is for `turn`.

use super::address::{Checked, Private, PrivateAddress};
use super::trouble::Trouble;
use crate::http::Head;
use crate::payload;
use crate::skipped::Reason;
use std::borrow::Cow;
use std::io::Read;
use std::time::Duration;
use ureq::Agent;
use ureq::config::{AutoHeaderValue, Config};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

/// What is sent beside the address.
#[derive(Clone, Copy, Default)]
pub(super) struct Wish<'a> {
    /// The media types that are wanted.
    pub(super) accept: &'a str,
    pub(super) etag: Option<&'a str>,
    pub(super) last_modified: Option<&'a str>,
    /// The most bytes of the body that are read, and that it may unpack to.
    pub(super) most: usize,
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: Head,
    pub(super) body: Vec<u8>,
    /// Why the body is not all there, if it is not: `TooLong` beyond what was wished for.
    pub(super) broken: Option<Reason>,
}

/// Makes requests.
pub(super) struct Client {
    agent: Agent,
}

impl Client {
    pub(super) fn new(agent: &str, timeout: Duration, private: &Private) -> Client {
        // No proxy: it would resolve names itself, and nobody would look at their addresses.
        let config = Config::builder()
            .proxy(None)
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent(agent)
            .accept(AutoHeaderValue::None)
            .accept_encoding(AutoHeaderValue::None)
            .timeout_global(Some(timeout))
            .build();
        let resolver = Checked { inner: DefaultResolver::default(), private: private.clone() };
        Client { agent: Agent::with_parts(config, DefaultConnector::default(), resolver) }
    }

    /// Asks for what is at the address.
    pub(super) fn get(&self, url: &Url, wish: Wish<'_>) -> Result<Answer, Trouble> {
        let host = url.host_str().unwrap_or("").to_owned();
        let mut request = self.agent.get(url.as_str()).header("Accept", wish.accept).header("Accept-Encoding", "gzip");
        for (name, value) in [("If-None-Match", wish.etag), ("If-Modified-Since", wish.last_modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let response = request.call().map_err(|error| trouble(&error, host))?;
        let status = response.status().as_u16();
        let fields = response.headers().iter().map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())));
        let head = Head::of(fields);
        let mut packed = Vec::new();
        let mut reader = response.into_body().into_reader().take(wish.most as u64 + 1);
        let stopped = reader.read_to_end(&mut packed).err();
        let longer = packed.len() > wish.most;
        packed.truncate(wish.most);
        let (body, broken) = payload::unpacked(&head, Cow::Owned(packed), wish.most);
        let broken = if longer { Some(Reason::TooLong) } else { stopped.map(Reason::Unreadable).or(broken) };
        Ok(Answer { status, head, body, broken })
    }
}

fn trouble(error: &ureq::Error, host: String) -> Trouble {
    match error {
        ureq::Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<PrivateAddress>()) => Trouble::Private { host },
        ureq::Error::HostNotFound => Trouble::UnknownHost { host },
        error => Trouble::Connection { problem: error.to_string() },
    }
}
