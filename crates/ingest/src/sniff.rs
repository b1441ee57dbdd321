//! What a stream holds, told from its first bytes. The answer depends on the bytes alone, never on how they arrive.

use crate::buffered::Buffered;
use crate::encoding;
use crate::feed;
use crate::skipped::Reason;
use encoding_rs::Encoding;
use serde::de::IgnoredAny;
use std::borrow::Cow;

/// The most bytes that are looked at.
const HEAD: usize = 1 << 16;
/// From here on the bytes by which a format is known are not at its beginning any more.
const HEADLESS: usize = 16;
/// How far into the stream a doctype or an `html` tag may stand after other words, in bytes.
const PREAMBLE: usize = 1024;

/// What articles are read from a stream, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    JsonLines,
    Feed,
    Archive,
    Html,
    Text,
}

/// What a stream was found to hold.
pub(crate) struct Sniffed {
    pub(crate) format: Format,
    /// UTF-16, if it is that; any other encoding is told from the whole of an article.
    pub(crate) utf16: Option<&'static Encoding>,
}

const CONVERT: &str = "convert it to plain text or HTML first";
const UNPACK: &str = "unpack it first";
const EXTRACT: &str = "extract its articles as HTML, text or JSON Lines first";
const ONE_A_LINE: &str = "write one object a line, for example with jq -c";
const UTF8: &str = "convert it to UTF-8 first";

/// Bytes by which formats are known that hold no article, or none that can be read: offset, bytes, what it is, what to do.
const FOREIGN: [(usize, &[u8], &str, &str); 24] = [
    (0, b"%PDF-", "a PDF", CONVERT),
    (0, b"\x89PNG\r\n\x1a\n", "an image", CONVERT),
    (0, b"\xff\xd8\xff", "an image", CONVERT),
    (0, b"GIF87a", "an image", CONVERT),
    (0, b"GIF89a", "an image", CONVERT),
    (8, b"WEBP", "an image", CONVERT),
    (0, b"II*\0", "an image", CONVERT),
    (0, b"MM\0*", "an image", CONVERT),
    (0, b"OggS", "a sound recording", CONVERT),
    (0, b"PK\x03\x04", "a ZIP archive or office document", "unpack it, or save it as plain text or HTML, first"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document", CONVERT),
    (0, b"{\\rtf", "an RTF document", CONVERT),
    (0, b"%!PS", "a PostScript document", CONVERT),
    (4, b"1AY&SY", "a bzip2 file", UNPACK),
    (0, b"\xfd7zXZ\0", "an xz file", UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (257, b"ustar", "a tar archive", UNPACK),
    (0, b"\x1f\x8b", "a file compressed more than three times over", UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a file compressed more than three times over", UNPACK),
    (0, b"\x7fELF", "a program", CONVERT),
    (0, b"SQLite format 3\0", "a database", EXTRACT),
    (0, b"\xff\xfe\0\0", "text in UTF-32", UTF8),
    (0, b"\0\0\xfe\xff", "text in UTF-32", UTF8),
];

/// Elements with which pages and parts of pages begin.
const ELEMENTS: [&str; 30] = [
    "a",
    "article",
    "aside",
    "b",
    "base",
    "blockquote",
    "body",
    "center",
    "div",
    "dl",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "img",
    "link",
    "main",
    "meta",
    "nav",
    "p",
    "script",
    "section",
    "span",
    "style",
    "table",
    "title",
];

/// Tells what the stream holds.
pub(crate) fn sniff(source: &mut Buffered<'_>) -> Result<Sniffed, Reason> {
    // A stream of lines may be slow, so no more than its first object is waited for.
    let mut judged = false;
    let head = source.peek(HEAD, |head| {
        if judged || first_line(head).is_none() {
            return false;
        }
        judged = true;
        starts_with_object(head)
    });
    if starts_with_object(head) {
        let format = if feed::is_json(without_mark(head)) { Format::Feed } else { Format::JsonLines };
        return Ok(Sniffed { format, utf16: None });
    }
    if head.starts_with(b"WARC/1.") || head.starts_with(b"WARC/0.") {
        return Ok(Sniffed { format: Format::Archive, utf16: None });
    }
    for (offset, magic, what, remedy) in FOREIGN {
        // Far into a file the bytes may be words of a text; an archive has zero bytes before them.
        if head.get(offset..).is_some_and(|head| head.starts_with(magic)) && (offset < HEADLESS || head[..offset].contains(&0)) {
            return Err(Reason::Foreign { what, remedy });
        }
    }
    let utf16 = encoding::utf16(head);
    let words: Cow<[u8]> = match utf16 {
        Some(encoding) => Cow::Owned(encoding.decode(head).0.into_owned().into_bytes()),
        None => Cow::Borrowed(without_mark(head)),
    };
    Ok(Sniffed { format: format(&words)?, utf16 })
}

/// Characters without which no text is written, yet which make up much of a binary file.
pub(crate) fn is_binary(text: &str) -> bool {
    let strange = text.bytes().filter(|byte| matches!(byte, 0x01..=0x07 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)).count();
    strange * 20 > text.len() || text.contains('\0')
}

fn without_mark(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head)
}

/// The first line that is not blank, if it is there to its end.
fn first_line(head: &[u8]) -> Option<&[u8]> {
    let words = without_mark(head).trim_ascii_start();
    words.iter().position(|&byte| byte == b'\n').map(|end| &words[..end])
}

/// Whether the first line is there to its end and holds a JSON object.
fn starts_with_object(head: &[u8]) -> bool {
    first_line(&head[..head.len().min(HEAD)])
        .is_some_and(|line| line.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(line).is_ok())
}

fn format(words: &[u8]) -> Result<Format, Reason> {
    let words = words.trim_ascii_start();
    if let Some(json) = json(words) {
        return json;
    }
    let lower = words[..words.len().min(HEAD)].to_ascii_lowercase();
    let root = root_element(&lower);
    if matches!(root, "rss" | "rdf:rdf") || root.rsplit(':').next() == Some("feed") {
        return Ok(Format::Feed);
    }
    if matches!(root, "urlset" | "sitemapindex") {
        return Err(Reason::Foreign { what: "a site map", remedy: EXTRACT });
    }
    if root == "!doctype" || ELEMENTS.contains(&root) || has_page_tag(&lower) {
        return Ok(Format::Html);
    }
    if lower.starts_with(b"<?xml") {
        return Err(Reason::Foreign { what: "XML other than XHTML", remedy: EXTRACT });
    }
    Ok(Format::Text)
}

/// JSON Lines, a JSON Feed, or JSON that is not in lines; `None` if it is no JSON. An object that is broken on its first line counts, so
/// that one bad line does not turn a file of articles into a text.
fn json(words: &[u8]) -> Option<Result<Format, Reason>> {
    let elsewhere = |what| Some(Err(Reason::Foreign { what, remedy: ONE_A_LINE }));
    if let Some(inside) = words.strip_prefix(b"[") {
        let object = inside.trim_ascii_start().strip_prefix(b"{")?;
        return if object.trim_ascii_start().starts_with(b"\"") { elsewhere("a JSON array") } else { None };
    }
    let inside = words.strip_prefix(b"{")?;
    if !matches!(inside.trim_ascii_start(), [b'"' | b'}', ..]) {
        return None;
    }
    if feed::is_json(words) {
        return Some(Ok(Format::Feed));
    }
    let Some(line) = first_line(words) else { return Some(Ok(Format::JsonLines)) };
    let unfinished = serde_json::from_slice::<IgnoredAny>(line).is_err_and(|error| error.is_eof());
    let next = words[line.len()..].trim_ascii_start();
    if unfinished && !next.is_empty() && !next.starts_with(b"{") {
        return elsewhere("a JSON object over several lines");
    }
    Some(Ok(Format::JsonLines))
}

/// The lower-case name of the first tag, after processing instructions and comments; `!doctype` for a page's doctype, empty if
/// the words do not begin with a tag.
fn root_element(lower: &[u8]) -> &str {
    let mut rest = lower.trim_ascii_start();
    loop {
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            // Old feeds name the document type of RSS.
            _ if rest.starts_with(b"<!doctype rss") || rest.starts_with(b"<!doctype rdf:rdf") => b">",
            _ => break,
        };
        let Some(at) = rest.windows(end.len()).position(|window| window == end) else { return "" };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
    let Some(tag) = rest.strip_prefix(b"<") else { return "" };
    let end = tag.iter().position(|&byte| byte.is_ascii_whitespace() || byte == b'>' || byte == b'/');
    let Some(name) = end.and_then(|end| std::str::from_utf8(&tag[..end]).ok()) else { return "" };
    if name == "!doctype" && !tag[name.len()..].trim_ascii_start().starts_with(b"html") { "" } else { name }
}

/// Whether a line near the start begins with a doctype or an `html` tag.
fn has_page_tag(lower: &[u8]) -> bool {
    lower[..lower.len().min(PREAMBLE)].split(|&byte| byte == b'\n').any(|line| {
        let line = line.trim_ascii_start();
        line.starts_with(b"<!doctype html") || line.starts_with(b"<html>") || line.starts_with(b"<html ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expect: &str) {
        let says = |sniffed: Result<Sniffed, Reason>| match sniffed {
            Ok(sniffed) => format!("{:?}", sniffed.format),
            Err(reason) => reason.to_string(),
        };
        let utf16: Vec<u8> = std::iter::once(0xfeff).chain(words.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in [words.as_bytes(), &utf16] {
            let got = says(sniff(&mut Buffered::new(Box::new(bytes))));
            assert!(got.starts_with(expect), "{words}\n{got}");
        }
    }

    #[test]
    fn json_lines_begin_with_an_object() {
        check("{\"text\": \"a\"}\n", "JsonLines");
        check("\n \r\n{\"text\": \"a\"}", "JsonLines");
        check("{}\n", "JsonLines");
        check("{\"text\": \"broken\n{\"text\": \"a\"}\n", "JsonLines");
        check("{\"text\": \"broken", "JsonLines");
        check("{curly} words in a text", "Text");
        check("[Photo] words in a text", "Text");
        check("\"just a string\"\n", "Text");
    }

    #[test]
    fn json_that_is_not_in_lines_is_refused_with_advice() {
        check("[{\"text\": \"a\"}]", "a JSON array is not read; write one object a line");
        check("{\n  \"text\": \"a\"\n}\n", "a JSON object over several lines is not read");
        check("{ \"id\": 1,\n  \"text\": \"a\" }\n", "a JSON object over several lines is not read");
    }

    #[test]
    fn pages_are_known_by_doctype_or_tags() {
        check("<!DOCTYPE html><p>a", "Html");
        check("  <!doctype HTML PUBLIC \"-//W3C//DTD\">", "Html");
        check("<!-- saved from a page -->\n<html lang=en>", "Html");
        check("<?xml version=\"1.0\"?><!DOCTYPE html><html/>", "Html");
        check("<p>A paragraph.</p>", "Html");
        check("<P CLASS=x>A paragraph.</P>", "Html");
        check("warning: something\n<html><body>", "Html");
        check("<3 is a heart", "Text");
        check("<Reuters> - The talks went on.", "Text");
        check("The tag <html> opens a page.", "Text");
    }

    #[test]
    fn feeds_are_known_by_their_outermost_element_or_first_keys() {
        check("<?xml version='1.0'?><rss version='2.0'>", "Feed");
        check("<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\">\n<rss version='0.91'>", "Feed");
        check("<!-- made by hand --><feed xmlns='x'>", "Feed");
        check("<atom:feed xmlns:atom='x'>", "Feed");
        check("<?xml version='1.0'?>\n<rdf:RDF xmlns='x'>", "Feed");
        check("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": []}", "Feed");
        check("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": []}\n", "Feed");
        check("{\n \"version\": \"https://jsonfeed.org/version/1.1\",\n \"items\": [\n", "Feed");
        check("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [\n{\"id\": \"a\"}]}", "Feed");
    }

    #[test]
    fn an_archive_is_known_far_into_its_head_and_a_text_is_not_taken_for_one() {
        check(&format!("{}ustar", "a".repeat(257)), "Text");
        let tar = format!("a.txt{}ustar\0", "\0".repeat(252));
        let refused = sniff(&mut Buffered::new(Box::new(tar.as_bytes()))).err().unwrap();
        assert_eq!(refused.to_string(), "a tar archive is not read; unpack it first");
    }

    #[test]
    fn other_xml_is_refused() {
        check("<urlset xmlns='x'>", "a site map is not read");
        check("<?xml version='1.0'?><nitf>", "XML other than XHTML is not read");
    }
}
