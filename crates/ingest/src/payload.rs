//! From the body of an HTTP response to an article's content: chunks put together, compression undone, characters decoded. It
//! is bounded whatever the body unpacks to.

use crate::ARTICLE_LIMIT;
use crate::buffered::Stream;
use crate::encoding::{self, note};
use crate::http::{Head, media_type};
use crate::skipped::Reason;
use crate::sniff::{self, Format};
use crate::unpack::unpack;
use brotli_decompressor::Decompressor;
use document::{Content, Note};
use encoding_rs::Encoding;
use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use std::borrow::Cow;

/// What kind of article a body can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    Html,
    Plain,
    /// Nothing says what it is.
    Unsaid,
}

impl Media {
    /// What a `Content-Type` promises; `None` if it is no kind of text that people read.
    pub(crate) fn of(content_type: Option<&str>) -> Option<Media> {
        match media_type(content_type).0.as_str() {
            "text/html" | "application/xhtml+xml" => Some(Media::Html),
            "text/plain" => Some(Media::Plain),
            "" => Some(Media::Unsaid),
            _ => None,
        }
    }
}

/// The body of an archived response as it was meant, up to [`ARTICLE_LIMIT`] bytes, and why it is not all, if it is not.
///
/// Archives often keep the head of a response beside a body that was already decoded, so no coding is taken at its word: what
/// cannot be undone has been undone.
pub(crate) fn decoded(head: &Head, body: &[u8]) -> (Vec<u8>, Option<Reason>) {
    let chunked = head.get("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    let body = match if chunked { unchunked(body) } else { None } {
        Some(whole) => Cow::Owned(whole),
        None => Cow::Borrowed(body),
    };
    unpacked(head, body, ARTICLE_LIMIT)
}

/// The body without the compression that the head tells of or the bytes show, up to `most` bytes, and why it is not all.
pub(crate) fn unpacked(head: &Head, body: Cow<'_, [u8]>, most: usize) -> (Vec<u8>, Option<Reason>) {
    let coding = head.get("content-encoding").map(|coding| coding.trim().to_ascii_lowercase());
    let stream: Stream = match (coding.as_deref(), &*body) {
        (Some("br"), bytes) => Box::new(Decompressor::new(bytes, 1 << 12)),
        (Some("deflate"), bytes @ &[first, second, ..]) if u16::from_be_bytes([first, second]) % 31 == 0 => {
            Box::new(ZlibDecoder::new(bytes))
        }
        (Some("deflate"), bytes) => Box::new(DeflateDecoder::new(bytes)),
        // Gzip and zstd are known by their first bytes.
        (_, bytes) => Box::new(bytes),
    };
    let (bytes, failure) = unpack(stream).up_to(most);
    let undone = matches!(coding.as_deref(), Some("br" | "deflate")) && body.trim_ascii_start().starts_with(b"<");
    if failure.is_some() && undone && body.len() <= most {
        return (body.into_owned(), None);
    }
    (bytes, failure)
}

/// The body out of its chunks, as far as it goes; `None` if it is in none.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    let mut first = true;
    loop {
        let size = chunk(body);
        let Some((length, start)) = size else { return if first { None } else { Some(whole) } };
        first = false;
        if length == 0 {
            return Some(whole);
        }
        let end = start.saturating_add(length).min(body.len());
        whole.extend_from_slice(&body[start..end]);
        body = &body[end..];
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
    }
}

/// The length of the chunk that begins here, and where its bytes start.
fn chunk(body: &[u8]) -> Option<(usize, usize)> {
    let end = memchr::memchr(b'\n', &body[..body.len().min(1 << 10)])?;
    let line = std::str::from_utf8(&body[..end]).ok()?;
    let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
    Some((length, end + 1))
}

/// The characters of a body. `charset` is what the response says of them; it counts before what a page says of itself.
/// `None` where there is nothing that people read.
pub(crate) fn content(bytes: Vec<u8>, media: Media, charset: Option<&'static Encoding>) -> Option<(Content, Vec<Note>)> {
    let html = match media {
        Media::Html => true,
        Media::Plain => false,
        Media::Unsaid => match sniff::sniff(&mut unpack(Box::new(&bytes[..]))).ok()?.format {
            Format::Html => true,
            Format::Text => false,
            Format::JsonLines | Format::Feed | Format::Archive => return None,
        },
    };
    let utf16 = encoding::utf16(&bytes[..bytes.len().min(1 << 12)]);
    let declared = charset.or_else(|| if html { encoding::declared(&bytes) } else { None });
    let (string, notes) = encoding::decode(bytes, utf16, declared);
    if string.trim().is_empty() || sniff::is_binary(&string) {
        return None;
    }
    Some((if html { Content::Html(string) } else { Content::Plain(string) }, notes))
}

/// What is to be said of a body of which only the beginning is there.
pub(crate) fn cut() -> Note {
    note("only the beginning of the page is there, and it is read".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    const PAGE: &[u8] = b"<p>The talks went on, and on, and on, and on.";

    #[track_caller]
    fn check(head: &str, body: &[u8], expect: &[u8]) {
        let (bytes, failure) = decoded(&Head::parse(head.as_bytes()), body);
        assert_eq!((bytes.as_slice(), failure.is_none()), (expect, true), "{failure:?}");
    }

    #[test]
    fn chunks_are_put_together() {
        let chunked = "200 OK\nTransfer-Encoding: chunked\n";
        check(chunked, b"5\r\n<p>A \r\n3;x=y\r\nbig\r\n0\r\n\r\n", b"<p>A big");
        check(chunked, b"5\n<p>A \n3\nbig\n", b"<p>A big");
        check(chunked, b"ff\r\n<p>A cut", b"<p>A cut");
        check(chunked, b"<p>Already whole.\n", b"<p>Already whole.\n");
        check(chunked, b"ffffffffffffffff\r\n<p>A", b"<p>A");
    }

    #[test]
    fn compression_is_undone_where_there_is_any() {
        let packed = |mut encoder: GzEncoder<Vec<u8>>| {
            encoder.write_all(PAGE).unwrap();
            encoder.finish().unwrap()
        };
        let gzip = packed(GzEncoder::new(Vec::new(), Compression::fast()));
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(PAGE).unwrap();
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
        deflate.write_all(PAGE).unwrap();
        // "<p>Talks" as brotli has it where it stores bytes as they are.
        let brotli = [&b"\x8b\x03\x80"[..], b"<p>Talks", b"\x03"].concat();
        check("200\nContent-Encoding: gzip\n", &gzip, PAGE);
        check("200\n", &gzip, PAGE);
        check("200\nContent-Encoding: deflate\n", &zlib.finish().unwrap(), PAGE);
        check("200\nContent-Encoding: deflate\n", &deflate.finish().unwrap(), PAGE);
        check("200\nContent-Encoding: br\n", &brotli, b"<p>Talks");
        for coding in ["gzip", "deflate", "br", "nonsense"] {
            check(&format!("200\nContent-Encoding: {coding}\n"), PAGE, PAGE);
        }
    }

    #[test]
    fn a_body_that_unpacks_to_very_much_is_given_up() {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        for _ in 0..100 {
            encoder.write_all(&vec![b'a'; ARTICLE_LIMIT / 10]).unwrap();
        }
        let (bytes, failure) = decoded(&Head::default(), &encoder.finish().unwrap());
        assert_eq!(bytes.len(), ARTICLE_LIMIT);
        assert!(matches!(failure, Some(Reason::TooLong)));
    }

    #[test]
    fn the_charset_of_the_response_counts_first() {
        let page = "<meta charset=euc-kr>Мир";
        let bytes = encoding_rs::WINDOWS_1251.encode(page).0.into_owned();
        let (read, _) = content(bytes, Media::Html, Some(encoding_rs::WINDOWS_1251)).unwrap();
        assert_eq!(read, Content::Html(page.to_owned()));
        assert_eq!(content(b"PK\x03\x04".to_vec(), Media::Unsaid, None), None);
        assert_eq!(content(b" \n".to_vec(), Media::Html, None), None);
    }
}
