//! Everything bad is one clear line, and spoils nothing beside it.

mod common;

use common::{check, gzip, line, zstd};
use ingest::{ARTICLE_LIMIT, Options};
use std::io::{self, Read};

#[test]
fn a_bad_line_is_skipped_with_its_number() {
    check(
        "a.jsonl",
        br#"{"id":1,"text":"Good."}
not json
{"id":2,"text":"cut
{"id":3,"text":5}
{"id":[4],"text":"Bad id."}
{"id":5,"title":{},"text":"Bad title."}
{"id":6}
{"id":7,"text":null,"html":null}
{"id":8,"text":"  \n"}
["Bad","list"]
{"id":9,"text":"one","text":"two"}
{"id":10,"text":"\ud800"}
{"id":11,"text":"Good."} trailing
{"id":12,"text":"Good."}
"#,
        &[
            r#"1 text "Good.""#,
            r#"skipped a.jsonl:2: the line is no JSON object; write one article a line as {"text": "..."}"#,
            "skipped a.jsonl:3: not valid JSON (EOF while parsing a string, at byte 19); write one whole object a line",
            "skipped a.jsonl:4: the field `text` is a number; write a string",
            "skipped a.jsonl:5: the field `id` is a list; write a string or a number",
            "skipped a.jsonl:6: the field `title` is an object; write a string",
            "skipped a.jsonl:7: the object has neither `text` nor `html`; add one of them",
            "skipped a.jsonl:8: the object has neither `text` nor `html`; add one of them",
            "skipped a.jsonl:9: the text is empty; give an article with some text",
            r#"skipped a.jsonl:10: the line is no JSON object; write one article a line as {"text": "..."}"#,
            "skipped a.jsonl:11: not valid JSON (duplicate field `text`, at byte 27); write one whole object a line",
            "skipped a.jsonl:12: not valid JSON (in `text`: unexpected end of hex escape); write one whole object a line",
            "skipped a.jsonl:13: not valid JSON (trailing characters, at byte 26); write one whole object a line",
            r#"12 text "Good.""#,
        ],
    );
}

#[test]
fn a_bad_first_line_does_not_turn_articles_into_a_text() {
    check(
        "a.jsonl",
        b"{\"id\":1,\"text\":\n{\"id\":2,\"text\":\"Good.\"}\n",
        &[
            "skipped a.jsonl:1: not valid JSON (EOF while parsing a value, at byte 15); write one whole object a line",
            r#"2 text "Good.""#,
        ],
    );
}

#[test]
fn a_date_that_cannot_be_parsed_is_a_note() {
    let note = |date: &str| format!("the publication date {date} could not be parsed and is left out; write it as 2020-06-16");
    for date in [r#""yesterday""#, "1592265600", r#""2020-02-30""#] {
        let bytes = format!("{{\"text\":\"Good.\",\"published\":{date}}}");
        check("a", bytes.as_bytes(), &[&format!("a:1 text \"Good.\" ({})", note(date))]);
    }
    check("a", b"{\"text\":\"Good.\",\"published\":null}", &[r#"a:1 text "Good.""#]);
}

#[test]
fn text_wins_over_html() {
    check(
        "a",
        b"{\"text\":\"Words.\",\"html\":\"<p>Words.\"}",
        &[r#"a:1 text "Words." (the object has both `text` and `html`; `text` is taken as the text of record)"#],
    );
}

#[test]
fn lines_that_are_no_articles_are_reported_once() {
    let objects = "{\"id\":\"a\",\"events\":[]}\n".repeat(500);
    let expect =
        "skipped gold.jsonl: none of the 500 objects has `text` or `html`; give JSON Lines of articles, or leave this file out";
    check("gold.jsonl", objects.as_bytes(), &[expect]);
    check(
        "a.jsonl",
        b"{\"version\":1}\n{\"source\":2}\n{\"id\":3,\"text\":\"Good.\"}\n{\"end\":true}\n",
        &[
            "skipped a.jsonl:1: this object and 1 more before line 3 have neither `text` nor `html`; add one of them",
            r#"3 text "Good.""#,
            "skipped a.jsonl:4: the object has neither `text` nor `html`; add one of them",
        ],
    );
}

#[test]
fn nothing_is_no_article() {
    for bytes in [&b""[..], b"\n \t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", &gzip(b""), &zstd(b"")] {
        check("a.txt", bytes, &["skipped a.txt: the text is empty; give an article with some text"]);
    }
}

#[test]
fn binary_files_are_refused_by_name() {
    let convert = "convert it to plain text or HTML first";
    check("a.txt", b"%PDF-1.7\n...", &[&format!("skipped a.txt: a PDF is not read; {convert}")]);
    check("a.txt", b"\x89PNG\r\n\x1a\n\0\0", &[&format!("skipped a.txt: an image is not read; {convert}")]);
    check("a.txt", b"\xff\xd8\xff\xe0JFIF", &[&format!("skipped a.txt: an image is not read; {convert}")]);
    check(
        "a.docx",
        b"PK\x03\x04....",
        &["skipped a.docx: a ZIP archive or office document is not read; unpack it, or save it as plain text or HTML, first"],
    );
    check("a", b"\xff\xfe\0\0A\0\0\0", &["skipped a: text in UTF-32 is not read; convert it to UTF-8 first"]);
    let binary = "skipped a.txt: a binary file is not read; give plain text, HTML or JSON Lines";
    check("a.txt", b"A text with a zero \0 in it.", &[binary]);
    check("a.txt", &gzip(b"A text with a zero \0 in it."), &[binary]);
    check("a.txt", b"\x01\x02\x03\x04 and more \x05", &[binary]);
    check("a.txt", &[&b"A long text. ".repeat(9000)[..], b"\0"].concat(), &[binary]);
}

#[test]
fn what_was_complete_before_a_cut_is_read() {
    let articles: String = (0..20_000).map(|id| format!("{{\"id\":{id},\"text\":\"Report {}.\"}}\n", id * id)).collect();
    let cut = "skipped a: the compressed data is cut off, and only what was complete before is read; \
               fetch or compress the file again";
    for packed in [gzip(articles.as_bytes()), zstd(articles.as_bytes()), gzip(&zstd(articles.as_bytes()))] {
        let half = &packed[..packed.len() / 2];
        let lines: Vec<_> = ingest::read_stream(Some("a"), half, &Options::default()).map(|item| line(&item)).collect();
        let (last, read) = lines.split_last().unwrap();
        assert_eq!(last, cut);
        assert!(read.len() > 2000, "{}", read.len());
        for (id, line) in read.iter().enumerate() {
            assert_eq!(*line, format!("{id} text \"Report {}.\"", id * id));
        }
    }
    let text = gzip(&b"A text that goes on. ".repeat(100));
    check("a", &text[..text.len() - 9], &[cut]);
}

#[test]
fn every_cut_and_every_flipped_byte_is_noticed() {
    let articles = b"{\"id\":1,\"text\":\"One report.\"}\n{\"id\":2,\"text\":\"Another report.\"}\n";
    for packed in [gzip(articles), zstd(articles)] {
        for length in 8..packed.len() {
            let items: Vec<_> = ingest::read_stream(None, &packed[..length], &Options::default()).collect();
            assert!(items.iter().any(|item| item.is_err()), "cut to {length}");
        }
        // Some bits mean nothing: the time in gzip's header, the padding of the last byte.
        let whole: Vec<_> = ingest::read_stream(None, &packed[..], &Options::default()).collect();
        for at in 4..packed.len() {
            let mut flipped = packed.clone();
            flipped[at] ^= 0x10;
            let items: Vec<_> = ingest::read_stream(None, &flipped[..], &Options::default()).collect();
            let noticed = items.iter().any(|item| item.is_err()) || items == whole;
            assert!(noticed, "flipped at {at}: {items:?}");
        }
    }
    let followed = [gzip(articles), b"junk".to_vec()].concat();
    check(
        "a",
        &followed,
        &[
            r#"1 text "One report.""#,
            r#"2 text "Another report.""#,
            "skipped a: the compressed data is damaged (something that is not compressed follows it), \
             and only what came before is read; fetch or compress the file again",
        ],
    );
}

const TOO_LONG: &str = "longer than 4 MiB, the most that one article may have; split it into articles";

#[test]
fn an_article_may_have_up_to_the_limit() {
    let text = vec![b'a'; ARTICLE_LIMIT];
    let options = Options::default();
    assert!(ingest::read_stream(None, &text[..], &options).next().unwrap().is_ok());
    let longer = vec![b'a'; ARTICLE_LIMIT + 1];
    check("a.txt", &longer, &[&format!("skipped a.txt: {TOO_LONG}")]);
    let shell = r#"{"id":1,"text":""}"#.len();
    for (length, fits) in [(ARTICLE_LIMIT - shell, true), (ARTICLE_LIMIT - shell + 1, false)] {
        let line = format!("{{\"id\":1,\"text\":\"{}\"}}\n", "a".repeat(length));
        assert_eq!(ingest::read_stream(None, line.as_bytes(), &options).next().unwrap().is_ok(), fits);
    }
}

/// Gives the bytes, then as many times the filling, then the rest, without holding them.
fn long(start: &'static [u8], filling: u8, times: u64, end: &'static [u8]) -> impl Read + Send {
    start.chain(io::repeat(filling).take(times)).chain(end)
}

#[test]
fn a_single_line_of_fifty_megabytes_is_passed_over() {
    let options = Options::default();
    let stream =
        long(b"{\"id\":1,\"text\":\"Good.\"}\n{\"id\":2,\"text\":\"", b'a', 50_000_000, b"\"}\n{\"id\":3,\"text\":\"Good.\"}");
    let lines: Vec<_> = ingest::read_stream(Some("a"), stream, &options).map(|item| line(&item)).collect();
    assert_eq!(lines, [r#"1 text "Good.""#.to_owned(), format!("skipped a:2: {TOO_LONG}"), r#"3 text "Good.""#.to_owned()]);

    let stream = long(b"{\"id\":1,\"text\":\"", b'a', 50_000_000, b"\"}\n{\"id\":2,\"text\":\"Good.\"}");
    let lines: Vec<_> = ingest::read_stream(Some("a"), stream, &options).map(|item| line(&item)).collect();
    assert_eq!(lines, [format!("skipped a:1: {TOO_LONG}"), r#"2 text "Good.""#.to_owned()]);

    let stream = long(b"A text ", b'a', 50_000_000, b"");
    let lines: Vec<_> = ingest::read_stream(Some("a"), stream, &options).map(|item| line(&item)).collect();
    assert_eq!(lines, [format!("skipped a: {TOO_LONG}")]);
}

/// Gives the bytes over and over.
struct Repeated<'a>(&'a [u8], usize);

impl Read for Repeated<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = buffer.len().min(self.0.len() - self.1);
        buffer[..count].copy_from_slice(&self.0[self.1..self.1 + count]);
        self.1 = (self.1 + count) % self.0.len();
        Ok(count)
    }
}

#[test]
fn a_stream_without_end_is_given_up() {
    let options = Options::default();
    let blanks = [&[b' '; 99_999][..], b"\n"].concat();
    for filling in [&[b'a'; 100_000][..], &blanks] {
        let start = &b"{\"id\":1,\"text\":\"Good.\"}\n{\"id\":2"[..];
        let stream = start.chain(Repeated(filling, 0));
        let lines: Vec<_> = ingest::read_stream(Some("a"), stream, &options).map(|item| line(&item)).collect();
        assert_eq!(lines[0], r#"1 text "Good.""#);
        assert!(lines.last().unwrap().contains("128 MiB without an article follow, and the rest is not read"), "{lines:?}");
    }
}

#[test]
fn a_stream_that_fails_gives_what_came_before() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let options = Options::default();
    let stream = (&b"{\"id\":1,\"text\":\"Good.\"}\n{\"id\":2,"[..]).chain(Failing);
    let lines: Vec<_> = ingest::read_stream(Some("a"), stream, &options).map(|item| line(&item)).collect();
    let gone = "skipped a: the file cannot be read (the disk is gone); check that it is a file you may read";
    assert_eq!(lines, [r#"1 text "Good.""#, gone]);
    let lines: Vec<_> = ingest::read_stream(Some("a"), Failing, &options).map(|item| line(&item)).collect();
    assert_eq!(lines, [gone]);
}

#[test]
fn a_message_is_always_one_line() {
    check("a\nb\u{1b}[31m", b"", &["skipped a\\nb\\u{1b}[31m: the text is empty; give an article with some text"]);
}
