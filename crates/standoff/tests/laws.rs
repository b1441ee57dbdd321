//! What holds for every article from text to record, run as a library: spans slice their text, offsets count its code points,
//! words put in front change nothing but offsets, and records satisfy the schema.
//!
//! That one thread and several write the same bytes is tested on the program itself, in `program.rs`.

use annotate::Annotator;
use code::{Coder, Coding};
use document::{Article, Content, Date, Document};
use event::{Count, Entity, Event, Found};
use jsonschema::Validator;
use knowledge::Knowledge;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use span::{CodePoints, Span};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// Annotator and coder as the program sets them up.
fn tools() -> &'static (Annotator, Coder) {
    static TOOLS: OnceLock<(Annotator, Coder)> = OnceLock::new();
    TOOLS.get_or_init(|| {
        let annotator = Annotator::fast().expect("the model that comes with the program is sound");
        let coder = Coder { knowledge: Knowledge::embedded() };
        (annotator, coder)
    })
}

fn schema() -> &'static Validator {
    static SCHEMA: OnceLock<Validator> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let schema: Value = serde_json::from_str(export::SCHEMA).expect("the schema is JSON");
        jsonschema::validator_for(&schema).expect("the schema is a schema")
    })
}

/// The stages between reading and writing.
fn coded(content: Content, published: Option<Date>) -> (Document, Coding) {
    let (annotator, coder) = tools();
    let article = Article { given_id: "law".into(), published, content, ..Article::default() };
    let document = annotator.annotate(clean::clean(&article));
    let coding = coder.code(&document);
    (document, coding)
}

fn plain(text: &str) -> (Document, Coding) {
    coded(Content::Plain(text.to_owned()), Some(Date::constant(2024, 7, 2)))
}

/// What is written, line by line.
fn written(document: &Document, coding: &Coding) -> String {
    let mut out = Vec::new();
    export::jsonl::write(&mut out, &export::records(&coding.events, document)).expect("memory takes everything");
    String::from_utf8(out).expect("JSON is UTF-8")
}

fn lines(document: &Document, coding: &Coding) -> Vec<Value> {
    written(document, coding).lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// Every span that an event holds.
fn spans(event: &Event) -> Vec<Span> {
    let mut spans = vec![event.sentence, event.trigger];
    spans.extend(&event.category.evidence);
    spans.extend(event.modes.iter().chain(&event.contexts).flat_map(|found| &found.evidence));
    spans.extend(event.assertion.evidence.iter().chain(&event.historical.evidence).chain(&event.when.evidence));
    spans.extend(event.when.value.stretch().map(|stretch| stretch.words));
    spans.extend(event.place.iter().flat_map(|place| place.evidence.iter().copied().chain([place.value.words])));
    spans.extend(event.attribution.iter().filter_map(|source| source.cue));
    let sources = event.attribution.iter().map(|source| &source.entity);
    event.actors.iter().chain(&event.recipients).chain(sources).for_each(|entity| of_entity(entity, &mut spans));
    let counts = [&event.dead, &event.injured, &event.arrested, &event.size].into_iter().flatten();
    spans.extend(counts.chain(&event.quantities).map(|count: &Count| count.words));
    spans
}

fn of_entity(entity: &Entity, spans: &mut Vec<Span>) {
    let evidence = |found: &Option<Found<String>>| found.as_ref().map_or(Vec::new(), |found| found.evidence.clone());
    spans.extend(entity.mention.into_iter().chain(entity.antecedent));
    spans.extend(evidence(&entity.code).into_iter().chain(evidence(&entity.sector)));
}

/// Wherever words stand beside offsets, the offsets give the words; what has offsets has words.
fn sliced(value: &Value, characters: &[char]) -> usize {
    let at = |name: &str| value[name].as_u64().and_then(|at| usize::try_from(at).ok());
    let inner: usize = match value {
        Value::Object(fields) => fields.values().map(|value| sliced(value, characters)).sum(),
        Value::Array(items) => items.iter().map(|value| sliced(value, characters)).sum(),
        _ => 0,
    };
    let (Some(start), Some(end)) = (at("start"), at("end")) else { return inner };
    let said = ["text", "entity_text", "extracted_place"].iter().find_map(|name| value[*name].as_str());
    let words: String = characters.get(start..end).expect("offsets lie in the text").iter().collect();
    assert_eq!(said, Some(words.as_str()));
    assert!(!words.is_empty());
    inner + 1
}

/// All that must hold of the events of an article.
fn is_sound(document: &Document, coding: &Coding) -> Result<(), TestCaseError> {
    let text = &document.text.string;
    let points = CodePoints::new(text);
    let characters: Vec<char> = text.chars().collect();
    for event in &coding.events {
        for span in spans(event) {
            let words = text.get(span.range());
            prop_assert!(words.is_some_and(|words| !words.is_empty()), "{span:?} of {event:?}");
            let (start, end) = points.range(span);
            let counted: String = characters[start..end].iter().collect();
            prop_assert_eq!(words, Some(counted.as_str()));
        }
        prop_assert!(event.sentence.contains(event.trigger), "{event:?}");
        prop_assert!((0.0..=1.0).contains(&event.confidence), "{event:?}");
    }
    for no_event in &coding.no_events {
        prop_assert!(text.get(no_event.trigger.range()).is_some(), "{no_event:?}");
    }
    let lines = lines(document, coding);
    prop_assert_eq!(lines.len(), coding.events.len());
    for line in &lines {
        prop_assert!(sliced(line, &characters) >= 2, "sentence and trigger have offsets: {line}");
        let wrong: Vec<String> = schema().iter_errors(line).map(|error| error.to_string()).collect();
        prop_assert!(wrong.is_empty(), "{wrong:?} in {line}");
    }
    let mut ids: Vec<&str> = lines.iter().filter_map(|line| line["id"].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    prop_assert_eq!(ids.len(), lines.len(), "two events share an id");
    Ok(())
}

/// A record without its ids, its offsets counted from `base`.
fn local(value: &mut Value, base: u64) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value.as_u64()) {
                    ("start" | "end", Some(at)) => *value = (at - base).into(),
                    ("id", _) => *value = Value::Null,
                    _ => local(value, base),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|value| local(value, base)),
        _ => {}
    }
}

/// Who acts in the sentences below: states, forces, people, crowds, and some that nobody knows.
const SIDES: &[&str] = &[
    "North Korea",
    "South Korea",
    "Armenian forces",
    "the Polish government",
    "Rebels",
    "three unidentified gunmen",
    "police in Minsk",
    "the United Nations",
    "thousands of protesters",
    "Russia and Belarus",
    "Prime Minister Anna Kowal",
    "the Ministry of Quarries",
    "Kim Jong-un's sister",
    "Türkiye’s army",
];

const ACTS: &[&str] = &[
    "attacked",
    "shelled",
    "held talks with",
    "accused",
    "imposed sanctions on",
    "signed a ceasefire with",
    "arrested 12 members of",
    "denied attacking",
    "threatened to invade",
    "was condemned by",
    "were beaten by",
    "tried to expel",
    "sent food to",
    "did not bomb",
    "agreed to meet",
    "killed at least 20 people from",
    "called on",
    "watched",
];

const TAILS: &[&str] = &[
    "",
    "on Tuesday",
    "last week",
    "in Kaesŏng",
    "near Gyumri on 3 May 2019",
    "since April",
    "over “unpaid tolls”",
    "with drones",
    "two years ago in Kraków",
    "after dozens were wounded",
];

const FRAMES: &[(&str, &str)] = &[
    ("", "."),
    ("", ", Yonhap reported."),
    ("According to officials, ", "."),
    ("“Tonight,” a spokesman said, “", ".”"),
    ("It is unclear whether ", "."),
    ("A court in Café Noir heard that ", "."),
    ("If ", ", prices may rise."),
];

/// What may follow in the paragraph, with words that stand for what went before.
const FOLLOWING: &[&str] = &[
    "They later freed the hostages there.",
    "The attack was condemned by Mongolia.",
    "It was the second raid this year.",
    "He apologised. She did not.",
    "“No comment,” the two countries said.",
    "Nine people were killed, 30 wounded.",
    "",
];

/// A paragraph of news.
fn paragraph() -> impl Strategy<Value = String> {
    let sentence = (select(FRAMES), select(SIDES), select(ACTS), select(SIDES), select(TAILS)).prop_map(
        |((before, after), actor, act, recipient, tail)| {
            let clause = format!("{before}{actor} {act} {recipient} {tail}");
            let mut letters = clause.trim_end().chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            format!("{first}{}{after}", letters.as_str())
        },
    );
    (prop::collection::vec(sentence, 1..3), select(FOLLOWING))
        .prop_map(|(sentences, following)| format!("{} {following}", sentences.join(" ")).trim_end().to_string())
}

/// A few paragraphs, with line ends of one kind or the other. None opens with a headline, which is known by standing first.
fn news() -> impl Strategy<Value = String> {
    let paragraphs = prop::collection::vec(paragraph(), 1..4);
    (paragraphs, select(&["\n\n", "\r\n\r\n", "\n\nTalks break down in Kaesŏng\n\n"]))
        .prop_map(|(paragraphs, gap)| paragraphs.join(gap))
}

/// News in pieces, among characters that no editor would let pass.
fn debris() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => paragraph(),
        1 => any::<String>(),
        1 => "\\PC{0,20}",
        2 => "[.,;:!?'\"“”‘’()\\[\\]–—0-9 \u{a0}\u{301}\u{200b}\u{2028}\r\n\t-]{0,12}",
        2 => select(SIDES).prop_map(str::to_owned),
        2 => select(ACTS).prop_map(str::to_owned),
        1 => select(TAILS).prop_map(str::to_owned),
    ];
    (prop::collection::vec(piece, 0..8), select(&[" ", "", "\n"])).prop_map(|(pieces, gap)| pieces.join(gap))
}

/// Neither a place nor a party nor an act stands in it.
const NEUTRAL: &str = "The weather was mild.\n\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn news_gives_sound_records_and_the_same_again(text in news()) {
        let (document, coding) = plain(&text);
        prop_assert_eq!(&document.text.string, &text);
        is_sound(&document, &coding)?;
        let (again, coded_again) = plain(&text);
        prop_assert_eq!(written(&document, &coding), written(&again, &coded_again));
    }

    #[test]
    fn any_text_gives_sound_records(text in debris(), dated in any::<bool>()) {
        let (document, coding) = coded(Content::Plain(text.clone()), dated.then_some(Date::constant(2024, 2, 29)));
        prop_assert_eq!(&document.text.string, &text);
        is_sound(&document, &coding)?;
    }

    #[test]
    fn any_page_gives_sound_records(paragraphs in prop::collection::vec(debris(), 0..4)) {
        let page = format!("<html><body><article><h1>Talks</h1><p>{}</article>", paragraphs.join("<p>"));
        let (document, coding) = coded(Content::Html(page), None);
        is_sound(&document, &coding)?;
    }

    #[test]
    fn words_in_front_change_nothing_but_offsets(text in news()) {
        let (document, coding) = plain(&text);
        let (shifted, shifted_coding) = plain(&format!("{NEUTRAL}{text}"));
        let mut expected = lines(&document, &coding);
        expected.iter_mut().for_each(|line| local(line, 0));
        let mut found = lines(&shifted, &shifted_coding);
        found.iter_mut().for_each(|line| local(line, NEUTRAL.len() as u64));
        prop_assert_eq!(expected.len(), found.len());
        for (expected, found) in expected.iter().zip(&found) {
            prop_assert_eq!(expected, found);
        }
    }
}

/// The seeds of a fuzz target, each whole and cut in half.
fn seeds(target: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the corpus is there").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let whole = paths.iter().map(|path| String::from_utf8_lossy(&fs::read(path).expect("a seed")).into_owned());
    whole.flat_map(|text| [text.chars().take(text.chars().count() / 2).collect(), text]).collect()
}

#[test]
fn the_fuzz_corpus_is_read_without_a_fuzzer() -> Result<(), TestCaseError> {
    for text in seeds("whole_text").iter().chain(&seeds("annotate_text")) {
        let (document, coding) = plain(text);
        is_sound(&document, &coding)?;
    }
    for text in seeds("conllu") {
        if let Ok(sentences) = train::conllu::read(&text) {
            assert_eq!(train::conllu::read(&train::conllu::write(&sentences)), Ok(sentences));
        }
    }
    for text in seeds("knowledge_file") {
        for file in
            ["coding/x.rule", "composition/x.operator", "actors/x.actors", "roles/x.roles", "ontology/x.txt", "places/x.tsv"]
        {
            let (_, problems) = Knowledge::load(&[(file, &text)]);
            assert!(problems.iter().all(|problem| (1..=text.lines().count()).contains(&problem.line)), "{problems:?}");
        }
    }
    Ok(())
}

#[test]
fn the_sentences_of_the_laws_yield_events() {
    let text =
        "North Korea attacked Armenian forces in Kaesŏng on Tuesday, Yonhap reported. They later freed the hostages there.";
    let (document, coding) = plain(text);
    assert!(!coding.events.is_empty(), "a law over no events holds of nothing");
    let characters: Vec<char> = text.chars().collect();
    let checked: usize = lines(&document, &coding).iter().map(|line| sliced(line, &characters)).sum();
    assert!(checked >= 6, "{checked} spans");
}
