//! Measures the ledger: what storing costs an article from the first to the last, and how long each reading takes.
//!
//!     cargo run --release -p store --example measure -- FILE add 100000
//!     cargo run --release -p store --example measure -- FILE group
//!     cargo run --release -p store --example measure -- FILE read
//!
//! Articles of twelve events are made from templates (`tests/ledger/made.rs`). Where the system tells it, what storing costs is given in
//! milliseconds of a core as well, so that a busy machine shows less.

#[path = "../tests/ledger/made.rs"]
mod made;

use event::{Category, Status};
use std::path::Path;
use std::time::{Duration, Instant};
use store::{Filter, Holding, Ledger, Limits, Result, Writer};

/// How many articles go into a batch.
const BATCH: u64 = 500;

/// How many events each has.
const EVENTS: usize = 12;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let open = |file| Ledger::open(Path::new(file), &Holding { since: "now", patience: Duration::ZERO });
    let done = match words[..] {
        [file, "add", number] => open(file).and_then(|mut writer| add(&mut writer, number.parse().unwrap_or(0))),
        [file, "group"] => open(file).and_then(|mut writer| group(&mut writer)),
        [file, "read"] => read(Path::new(file)),
        _ => return eprintln!("name a file and what to do: add NUMBER, group, read"),
    };
    if let Err(error) = done {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

/// Nanoseconds that this thread has computed for.
fn computed() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or_else(String::new, |size| size.trim().to_string())
}

fn add(writer: &mut Writer, articles: u64) -> Result<()> {
    println!("articles  ms of a core  ms of the clock  memory");
    let (mut busy, mut clock, mut since) = (0, Duration::ZERO, 0);
    for begin in (0..articles).step_by(BATCH as usize) {
        let made: Vec<made::Made> = (begin..begin + BATCH).map(|number| made::made(number, EVENTS)).collect();
        let (before, begun) = (computed().unwrap_or(0), Instant::now());
        let mut batch = writer.begin()?;
        for one in &made {
            batch.add(&one.article())?;
        }
        batch.commit()?;
        busy += computed().unwrap_or(0) - before;
        clock += begun.elapsed();
        let done = begin + BATCH;
        since += BATCH;
        if done.is_multiple_of(10_000) || done == 1000 || done == articles {
            let each = |total: f64| total / since as f64;
            println!("{done:8}  {:12.3}  {:15.3}  {}", each(busy as f64 / 1e6), each(clock.as_secs_f64() * 1e3), memory());
            (busy, clock, since) = (0, Duration::ZERO, 0);
        }
    }
    Ok(())
}

fn group(writer: &mut Writer) -> Result<()> {
    let (before, begun) = (computed().unwrap_or(0), Instant::now());
    let blocks = writer.dirty_blocks()?;
    for some in blocks.chunks(2000) {
        let mut batch = writer.begin()?;
        for block in some {
            let incidents = made::group(&batch.mentions_of_block(block)?);
            batch.replace_grouping(block, "now", &incidents, &[])?;
        }
        batch.commit()?;
    }
    let busy = (computed().unwrap_or(0) - before) as f64 / 1e9;
    println!(
        "{} blocks read and grouped: {busy:.1} s of a core, {:.1} s of the clock",
        blocks.len(),
        begun.elapsed().as_secs_f64()
    );
    Ok(())
}

fn timed<T>(what: &str, read: impl FnOnce() -> Result<T>, size: impl FnOnce(&T) -> usize) -> Result<T> {
    let (before, begun) = (computed(), Instant::now());
    let value = read()?;
    let clock = begun.elapsed().as_secs_f64() * 1e3;
    let busy = computed().zip(before).map_or(clock, |(after, before)| (after - before) as f64 / 1e6);
    println!("{busy:8.1}  {clock:8.1}  {:7}  {what}", size(&value));
    Ok(value)
}

fn read(path: &Path) -> Result<()> {
    println!("ms of a core, ms of the clock, how many, what");
    let ledger = timed("open", || Ledger::read(path), |_| 1)?;
    let stats = timed("stats", || ledger.stats(), |stats| stats.counts.len())?;
    println!("{stats:#?}");
    let day = |days: i64| document::calendar::plus(made::FIRST, days);
    let dyad = Some(("PRK".to_string(), "KOR".to_string()));
    let hundred = Filter { limit: Some(100), ..Filter::default() };
    let filters = [
        ("all", hundred.clone()),
        ("dyad", Filter { dyad: dyad.clone(), ..hundred.clone() }),
        ("dyad, category", Filter { dyad: dyad.clone(), category: Some(Category::Assault), ..hundred.clone() }),
        ("dyad, disputed", Filter { dyad: dyad.clone(), status: Some(Status::Disputed), ..hundred.clone() }),
        ("disputed", Filter { status: Some(Status::Disputed), ..hundred.clone() }),
        ("party", Filter { party: Some("VEN".into()), ..hundred.clone() }),
        ("last days", Filter { since: day(3000), ..hundred.clone() }),
        ("window", Filter { since: day(1500), until: day(1530), ..hundred.clone() }),
        ("country", Filter { country: Some("UKR".into()), ..hundred.clone() }),
        ("place", Filter { geonameid: Some(12), ..hundred.clone() }),
        ("place name", Filter { place: Some("greywall".into()), ..hundred.clone() }),
        ("place nowhere", Filter { place: Some("nowhere".into()), ..hundred.clone() }),
        ("as known on an early day", Filter { known_on: day(30), dyad: dyad.clone(), ..hundred.clone() }),
        ("as known, all", Filter { known_on: day(30), ..hundred.clone() }),
        (
            "country, category, late",
            Filter { country: Some("UKR".into()), category: Some(Category::Aid), since: day(2000), ..hundred },
        ),
    ];
    for (what, filter) in &filters {
        timed(&format!("incidents: {what}"), || ledger.incidents(filter), Vec::len)?;
        timed(&format!("count: {what}"), || ledger.count_incidents(filter), |&count| count as usize)?;
        timed(&format!("sums: {what}"), || ledger.sums(filter), Vec::len)?;
    }
    timed("coverage", || ledger.coverage(None, None), Vec::len)?;
    let incident = ledger.incidents(&filters[1].1)?.remove(0);
    timed("one incident", || ledger.incident(incident.id), |_| 1)?;
    timed("its mentions", || ledger.mentions_of(incident.id, None), Vec::len)?;
    timed("its reports", || ledger.reports_of(&incident.reports), Vec::len)?;
    timed("one event", || ledger.mention(incident.mentions[0]), |_| 1)?;
    timed("its incident", || ledger.incident_of(incident.mentions[0]), |_| 1)?;
    timed("copies", || ledger.copies(), Vec::len)?;
    timed("commitments", || ledger.commitments(&Filter::default()), Vec::len)?;
    timed("tallies", || ledger.tallies(&Filter::default()), Vec::len)?;
    let sought = made::made(500, EVENTS).fingerprints;
    let window = day(0).zip(day(30));
    timed("candidates within a month", || ledger.candidates(&sought, window), Vec::len)?;
    timed("candidates ever", || ledger.candidates(&sought, None), Vec::len)?;
    for words in ["dead", "\"Snowland shelled\"", "Kaesong AND envoys", "benden", "mirlom OR foquin", "vex*"] {
        timed(&format!("search: {words}"), || ledger.search(words, 20), Vec::len)?;
    }
    for view in [
        "articles",
        "codings",
        "paragraphs",
        "names",
        "times",
        "events",
        "participants",
        "numbers",
        "incidents",
        "mentions",
        "incident_participants",
        "origins",
        "claims",
        "denials",
        "facts",
        "dyads",
        "groupings",
        "copies",
        "commitments",
        "tallies",
        "tension",
        "coverage",
    ] {
        for sql in [format!("SELECT * FROM {view} LIMIT 100"), format!("SELECT count(*) FROM {view}")] {
            timed(&sql, || ledger.query(&sql, Limits::default()), |answer| answer.rows.len())?;
        }
    }
    let event = incident.mentions[0];
    for sql in [
        format!("SELECT * FROM events WHERE id = '{event}'"),
        format!("SELECT * FROM participants WHERE event_id = '{event}'"),
        format!("SELECT * FROM mentions WHERE incident = '{}'", incident.id),
        format!("SELECT * FROM claims WHERE incident = '{}'", incident.id),
        "SELECT * FROM articles WHERE document = 'made-777'".to_string(),
        "SELECT * FROM events WHERE document = 'made-777'".to_string(),
        "SELECT * FROM events WHERE date = '2018-03-04'".to_string(),
        "SELECT * FROM events WHERE published = '2018-03-04'".to_string(),
        "SELECT * FROM incidents WHERE date BETWEEN '2018-03-01' AND '2018-03-31'".to_string(),
        "SELECT substr(date, 1, 7) AS month, sum(incidents) FROM tension WHERE first = 'KOR' AND second = 'PRK' GROUP BY 1"
            .to_string(),
        "SELECT event, count(*) FROM incidents GROUP BY event".to_string(),
        "SELECT event, count(*) FROM events GROUP BY event".to_string(),
    ] {
        timed(&sql, || ledger.query(&sql, Limits::default()), |answer| answer.rows.len())?;
    }
    let begun = Instant::now();
    let faults = ledger.check(3)?;
    println!("{:8.1} s  check: {faults:?}", begun.elapsed().as_secs_f64());
    println!("memory: {}", memory());
    Ok(())
}
