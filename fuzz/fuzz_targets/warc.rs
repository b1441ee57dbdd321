//! Any bytes between two good records of a web archive, and as the body of one: both good pages come back, nothing panics.

#![no_main]

use ingest::{Options, Read, Skipped};
use libfuzzer_sys::fuzz_target;

fn page(name: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n");
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {name}\r\nContent-Length: {}\r\n\r\n{http}",
        http.len() + body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn read(bytes: &[u8]) -> Vec<Result<Read, Skipped>> {
    ingest::read_stream(Some("file"), bytes, &Options::default()).collect()
}

fn check(middle: &[u8]) {
    let items = read(&[&page("first", "", b"<p>Good."), middle, b"\n", &page("last", "", b"<p>Good.")].concat());
    assert_eq!(items[0].as_ref().unwrap().article.given_id, "first");
    assert_eq!(items[items.len() - 1].as_ref().unwrap().article.given_id, "last");
    assert!(items.iter().all(|item| item.as_ref().err().is_none_or(|skipped| !skipped.to_string().contains(char::is_control))));
}

fuzz_target!(|bytes: &[u8]| {
    // A record whose length reaches into the last page swallows it, as it should.
    if begins_no_record(bytes) {
        check(bytes);
    }
    for fields in ["", "Transfer-Encoding: chunked\r\n", "Content-Encoding: br\r\n", "Content-Encoding: deflate\r\n"] {
        check(&page("middle", fields, bytes));
    }
    read(&[b"WARC/1.0\r\n", bytes].concat());
});

/// Whether no record can begin in the bytes.
fn begins_no_record(bytes: &[u8]) -> bool {
    !bytes.windows(5).any(|window| window == b"WARC/")
}
