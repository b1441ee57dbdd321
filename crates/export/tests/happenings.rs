//! Incidents in the tables of the field: one row for all that tell it, with the numbers that each data set's rules give.

use document::{
    Date, Document, DocumentId, Metadata, Paragraph, ParagraphKind, Published, PublishedBasis, Sentence, Text, TokenRange,
};
use event::{
    Assertion, Category, Claim, ClaimField, Count, Entity, Event, EventId, Found, Granularity, Incident, IncidentId, Origin,
    Place, Side, Status, Stretch, When,
};
use export::tables::{CountedDead, Happening, Table, Tally};
use jiff::civil::date;
use span::Span;

const ORIGIN: Origin = Origin::Engine("a test");

/// What one article says of the shelling of Minsk by a group.
struct Telling {
    outlet: &'static str,
    day: Date,
    text: &'static str,
    dead: Option<(f64, Option<f64>, &'static str)>,
    assertion: Assertion,
}

impl Telling {
    fn new(outlet: &'static str, day: i8, text: &'static str) -> Telling {
        Telling { outlet, day: date(2024, 7, day), text, dead: None, assertion: Assertion::Actual }
    }

    fn dead(self, low: f64, high: Option<f64>, words: &'static str) -> Telling {
        Telling { dead: Some((low, high, words)), ..self }
    }

    fn span(&self, words: &str) -> Option<Span> {
        let start = self.text.find(words)?;
        Some(Span::new(start, start + words.len()))
    }

    fn document(&self) -> Document {
        let whole = Span::new(0, self.text.len());
        let metadata = Metadata {
            given_id: format!("{}-{}", self.outlet, self.day),
            publisher: Some(self.outlet.into()),
            title: Some("Shells on Minsk".into()),
            published: Some(Published { date: self.day, basis: PublishedBasis::Given }),
            ..Metadata::default()
        };
        let paragraph = Paragraph { span: whole, kind: ParagraphKind::Body, reason: "test", element: None };
        Document {
            text: Text {
                id: DocumentId::of(&metadata.given_id, self.text),
                string: self.text.into(),
                paragraphs: vec![paragraph],
                metadata,
                notes: Vec::new(),
            },
            sentences: vec![Sentence { span: whole, tokens: TokenRange::default(), paragraph: 0 }],
            tokens: Vec::new(),
            names: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
            quotes: Vec::new(),
            coreference: Vec::new(),
            dependents: document::Dependents::default(),
            model: "none-1".into(),
        }
    }

    fn event(&self) -> Event {
        let document = self.document();
        let party = |words: &str, code: &str, sector: &str, name: Option<&str>| {
            self.span(words).map(|span| Entity {
                mention: Some(span),
                antecedent: None,
                code: Some(Found::silent(code.into(), ORIGIN)),
                sector: Some(Found::silent(sector.into(), ORIGIN)),
                identifier_id: None,
                identifier_text: name.map(str::to_string),
                cameo: None,
                origin: ORIGIN,
            })
        };
        let actors: Vec<Entity> = party("Red Maple", "BLR", "REB", Some("Red Maple")).into_iter().collect();
        let recipients: Vec<Entity> = party("villagers", "BLR", "CVL", None).into_iter().collect();
        let trigger = self.span("shelled").expect("each telling has the word");
        let day = date(2024, 7, 1);
        let place = self.span("Minsk").map(|words| Place {
            words,
            resolved: Some("Minsk".into()),
            geonameid: Some(625_144),
            coordinates: Some((53.9, 27.57)),
            city: Some("Minsk".into()),
            district: None,
            province: Some("Minsk City".into()),
            country: Some("Belarus".into()),
            country_code: Some("BLR".into()),
            resolution: Some(4),
        });
        let count = |(low, high, words): (f64, Option<f64>, &str)| Count {
            low,
            high,
            words: self.span(words).expect("the number stands there"),
            unit: None,
            side: (!recipients.is_empty()).then_some(Side::Recipient),
        };
        let stretch = |words| Stretch { date: day, enddate: day, granularity: Granularity::Day, words, ongoing: false };
        Event {
            id: EventId::of(document.text.id, trigger, Category::Assault, &actors, &recipients),
            document: document.text.id,
            sentence: Span::new(0, self.text.len()),
            paragraph: ParagraphKind::Body,
            trigger,
            category: Found::at(Category::Assault, trigger, ORIGIN),
            modes: vec![Found::silent("heavy-weapons".into(), ORIGIN)],
            contexts: Vec::new(),
            cameo: Some("194".into()),
            scale: -9.0,
            dead: self.dead.map(count),
            actors,
            recipients,
            assertion: Found::silent(self.assertion, ORIGIN),
            historical: Found::silent(false, ORIGIN),
            when: Found::silent(
                self.span("on Monday").map_or(When::Unknown(None), |words| When::Anchored(stretch(words))),
                ORIGIN,
            ),
            place: place.map(|place| Found::silent(place, ORIGIN)),
            attribution: Vec::new(),
            injured: None,
            arrested: None,
            size: None,
            quantities: Vec::new(),
            confidence: 0.9,
            origin: ORIGIN,
            knowledge: "sha256:0".into(),
            model: "none-1".into(),
        }
    }
}

/// The incident that tellings are joined to; each outlet speaks for itself.
fn incident(tellings: &[Telling]) -> Incident {
    let events: Vec<Event> = tellings.iter().map(Telling::event).collect();
    let claims = tellings.iter().zip(&events).filter_map(|(telling, event)| {
        let (low, high, _) = telling.dead?;
        let number = Some((low, high));
        Some(Claim { field: ClaimField::Dead, by: telling.outlet.into(), number, actors: Vec::new(), event: event.id })
    });
    let origins: std::collections::BTreeSet<&str> = tellings.iter().map(|telling| telling.outlet).collect();
    Incident {
        id: IncidentId(7),
        mentions: events.iter().map(|event| event.id).collect(),
        reports: events.iter().map(|event| event.document).collect(),
        origins: origins.into_iter().map(str::to_string).collect(),
        category: Category::Assault,
        modes: vec!["heavy-weapons".into()],
        cameo: Some("194".into()),
        scale: -9.0,
        actors: Vec::new(),
        recipients: Vec::new(),
        assertion: Assertion::Actual,
        historical: false,
        days: Some((date(2024, 7, 1), date(2024, 7, 1))),
        site: None,
        reported: None,
        claims: claims.collect(),
        denied_by: vec!["Red Maple".into()],
        status: Status::Disputed,
        facts: Vec::new(),
        reasons: Vec::new(),
    }
}

fn written(table: Table, tellings: &[Telling], counted: &mut CountedDead, is_total: bool) -> (Vec<Vec<String>>, Tally) {
    let incident = incident(tellings);
    let articles: Vec<(Vec<Event>, Document)> =
        tellings.iter().map(|telling| (vec![telling.event()], telling.document())).collect();
    let mut out = Vec::new();
    let happening = Happening { incident: &incident, articles: &articles, is_total };
    let tally = table.write_incident(&mut out, &happening, counted).expect("memory takes everything");
    let words = String::from_utf8(out).expect("tables are UTF-8");
    let separator = if matches!(table, Table::Acled | Table::Ucdp) { b',' } else { b'\t' };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(words.as_bytes());
    (reader.records().map(|row| row.expect("a row").iter().map(str::to_string).collect()).collect(), tally)
}

fn rows(table: Table, tellings: &[Telling]) -> Vec<Vec<String>> {
    written(table, tellings, &mut CountedDead::default(), false).0
}

fn cell<'r>(table: Table, row: &'r [String], column: &str) -> &'r str {
    let at = table.columns().iter().position(|name| *name == column).expect("the table has the column");
    &row[at]
}

fn tellings() -> Vec<Telling> {
    vec![
        Telling::new("Wire", 2, "Red Maple shelled villagers on Monday, at least three died.").dead(3.0, None, "at least three"),
        Telling::new("Post", 3, "Red Maple shelled villagers near Minsk on Monday and killed 7.").dead(7.0, Some(7.0), "7"),
        Telling::new("Post", 4, "It shelled Minsk, killing 5, officials now say.").dead(5.0, Some(5.0), "5"),
        Telling { assertion: Assertion::Denied, ..Telling::new("Star", 4, "Red Maple denied that it shelled Minsk.") },
    ]
}

#[test]
fn gdelt_counts_mentions_sources_and_articles() {
    let events = rows(Table::GdeltEvents, &tellings());
    assert_eq!(events.len(), 1, "{events:?}");
    let at = |column| cell(Table::GdeltEvents, &events[0], column);
    assert_eq!([at("NumMentions"), at("NumSources"), at("NumArticles")], ["4", "3", "4"]);
    assert_eq!([at("SQLDATE"), at("DATEADDED")], ["20240701", "20240702000000"]);
    assert_eq!(at("SOURCEURL"), "Wire-2024-07-02", "the first report's");
    assert_eq!(at("ActionGeo_FullName"), "Minsk, Minsk City, Belarus", "where another report says it");

    let mentions = rows(Table::GdeltMentions, &tellings());
    assert_eq!(mentions.len(), 4);
    for (mention, day) in mentions.iter().zip(["20240702000000", "20240703000000", "20240704000000", "20240704000000"]) {
        let at = |column| cell(Table::GdeltMentions, mention, column);
        assert_eq!(at("GLOBALEVENTID"), cell(Table::GdeltEvents, &events[0], "GLOBALEVENTID"));
        assert_eq!([at("EventTimeDate"), at("MentionTimeDate")], ["20240702000000", day]);
    }
    assert_eq!(cell(Table::GdeltMentions, &mentions[2], "Actor1CharOffset"), "-1", "nobody is named there");
    assert_eq!(cell(Table::GdeltMentions, &mentions[3], "Actor1CharOffset"), "0");
}

#[test]
fn acled_has_the_lowest_number_that_stands_and_every_source() {
    let found = rows(Table::Acled, &tellings());
    assert_eq!(found.len(), 1, "{found:?}");
    let at = |column| cell(Table::Acled, &found[0], column);
    // The Post corrected its 7 to 5; the Wire says three or more.
    assert_eq!(at("fatalities"), "3");
    assert_eq!(at("source"), "Wire; Post; Star");
    assert!(at("notes").ends_with("[fatalities: at least three] [4 reports, 3 origins: disputed, denied by Red Maple]"));
    assert_eq!(
        [at("event_date"), at("location"), at("sub_event_type")],
        ["2024-07-01", "Minsk", "Shelling/artillery/missile attack"]
    );
    assert_eq!(at("timestamp"), "1720051200", "the day of the last report");
}

#[test]
fn ucdp_has_the_spread_of_what_stands() {
    let found = rows(Table::Ucdp, &tellings());
    assert_eq!(found.len(), 1, "{found:?}");
    let at = |column| cell(Table::Ucdp, &found[0], column);
    assert_eq!([at("low"), at("best"), at("high")], ["3", "3", "5"]);
    assert_eq!([at("deaths_civilians"), at("deaths_unknown"), at("deaths_a"), at("deaths_b")], ["3", "0", "0", "0"]);
    assert_eq!([at("number_of_sources"), at("source_office")], ["4", "Wire; Post; Star"]);
    assert_eq!([at("relid"), at("side_a"), at("side_b")], ["in_0000000000000007", "Red Maple", "Civilians"]);

    let mut retold = tellings();
    retold.push(Telling::new("Post", 5, "Red Maple shelled villagers on Monday; 5 died.").dead(5.0, Some(5.0), "5"));
    let found = rows(Table::Ucdp, &retold);
    assert_eq!(cell(Table::Ucdp, &found[0], "best"), "5", "one source each, but two articles");

    let mut most = tellings();
    most.push(Telling::new("Star", 5, "Red Maple shelled villagers on Monday; 5 died.").dead(5.0, Some(5.0), "5"));
    let found = rows(Table::Ucdp, &most);
    assert_eq!(cell(Table::Ucdp, &found[0], "best"), "5", "two of three say so");
}

#[test]
fn a_number_keeps_its_row_when_later_reports_come() {
    let all = tellings();
    let first = rows(Table::GdeltEvents, &all[..1]);
    let later = rows(Table::GdeltEvents, &all);
    assert_eq!(first[0][0], later[0][0]);
}

#[test]
fn what_no_row_may_hold_is_left_out_and_counted() {
    let denied = [Telling {
        assertion: Assertion::Denied,
        ..Telling::new("Star", 4, "Red Maple denied that it shelled Minsk on Monday.")
    }];
    for table in Table::ALL.into_iter().filter(|table| table.joins_reports()) {
        let (found, tally) = written(table, &denied, &mut CountedDead::default(), false);
        assert_eq!((found.len(), tally.events, tally.left_out.values().sum::<usize>()), (0, 1, 1), "{table:?}");
        let (found, tally) = written(table, &tellings(), &mut CountedDead::default(), true);
        assert_eq!((found.len(), tally.left_out.values().sum::<usize>()), (0, 1), "{table:?} has a row for a total");
    }
    // The same dead in a second incident, as where one sentence tells the shelling and the killing.
    let mut counted = CountedDead::default();
    assert_eq!(written(Table::Acled, &tellings(), &mut counted, false).0.len(), 1);
    assert_eq!(written(Table::Acled, &tellings(), &mut counted, false).0.len(), 0);
}
