//! Web archives: which records are articles, and what of an archive that is not whole.

mod common;

use common::{check, gzip, line, zstd};
use document::{Content, PublishedBasis};
use ingest::{ARTICLE_LIMIT, Options, Read, Skipped};
use proptest::prelude::*;
use std::io::Read as _;

fn record(kind: &str, address: &str, media: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-03-04T05:06:07Z\r\n\
         WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {head}\r\n\r\n");
    record("response", address, "application/http; msgtype=response", &[head.as_bytes(), body].concat())
}

fn page(name: &str) -> Vec<u8> {
    let body = format!("<p>Page {name}.");
    response(&format!("https://example.org/{name}"), "200 OK\r\nContent-Type: text/html", body.as_bytes())
}

fn info() -> Vec<u8> {
    record("warcinfo", "", "application/warc-fields", b"software: own\r\n")
}

fn read(bytes: &[u8]) -> Vec<Result<Read, Skipped>> {
    ingest::read_stream(Some("a"), bytes, &Options::default()).collect()
}

const ONE: &str = r#"https://example.org/one html "<p>Page one.""#;
const TWO: &str = r#"https://example.org/two html "<p>Page two.""#;

#[test]
fn a_page_is_an_article_with_its_address_and_the_archives_day() {
    let read = read(&[info(), page("one")].concat()).remove(0).unwrap();
    assert_eq!(read.notes, []);
    let article = read.article;
    assert_eq!(article.given_id, "https://example.org/one");
    assert_eq!(article.url.as_deref(), Some("https://example.org/one"));
    assert_eq!((article.path.as_deref(), article.line), (Some("a"), None));
    assert_eq!(article.content, Content::Html("<p>Page one.".to_owned()));
    assert_eq!(
        (article.published.unwrap().to_string().as_str(), article.published_basis),
        ("2021-03-04", PublishedBasis::Archive)
    );
}

#[test]
fn what_the_user_or_a_manifest_says_counts_before_the_archives_day() {
    let options = Options { published: ingest::parse_published("2020-02-03"), publisher: None };
    let article = ingest::read_stream(None, &page("one")[..], &options).next().unwrap().unwrap().article;
    assert_eq!((article.published.unwrap().to_string().as_str(), article.published_basis), ("2020-02-03", PublishedBasis::Given));

    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.warc"), page("one")).unwrap();
    std::fs::write(folder.path().join("manifest.tsv"), "file\tpublished\na.warc\t2020-07-01\n").unwrap();
    let options = Options::default();
    let article = ingest::read(&[ingest::Input::named(folder.path())], &options).next().unwrap().unwrap().article;
    assert_eq!((article.published.unwrap().to_string().as_str(), article.published_basis), ("2020-07-01", PublishedBasis::Given));
}

#[test]
fn archives_are_read_however_they_are_compressed() {
    let records = [info(), page("one"), page("two")];
    let plain = records.concat();
    let gzips: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let zstds: Vec<u8> = records.iter().flat_map(|record| zstd(record)).collect();
    for bytes in [&plain, &gzips, &zstds, &gzip(&plain), &zstd(&plain), &gzip(&gzips)] {
        check("a.warc.gz", bytes, &[ONE, TWO]);
    }
}

#[test]
fn what_is_no_article_is_passed_over_without_a_word() {
    let html = "200 OK\r\nContent-Type: text/html";
    let records = [
        record("request", "https://example.org/one", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        response("https://example.org/a.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG\r\n\x1a\n"),
        response("https://example.org/a.css", "200 OK\r\nContent-Type: text/css", b"p { }"),
        response("https://example.org/gone", "404 Not Found\r\nContent-Type: text/html", b"<p>Gone."),
        response("https://example.org/moved", "301 Moved\r\nContent-Type: text/html\r\nLocation: /", b"<p>Moved."),
        response("https://example.org/robots.txt", "200 OK\r\nContent-Type: text/plain", b"User-agent: *"),
        response("https://example.org/empty", html, b" \r\n"),
        response("https://example.org/unsaid", "200 OK", b"PK\x03\x04"),
        record("revisit", "https://example.org/one", "application/http", b"HTTP/1.1 200 OK\r\n\r\n"),
        record("metadata", "https://example.org/one", "application/warc-fields", b"a: b"),
        record("response", "dns:example.org", "text/dns", b"20210304\nexample.org. 1 IN A 192.0.2.1"),
        record("response", "https://example.org/headless", "application/http", b"HTTP/1.1 200 OK"),
        page("one"),
    ];
    check("a", &records.concat(), &[ONE]);
}

#[test]
fn an_archive_without_pages_is_said_to_be_one() {
    let image = response("https://example.org/a.png", "200 OK\r\nContent-Type: image/png", b"\x89PNG\r\n\x1a\n");
    check("a", &[info(), image].concat(), &["skipped a: the archive holds no page or text that was fetched; leave it out"]);
}

#[test]
fn texts_and_other_records_are_articles_too() {
    let records = [
        response("https://example.org/t", "200 OK\r\nContent-Type: text/plain; charset=windows-1252", b"Caf\xe9 shut."),
        record("conversion", "https://example.org/c", "text/plain", b"Talks went on."),
        record("resource", "<https://example.org/r>", "text/html; charset=utf-8", b"<p>Talks."),
        response("https://example.org/u", "200 OK", b"<!doctype html><p>Talks."),
        response("", "200 OK\r\nContent-Type: text/html", b"<p>Nowhere."),
    ];
    check(
        "a",
        &records.concat(),
        &[
            r#"https://example.org/t text "Café shut.""#,
            r#"https://example.org/c text "Talks went on.""#,
            r#"https://example.org/r html "<p>Talks.""#,
            r#"https://example.org/u html "<!doctype html><p>Talks.""#,
            r#"a:5 html "<p>Nowhere.""#,
        ],
    );
}

#[test]
fn bodies_are_put_together_unpacked_and_decoded() {
    let gzipped = gzip(b"<p>Packed.");
    let chunks = [format!("{:x}\r\n", gzipped.len()).as_bytes(), &gzipped, b"\r\n0\r\n\r\n"].concat();
    let euc = encoding_rs::EUC_KR.encode("<p>회담").0.into_owned();
    let records = [
        response(
            "https://example.org/1",
            "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip",
            &chunks,
        ),
        response("https://example.org/2", "200 OK\r\ncontent-type: text/html; charset=euc-kr", &euc),
        response(
            "https://example.org/3",
            "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
            &gzipped[..gzipped.len() - 8],
        ),
        response("https://example.org/4", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &gzipped[..9]),
    ];
    check(
        "a",
        &records.concat(),
        &[
            r#"https://example.org/1 html "<p>Packed.""#,
            r#"https://example.org/2 html "<p>회담""#,
            r#"https://example.org/3 html "<p>Packed." (only the beginning of the page is there, and it is read)"#,
            "skipped a: record 4 (https://example.org/4): the page's compressed data is damaged; fetch the page again",
        ],
    );
}

#[test]
fn a_record_that_cannot_be_read_spoils_none_beside_it() {
    let bad = "skipped a: record 2: here no record begins that can be read; what follows is passed over to the next one";
    let without_length = b"WARC/1.0\r\nWARC-Type: response\r\n\r\n<p>Words.\r\n\r\n".to_vec();
    for broken in [
        without_length,
        b"junk\nmore junk\n\n".to_vec(),
        b"WARC".to_vec(),
        vec![0; 300_000],
        b"WARC/1.0\nContent-Length: -1\n\n".to_vec(),
    ] {
        let broken = [&broken[..], b"\r\n\r\n"].concat();
        check("a", &[page("one"), broken, page("two")].concat(), &[ONE, bad, TWO]);
    }
    // A length that is too short leaves the rest of the block between the records.
    let mut short = page("one");
    let at = short.windows(18).position(|window| window.starts_with(b"Content-Length: ")).unwrap() + 16;
    short[at..at + 2].copy_from_slice(b"50");
    let items = read(&[info(), short, page("two")].concat());
    let lines: Vec<_> = items.iter().map(line).collect();
    assert_eq!(lines, [r#"https://example.org/one html "<p>Pag""#.to_owned(), bad.replace('2', "3"), TWO.to_owned()]);
}

#[test]
fn a_damaged_member_costs_its_own_record() {
    let three = [gzip(&page("one")), gzip(&page("bad")), gzip(&page("two"))];
    let bad = "skipped a: the compressed data is damaged in or after record ";
    for at in [three[1].len() / 2, three[1].len() - 6] {
        let mut flipped = three[1].clone();
        flipped[at] ^= 0x55;
        let lines: Vec<_> = read(&[&three[0][..], &flipped, &three[2]].concat()).iter().map(line).collect();
        assert_eq!((&lines[0], &lines[lines.len() - 1]), (&ONE.to_owned(), &TWO.to_owned()), "{lines:?}");
        assert_eq!(lines.iter().filter(|line| line.starts_with("skipped ")).count(), 1, "{lines:?}");
    }
    // Junk between members is no member.
    let lines: Vec<_> = read(&[&three[0][..], b"junk \x1f\x8b\x08\x04 \x28 junk", &three[2]].concat()).iter().map(line).collect();
    assert!(lines.len() == 3 && lines[1].starts_with(bad), "{lines:?}");
    assert_eq!(lines[2], TWO);
    let mut zstds = [zstd(&page("one")), zstd(&page("bad")), zstd(&page("two"))];
    let middle = zstds[1].len() / 2;
    zstds[1][middle] ^= 0x55;
    let lines: Vec<_> = read(&zstds.concat()).iter().map(line).collect();
    assert_eq!((&lines[0], &lines[lines.len() - 1]), (&ONE.to_owned(), &TWO.to_owned()), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("skipped ")), "{lines:?}");
}

#[test]
fn a_dictionary_at_the_beginning_serves_all_frames() {
    let packed = include_bytes!("../../../fuzz/corpus/ingest_bytes/archive-zstd-dictionary");
    let expect = [
        r#"https://example.org/one text "The talks in the one town went on.""#,
        r#"https://example.org/two text "The talks in the two town went on.""#,
    ];
    check("a", packed, &expect);
    // The dictionary may stand there unpacked as well.
    let length = 8 + u32::from_le_bytes(packed[4..8].try_into().unwrap()) as usize;
    let mut dictionary = Vec::new();
    ruzstd::decoding::StreamingDecoder::new(&packed[8..length]).unwrap().read_to_end(&mut dictionary).unwrap();
    let size = u32::try_from(dictionary.len()).unwrap().to_le_bytes();
    check("a", &[&packed[..4], &size, &dictionary, &packed[length..]].concat(), &expect);
    let without = read(&packed[length..]);
    assert!(line(&without[0]).contains("dict"), "{without:?}");
}

#[test]
fn what_was_whole_before_a_cut_is_kept() {
    let plain = [page("one"), page("two")].concat();
    let first = page("one").len();
    let cut = "skipped a: the archive is cut off in record 2, and only what was whole before is read; fetch it again";
    for length in first + 1..plain.len() - 4 {
        let bytes = &plain[..length];
        let lines: Vec<_> = read(bytes).iter().map(line).collect();
        assert_eq!(lines[0], ONE, "{length}");
        if length > first + 5 {
            assert_eq!(lines[1..], [cut.to_owned()], "{length}");
        }
    }
    let packed = [gzip(&page("one")), gzip(&page("two"))].concat();
    let cut =
        "skipped a: the compressed data is cut off, and only what was complete before is read; fetch or compress the file again";
    check("a", &packed[..packed.len() - 40], &[ONE, cut]);
}

#[test]
fn a_page_beyond_the_limit_is_passed_over_and_named() {
    let long = response("https://example.org/long", "200 OK\r\nContent-Type: text/html", &vec![b'a'; ARTICLE_LIMIT + 1]);
    let longer =
        response("https://example.org/longer", "200 OK\r\nContent-Type: text/html", &vec![b'a'; ARTICLE_LIMIT + 100_000]);
    let video = response("https://example.org/video", "200 OK\r\nContent-Type: video/mp4", &vec![b'a'; ARTICLE_LIMIT * 2]);
    let fits = response("https://example.org/fits", "200 OK\r\nContent-Type: text/html", &vec![b'a'; ARTICLE_LIMIT]);
    let too_long = |number: usize, name: &str| {
        format!(
            "skipped a: record {number} (https://example.org/{name}): longer than 4 MiB, the most that one article may have; \
             split it into articles"
        )
    };
    let items = read(&[long, longer, video, fits, page("one")].concat());
    let lines: Vec<_> = items.iter().map(line).collect();
    assert_eq!(lines[..2], [too_long(1, "long"), too_long(2, "longer")]);
    assert!(items[2].is_ok() && items.len() == 4);
    assert_eq!(lines[3], ONE);
}

#[test]
fn a_record_longer_than_memory_is_passed_over() {
    let head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: video/mp4\r\nContent-Length: 200000000\r\n\r\n";
    let end = [b"\r\n\r\n".to_vec(), page("one")].concat();
    let stream = head.chain(std::io::repeat(b'a').take(200_000_000)).chain(&end[..]);
    let options = Options::default();
    let lines: Vec<_> = ingest::read_stream(Some("a"), stream, &options).map(|item| line(&item)).collect();
    assert_eq!(lines, [ONE]);
}

#[test]
fn a_page_that_the_crawler_cut_is_noted() {
    let whole = String::from_utf8(page("one")).unwrap();
    let cut = whole.replace("WARC-Type:", "WARC-Truncated: length\r\nWARC-Type:");
    check("a", cut.as_bytes(), &[&format!("{ONE} (only the beginning of the page is there, and it is read)")]);
}

proptest! {
    #[test]
    fn archives_that_are_cut_or_changed_anywhere_end_without_a_panic(
        cut in any::<proptest::sample::Index>(),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..6),
        inserted in proptest::collection::vec(any::<u8>(), 0..40),
        packed in any::<bool>(),
    ) {
        let chunked = response(
            "https://example.org/1",
            "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: br",
            b"5\r\n<p>A \r\n0\r\n\r\n",
        );
        let records = [info(), page("one"), chunked, page("two")];
        let whole = if packed { records.iter().flat_map(|record| gzip(record)).collect() } else { records.concat() };
        let mut bytes = whole[..cut.index(whole.len() + 1)].to_vec();
        for (at, byte) in changes {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        let at = cut.index(bytes.len() + 1);
        bytes.splice(at..at, inserted);
        for item in read(&bytes) {
            prop_assert!(!line(&item).contains('\n'), "{:?}", item);
        }
    }

    #[test]
    fn junk_between_records_costs_none(junk in proptest::collection::vec(any::<u8>(), 0..200)) {
        let items = read(&[page("one"), junk, b"\n".to_vec(), page("two")].concat());
        prop_assert_eq!(line(&items[0]), ONE);
        prop_assert_eq!(line(&items[items.len() - 1]), TWO);
    }
}
