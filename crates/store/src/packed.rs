//! The bytes of an article as the ledger keeps them: hashed, and compressed where they are not the text of record itself. Made apart from
//! storing, so that the threads that code can do it.

use document::{Article, Content};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};

/// The SHA-256 of an article's content.
pub type Hash = [u8; 32];

/// Content ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// The hash of the content as it came in.
    pub sha256: Hash,
    /// Its length in bytes.
    pub size: u64,
    /// Whether it is a page; else plain text.
    pub html: bool,
    /// Its bytes, raw or deflated.
    pub bytes: Vec<u8>,
    /// Whether `bytes` are deflated.
    pub deflated: bool,
}

impl Packed {
    /// The content of an article. A page is compressed; plain text is the text of record in nearly every case, and then its bytes are
    /// not kept twice.
    pub fn of(article: &Article) -> Packed {
        let (html, content) = match &article.content {
            Content::Plain(text) => (false, text.as_bytes()),
            Content::Html(page) => (true, page.as_bytes()),
        };
        let (bytes, deflated) = match html.then(|| deflated(content)).and_then(io::Result::ok) {
            Some(smaller) if smaller.len() < content.len() => (smaller, true),
            _ => (content.to_vec(), false),
        };
        Packed { sha256: content_hash(article), size: content.len() as u64, html, bytes, deflated }
    }
}

/// The hash by which the ledger knows an article's content.
pub fn content_hash(article: &Article) -> Hash {
    let (Content::Plain(content) | Content::Html(content)) = &article.content;
    Sha256::digest(content.as_bytes()).into()
}

fn deflated(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The bytes that were deflated, of which there are `size`; never more of them, whatever a damaged file says.
pub(crate) fn inflated(bytes: &[u8], size: u64) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    DeflateDecoder::new(bytes).take(size).read_to_end(&mut content)?;
    Ok(content)
}
