//! Why a source or page was not read, in one clear sentence each.

use crate::feed::FEED_LIMIT;
use jiff::Timestamp;
use std::fmt;

/// Why something was not fetched.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Private {
        host: String,
    },
    UnknownHost {
        host: String,
    },
    Connection {
        problem: String,
    },
    TooLong {
        most: usize,
    },
    Status {
        status: u16,
    },
    /// The host asked for a pause.
    Pause {
        status: u16,
        until: Timestamp,
    },
    /// The host asked for a pause before, or comes too often; nothing was asked of it now.
    NotYet {
        until: Timestamp,
    },
    Robots {
        host: String,
    },
    NoRobots {
        host: String,
    },
    Scheme,
    Redirects,
    NoFeed,
    NoPage,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Private { host } => {
                write!(f, "{host} has a private address, which is not asked; allow private addresses if it is your own")
            }
            Trouble::UnknownHost { host } => write!(f, "there is no host {host}; check the address"),
            Trouble::Connection { problem } => write!(f, "the host cannot be reached ({problem}); it is asked again later"),
            Trouble::TooLong { most } => write!(f, "longer than {} MiB, the most that is fetched; leave it out", most >> 20),
            Trouble::Status { status: status @ (404 | 410) } => {
                write!(f, "there is nothing (status {status}); check the address")
            }
            Trouble::Status { status } => write!(f, "the host refuses with status {status}; it is asked again later"),
            Trouble::Pause { status, until } => {
                write!(f, "the host asks for a pause (status {status}); it is asked again at {until}")
            }
            Trouble::NotYet { until } => write!(f, "the host asked for a pause; it is asked again at {until}"),
            Trouble::Robots { host } => write!(f, "the robots.txt of {host} does not allow it; leave it out or ask the site"),
            Trouble::NoRobots { host } => {
                write!(f, "the robots.txt of {host} cannot be had, so nothing is asked of it; it is asked again later")
            }
            Trouble::Scheme => write!(f, "it leads to an address that is neither http nor https; give the feed's own address"),
            Trouble::Redirects => write!(f, "it is redirected too often; give the feed's own address"),
            Trouble::NoFeed => {
                write!(
                    f,
                    "what is there is no feed; give the address of an RSS, Atom or JSON feed of up to {} MiB",
                    FEED_LIMIT >> 20
                )
            }
            Trouble::NoPage => write!(f, "what is there is neither a page nor plain text"),
        }
    }
}
