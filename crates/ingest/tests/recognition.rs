//! What a file is, is told from its content.

mod common;

use common::{check, gzip, zstd};
use ingest::{Input, Options};

#[test]
fn a_text_is_read_character_for_character() {
    check("a.txt", b"One line.\r\n\r\n  Another.\n\n", &[r#"a.txt text "One line.\r\n\r\n  Another.\n\n""#]);
    check("a.txt", b"\xef\xbb\xbfAfter the mark.", &[r#"a.txt text "After the mark.""#]);
    check("a.html", b"Only called a page.", &[r#"a.html text "Only called a page.""#]);
}

#[test]
fn a_page_is_known_by_its_tags_whatever_its_name() {
    check("a.txt", b"<!doctype html><p>Talks.", &[r#"a.txt html "<!doctype html><p>Talks.""#]);
    check("a", b"<html>\n<p>Talks.</html>", &[r#"a html "<html>\n<p>Talks.</html>""#]);
}

#[test]
fn json_lines_are_known_by_their_first_object() {
    check(
        "a.txt",
        b"\n{\"id\":\"one\",\"text\":\"Talks.\"}\r\n\n{\"id\":2,\"html\":\"<p>Talks.\"}\n{\"text\":\"No line end.\"}",
        &[r#"one text "Talks.""#, r#"2 html "<p>Talks.""#, r#"a.txt:5 text "No line end.""#],
    );
}

#[test]
fn all_fields_of_a_line_are_kept() {
    let line = br#"{"id":"x","text":"Talks.","title":"T","url":"https://example.org/a","publisher":"P",
        "published":"Tue, 16 Jun 2020 09:30:00 +0900","language":["en"],"more":{"a":null}}"#;
    let line: Vec<u8> = line.iter().copied().filter(|&byte| byte != b'\n').collect();
    let options = Options::default();
    let read = ingest::read_stream(None, &line[..], &options).next().unwrap().unwrap();
    assert_eq!(read.notes, []);
    let article = read.article;
    assert_eq!((article.path, article.line), (None, Some(1)));
    assert_eq!(article.title.as_deref(), Some("T"));
    assert_eq!(article.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(article.publisher.as_deref(), Some("P"));
    assert_eq!(article.published.unwrap().to_string(), "2020-06-16");
}

#[test]
fn what_the_user_says_overrides_what_the_carrier_says() {
    let line = br#"{"text":"Talks.","publisher":"P","published":"2020-06-16"}"#;
    let options = Options { published: ingest::parse_published("2021-01-02"), publisher: Some("Q".to_owned()) };
    for bytes in [&line[..], b"Talks.", b"<p>Talks."] {
        let article = ingest::read_stream(None, bytes, &options).next().unwrap().unwrap().article;
        assert_eq!(article.publisher.as_deref(), Some("Q"));
        assert_eq!(article.published.unwrap().to_string(), "2021-01-02");
    }
}

#[test]
fn compressed_files_are_unpacked_in_any_order_and_depth() {
    let (one, two) = (&b"{\"id\":1,\"text\":\"One.\"}\n"[..], &b"{\"id\":2,\"text\":\"Two.\"}\n"[..]);
    let expect = [r#"1 text "One.""#, r#"2 text "Two.""#];
    let both = [one, two].concat();
    let skippable = [&b"\x50\x2a\x4d\x18\x03\0\0\0abc"[..], &zstd(&both)].concat();
    for bytes in [
        gzip(&both),
        zstd(&both),
        [gzip(one), gzip(two)].concat(),
        [zstd(one), zstd(two)].concat(),
        [gzip(one), gzip(b""), zstd(two)].concat(),
        gzip(&zstd(&gzip(&both))),
        zstd(&[gzip(one), gzip(two)].concat()),
        [gzip(&both), vec![0; 1000]].concat(),
        skippable,
    ] {
        check("a.jsonl", &bytes, &expect);
    }
    check("a.txt", &gzip(b"A text."), &[r#"a.txt text "A text.""#]);
    let deep = gzip(&gzip(&gzip(&gzip(b"A text."))));
    check("a", &deep, &["skipped a: a file compressed more than three times over is not read; unpack it first"]);
}

#[test]
fn utf16_is_read_as_text_and_as_lines() {
    for little in [true, false] {
        for mark in ["\u{feff}", ""] {
            let encode = |text: &str| -> Vec<u8> {
                let units: Vec<u16> = (mark.to_owned() + text).encode_utf16().collect();
                units.iter().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
            };
            check("a.txt", &encode("Talks in Kaesŏng.\r\n"), &[r#"a.txt text "Talks in Kaesŏng.\r\n""#]);
            // U+0A0A and U+010A hold the byte of a line feed, which counts only as a whole character.
            check(
                "a.jsonl",
                &encode("{\"id\":1,\"text\":\"\u{a0a}Talks \u{a3e}\u{10a}.\"}\n\n{\"id\":2,\"text\":\"More talks, 더 많은.\"}"),
                &["1 text \"\u{a0a}Talks \u{a3e}\u{10a}.\"", "2 text \"More talks, 더 많은.\""],
            );
        }
    }
}

#[test]
fn a_dash_is_standard_input() {
    assert_eq!(Input::named("-"), Input::Standard);
    assert_eq!(Input::named("./-"), Input::Path("./-".into()));
    let options = Options::default();
    let items: Vec<_> = ingest::read_stream(None, &b"{\"text\":\"One.\"}\n{}"[..], &options).collect();
    let lines: Vec<_> = items.iter().map(common::line).collect();
    let missing = "skipped standard input:2: the object has neither `text` nor `html`; add one of them";
    assert_eq!(lines, [r#"-:1 text "One.""#, missing]);
}
