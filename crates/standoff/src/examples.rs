//! Whether an example of a rule or operator comes out as its line says.
//!
//! An example is read as an article of one paragraph, published on 1 July 2024. Everything is compared in words of the text, as
//! `knowledge/README.md` describes; what came out is told in the same notation, so that it can be copied into the file.

use crate::paragraph;
use crate::tools::Tools;
use annotate::Annotator;
use code::Coding;
use document::{Date, Document};
use event::{Category, Count, Entity, Event, Origin};
use knowledge::{Effect, Example, ExampleField};
use span::Span;

/// The day on which every example is published.
pub const PUBLISHED: Date = Date::constant(2024, 7, 1);

/// Whose example it is.
#[derive(Clone, Copy)]
pub enum Owner<'k> {
    /// A rule, by its id.
    Rule(&'k str),
    /// An operator, by its id, and what it does.
    Operator(&'k str, Effect),
}

/// Runs an example through the stages and says what is wrong with what came out, a line each; nothing if it passes.
pub fn run(tools: &Tools, owner: Owner<'_>, example: &Example) -> Result<(), Vec<String>> {
    let document = read(&tools.annotator, example);
    let coding = tools.coder.code(&document);
    let mut wrong = judge(&document, &coding, owner, example);
    if wrong.is_empty() {
        return Ok(());
    }
    wrong.extend(came_out(&document, &coding));
    Err(wrong)
}

/// The sentence of an example as a document.
pub fn read(annotator: &Annotator, example: &Example) -> Document {
    annotator.annotate(paragraph::text("example", &example.sentence, Some(PUBLISHED)))
}

/// What is wrong with what came out of an example, a line each; none if it passes.
pub fn judge(document: &Document, coding: &Coding, owner: Owner<'_>, example: &Example) -> Vec<String> {
    match (example.accepted, owner) {
        (true, Owner::Rule(rule)) => accepted_by_rule(document, coding, rule, example),
        (true, Owner::Operator(operator, effect)) => accepted_by_operator(document, coding, operator, effect, example),
        (false, Owner::Rule(rule)) => refused_by_rule(coding, rule, example),
        (false, Owner::Operator(operator, _)) => refused_by_operator(coding, operator),
    }
}

fn accepted_by_rule(document: &Document, coding: &Coding, rule: &str, example: &Example) -> Vec<String> {
    let marked = example.trigger.map(|(start, end)| Span::new(start, end));
    let own: Vec<&Event> = coding
        .events
        .iter()
        .filter(|event| is_rule(&event.origin, rule) && marked.is_none_or(|marked| marked.overlaps(event.trigger)))
        .collect();
    if own.is_empty() {
        let words = marked.map_or("", |marked| marked.of(&example.sentence));
        return vec![format!("the rule made no event at `{words}`")];
    }
    let mut fields = example.fields.clone();
    if !fields.iter().any(|field| field.name == "event") {
        fields.extend(folder(rule).map(|category| ExampleField { name: "event".into(), value: category.into() }));
    }
    best(document, &own, &fields)
}

/// The category that a rule's folder promises: what its examples must give where they do not say otherwise.
fn folder(rule: &str) -> Option<&str> {
    rule.strip_prefix("coding/")?.split('/').next().filter(|name| Category::from_name(name).is_some())
}

fn accepted_by_operator(document: &Document, coding: &Coding, operator: &str, effect: Effect, example: &Example) -> Vec<String> {
    let no_event = example.fields.iter().any(|field| field.name == "event" && field.value == "none");
    if no_event || (effect == Effect::Nothing && example.fields.is_empty()) {
        return if coding.events.is_empty() { Vec::new() } else { vec!["an event came out and none should".to_string()] };
    }
    let all: Vec<&Event> = coding.events.iter().collect();
    if all.is_empty() {
        return vec!["no event came out".to_string()];
    }
    if example.fields.is_empty() && !all.iter().any(|event| is_rule(&event.assertion.origin, operator)) {
        return vec!["no event's assertion comes from the operator".to_string()];
    }
    best(document, &all, &example.fields)
}

fn refused_by_rule(coding: &Coding, rule: &str, example: &Example) -> Vec<String> {
    let marked = example.trigger.map(|(start, end)| Span::new(start, end));
    let made = coding
        .events
        .iter()
        .any(|event| is_rule(&event.origin, rule) && marked.is_none_or(|marked| marked.overlaps(event.trigger)));
    if made { vec!["the rule made an event and should not".to_string()] } else { Vec::new() }
}

fn refused_by_operator(coding: &Coding, operator: &str) -> Vec<String> {
    let acted = coding.events.iter().any(|event| is_rule(&event.assertion.origin, operator))
        || coding.no_events.iter().any(|no_event| no_event.reason.contains(operator));
    if acted { vec!["the operator acted and should not".to_string()] } else { Vec::new() }
}

fn is_rule(origin: &Origin, id: &str) -> bool {
    matches!(origin, Origin::Rule(name) if &**name == id)
}

/// What is wrong with the event that comes nearest to the fields.
fn best(document: &Document, events: &[&Event], fields: &[ExampleField]) -> Vec<String> {
    let all =
        events.iter().map(|event| -> Vec<String> { fields.iter().filter_map(|field| differs(document, event, field)).collect() });
    all.min_by_key(Vec::len).unwrap_or_default()
}

/// How an event differs from one field of an example; none if it agrees.
fn differs(document: &Document, event: &Event, field: &ExampleField) -> Option<String> {
    let wanted = field.value.as_str();
    let got = match field.name.as_str() {
        "actor" => return side_differs(document, "actor", &event.actors, wanted),
        "recipient" => return side_differs(document, "recipient", &event.recipients, wanted),
        "source" | "attribution" => {
            let sources: Vec<Entity> = event.attribution.iter().map(|source| source.entity.clone()).collect();
            return side_differs(document, &field.name, &sources, wanted);
        }
        "mode" => return lacks("mode", event.modes.iter().map(|mode| mode.value.as_str()).collect(), wanted),
        "context" => return lacks("context", event.contexts.iter().map(|context| context.value.as_str()).collect(), wanted),
        "dead" => return count_differs("dead", event.dead.as_ref(), wanted),
        "injured" => return count_differs("injured", event.injured.as_ref(), wanted),
        "arrested" => return count_differs("arrested", event.arrested.as_ref(), wanted),
        "size" => return count_differs("size", event.size.as_ref(), wanted),
        "place" => {
            let got = event.place.as_ref().map_or("none", |place| document.words(place.value.words));
            let agrees = bare(got) == bare(wanted);
            return (!agrees).then(|| format!("place should be {wanted} and is {got}"));
        }
        "event" => event.category.value.name().to_string(),
        "assertion" => event.assertion.value.name().to_string(),
        "cameo" => event.cameo.clone().unwrap_or_else(|| "none".into()),
        "historical" => event.historical.value.to_string(),
        "date" => date(event, wanted.contains("..")),
        "basis" => event.when.value.basis().to_string(),
        other => return Some(format!("there is no field `{other}`; see Examples in the knowledge's README")),
    };
    (got != wanted).then(|| format!("{} should be {wanted} and is {got}", field.name))
}

/// The day as `2024-07-01`, or with its end as `2024-06-01..2024-06-30`.
fn date(event: &Event, with_end: bool) -> String {
    match event.when.value.days() {
        None => "none".to_string(),
        Some((first, last)) if with_end => format!("{first}..{last}"),
        Some((first, _)) => first.to_string(),
    }
}

/// Which of the wanted values are not among those found.
fn lacks(name: &str, got: Vec<&str>, wanted: &str) -> Option<String> {
    let none = wanted == "none" && got.is_empty();
    let all = wanted.split([' ', ',', '+']).filter(|value| !value.is_empty()).all(|value| got.contains(&value));
    let got = if got.is_empty() { "none".to_string() } else { got.join(" ") };
    (!none && !all).then(|| format!("{name} should be {wanted} and is {got}"))
}

fn side_differs(document: &Document, name: &str, got: &[Entity], wanted: &str) -> Option<String> {
    let agrees = match wanted {
        "none" => got.is_empty(),
        _ => wanted.split(" + ").all(|one| got.iter().any(|entity| entity_agrees(document, entity, one))),
    };
    (!agrees).then(|| format!("{name} should be {wanted} and is {}", entities(document, got)))
}

/// Whether an entity is the one written as `WORDS/CODE/SECTOR`.
fn entity_agrees(document: &Document, entity: &Entity, wanted: &str) -> bool {
    let mut parts = wanted.trim().split('/').map(str::trim);
    let words = parts.next().unwrap_or("");
    let words_agree = match (words, entity.mention) {
        ("", _) => true,
        ("?", mention) => mention.is_none(),
        (_, None) => false,
        (_, Some(mention)) => same_party(&bare(document.words(mention)), &bare(words)),
    };
    let given = |part: Option<&str>, value: Option<&str>| part.is_none_or(|part| part.is_empty() || Some(part) == value);
    words_agree
        && given(parts.next(), entity.code.as_ref().map(|code| code.value.as_str()))
        && given(parts.next(), entity.sector.as_ref().map(|sector| sector.value.as_str()))
}

/// Whether two phrases name the same party: equal, or one with a prepositional phrase behind that the other leaves out ("police" and "police in
/// Minsk" are one party, whichever word the parser hangs the place on).
fn same_party(one: &str, other: &str) -> bool {
    const PREPOSITIONS: [&str; 8] = [" in ", " at ", " near ", " on ", " with ", " from ", " of ", " to "];
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    long == short
        || long.strip_prefix(short).is_some_and(|rest| PREPOSITIONS.iter().any(|preposition| rest.starts_with(preposition)))
}

/// Words in lower case, without determiners before them.
pub fn bare(words: &str) -> String {
    const DETERMINERS: [&str; 12] = ["the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "some"];
    let lower = words.to_lowercase();
    let mut rest: Vec<&str> = lower.split_whitespace().collect();
    while rest.len() > 1 && DETERMINERS.contains(&rest[0]) {
        rest.remove(0);
    }
    rest.join(" ")
}

fn count_differs(name: &str, got: Option<&Count>, wanted: &str) -> Option<String> {
    let number = |text: &str| text.replace([',', '_'], "").parse::<f64>().ok();
    let agrees = match (wanted, got) {
        ("none", None) => true,
        (_, Some(count)) => match wanted.split_once("..") {
            Some((low, high)) => Some(count.low) == number(low) && count.high == number(high),
            None => Some(count.low) == number(wanted) && count.high == number(wanted),
        },
        _ => false,
    };
    (!agrees).then(|| format!("{name} should be {wanted} and is {}", bounds(got)))
}

/// A count as `4`, `20..30` or `20..`.
fn bounds(count: Option<&Count>) -> String {
    match count {
        None => "none".to_string(),
        Some(count) => match count.high {
            Some(high) if high == count.low => count.low.to_string(),
            Some(high) => format!("{}..{high}", count.low),
            None => format!("{}..", count.low),
        },
    }
}

/// Sides as `WORDS/CODE/SECTOR + ...`.
pub fn entities(document: &Document, side: &[Entity]) -> String {
    if side.is_empty() {
        return "none".to_string();
    }
    let written: Vec<String> = side
        .iter()
        .map(|entity| {
            let code = entity.code.as_ref().map_or("", |code| &code.value);
            let sector = entity.sector.as_ref().map_or("", |sector| &sector.value);
            format!("{}/{code}/{sector}", entity.mention.map_or("?", |mention| document.words(mention)))
        })
        .collect();
    written.join(" + ")
}

/// All events and refused triggers, a line each.
fn came_out(document: &Document, coding: &Coding) -> Vec<String> {
    let events = coding.events.iter().map(|event| format!("came out: {}", line(document, event)));
    let refused = coding
        .no_events
        .iter()
        .map(|no_event| format!("no event at [{}]: {} ({})", document.words(no_event.trigger), no_event.reason, no_event.rule));
    events.chain(refused).collect()
}

/// An event in the notation of examples.
pub fn line(document: &Document, event: &Event) -> String {
    let modes: Vec<&str> = event.modes.iter().map(|mode| mode.value.as_str()).collect();
    let mut line = format!(
        "[{}] event={} actor={} recipient={} assertion={}",
        document.words(event.trigger),
        event.category.value,
        entities(document, &event.actors),
        entities(document, &event.recipients),
        event.assertion.value,
    );
    if !modes.is_empty() {
        line.push_str(&format!(" mode={}", modes.join(" ")));
    }
    let counts = [("dead", &event.dead), ("injured", &event.injured), ("arrested", &event.arrested), ("size", &event.size)];
    for (name, count) in counts.into_iter().filter(|(_, count)| count.is_some()) {
        line.push_str(&format!(" {name}={}", bounds(count.as_ref())));
    }
    if let Some(place) = &event.place {
        line.push_str(&format!(" place={}", document.words(place.value.words)));
    }
    line.push_str(&format!(" ({})", event.origin.name()));
    line
}
