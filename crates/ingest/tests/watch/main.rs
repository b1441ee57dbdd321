//! Watching: what is asked of whom and when, and what comes of it. All hosts are this computer.

#[path = "../common/mod.rs"]
mod common;
mod server;

use common::{gzip, line};
use document::{Content, PublishedBasis};
use ingest::watch::{Clock, Learnt, Memory, Options, Pages, Private, Recollection, Source, Watcher};
use ingest::{ARTICLE_LIMIT, Read, Skipped};
use server::{STALLED, Server, Still, missing, response};
use std::collections::BTreeSet;
use std::time::Duration;

const FEED: &str = "<rss><channel><title>Harbour Post</title>\
    <item><guid>1</guid><link>/one</link><description>One.</description><pubDate>Tue, 16 Jun 2020 09:00:00 GMT</pubDate></item>\
    <item><guid>2</guid><description>Two.</description></item></channel></rss>";
const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

/// A watch over sources on local servers, and what it remembers.
struct Watch<'a> {
    watcher: Watcher<&'a Still>,
    clock: &'a Still,
    memory: Recollection,
    roots: Vec<String>,
}

impl<'a> Watch<'a> {
    fn new(servers: &[&Server], sources: &[&str], clock: &'a Still, options: Options) -> Watch<'a> {
        let named = |source: &&str| {
            Source::named(&servers.iter().fold((*source).to_owned(), |source, server| source.replacen("ROOT", &server.root, 1)))
        };
        let watcher = Watcher::new(sources.iter().map(|source| named(source).unwrap()).collect(), options, clock);
        let roots = servers.iter().map(|server| server.root.clone()).collect();
        Watch { watcher, clock, memory: Recollection::default(), roots }
    }

    fn items(&mut self) -> Vec<Result<Read, Skipped>> {
        let visit = self.watcher.visit(&self.memory).unwrap().expect("a source is due");
        let items = visit.items.collect();
        self.memory.learn(&visit.learnt).unwrap();
        items
    }

    /// Makes one visit; what came of it as lines, in which `ROOT` stands for the servers.
    fn visit(&mut self) -> Vec<String> {
        let lines: Vec<_> = self.items().iter().map(line).collect();
        lines.into_iter().map(|line| self.roots.iter().fold(line, |line, root| line.replace(root, "ROOT"))).collect()
    }

    /// In how many seconds the next visit is due.
    fn due(&self) -> i64 {
        let due = self.watcher.next_due(&self.memory).unwrap().unwrap();
        due.duration_since(self.clock.now()).as_secs()
    }
}

fn private() -> Options {
    Options { private: Private::Allowed, ..Options::default() }
}

/// A site without rules that answers so to everything else.
fn site(answer: impl Fn(&str) -> Vec<u8> + Send + 'static) -> Server {
    Server::start("127.0.0.1", move |path| if path == "/robots.txt" { missing() } else { answer(path) })
}

#[test]
fn a_feed_is_read_and_then_only_what_has_changed() {
    let visits = std::sync::atomic::AtomicUsize::new(0);
    let server = site(move |_| match visits.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
        0 => response("200 OK\r\nETag: \"a\"\r\nLast-Modified: Mon, 01 Jul 2024 11:00:00 GMT", FEED),
        1 => response("304 Not Modified", ""),
        2 => response(
            "200 OK\r\nETag: \"b\"",
            FEED.replace("Two.", "Two, corrected.")
                .replace("<channel>", "<channel><item><guid>3</guid><title>Three</title></item>"),
        ),
        _ => response("200 OK", FEED.replace("Two.", "Two, corrected.")),
    });
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, private());
    assert_eq!(watch.due(), 0);
    assert_eq!(watch.visit(), [r#"1 text "One.""#, r#"2 text "Two.""#]);
    assert_eq!(watch.due(), 1800);
    assert!(watch.watcher.visit(&watch.memory).unwrap().is_none());
    assert!(!server.asked().iter().any(|head| head.contains("If-")));
    server.paths();

    clock.pass(1800);
    assert_eq!(watch.visit(), [""; 0]);
    let asked = server.asked().concat().to_lowercase();
    assert!(asked.contains("if-none-match: \"a\"\r\n"), "{asked}");
    assert!(asked.contains("if-modified-since: mon, 01 jul 2024 11:00:00 gmt\r\n"), "{asked}");
    assert!(asked.contains(&format!("user-agent: standoff/{}\r\n", env!("CARGO_PKG_VERSION"))), "{asked}");
    // Rules hold for a day.
    assert_eq!(server.paths(), ["/feed"]);

    clock.pass(1800);
    let title = "(the entry has no text; its title is taken for it)";
    assert_eq!(watch.visit(), [format!("3 text \"Three\" {title}"), r#"2 text "Two, corrected.""#.to_owned()]);
    clock.pass(1800);
    server.paths();
    assert_eq!(watch.visit(), [""; 0]);
    assert!(server.asked().concat().to_lowercase().contains("if-none-match: \"b\"\r\n"));
    clock.pass(DAY);
    watch.visit();
    assert_eq!(server.paths(), ["/feed", "/robots.txt", "/feed"]);
}

#[test]
fn an_article_says_where_it_is_from() {
    let server = site(|_| response("200 OK", gzip(FEED.as_bytes())));
    let clock = Still::new();
    let options = Options { contact: Some("https://example.org/us".to_owned()), ..private() };
    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, options);
    let article = watch.items().remove(0).unwrap().article;
    assert_eq!(article.path, Some(format!("{}/feed", server.root)));
    assert_eq!(article.url, Some(format!("{}/one", server.root)));
    assert_eq!(article.publisher.as_deref(), Some("Harbour Post"));
    assert_eq!((article.published.unwrap().to_string().as_str(), article.published_basis), ("2020-06-16", PublishedBasis::Feed));
    assert!(server.asked().concat().contains(" (+https://example.org/us)\r\n"));
}

#[test]
fn the_next_visit_is_waited_for() {
    let server = site(|_| response("200 OK", FEED));
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, private());
    assert!(watch.watcher.wait(&watch.memory).unwrap());
    assert_eq!((watch.visit().len(), clock.slept()), (2, vec![2]));
    assert!(watch.watcher.wait(&watch.memory).unwrap());
    assert_eq!((watch.visit().len(), clock.slept()), (0, vec![1800]));
    assert!(!Watch::new(&[], &[], &clock, private()).watcher.wait(&Recollection::default()).unwrap());
}

#[test]
fn what_was_not_learnt_is_given_again() {
    let server = site(|_| response("200 OK\r\nETag: \"a\"", FEED));
    let clock = Still::new();
    let watch = Watch::new(&[&server], &["ROOT/feed"], &clock, private());
    for _ in 0..2 {
        let visit = watch.watcher.visit(&watch.memory).unwrap().unwrap();
        assert_eq!(visit.items.count(), 2);
        let written = serde_json::to_string(&visit.learnt).unwrap();
        assert_eq!(serde_json::from_str::<Learnt>(&written).unwrap(), visit.learnt);
    }
}

#[test]
fn a_tag_that_cannot_be_sent_back_is_not_kept() {
    let long = "a".repeat(2000);
    let server = site(move |_| response(&format!("200 OK\r\nETag: \"caf\u{e9}\"\r\nLast-Modified: {long}"), FEED));
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, private());
    assert_eq!(watch.visit().len(), 2);
    clock.pass(1800);
    assert_eq!(watch.visit(), [""; 0]);
    assert_eq!(server.paths(), ["/robots.txt", "/feed", "/feed"]);
}

#[test]
fn robots_txt_is_obeyed() {
    let server = Server::start("127.0.0.1", |path| match path {
        "/robots.txt" => response("200 OK", "User-agent: *\nDisallow: /feed\n\nUser-agent: other\nDisallow: /\n"),
        _ => response("200 OK", FEED),
    });
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/feed", "ROOT/other"], &clock, private());
    let refused = "skipped ROOT/feed: the robots.txt of 127.0.0.1 does not allow it; leave it out or ask the site";
    assert_eq!(watch.visit(), [refused]);
    assert_eq!(server.paths(), ["/robots.txt"]);
    assert_eq!(watch.visit().len(), 2);
    assert_eq!(server.paths(), ["/other"]);
    for _ in 0..48 {
        clock.pass(1800);
        watch.visit();
    }
    assert!(!server.paths().contains(&"/feed".to_owned()));
}

#[test]
fn a_site_that_cannot_tell_its_rules_is_left_alone() {
    let broken = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true));
    let state = std::sync::Arc::clone(&broken);
    let server = Server::start("127.0.0.1", move |path| match path {
        "/robots.txt" if state.load(std::sync::atomic::Ordering::SeqCst) => response("500 Oops", ""),
        "/robots.txt" => response("200 OK", "User-agent: *\nDisallow:\n"),
        _ => response("200 OK", FEED),
    });
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, private());
    let unknown =
        "skipped ROOT/feed: the robots.txt of 127.0.0.1 cannot be had, so nothing is asked of it; it is asked again later";
    assert_eq!(watch.visit(), [unknown]);
    assert_eq!(server.paths(), ["/robots.txt"]);
    broken.store(false, std::sync::atomic::Ordering::SeqCst);
    clock.pass(HOUR);
    assert_eq!(watch.visit().len(), 2);
    assert_eq!(server.paths(), ["/robots.txt", "/feed"]);
    // Once told, the rules outlast a failure.
    broken.store(true, std::sync::atomic::Ordering::SeqCst);
    clock.pass(DAY);
    assert_eq!(watch.visit(), [""; 0]);
    assert_eq!(server.paths(), ["/robots.txt", "/feed"]);
}

#[test]
fn requests_to_one_host_are_kept_apart() {
    let server = Server::start("127.0.0.1", |path| match path {
        "/robots.txt" => response("200 OK", "User-agent: *\nCrawl-delay: 30\n"),
        _ => response("200 OK", FEED),
    });
    let quick = site(|_| response("200 OK", FEED));
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/a", "ROOT/b"], &clock, private());
    watch.visit();
    watch.visit();
    assert_eq!(clock.slept(), [30, 30]);
    let mut watch = Watch::new(&[&quick], &["ROOT/a", "ROOT/b"], &clock, private());
    watch.visit();
    watch.visit();
    assert_eq!(clock.slept(), [2, 2]);
}

#[test]
fn a_long_pause_puts_the_source_off_instead_of_holding_up_others() {
    let server = Server::start("127.0.0.1", |path| match path {
        "/robots.txt" => response("200 OK", "User-agent: *\nCrawl-delay: 600\n"),
        _ => response("200 OK", FEED),
    });
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/a"], &clock, private());
    assert_eq!(watch.visit(), [""; 0]);
    assert_eq!((watch.due(), clock.slept()), (600, vec![]));
    clock.pass(600);
    assert_eq!(watch.visit().len(), 2);
    assert_eq!(server.paths(), ["/robots.txt", "/a"]);
}

#[test]
fn retry_after_closes_the_host_until_then() {
    for (status, written, seconds) in [
        ("429 Too Many Requests", "1000", 1000),
        ("503 Service Unavailable", "1000", 1000),
        // The clock stands at noon, and two seconds were slept after the rules.
        ("429 Too Many Requests", "Mon, 01 Jul 2024 13:00:02 GMT", 3600),
    ] {
        let visits = std::sync::atomic::AtomicUsize::new(0);
        let server = site(move |_| match visits.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
            0 => response(&format!("{status}\r\nRetry-After: {written}"), ""),
            _ => response("200 OK", FEED),
        });
        let clock = Still::new();
        let mut watch = Watch::new(&[&server], &["ROOT/a", "ROOT/b"], &clock, private());
        let until = clock.now() + Duration::from_secs(2 + seconds as u64);
        let status = &status[..3];
        let asked = format!("skipped ROOT/a: the host asks for a pause (status {status}); it is asked again at {until}");
        assert_eq!(watch.visit(), [asked]);
        assert_eq!(server.paths(), ["/robots.txt", "/a"]);
        // The other feed of the host is put off as well, without a request.
        assert_eq!(watch.visit(), [""; 0]);
        assert_eq!(watch.due(), seconds);
        assert!(watch.watcher.visit(&watch.memory).unwrap().is_none());
        assert_eq!(server.paths(), [""; 0]);
        clock.pass(seconds as u64);
        assert_eq!(watch.visit().len(), 2);
        assert_eq!(watch.visit().len(), 2);
    }
}

#[test]
fn failures_double_the_time_to_the_next_visit() {
    let visits = std::sync::atomic::AtomicUsize::new(0);
    let server = site(move |_| match visits.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
        0..8 => response("500 Oops", ""),
        8 => response("200 OK", FEED),
        9 => response("404 Not Found", ""),
        _ => response("429 Too Many Requests\r\nRetry-After: 1", ""),
    });
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, private());
    let mut waits = Vec::new();
    for _ in 0..8 {
        assert_eq!(watch.visit(), ["skipped ROOT/feed: the host refuses with status 500; it is asked again later"]);
        waits.push(watch.due());
        clock.pass(watch.due() as u64);
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 24, 24, 24].map(|hours| hours * HOUR as i64));
    assert_eq!(watch.visit().len(), 2);
    assert_eq!(watch.due(), 1800);
    clock.pass(1800);
    assert_eq!(watch.visit(), ["skipped ROOT/feed: there is nothing (status 404); check the address"]);
    // A host that asks for a second again and again is not asked each second.
    let mut waits = Vec::new();
    for _ in 0..4 {
        clock.pass(watch.due() as u64);
        watch.visit();
        waits.push(watch.due());
    }
    assert_eq!(waits, [8, 16, 32, 64]);
}

#[test]
fn a_host_that_is_not_there_is_a_failure_like_others() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let clock = Still::new();
    let mut watch = Watch::new(&[], &[&format!("http://{closed}/feed"), "http://nowhere.invalid/feed"], &clock, private());
    let lines = [watch.visit(), watch.visit()].concat();
    assert!(lines[0].contains("the host cannot be reached ("), "{lines:?}");
    // Nor does a host that speaks no TLS where it should.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}/feed", silent.local_addr().unwrap());
    std::thread::spawn(move || silent.incoming().for_each(drop));
    let spoken = Watch::new(&[], &[&address], &clock, private()).visit();
    assert!(spoken[0].contains("the host cannot be reached ("), "{spoken:?}");
    assert!(lines[1].starts_with("skipped http://nowhere.invalid/feed: "), "{lines:?}");
    assert_eq!(watch.due(), HOUR as i64);
}

#[test]
fn private_addresses_are_not_asked_unless_told() {
    let server = site(|_| response("200 OK", FEED));
    let port = server.root.rsplit(':').next().unwrap();
    for host in ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "169.254.169.254"] {
        let clock = Still::new();
        let address = format!("http://{host}:{port}/feed");
        let mut watch = Watch::new(&[], &[&address], &clock, Options::default());
        let lines = watch.visit();
        assert!(
            lines[0].ends_with("has a private address, which is not asked; allow private addresses if it is your own"),
            "{lines:?}"
        );
        assert_eq!(lines.len(), 1);
    }
    assert_eq!(server.paths(), [""; 0]);
    let clock = Still::new();
    let only = Private::Only(BTreeSet::from(["127.0.0.1".parse().unwrap()]));
    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, Options { private: only, ..Options::default() });
    assert_eq!(watch.visit().len(), 2);
}

#[test]
fn no_redirection_leads_to_a_private_address() {
    let inner = Server::start("127.0.0.2", |_| response("200 OK", FEED));
    let target = inner.root.clone();
    let server = Server::start("127.0.0.1", move |path| match path {
        "/robots.txt" => missing(),
        _ => response(&format!("302 Found\r\nLocation: {target}/feed"), ""),
    });
    let target = inner.root.clone();
    let rules = Server::start("127.0.0.1", move |path| match path {
        "/robots.txt" => response(&format!("301 Moved\r\nLocation: {target}/robots.txt"), ""),
        _ => response("200 OK", FEED),
    });
    let clock = Still::new();
    let only = Private::Only(BTreeSet::from(["127.0.0.1".parse().unwrap()]));
    let refused =
        "skipped ROOT/feed: 127.0.0.2 has a private address, which is not asked; allow private addresses if it is your own";
    for server in [&server, &rules] {
        let options = Options { private: only.clone(), ..Options::default() };
        let mut watch = Watch::new(&[server], &["ROOT/feed"], &clock, options);
        assert_eq!(watch.visit(), [refused]);
    }
    assert_eq!(inner.paths(), [""; 0]);
    // Told to, it goes there, and reads the rules of the other site first.
    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, private());
    assert_eq!(watch.visit().len(), 2);
    assert_eq!(inner.paths(), ["/robots.txt", "/feed"]);
}

#[test]
fn redirections_come_to_an_end() {
    let server = site(|path| match path {
        "/loop" => response("301 Moved\r\nLocation: /loop", ""),
        "/file" => response("302 Found\r\nLocation: file:///etc/hosts", ""),
        "/nowhere" => response("302 Found", ""),
        _ => response("308 Moved\r\nLocation: /file", ""),
    });
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/loop", "ROOT/file", "ROOT/nowhere"], &clock, private());
    assert_eq!(watch.visit(), ["skipped ROOT/loop: it is redirected too often; give the feed's own address"]);
    assert_eq!(server.paths().len(), 7);
    assert_eq!(
        watch.visit(),
        ["skipped ROOT/file: it leads to an address that is neither http nor https; give the feed's own address"]
    );
    assert_eq!(watch.visit(), ["skipped ROOT/nowhere: the host refuses with status 302; it is asked again later"]);
}

#[test]
fn bodies_are_limited_in_size_and_time() {
    let long = format!("{FEED}<!--{}-->", "a".repeat(17 << 20));
    let packed = gzip(long.as_bytes());
    assert!(packed.len() < 200_000);
    let server = site(move |path| match path {
        "/long" => response("200 OK", &long),
        "/packed" => response("200 OK\r\nContent-Encoding: gzip", &packed),
        "/stalled" => [b"HTTP/1.1 200 OK\r\nETag: \"a\"\r\n\r\n", &FEED.as_bytes()[..FEED.len() - 60], STALLED].concat(),
        _ => response("200 OK", "<!doctype html><p>A page."),
    });
    let clock = Still::new();
    let options = Options { timeout: Duration::from_millis(1500), ..private() };
    let mut watch = Watch::new(&[&server], &["ROOT/long", "ROOT/packed", "ROOT/stalled", "ROOT/page"], &clock, options);
    assert_eq!(watch.visit(), ["skipped ROOT/long: longer than 16 MiB, the most that is fetched; leave it out"]);
    assert_eq!(watch.visit(), ["skipped ROOT/packed: longer than 16 MiB, the most that is fetched; leave it out"]);
    let lines = watch.visit();
    assert_eq!(lines[0], r#"1 text "One.""#);
    assert!(lines[1].starts_with("skipped ROOT/stalled: the feed came only in part ("), "{lines:?}");
    assert_eq!(lines.len(), 2);
    // What came in part is asked for whole the next time.
    assert_eq!(watch.memory.source(&format!("{}/stalled", server.root)).unwrap().unwrap().etag, None);
    let lines = watch.visit();
    assert_eq!(
        lines,
        ["skipped ROOT/page: what is there is no feed; give the address of an RSS, Atom or JSON feed of up to 16 MiB"]
    );
}

#[test]
fn a_broken_feed_is_read_as_far_as_it_goes_and_its_troubles_are_told_once() {
    let server = site(|_| {
        response("200 OK", "<rss><item><guid>1</guid></item><item><guid>2</guid><description>Two.</description></item><item>")
    });
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, private());
    let empty = "skipped ROOT/feed: entry 1: the text is empty; give an article with some text";
    let cut = "skipped ROOT/feed: the feed is cut off or damaged after 2 whole entries (its end is missing), and only these are \
               read; fetch it again";
    assert_eq!(watch.visit(), [empty, r#"2 text "Two.""#, cut]);
    clock.pass(1800);
    assert_eq!(watch.visit(), [cut]);
}

#[test]
fn linked_pages_are_fetched_where_they_are_wanted() {
    let feed = "<rss xmlns:content='x'><channel>\
        <item><guid>1</guid><link>/one</link><description>One.</description></item>\
        <item><guid>2</guid><link>/hidden</link><description>Two.</description></item>\
        <item><guid>3</guid><link>/gone</link><description>Three.</description></item>\
        <item><guid>4</guid><link>/image</link><description>Four.</description></item>\
        <item><guid>5</guid><link>/long</link><description>Five.</description></item>\
        <item><guid>6</guid><link>/whole</link><description>Six.</description><content:encoded>&lt;p>All of six.</content:encoded></item>\
        </channel></rss>";
    let server = Server::start("127.0.0.1", move |path| match path {
        "/robots.txt" => response("200 OK", "User-agent: *\nDisallow: /hidden\n"),
        "/feed" => response("200 OK", feed),
        "/one" => response("301 Moved\r\nLocation: /one.html", ""),
        "/one.html" => response("200 OK\r\nContent-Type: text/html; charset=windows-1252", b"<p>All of caf\xe9 one."),
        "/gone" => response("410 Gone", ""),
        "/image" => response("200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        "/long" => response("200 OK\r\nContent-Type: text/html", vec![b'a'; ARTICLE_LIMIT + 1]),
        _ => response("200 OK\r\nContent-Type: text/html", "<p>Page."),
    });
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, Options { pages: Pages::OfSummaries, ..private() });
    let note = |why: &str| format!("(the page was not fetched: {why}; the feed's own words are taken)");
    let items = watch.items();
    assert_eq!(
        items.iter().map(line).collect::<Vec<_>>(),
        [
            r#"1 html "<p>All of café one.""#.to_owned(),
            format!("2 text \"Two.\" {}", note("the robots.txt of 127.0.0.1 does not allow it; leave it out or ask the site")),
            format!("3 text \"Three.\" {}", note("there is nothing (status 410); check the address")),
            format!("4 text \"Four.\" {}", note("what is there is neither a page nor plain text")),
            format!("5 text \"Five.\" {}", note("longer than 4 MiB, the most that is fetched; leave it out")),
            r#"6 html "<p>All of six.""#.to_owned(),
        ]
    );
    assert_eq!(items[0].as_ref().unwrap().article.url, Some(format!("{}/one.html", server.root)));
    assert_eq!(server.paths(), ["/robots.txt", "/feed", "/one", "/one.html", "/gone", "/image", "/long"]);
    assert_eq!(clock.slept(), [2; 6]);
    // What was seen is not fetched again.
    clock.pass(1800);
    assert_eq!(watch.visit(), [""; 0]);
    assert_eq!(server.paths(), ["/feed"]);

    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, Options { pages: Pages::All, ..private() });
    assert_eq!(watch.items()[5].as_ref().unwrap().article.content, Content::Html("<p>Page.".to_owned()));
}

#[test]
fn a_host_that_fails_is_left_alone_for_the_rest_of_the_visit() {
    let server = site(|path| match path {
        "/feed" => response("200 OK", FEED.replace("<guid>2</guid>", "<guid>2</guid><link>/two</link>")),
        _ => response("503 Busy\r\nRetry-After: 600", ""),
    });
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, Options { pages: Pages::OfSummaries, ..private() });
    let lines = watch.visit();
    assert!(
        lines[0].starts_with(r#"1 text "One." (the page was not fetched: the host asks for a pause (status 503)"#),
        "{lines:?}"
    );
    let tired = r#"2 text "Two." (the page was not fetched, as 127.0.0.1 did not answer before; the feed's own words are taken)"#;
    assert_eq!(lines[1], tired);
    assert_eq!(server.paths(), ["/robots.txt", "/feed", "/one"]);
}

#[test]
fn pages_that_take_long_leave_the_others_for_their_feeds_words() {
    let items: String =
        (0..10).map(|number| format!("<item><link>/{number}</link><description>A.</description></item>")).collect();
    let server = Server::start("127.0.0.1", move |path| match path {
        "/robots.txt" => response("200 OK", "User-agent: *\nCrawl-delay: 100\n"),
        "/feed" => response("200 OK", format!("<rss>{items}</rss>")),
        _ => response("200 OK\r\nContent-Type: text/html", "<p>Page."),
    });
    let clock = Still::new();
    let mut watch = Watch::new(&[&server], &["ROOT/feed"], &clock, Options { pages: Pages::OfSummaries, ..private() });
    let lines = watch.visit();
    assert_eq!(lines.iter().filter(|line| line.contains("<p>Page.")).count(), 7);
    assert!(lines[9].ends_with("(the page was not fetched, as the pages before it took long; the feed's own words are taken)"));
}

#[test]
fn a_folder_is_watched_for_files_that_are_new_or_changed() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Still::new();
    let put = |name: &str, text: &str, seconds_ago: u64| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let time = std::time::UNIX_EPOCH + Duration::from_secs(clock.now().as_second() as u64 - seconds_ago);
        std::fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    };
    let root = format!("{}/", folder.path().display());
    let mut watch = Watch::new(&[], &[folder.path().to_str().unwrap()], &clock, Options::default());
    watch.roots.push(root);
    assert_eq!(watch.visit(), [""; 0]);
    assert_eq!(watch.due(), 60);
    put("a.txt", "Talks.", 100);
    put("b.txt", "Half a te", 5);
    put("c.jsonl", "{\"id\":1,\"text\":\"Good.\"}\nbad\n", 100);
    put("d.txt", "", 100);
    clock.pass(60);
    put("b.txt", "Half a te", 5);
    let bad = "skipped ROOTc.jsonl:2: the line is no JSON object; write one article a line as {\"text\": \"...\"}";
    let empty = "skipped ROOTd.txt: the text is empty; give an article with some text";
    assert_eq!(watch.visit(), [r#"ROOTa.txt text "Talks.""#, r#"1 text "Good.""#, bad, empty]);
    put("a.txt", "More talks.", 30);
    clock.pass(60);
    assert_eq!(watch.visit(), [r#"ROOTa.txt text "More talks.""#, r#"ROOTb.txt text "Half a te""#]);
    clock.pass(60);
    assert_eq!(watch.visit(), [""; 0]);
    drop(folder);
    clock.pass(60);
    assert_eq!(watch.visit().len(), 1);
    clock.pass(60);
    assert_eq!(watch.visit(), [""; 0]);
}

#[test]
fn many_files_come_in_several_visits() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..1001 {
        std::fs::write(folder.path().join(number.to_string()), "Talks.").unwrap();
    }
    // The files are from the present, which lies long after the clock's.
    let clock = Still::new();
    let mut watch = Watch::new(&[], &[folder.path().to_str().unwrap()], &clock, Options::default());
    assert_eq!((watch.visit().len(), watch.due()), (1000, 0));
    assert_eq!((watch.visit().len(), watch.due()), (1, 60));
}

#[test]
fn sources_are_named_by_address_or_path() {
    let name = |word: &str| Source::named(word).unwrap().name();
    assert_eq!(name("HTTPS://user:secret@example.org/feed"), "https://example.org/feed");
    assert_eq!(name("folder/http"), "folder/http");
    assert_eq!(
        Source::named("http://").unwrap_err(),
        "\"http://\" is no address (empty host); write it as https://example.org/feed"
    );
}
