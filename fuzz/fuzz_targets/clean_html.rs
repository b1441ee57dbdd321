//! Any bytes, decoded as a page: `clean` must give paragraphs that cover its text.

#![no_main]

use document::{Article, Content};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let page = String::from_utf8_lossy(bytes).into_owned();
    let text = clean::clean(&Article { content: Content::Html(page), ..Article::default() });
    let mut end = 0;
    for paragraph in &text.paragraphs {
        let range = paragraph.span.range();
        assert!(end <= range.start && range.start < range.end);
        assert!(text.string[end..range.start].trim().is_empty());
        assert_eq!(text.string[range.clone()].trim(), &text.string[range.clone()]);
        end = range.end;
    }
    assert!(text.string[end..].trim().is_empty());
});
