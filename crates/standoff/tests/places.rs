//! Places in sentences that a person can read (`places.txt`): namesakes, metonyms, people, bodies named after places, datelines, and which of
//! several places is the act's.

use annotate::Annotator;
use code::Coder;
use document::{Article, Content, Date, Document};
use event::Event;
use knowledge::Knowledge;

/// So many of the cases hold at least; the rest is told when the test fails.
const HOLD: f64 = 0.95;

struct Case<'t> {
    text: &'t str,
    trigger: &'t str,
    /// The words and the id, or that there is none.
    place: Option<(&'t str, Option<u32>)>,
}

fn cases(file: &str) -> Vec<Case<'_>> {
    let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    lines
        .chunks(2)
        .map(|pair| {
            let (trigger, place) = pair[1].trim().split_once(": ").expect("a trigger, a colon, a place");
            let place = (place != "none").then(|| {
                let (words, id) = place.rsplit_once(' ').expect("words and an id");
                (words, id.parse().ok())
            });
            Case { text: pair[0], trigger, place }
        })
        .collect()
}

fn told(document: &Document, event: &Event) -> String {
    event.place.as_ref().map_or("none".to_string(), |place| {
        let id = place.value.geonameid.map_or("-".to_string(), |id| id.to_string());
        format!("{} {id}", document.words(place.value.words))
    })
}

#[test]
fn places_are_found_and_told_apart() {
    let annotator = Annotator::accurate().expect("the model that comes with the program is sound");
    let coder = Coder { knowledge: Knowledge::embedded() };
    let cases = cases(include_str!("places.txt"));
    let mut wrong = Vec::new();
    for case in &cases {
        let content = Content::Plain(case.text.to_owned());
        let article = Article { published: Some(Date::constant(2024, 7, 2)), content, ..Article::default() };
        let document = annotator.annotate(clean::clean(&article));
        let events = coder.code(&document).events;
        let at = case.text.find(case.trigger).expect("the trigger stands in the text");
        let meets = |event: &&Event| (event.trigger.start as usize) < at + case.trigger.len() && at < event.trigger.end as usize;
        let event = events.iter().find(meets);
        let right = match (&case.place, event) {
            (None, event) => event.is_none_or(|event| event.place.is_none()),
            (Some(_), None) => false,
            (Some((words, id)), Some(event)) => event.place.as_ref().is_some_and(|place| {
                document.words(place.value.words).contains(words) && id.is_none_or(|id| place.value.geonameid == Some(id))
            }),
        };
        if !right {
            let told = event.map_or("no event".to_string(), |event| told(&document, event));
            let wanted = case.place.map_or("none".to_string(), |(words, id)| format!("{words} {id:?}"));
            wrong.push(format!("{}\n    {}: wanted {wanted}, told {told}", case.text, case.trigger));
        }
    }
    let held = 1.0 - wrong.len() as f64 / cases.len() as f64;
    println!("{} of {} places right", cases.len() - wrong.len(), cases.len());
    assert!(cases.len() >= 60 && held >= HOLD, "{held:.2} of {} cases hold:\n{}", cases.len(), wrong.join("\n"));
}
