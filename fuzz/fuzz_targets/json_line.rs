//! Any bytes as lines between two good lines of JSON: both good articles come back, and every other one names its line.

#![no_main]

use ingest::Options;
use libfuzzer_sys::fuzz_target;

const FIRST: &[u8] = b"{\"id\":\"first\",\"text\":\"Good.\"}\n";
const LAST: &[u8] = b"\n{\"id\":\"last\",\"text\":\"Good.\"}\n";

fuzz_target!(|line: &[u8]| {
    let bytes = [FIRST, line, LAST].concat();
    let items: Vec<_> = ingest::read_stream(None, &bytes[..], &Options::default()).collect();
    assert_eq!(items[0].as_ref().unwrap().article.given_id, "first");
    assert_eq!(items[items.len() - 1].as_ref().unwrap().article.given_id, "last");
    for item in &items {
        assert!(match item {
            Ok(read) => read.article.line.is_some(),
            Err(skipped) => skipped.line.is_some(),
        });
    }
});
