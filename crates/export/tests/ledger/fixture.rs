//! A small June in words of our own: balloons, shots across a line and talks, told by invented outlets.

use document::{Date, DocumentId};
use event::{
    Assertion, Category, Claim, ClaimField, Commitment, CommitmentKind, EventId, Fact, FactValue, Fate, Incident, IncidentId,
    Outcome, Participant, Reason, Site, Status, Tally,
};
use export::Chart;
use export::brief::{Brief, Summary};
use export::ledger::commitments::CommitmentEntry;
use export::ledger::tallies::TallyEntry;
use export::ledger::tension::{LevelChange, TensionRow};
use export::ledger::{Entry, MentionFacts, ReportFacts};
use jiff::civil::date;

pub fn june(day: i8) -> Date {
    date(2024, 6, day)
}

pub fn country(code: &str, name: &str) -> Participant {
    Participant { code: Some(code.into()), sector: Some("MIL".into()), name: Some(name.into()) }
}

pub fn incident(id: u64, category: Category, day: i8) -> Incident {
    Incident {
        id: IncidentId(id),
        mentions: vec![EventId(id * 16)],
        reports: vec![DocumentId(id)],
        origins: vec!["Example Wire".into()],
        category,
        modes: Vec::new(),
        cameo: None,
        scale: if category == Category::Consult { 1.0 } else { -5.5 },
        actors: vec![country("PRK", "North Korea")],
        recipients: vec![country("KOR", "South Korea")],
        assertion: Assertion::Actual,
        historical: false,
        days: Some((june(day), june(day))),
        site: None,
        reported: Some((june(day), june(day + 1))),
        claims: Vec::new(),
        denied_by: Vec::new(),
        status: Status::Confirmed,
        facts: Vec::new(),
        reasons: Vec::new(),
    }
}

pub fn report(id: &str, day: i8) -> ReportFacts {
    ReportFacts {
        report: id.into(),
        url: Some(format!("https://wire.example/{id}?a=1&b=2")),
        title: Some("Shots & \"balloons\" <on> the line".into()),
        publisher: Some("Example Wire".into()),
        published: Some(june(day)),
    }
}

pub fn mention(event: u64, report: &str, words: &str, sentence: &str) -> MentionFacts {
    let start = sentence.find(words).expect("the words stand in the sentence") as u32;
    MentionFacts {
        event: Some(EventId(event)),
        report: report.into(),
        start,
        end: start + words.len() as u32,
        words: words.into(),
        sentence: sentence.into(),
    }
}

/// Shots of June 9 told twice, whose side's losses are disputed; balloons; talks without a day.
pub fn entries() -> Vec<Entry> {
    let mut shots = incident(1, Category::Assault, 9);
    shots.modes = vec!["firearms".into()];
    shots.cameo = Some("190".into());
    shots.mentions = vec![EventId(16), EventId(17)];
    shots.reports = vec![DocumentId(1), DocumentId(2)];
    shots.origins = vec!["Example Wire".into(), "Line Daily".into()];
    shots.site = Some(Site {
        name: "Kaesŏng".into(),
        geonameid: Some(1_876_373),
        coordinates: Some((37.97083, 126.55444)),
        province: None,
        country_code: Some("PRK".into()),
        resolution: Some(4),
    });
    let claim = |field, by: &str, number, actors: &[&str]| Claim {
        field,
        by: by.into(),
        number,
        actors: actors.iter().map(|one| one.to_string()).collect(),
        event: EventId(17),
    };
    shots.claims = vec![
        claim(ClaimField::Dead, "KOR", Some((2.0, Some(2.0))), &[]),
        claim(ClaimField::Counted("shell".into()), "PRK", Some((20.0, None)), &[]),
        claim(ClaimField::Blame, "KOR", None, &["PRK"]),
        claim(ClaimField::Blame, "PRK", None, &[]),
    ];
    shots.denied_by = vec!["PRK".into()];
    shots.status = Status::Disputed;
    let value =
        |value: &str, by: &str, event| FactValue { value: value.into(), by: vec![by.into()], events: vec![EventId(event)] };
    shots.facts = vec![
        Fact { field: "dead".into(), values: vec![value("2", "KOR", 16), value("0", "PRK", 17)], agreed: false },
        Fact { field: "date".into(), values: vec![value("2024-06-09", "Example Wire", 16)], agreed: true },
    ];
    shots.reasons = vec![Reason { event: EventId(17), like: EventId(16), because: vec!["same day".into(), "same place".into()] }];
    let first = "Troops of the North fired shots across the line near Kaesŏng on June 9, <killing> two.";
    let second = "The North denied that its shots had killed anyone.";
    let balloons = incident(2, Category::Coerce, 2);
    let mut talks = incident(3, Category::Consult, 12);
    talks.days = None;
    talks.recipients = Vec::new();
    talks.actors.push(country("KOR", "South Korea"));
    vec![
        Entry {
            incident: balloons,
            mentions: vec![mention(32, "wire-2", "sent", "The North sent balloons, a \"gift\", it said.")],
            reports: vec![report("wire-2", 3)],
        },
        Entry {
            incident: shots,
            mentions: vec![mention(16, "wire-1", "fired shots", first), mention(17, "line-1", "shots", second)],
            reports: vec![report("wire-1", 10), ReportFacts { url: Some("javascript:alert(1)".into()), ..report("line-1", 11) }],
        },
        Entry {
            incident: talks,
            mentions: vec![mention(48, "wire-3", "met", "Officers of both sides met in a tent.")],
            reports: vec![ReportFacts { url: None, published: None, publisher: None, title: None, ..report("wire-3", 12) }],
        },
    ]
}

pub fn commitments() -> Vec<CommitmentEntry> {
    let entries = entries();
    let fate = Fate { incident: IncidentId(1), outcome: Outcome::Broken, because: vec!["same sides".into()] };
    vec![CommitmentEntry {
        commitment: Commitment { made: IncidentId(3), kind: CommitmentKind::Agreement, fate: vec![fate] },
        made: entries[2].clone(),
        later: vec![entries[1].incident.clone()],
    }]
}

pub fn tallies() -> Vec<TallyEntry> {
    vec![TallyEntry {
        tally: Tally {
            event: EventId(33),
            series: "KOR balloon PRK".into(),
            by: "KOR".into(),
            what: "balloon".into(),
            low: 5500.0,
            high: None,
            occasions: Some(22.0),
            period: Some((date(2024, 5, 28), date(2024, 9, 23))),
            published: Some(date(2024, 9, 24)),
        },
        mention: mention(33, "wire-4", "counted", "The South counted more than 5,500 balloons."),
        report: report("wire-4", 24),
    }]
}

/// So many days of June with a flare-up from the tenth.
pub fn rows(days: i8) -> Vec<TensionRow> {
    let row = |day: i8| {
        let high = u32::from(day >= 10);
        let change = LevelChange {
            direction: "rise",
            found: june(12).to_string(),
            probability: 0.968,
            before: 1.0,
            after: 5.333,
            articles_before: 10.0,
            articles_after: 12.0,
        };
        TensionRow {
            period: june(day).to_string(),
            date: june(day),
            enddate: june(day),
            articles: 8 + day as u64 % 5,
            verbal_cooperation: u32::from(day % 7 == 0),
            material_cooperation: 0,
            verbal_conflict: 1 + 2 * high,
            material_conflict: high * (day as u32 % 4),
            score_sum: -3.5,
            score_mean: Some(-3.5),
            watched: 1 + high * (2 + day as u32 % 4),
            baseline: (day > 8).then(|| 1.0 + f64::from(high) * 0.26),
            change: (day == 10).then_some(change),
            incidents: vec![IncidentId(day as u64)],
        }
    };
    (1..=days).map(row).collect()
}

pub fn chart(days: i8) -> Chart {
    Chart { title: "KOR-PRK <&>".into(), step: "day".into(), watched: "conflict".into(), rows: rows(days) }
}

pub fn brief() -> Brief {
    let mut summary = Summary::default();
    entries().iter().for_each(|entry| summary.add(entry.incident.category, entry.incident.status));
    Brief {
        about: "KOR-PRK".into(),
        since: june(1),
        until: Some(june(20)),
        chart: chart(20),
        entries: entries(),
        summary,
        left_out: vec![("without a date".into(), 1)],
        commitments: commitments(),
        tallies: tallies(),
        versions: vec!["program 0.1.0".into(), "model none-1".into()],
    }
}
