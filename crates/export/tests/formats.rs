//! What every format promises: records satisfy the schema and keep its order, offsets count code points, and tables fit.

use document::{Document, DocumentId, Metadata, Paragraph, ParagraphKind, Published, PublishedBasis, Text};
use event::{
    Assertion, Category, Count, Entity, Event, EventId, Found, Granularity, Origin, Place, Side, Source, SourceKind, Stretch,
    When,
};
use jiff::civil::date;
use span::Span;
use std::sync::Arc;

/// "é" and "ŏ" make bytes and code points differ from the first words on.
const TEXT: &str = "Café talk. - North Korea blew up the liaison office in Kaesŏng on Tuesday, the JCS said.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

fn document() -> Document {
    let metadata = Metadata {
        given_id: "one".into(),
        title: Some("A blast\non the border".into()),
        published: Some(Published { date: date(2020, 6, 16), basis: PublishedBasis::Given }),
        ..Metadata::default()
    };
    let paragraph = Paragraph { span: Span::new(0, TEXT.len()), kind: ParagraphKind::Body, reason: "test", element: None };
    let text =
        Text { id: DocumentId::of("one", TEXT), string: TEXT.into(), paragraphs: vec![paragraph], metadata, notes: Vec::new() };
    Document {
        text,
        sentences: Vec::new(),
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

fn rule() -> Origin {
    Origin::Rule(Arc::from("coding/ASSAULT/blow-up.rule#building"))
}

fn entity(words: &str, code: Option<&str>) -> Entity {
    Entity {
        mention: Some(span(words)),
        antecedent: None,
        code: code.map(|code| Found::at(code.to_string(), span(words), rule())),
        sector: Some(Found::silent("GOV".to_string(), rule())),
        identifier_id: None,
        identifier_text: None,
        cameo: None,
        origin: rule(),
    }
}

fn event(when: When) -> Event {
    let document = document();
    let number = Count { low: 5500.0, high: None, words: span("Tuesday"), unit: Some("balloon".into()), side: Some(Side::Actor) };
    let place = Place {
        words: span("Kaesŏng"),
        resolved: Some("Kaesŏng".into()),
        geonameid: Some(1_876_373),
        coordinates: Some((37.97083, 126.55444)),
        city: Some("Kaesŏng".into()),
        district: None,
        province: None,
        country: Some("North Korea".into()),
        country_code: Some("PRK".into()),
        resolution: Some(4),
    };
    let actors = vec![entity("North Korea", Some("PRK"))];
    let recipients = vec![entity("the liaison office", None)];
    Event {
        id: EventId::of(document.text.id, span("blew up"), Category::Assault, &actors, &recipients),
        document: document.text.id,
        sentence: span(&TEXT["Café talk. - ".len()..]),
        paragraph: ParagraphKind::Body,
        trigger: span("blew up"),
        category: Found::at(Category::Assault, span("blew up"), rule()),
        modes: vec![Found::at("destroy".to_string(), span("blew up"), rule())],
        contexts: Vec::new(),
        cameo: Some("1712".into()),
        scale: -8.5,
        actors,
        recipients,
        assertion: Found::silent(Assertion::Actual, Origin::Engine("told without any mark")),
        historical: Found::silent(false, Origin::Engine("more than a year before publication")),
        when: Found::silent(when, Origin::Engine("nearest time")),
        place: Some(Found::at(place, span("Kaesŏng"), Origin::Engine("place of the clause"))),
        attribution: vec![Source { entity: entity("the JCS", Some("KOR")), kind: SourceKind::Named, cue: Some(span("said")) }],
        dead: Some(number.clone()),
        injured: Some(Count { low: 20.0, high: Some(30.5), ..number.clone() }),
        arrested: None,
        size: None,
        quantities: vec![number],
        confidence: 0.926_4,
        origin: rule(),
        knowledge: "sha256:0".into(),
        model: "none-1".into(),
    }
}

fn anchored() -> When {
    let day = date(2020, 6, 16);
    When::Anchored(Stretch { date: day, enddate: day, granularity: Granularity::Day, words: span("Tuesday"), ongoing: false })
}

fn json(when: When) -> String {
    let (document, events) = (document(), [event(when)]);
    let mut out = Vec::new();
    export::jsonl::write(&mut out, &export::records(&events, &document)).expect("memory takes everything");
    String::from_utf8(out).expect("JSON is UTF-8")
}

#[test]
fn every_way_to_know_a_date_satisfies_the_schema() {
    let schema: serde_json::Value = serde_json::from_str(export::SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let day = date(2020, 6, 16);
    for when in [anchored(), When::PublicationDate(day), When::Unknown(None), When::Unknown(Some(span("Tuesday")))] {
        let line: serde_json::Value = serde_json::from_str(&json(when)).expect("a line is JSON");
        let wrong: Vec<String> = validator.iter_errors(&line).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:?} in {line}");
    }
}

#[test]
fn fields_stand_in_the_order_of_the_schema() {
    let schema: serde_json::Value = serde_json::from_str(export::SCHEMA).expect("the schema is JSON");
    let names: Vec<String> = schema["required"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|name| format!("\"{}\":", name.as_str().expect("a name")))
        .collect();
    let line = json(anchored());
    let mut at = 0;
    for name in names {
        let found = line[at..].find(&name);
        assert!(found.is_some(), "{name} does not follow in {line}");
        at += found.unwrap_or(0);
    }
}

#[test]
fn offsets_count_code_points_and_numbers_stay_whole() {
    let line: serde_json::Value = serde_json::from_str(&json(anchored())).expect("a line is JSON");
    let characters: Vec<char> = TEXT.chars().collect();
    let slice = |value: &serde_json::Value| -> String {
        let at = |name: &str| usize::try_from(value[name].as_u64().expect("a number")).expect("small");
        characters[at("start")..at("end")].iter().collect()
    };
    assert_eq!(slice(&line["event_text"]), "blew up");
    assert_eq!(slice(&line["event_loc"]), "Kaesŏng");
    assert_eq!(slice(&line["attribution"][0]["cue"]), "said");
    assert_eq!(slice(&line), line["text"].as_str().expect("words"));
    assert!(json(anchored()).contains(r#""dead":{"low":5500,"high":null,"text":"Tuesday""#));
    assert_eq!(line["injured"]["high"], 30.5);
    assert_eq!(line["confidence"], 0.93);
    assert_eq!(line["date_granularity"], "day");
}

#[test]
fn a_row_has_a_cell_for_each_column() {
    let (document, events) = (document(), [event(anchored())]);
    let mut out = Vec::new();
    export::csv::write_header(&mut out).expect("memory takes everything");
    export::csv::write(&mut out, &export::records(&events, &document)).expect("memory takes everything");
    let mut reader = csv::Reader::from_reader(out.as_slice());
    assert_eq!(reader.headers().expect("a header").len(), export::csv::COLUMNS.len());
    let row = reader.records().next().expect("a row").expect("well formed");
    assert_eq!(&row[3], "A blast\non the border");
    assert!(row.iter().any(|cell| cell == "5500+"));
}

/// The text as a terminal without colours shows it.
fn plain(styled: &str) -> String {
    let mut out = String::new();
    let mut rest = styled;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        out.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    out + rest
}

#[test]
fn tables_fit_the_width_and_mark_what_is_inferred() {
    let document = document();
    let mut denied = event(When::PublicationDate(date(2020, 6, 16)));
    denied.assertion.value = Assertion::Denied;
    let events = [event(anchored()), denied];
    for width in [60, 80, 120, 200] {
        let shown = plain(&export::table::render(&export::article(&document), &export::records(&events, &document), width));
        assert!(shown.lines().all(|line| line.chars().count() <= usize::from(width)), "{width}:\n{shown}");
        assert!(shown.starts_with("A blast on the border\n"), "{shown}");
        assert!(shown.contains("(2020-06-16)"), "{shown}");
    }
    let wide = plain(&export::table::render(&export::article(&document), &export::records(&events, &document), 240));
    assert!(wide.contains("North Korea [PRK GOV] → the liaison office [GOV]"), "{wide}");
    assert!(wide.contains("ASSAULT destroy (denied)"), "{wide}");
}
