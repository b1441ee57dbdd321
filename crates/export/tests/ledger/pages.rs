//! Briefs, and single events and incidents.

use crate::fixture::{brief, entries, report};
use crate::{golden, plain};
use document::{DocumentId, ParagraphKind};
use event::{
    Assertion, Category, DateBasis, Dating, EventId, Granularity, Mention, Number, Party, SourceKind, Spot, Told, Voice,
};
use export::plot::Ink;
use export::show::{self, Source};
use jiff::civil::date;

#[test]
fn a_brief_as_markdown_and_html() {
    golden("brief.md", &export::brief::markdown(&brief()));
    golden("brief.html", &export::brief::html(&brief()));
}

#[test]
fn the_order_of_what_a_brief_is_made_from_does_not_matter() {
    let mut backward = brief();
    backward.entries.reverse();
    assert_eq!(export::brief::html(&backward), export::brief::html(&brief()));
    assert_eq!(export::brief::markdown(&backward), export::brief::markdown(&brief()));
}

/// "ŏ" makes bytes and code points differ.
const TEXT: &str = "Kaesŏng, June 10. Troops fired\nshots across the line there, the ministry said.";

const SENTENCE: &str = "Troops fired\nshots across the line there, the ministry said.";

fn told(words: &str) -> Told {
    let byte = TEXT.find(words).expect("the words stand in the text");
    let start = TEXT[..byte].chars().count() as u32;
    Told { words: words.into(), start, end: start + words.chars().count() as u32 }
}

fn source() -> Source {
    let party = |words: &str, code: &str| Party { told: Some(told(words)), code: Some(code.into()), ..Party::default() };
    let mention = Mention {
        id: EventId(16),
        document: DocumentId(1),
        sentence: told(SENTENCE),
        paragraph: ParagraphKind::Body,
        trigger: told("fired\nshots"),
        category: Category::Assault,
        modes: vec!["firearms".into()],
        contexts: Vec::new(),
        cameo: Some("190".into()),
        scale: -9.0,
        actors: vec![party("Troops", "PRK")],
        recipients: vec![Party::default()],
        assertion: Assertion::Actual,
        assertion_told: None,
        historical: false,
        dating: Dating {
            days: Some((date(2024, 6, 9), date(2024, 6, 9))),
            basis: DateBasis::Anchored,
            granularity: Some(Granularity::Day),
            ongoing: false,
            told: Some(told("June 10")),
        },
        spot: Some(Spot {
            told: told("there"),
            resolved: Some("Kaesŏng".into()),
            geonameid: None,
            coordinates: None,
            city: None,
            district: None,
            province: None,
            country: None,
            country_code: Some("PRK".into()),
            resolution: None,
        }),
        voices: vec![Voice { party: party("the ministry", "KOR"), kind: SourceKind::Named, cue: Some(told("said")) }],
        dead: None,
        injured: None,
        arrested: None,
        size: None,
        quantities: vec![Number { low: 20.0, high: None, told: told("shots"), unit: Some("shot".into()), side: None }],
        confidence: 0.93,
        rule: "coding/ASSAULT/fire.rule#shots".into(),
        knowledge: "sha256:0".into(),
        model: "none-1".into(),
    };
    Source { mention, report: report("wire-1", 10), paragraph: Some(TEXT.into()) }
}

#[test]
fn an_event_and_an_incident_with_their_sentences() {
    let mut second = source();
    second.mention.id = EventId(17);
    second.paragraph = None;
    let shown = [show::event(&source(), Ink::Plain), show::incident(&entries()[1], &[source(), second], Ink::Plain)];
    golden("show.txt", &shown.join("\n"));
}

#[test]
fn with_colours_the_trigger_is_underlined() {
    let shown = show::event(&source(), Ink::Colour);
    assert!(shown.contains("\u{1b}[1m\u{1b}[4mfired shots\u{1b}[0m"), "{shown:?}");
    let brackets = show::event(&source(), Ink::Plain).replace(['[', ']', '{', '}'], "");
    assert_eq!(plain(&shown), brackets);
}

#[test]
fn wrong_offsets_cut_no_word_and_stop_nothing() {
    let mut wrong = source();
    for (start, end) in [(0, 0), (4_000_000_000, 1), (30, 20), (25, u32::MAX)] {
        (wrong.mention.trigger.start, wrong.mention.trigger.end) = (start, end);
        let shown = show::event(&wrong, Ink::Plain).replace(['[', ']', '{', '}'], "");
        assert!(shown.contains("Troops fired shots across the line there, the ministry said."), "{shown}");
    }
}
