//! Feeds: what an article takes of an entry, and what of a feed that is not whole.

mod common;

use common::{check, gzip, line, zstd};
use document::PublishedBasis;
use ingest::{Input, Options, Read, Skipped};
use proptest::prelude::*;

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>Harbour Post</title>
<link>https://harbour.example/</link>
<atom:link href="https://harbour.example/feed" rel="self" type="application/rss+xml"/>
<image><title>A logo</title><url>https://harbour.example/logo.png</url></image>
<item>
<title>Pilots &amp;amp; tugs strike</title>
<link>https://harbour.example/strike</link>
<guid isPermaLink="false">post-1</guid>
<pubDate>Tue, 16 Jun 2020 00:30:00 +0900</pubDate>
<description>A summary.</description>
<content:encoded><![CDATA[<p>Pilots went on strike on Monday.</p>]]></content:encoded>
</item>
<item>
<title>Ferry late</title>
<link>/ferry</link>
<description>The ferry was late.</description>
</item>
</channel>
</rss>
"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom">
<title type="html">Coast &amp;amp; Cove</title>
<link href="https://cove.example/"/>
<entry>
<id>tag:cove.example,2020:1</id>
<title>Talks end</title>
<link rel="edit" href="https://cove.example/edit/1"/>
<link rel="alternate" type="text/html" href="1.html"/>
<published>2020-06-16T23:30:00-05:00</published>
<updated>2020-06-18T00:00:00Z</updated>
<source><title>Elsewhere</title><id>other</id></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Talks ended &amp; nobody spoke.</p></div></content>
</entry>
<entry>
<id>https://cove.example/2</id>
<title>Talks resume</title>
<updated>2020-06-19</updated>
<summary type="text">They resume <soon></summary>
</entry>
</feed>"#;

const JSON: &str = r#"{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Quay News",
  "home_page_url": "https://quay.example/",
  "items": [
    {"id": "a", "url": "https://quay.example/a", "title": "Crane falls", "content_html": "<p>A crane fell.</p>", "date_published": "2020-06-16T10:00:00+09:00"},
    {"id": 7, "content_text": "A crane \"stood\".", "summary": "Short."},
    {"summary": "Only this.", "external_url": "https://quay.example/c"}
  ]
}"#;

const RDF: &str = r#"<?xml version="1.0" encoding="iso-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://old.example/"><title>Old Port</title><link>https://old.example/</link>
<items><rdf:Seq><rdf:li resource="https://old.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://old.example/1"><title>Caf&eacute; shut</title><link>https://old.example/1</link>
<description>The caf*was shut.</description><dc:date>2020-06-16</dc:date></item>
</rdf:RDF>"#;

fn read(bytes: &[u8]) -> Vec<Result<Read, Skipped>> {
    ingest::read_stream(Some("feed"), bytes, &Options::default()).collect()
}

/// Title, address, publisher and day of each article.
fn about(bytes: &[u8]) -> Vec<String> {
    let shown = |item: Result<Read, Skipped>| {
        let article = item.unwrap().article;
        assert_eq!(article.published_basis, PublishedBasis::Feed);
        let words = [article.title, article.url, article.publisher, article.published.map(|date| date.to_string())];
        words.map(|word| word.unwrap_or("-".to_owned())).join(" | ")
    };
    read(bytes).into_iter().map(shown).collect()
}

#[test]
fn an_entry_of_rss_is_an_article() {
    check(
        "feed",
        RSS.as_bytes(),
        &[
            r#"post-1 html "<p>Pilots went on strike on Monday.</p>""#,
            r#"https://harbour.example/ferry text "The ferry was late.""#,
        ],
    );
    assert_eq!(
        about(RSS.as_bytes()),
        [
            "Pilots & tugs strike | https://harbour.example/strike | Harbour Post | 2020-06-16",
            "Ferry late | https://harbour.example/ferry | Harbour Post | -",
        ]
    );
}

#[test]
fn an_entry_of_atom_is_an_article() {
    check(
        "feed",
        ATOM.as_bytes(),
        &[
            "tag:cove.example,2020:1 html \"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><p>Talks ended &amp; nobody spoke.</p></div>\"",
            "https://cove.example/2 html \"They resume <soon>\" (only a date of modification was found and taken for the publication date)",
        ],
    );
    assert_eq!(
        about(ATOM.as_bytes()),
        [
            "Talks end | https://cove.example/1.html | Coast & Cove | 2020-06-16",
            "Talks resume | https://cove.example/2 | Coast & Cove | 2020-06-19",
        ]
    );
}

#[test]
fn an_item_of_json_is_an_article() {
    check(
        "feed",
        JSON.as_bytes(),
        &[r#"a html "<p>A crane fell.</p>""#, r#"7 text "A crane \"stood\".""#, r#"https://quay.example/c text "Only this.""#],
    );
    assert_eq!(about(JSON.as_bytes())[0], "Crane falls | https://quay.example/a | Quay News | 2020-06-16");
    let one_line = JSON.replace('\n', " ");
    assert_eq!(read(one_line.as_bytes()), read(JSON.as_bytes()));
    assert_eq!(read((one_line + "\n").as_bytes()), read(JSON.as_bytes()));
}

#[test]
fn old_feeds_and_old_encodings_are_read() {
    let (before, after) = RDF.split_once('*').unwrap();
    let bytes = [before.as_bytes(), b"\xe9 ", after.as_bytes()].concat();
    check("feed", &bytes, &[r#"https://old.example/1 text "The café was shut.""#]);
    assert_eq!(about(&bytes), ["Café shut | https://old.example/1 | Old Port | 2020-06-16"]);
    let utf16: Vec<u8> = RSS.replace("UTF-8", "UTF-16").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf16), read(RSS.as_bytes()));
    assert_eq!(read(&gzip(RSS.as_bytes())), read(RSS.as_bytes()));
    assert_eq!(read(&zstd(JSON.as_bytes())), read(JSON.as_bytes()));
}

#[test]
fn an_entry_without_text_or_id_is_read_as_far_as_it_goes() {
    check(
        "feed",
        b"<rss><channel><item><title>Talks &lt;b&gt;off&lt;/b&gt;</title></item><item><guid>2</guid></item><item/>\
          <item><description><p>Not <i>escaped</i>.</p></description></item></channel></rss>",
        &[
            r#"feed:1 text "Talks off" (the entry has no text; its title is taken for it)"#,
            "skipped feed: entry 2: the text is empty; give an article with some text",
            r#"feed:3 html "<p>Not <i>escaped</i>.</p>""#,
        ],
    );
    check(
        "feed",
        b"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[1,{\"id\":\"a\",\"content_text\":\"\\ud800\"},{\"content_text\":\"Good.\"}]}",
        &[
            "skipped feed: entry 1: the text is empty; give an article with some text",
            "skipped feed: entry 2: not valid JSON (unexpected end of hex escape, at byte 33) and left out; fetch the feed again",
            r#"feed:3 text "Good.""#,
        ],
    );
}

#[test]
fn a_tag_that_is_never_closed_costs_no_other_entry() {
    check(
        "feed",
        b"<rss><channel><title>A<cloud><item><author><description>Lost.</description></item>\
          <item><description>One.<br></description><guid>1</guid></item>\
          <item><guid>2</guid><description>Two & more.</description>\
          <item><guid>3</guid><description>Three.</description></item></channel></rss> junk <",
        &[
            "skipped feed: entry 1: the text is empty; give an article with some text",
            r#"1 html "One.<br>""#,
            r#"2 text "Two & more.""#,
            r#"3 text "Three.""#,
        ],
    );
}

#[test]
fn a_date_that_names_no_day_is_a_note() {
    check(
        "feed",
        b"<rss><item><pubDate>soon</pubDate><description>Good.</description></item></rss>",
        &[r#"feed:1 text "Good." (the publication date "soon" could not be parsed and is left out)"#],
    );
}

#[test]
fn a_feed_without_entries_is_said_to_be_one() {
    let empty = "skipped feed: the feed has no entries; leave it out, or read it again later";
    check("feed", b"<rss version='2.0'><channel><title>A</title></channel></rss>", &[empty]);
    check("feed", b"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}", &[empty]);
}

#[test]
fn what_was_whole_before_a_cut_is_kept() {
    for (feed, second, end) in [
        (RSS, "<item>\n<title>Ferry", "its end is missing"),
        (ATOM, "<entry>\n<id>https", "its end is missing"),
        (JSON, "{\"id\": 7", "EOF while parsing a value at line 7 column 4"),
    ] {
        let cut = feed.find(second).unwrap();
        let items = read(&feed.as_bytes()[..cut]);
        assert_eq!(items.len(), 2);
        assert_eq!(items[0], read(feed.as_bytes())[0]);
        let expect = format!(
            "skipped feed: the feed is cut off or damaged after 1 whole entry ({end}), and only these are read; fetch it again"
        );
        assert_eq!(line(&items[1]), expect);
    }
    // An entry that the cut goes through is not given, be it nearly whole.
    let cut = RSS.find("late.</desc").unwrap();
    assert_eq!(read(&RSS.as_bytes()[..cut]).len(), 2);
    let cut = RSS.find("on Monday").unwrap();
    let items = read(&RSS.as_bytes()[..cut]);
    assert!(line(&items[0]).contains("after 0 whole entries (syntax error"), "{items:?}");
    // What broke the stream is said, and not what followed from it.
    let packed = gzip(format!("{RSS}<!--{}-->", (0..5000).map(|n| (n * n).to_string()).collect::<String>()).as_bytes());
    let items = read(&packed[..packed.len() / 2]);
    assert_eq!(items.len(), 3);
    assert!(line(&items[2]).starts_with("skipped feed: the compressed data is cut off"), "{items:?}");
}

#[test]
fn a_feed_beyond_the_limit_is_read_up_to_there() {
    let item = format!("<item><guid>1</guid><description>{}</description></item>", "Words. ".repeat(150_000));
    let feed = format!("<rss>{}</rss>", item.repeat(20));
    let items = read(feed.as_bytes());
    assert_eq!(items.len(), 16);
    assert_eq!(
        line(&items[15]),
        "skipped feed: the feed is longer than 16 MiB, and only its first 15 entries are read; give it in parts"
    );
    let long = format!(
        "<rss>{}<item><guid>2</guid><title>Good</title></item></rss>",
        item.replace("Words. ", "Words, words, words, words. ")
    );
    let items = read(long.as_bytes());
    assert_eq!(
        line(&items[0]),
        "skipped feed: entry 1: longer than 4 MiB, the most that one article may have; split it into articles"
    );
    assert!(items[1].is_ok());
}

#[test]
fn a_feed_of_very_many_entries_is_given_up() {
    for feed in [
        format!("<rss>{}</rss>", "<item></item>".repeat(100_001)),
        format!("{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{}0]}}", "0,".repeat(100_000)),
    ] {
        let items = read(feed.as_bytes());
        assert_eq!(items.len(), 100_001);
        assert!(line(&items[100_000]).contains("after 100000 whole entries (more than 100000 entries are not read)"));
    }
}

#[test]
fn what_the_user_and_the_manifest_say_of_a_feed() {
    let options = Options { published: ingest::parse_published("2021-01-02"), publisher: None };
    let article = ingest::read_stream(None, RSS.as_bytes(), &options).next().unwrap().unwrap().article;
    assert_eq!((article.published.unwrap().to_string().as_str(), article.published_basis), ("2021-01-02", PublishedBasis::Given));

    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.xml"), RSS).unwrap();
    std::fs::write(folder.path().join("manifest.tsv"), "file\tpublished\na.xml\t2020-07-01\n").unwrap();
    let options = Options::default();
    let articles: Vec<_> = ingest::read(&[Input::named(folder.path())], &options).map(|item| item.unwrap().article).collect();
    let dates: Vec<_> =
        articles.iter().map(|article| (article.published.unwrap().to_string(), article.published_basis)).collect();
    assert_eq!(dates, [("2020-06-16".to_owned(), PublishedBasis::Feed), ("2020-07-01".to_owned(), PublishedBasis::Given)]);
}

proptest! {
    #[test]
    fn feeds_that_are_cut_or_changed_anywhere_end_without_a_panic(
        feed in proptest::sample::select(vec![RSS, ATOM, JSON, RDF]),
        cut in any::<proptest::sample::Index>(),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..6),
        inserted in "[<>&;/!\\[\\]\"a-z{}]{0,12}",
    ) {
        let mut bytes = feed.as_bytes()[..cut.index(feed.len() + 1)].to_vec();
        for (at, byte) in changes {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        let at = cut.index(bytes.len() + 1);
        bytes.splice(at..at, inserted.bytes());
        for item in read(&bytes) {
            prop_assert!(!line(&item).contains('\n'), "{:?}", item);
        }
    }
}
