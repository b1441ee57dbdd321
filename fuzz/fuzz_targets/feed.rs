//! Any bytes after a feed's first good entry, as RSS, Atom and JSON: that entry comes back, and the bytes alone end without a panic.

#![no_main]

use document::Content;
use ingest::{Options, Read, Skipped};
use libfuzzer_sys::fuzz_target;

const STARTS: [&[u8]; 3] = [
    b"<rss><item><guid>first</guid><description>Good.</description></item>",
    b"<feed><entry><id>first</id><content>Good.</content></entry>",
    b"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"first\",\"content_text\":\"Good.\"},",
];

fn read(bytes: &[u8]) -> Vec<Result<Read, Skipped>> {
    ingest::read_stream(Some("file"), bytes, &Options::default()).collect()
}

fuzz_target!(|rest: &[u8]| {
    // What stands after the root in UTF-8 could make the whole look like UTF-16 or another encoding.
    let text = String::from_utf8_lossy(rest);
    for start in STARTS {
        let items = read(&[start, text.as_bytes()].concat());
        if text.bytes().all(|byte| byte != 0) {
            assert_eq!(items[0].as_ref().unwrap().article.given_id, "first");
        }
        for item in items {
            match item {
                Ok(Read { article, notes }) => {
                    let (Content::Plain(content) | Content::Html(content)) = article.content;
                    assert!(!content.trim().is_empty() && !article.given_id.is_empty());
                    assert!(notes.iter().all(|note| !note.message.contains(char::is_control)));
                }
                Err(skipped) => assert!(!skipped.to_string().contains(char::is_control)),
            }
        }
    }
    read(rest);
});
