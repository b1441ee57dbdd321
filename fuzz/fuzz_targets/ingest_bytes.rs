//! Any bytes as a file: nothing panics, an article has text, and what was skipped is one line that names the file.

#![no_main]

use document::Content;
use ingest::{Options, Read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for item in ingest::read_stream(Some("file"), bytes, &Options::default()) {
        match item {
            Ok(Read { article, .. }) => {
                let (Content::Plain(content) | Content::Html(content)) = article.content;
                assert!(!content.trim().is_empty());
                assert!(!article.given_id.is_empty());
            }
            Err(skipped) => {
                let words = skipped.to_string();
                assert!(words.starts_with("file:") && !words.contains(char::is_control), "{words}");
            }
        }
    }
});
