//! What holds for all input.

mod common;

use common::{gzip, zstd};
use document::Content;
use ingest::{Options, Read, Skipped};
use proptest::prelude::*;
use std::io;

fn read(bytes: &[u8]) -> Vec<Result<Read, Skipped>> {
    ingest::read_stream(Some("a"), bytes, &Options::default()).collect()
}

/// Gives its bytes a few at a time.
struct Slow<'a>(&'a [u8], usize);

impl io::Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.1.min(self.0.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

/// Bytes that begin like something the reader knows.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let starts: Vec<&[u8]> = vec![
        b"",
        b"{\"",
        b"{\"text\":\"",
        b"{\"text\":\"a\"}\n",
        b"<p>",
        b"<?xml ",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf{\"",
        b"\x1f\x8b\x08\0\0\0\0\0\0\x03",
        b"\x28\xb5\x2f\xfd",
        b"\x50\x2a\x4d\x18",
        b"[{\"",
        b"\x1b$B",
        b"<rss><item><title>",
        b"<feed><entry><content type='html'>",
        b"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"content_text\":\"a\"},",
        b"WARC/1.0\r\nContent-Length: 40\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    ];
    let body = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..300),
        proptest::collection::vec(prop_oneof![Just(b'\n'), Just(b'"'), Just(b'{'), Just(b'}'), Just(0), 0x20u8..0x7f], 0..300),
    ];
    (proptest::sample::select(starts), body).prop_map(|(start, body)| [start, &body].concat())
}

#[track_caller]
fn check_answers(bytes: &[u8]) {
    for item in read(bytes) {
        match item {
            Ok(Read { article, .. }) => {
                let (Content::Plain(content) | Content::Html(content)) = article.content;
                assert!(!content.trim().is_empty());
            }
            Err(skipped) => {
                let words = skipped.to_string();
                assert!(words.starts_with("a:") && !words.contains(char::is_control), "{words}");
            }
        }
    }
}

/// The seeds of the fuzz targets, so that what fuzzing once found stays mended without a fuzzer.
#[test]
fn the_fuzz_corpus_is_read() {
    for target in ["ingest_bytes", "json_line", "feed", "warc"] {
        let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
        let seeds: Vec<_> = std::fs::read_dir(corpus).unwrap().map(|seed| seed.unwrap().path()).collect();
        assert!(seeds.len() >= 12);
        for seed in seeds {
            check_answers(&std::fs::read(seed).unwrap());
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_panic_and_every_answer_is_one_clear_line(bytes in bytes()) {
        for packed in [bytes.clone(), gzip(&bytes), zstd(&bytes)] {
            check_answers(&packed);
        }
    }

    #[test]
    fn compression_and_slow_arrival_change_nothing(bytes in bytes(), step in 1usize..9) {
        // Bytes that are compressed already may be so no more than three times over.
        let expect = read(&bytes);
        let slow: Vec<_> = ingest::read_stream(Some("a"), Slow(&bytes, step), &Options::default()).collect();
        prop_assert_eq!(&slow, &expect);
        let slow: Vec<_> = ingest::read_stream(Some("a"), Slow(&zstd(&bytes), step), &Options::default()).collect();
        prop_assert_eq!(slow, read(&gzip(&bytes)));
    }

    #[test]
    fn json_lines_come_back_as_they_were_written(
        texts in proptest::collection::vec(("\\PC{1,8}", "[^\\s]\\PC{0,40}|[a-z\r\n\t]{1,20}x", proptest::option::of(".{0,20}")), 1..8)
    ) {
        let lines: String = texts
            .iter()
            .map(|(id, text, title)| serde_json::json!({"id": id, "text": text, "title": title}).to_string() + "\n")
            .collect();
        let articles: Vec<_> = read(lines.as_bytes()).into_iter().map(|item| item.unwrap().article).collect();
        prop_assert_eq!(articles.len(), texts.len());
        for (number, (article, (id, text, title))) in articles.into_iter().zip(texts).enumerate() {
            prop_assert_eq!(article.given_id, id);
            prop_assert_eq!(article.content, Content::Plain(text));
            prop_assert_eq!(article.title, title);
            prop_assert_eq!(article.line, Some(number as u64 + 1));
        }
    }

    #[test]
    fn a_text_in_utf8_is_kept_character_for_character(text in "[A-Z]([a-zŏ가ж]|[ .,\r\n]){0,60}") {
        let read = read(text.as_bytes()).remove(0).unwrap();
        prop_assert_eq!(read.article.content, Content::Plain(text));
        prop_assert_eq!(read.notes, vec![]);
    }

    #[test]
    fn a_bad_line_spoils_nothing_beside_it(bad in proptest::collection::vec(any::<u8>(), 0..200)) {
        let bytes = [&b"{\"id\":\"first\",\"text\":\"Good.\"}\n"[..], &bad, b"\n{\"id\":\"last\",\"text\":\"Good.\"}\n"].concat();
        let items = read(&bytes);
        prop_assert_eq!(&items[0].as_ref().unwrap().article.given_id, "first");
        prop_assert_eq!(&items[items.len() - 1].as_ref().unwrap().article.given_id, "last");
    }
}
