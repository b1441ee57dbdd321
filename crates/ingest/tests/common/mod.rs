//! Prints what was read as lines that a person can compare, and makes compressed files.

use document::Content;
use flate2::{Compression, write::GzEncoder};
use ingest::{Options, Read, Skipped};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::Write;

/// One item as a line: `id [line] kind "content"` with notes after it, or `skipped` with the message.
pub fn line(item: &Result<Read, Skipped>) -> String {
    match item {
        Err(skipped) => format!("skipped {skipped}"),
        Ok(Read { article, notes }) => {
            let (kind, content) = match &article.content {
                Content::Plain(content) => ("text", content),
                Content::Html(content) => ("html", content),
            };
            let notes: String = notes.iter().map(|note| format!(" ({})", note.message)).collect();
            format!("{} {kind} {content:?}{notes}", article.given_id)
        }
    }
}

/// Reads the bytes as a file of that name and compares all that comes.
#[track_caller]
#[allow(dead_code)]
pub fn check(name: &str, bytes: &[u8], expect: &[&str]) {
    let items: Vec<_> = ingest::read_stream(Some(name), bytes, &Options::default()).collect();
    assert_eq!(items.iter().map(line).collect::<Vec<_>>(), expect);
}

#[allow(dead_code)]
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[allow(dead_code)]
pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}
