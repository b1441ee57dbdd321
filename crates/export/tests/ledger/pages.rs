//! Briefs, and single events and incidents.

use crate::fixture::{brief, entries, report};
use crate::{golden, plain};
use document::{DocumentId, ParagraphKind};
use event::{
    Assertion, Category, DateBasis, Dating, EventId, Granularity, Mention, Number, Party, SourceKind, Spot, Told, Voice,
};
use export::plot::Ink;
use export::show::{Shown, Source};
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

fn event(source: Source) -> Shown {
    Shown::Event(Box::new(source))
}

fn incident(sources: Vec<Source>) -> Shown {
    Shown::Incident(Box::new(entries()[1].clone()), sources)
}

#[test]
fn an_event_and_an_incident_as_pages() {
    let mut second = source();
    second.mention.id = EventId(17);
    second.paragraph = None;
    golden("show-event.html", &event(source()).html());
    golden("show-incident.html", &incident(vec![source(), second.clone()]).html());
    golden("show-incident.md", &incident(vec![source(), second]).markdown());
}

#[test]
fn hostile_words_stay_words_on_a_page() {
    const HOSTILE: &str = "\u{1b}[31m<script>alert(1)</script>\" onload='x' \u{0}</style><!-- ]]> & `*_[a](b)";
    let mut bad = source();
    bad.mention.sentence = Told { words: HOSTILE.into(), start: 100, end: 100 + HOSTILE.chars().count() as u32 };
    bad.mention.trigger = Told { words: "script".into(), start: 106, end: 112 };
    bad.mention.modes = vec![HOSTILE.into()];
    bad.mention.rule = HOSTILE.into();
    bad.mention.actors[0].identifier_text = Some(HOSTILE.into());
    bad.paragraph = Some(format!("{HOSTILE} {HOSTILE} {HOSTILE}"));
    bad.report.report = HOSTILE.into();
    bad.report.title = Some(HOSTILE.into());
    bad.report.publisher = Some(HOSTILE.into());
    let mut entry = entries()[1].clone();
    entry.incident.origins = vec![HOSTILE.into()];
    entry.incident.denied_by = vec![HOSTILE.into()];
    let elements = |page: &str| -> Vec<String> {
        let tags = page.split('<').skip(1);
        tags.map(|tag| tag.split(['>', ' ']).next().unwrap_or_default().trim_start_matches('/').to_string()).collect()
    };
    for url in ["javascript:alert(1)", "https://example.org/\"><script>x</script>"] {
        bad.report.url = Some(url.into());
        for page in [event(bad.clone()).html(), Shown::Incident(Box::new(entry.clone()), vec![bad.clone()]).html()] {
            let known = "!DOCTYPE html head meta title style body h1 h2 p a dl dt dd ul li section blockquote mark strong";
            for element in elements(&page) {
                assert!(known.split(' ').any(|one| one == element), "<{element}> in {page}");
            }
            assert!(!page.contains("href=\"javascript:"), "{page}");
            assert!(!page.contains(['\u{0}', '\u{1b}']), "{page}");
            assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39;"), "{page}");
            // One style, the page's own, which no word of a source ends.
            assert_eq!(page.matches("</style>").count(), 1);
        }
    }
}

#[test]
fn an_event_and_an_incident_with_their_sentences() {
    let mut second = source();
    second.mention.id = EventId(17);
    second.paragraph = None;
    let shown = [event(source()).words(Ink::Plain), incident(vec![source(), second]).words(Ink::Plain)];
    golden("show.txt", &shown.join("\n"));
}

#[test]
fn with_colours_the_trigger_is_underlined() {
    let shown = event(source()).words(Ink::Colour);
    assert!(shown.contains("\u{1b}[1m\u{1b}[4mfired shots\u{1b}[0m"), "{shown:?}");
    let brackets = event(source()).words(Ink::Plain).replace(['[', ']', '{', '}'], "");
    assert_eq!(plain(&shown), brackets);
}

#[test]
fn wrong_offsets_cut_no_word_and_stop_nothing() {
    let mut wrong = source();
    for (start, end) in [(0, 0), (4_000_000_000, 1), (30, 20), (25, u32::MAX)] {
        (wrong.mention.trigger.start, wrong.mention.trigger.end) = (start, end);
        let shown = event(wrong.clone()).words(Ink::Plain).replace(['[', ']', '{', '}'], "");
        assert!(shown.contains("Troops fired shots across the line there, the ministry said."), "{shown}");
    }
}
